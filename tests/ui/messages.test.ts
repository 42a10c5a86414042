import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import type { Messages } from '$lib/i18n/messages';
import { compareMessages, messageDifferences } from '../../scripts/messages.mjs';
import en from '../../messages/en.json';
import nl from '../../messages/nl.json';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, before = ''): [string, string][] =>
	Object.entries(tree).flatMap(([key, value]) =>
		typeof value === 'string' ? [[before + key, value] satisfies [string, string]] : leaves(value, `${before}${key}.`)
	);

/** Names and kinds of what a message asks for, however deep in its plurals. */
function placeholders(elements: readonly MessageFormatElement[], found = new Set<string>()): Set<string> {
	for (const element of elements) {
		if (element.type === TYPE.argument || element.type === TYPE.number) found.add(element.value);
		if (element.type === TYPE.date || element.type === TYPE.time) found.add(`moment ${element.value}`);
		if (element.type === TYPE.tag) {
			found.add(`<${element.value}>`);
			placeholders(element.children, found);
		}
		if (element.type === TYPE.plural || element.type === TYPE.select) {
			found.add(element.value);
			for (const option of Object.values(element.options)) placeholders(option.value, found);
		}
	}
	return found;
}

const both = { nl: new Map(leaves(nl)), en: new Map(leaves(en)) };
const parsed = (text: string, locale: string): MessageFormatElement[] => new IntlMessageFormat(text, locale).getAst();

test('a build is not made when English lacks a text, has one too many, or has an empty one', () => {
	const dutch = { a: { b: 'Sluit', c: 'Meer' } };
	expect(compareMessages(dutch, { a: { b: 'Close', c: 'More' } })).toEqual([]);
	expect(compareMessages(dutch, { a: { b: 'Close', c: ' ' }, d: 'Extra' })).toEqual([
		'en.json has d, which nothing shows',
		'a.c is empty'
	]);
	expect(compareMessages(dutch, { a: { b: 'Close' } })).toEqual(['en.json lacks a.c']);
	expect(messageDifferences()).toEqual([]);
	// The types say so too: what is missing does not compile.
	// @ts-expect-error English without its first section
	const partly: Messages = { ...en, common: undefined };
	expect(partly.start.title).toBe('Incidents');
});

test('every message is in both languages', () => {
	expect([...both.en.keys()].sort()).toEqual([...both.nl.keys()].sort());
});

test('no message is empty, and no key has a dot of its own', () => {
	for (const [language, messages] of Object.entries(both))
		for (const [key, text] of messages) {
			expect(text.trim(), `${language} ${key}`).not.toBe('');
			expect(key, language).toMatch(/^[a-zA-Z0-9]+(\.[a-zA-Z0-9_-]+)+$/);
		}
});

test('every message is well-formed and asks for the same things in both languages', () => {
	for (const [key, text] of both.nl) {
		const dutch = placeholders(parsed(text, 'nl-NL'));
		const english = placeholders(parsed(both.en.get(key) ?? '', 'en-GB'));
		expect([...english].sort(), key).toEqual([...dutch].sort());
	}
});

test('moments are written out by us, never by ICU; the only marks are b and em', () => {
	for (const [key, text] of both.nl)
		for (const name of placeholders(parsed(text, 'nl-NL'))) {
			expect(name.startsWith('moment '), key).toBe(false);
			if (name.startsWith('<')) expect(['<b>', '<em>'], key).toContain(name);
		}
});
