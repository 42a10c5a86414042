import { expect, test } from 'vitest';
import { languages } from '$lib/i18n/language';
import { filesIn, textOf } from '../project-files';
import { allMessages, formsOf, valuesOf } from './every-message';

test('no text is empty', () => {
	expect(allMessages.length).toBeGreaterThan(1_000);
	for (const { name, message } of allMessages)
		for (const language of languages)
			expect(formsOf(message[language]).join('').trim(), `${language} ${name}`).not.toBe('');
});

test('a message needs the same values in both languages', () => {
	for (const { name, message } of allMessages)
		expect([...valuesOf(message.en)].sort(), name).toEqual([...valuesOf(message.nl)].sort());
});

test('braces are placeholders; the only markup is b and em, closed and never nested', () => {
	for (const { name, message } of allMessages)
		for (const language of languages)
			for (const form of formsOf(message[language])) {
				expect(form.replace(/\{\w+\}/g, ''), name).not.toMatch(/[{}]/);
				expect(form.replace(/<(b|em)>[^<]*<\/\1>/g, ''), name).not.toMatch(/</);
			}
});

const sources = filesIn(['src', 'scripts'], /\.(ts|svelte|js|mjs)$/, 1_000).map(textOf);

/** The steps of an access that begins here: `.name`, `['name']`, or null for one that is computed. */
function stepsAt(source: string, from: number): (string | null)[] {
	const steps: (string | null)[] = [];
	for (let at = from; ;) {
		const [named, name] = /^\s*\??\.(\w+)/.exec(source.slice(at, at + 100)) ?? [];
		if (named !== undefined && name !== undefined) {
			steps.push(name);
			at += named.length;
		} else if (source[at] === '[') {
			let end = at + 1;
			for (let depth = 1; depth > 0 && end < source.length; end++)
				depth += source[end] === '[' ? 1 : source[end] === ']' ? -1 : 0;
			steps.push(
				/^'([^']+)'$|^(\d+)$/
					.exec(source.slice(at + 1, end - 1))
					?.slice(1)
					.find(Boolean) ?? null
			);
			at = end;
		} else return steps;
	}
}

test('every message is used', () => {
	const used = sources.flatMap((source) =>
		[...source.matchAll(/(?<![\w.])m(?=[.[])/g)].map(({ index }) => stepsAt(source, index + 1))
	);
	/** Taken as a whole, by a type that asks for each of its messages. */
	const usedWhole = ['labelKinds'];
	const byArea = new Map<string, (string | null)[][]>();
	for (const steps of used)
		if (typeof steps[0] === 'string') byArea.set(steps[0], [...(byArea.get(steps[0]) ?? []), steps]);
	const isUsed = (path: readonly string[]): boolean =>
		(byArea.get(path[0] ?? '') ?? []).some(
			(steps) =>
				(steps.length > 1 || usedWhole.includes(path[0] ?? '')) &&
				path.every((name, at) => at >= steps.length || [name, null].includes(steps[at] ?? null))
		);
	const unused = allMessages.filter(({ path }) => !isUsed(path)).map(({ name }) => name);
	expect(unused).toEqual([]);
});

/** The arguments of a call whose parenthesis opens before `from`, split at the commas between them. */
function argumentsAt(source: string, from: number): string[] {
	const found: string[] = [];
	let [start, depth, quote] = [from, 0, ''];
	for (let at = from; at < source.length; at++) {
		const char = source[at] ?? '';
		if (quote !== '') {
			if (char === '\\') at++;
			else if (char === quote) quote = '';
		} else if (/['"`]/.test(char)) quote = char;
		else if (/[([{]/.test(char)) depth++;
		else if (/[)\]}]/.test(char)) {
			if (depth === 0) return [...found, source.slice(start, at)].filter((argument) => argument.trim() !== '');
			depth--;
		} else if (char === ',' && depth === 0) {
			found.push(source.slice(start, at));
			start = at + 1;
		}
	}
	return [];
}

/** The names in an object literal; null when it has other properties too, or is no object literal. */
function keysOf(literal: string): string[] | null {
	const inside = /^\s*\{([\s\S]*)\}\s*$/.exec(literal)?.[1];
	if (inside === undefined) return null;
	const keys = argumentsAt(`${inside})`, 0).map((part) => /^\s*(\w+)\s*(?::|$)/.exec(part)?.[1] ?? null);
	return keys.some((key) => key === null) ? null : keys.filter((key) => key !== null);
}

test('a call with literal values passes everything that its messages need', () => {
	const byName = new Map(allMessages.map(({ name, message }) => [name, valuesOf(message.nl)]));
	let checked = 0;
	const missing = sources.flatMap((source) =>
		[...source.matchAll(/\b(?:t|pieces)\(/g)].flatMap(({ 0: call, index }) => {
			const [messages = '', values] = argumentsAt(source, index + call.length);
			const names = values === undefined ? [] : keysOf(values);
			if (names === null) return [];
			return [...messages.matchAll(/(?<![\w.])m(?=\.)/g)].flatMap((access) => {
				const name = stepsAt(messages, access.index + 1).join('.');
				const required = byName.get(name);
				if (!required) return [];
				checked++;
				return [...required].filter((value) => !names.includes(value)).map((value) => `${name}: ${value}`);
			});
		})
	);
	expect(checked).toBeGreaterThan(2_000);
	expect(missing).toEqual([]);
});
