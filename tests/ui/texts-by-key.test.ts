import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { filesIn, root as project } from '../project-files';

const root = join(project, 'src');
const files = filesIn('src', /\.(ts|svelte)$/, 1_000).map((path) => join(project, path));
const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text);

/** Attributes and properties that people read or that are read aloud. */
const read =
	/^(label|hint|title|placeholder|alt|caption|heading|confirm|aria-(label|description|placeholder|roledescription|valuetext))$/;

/** The texts in a component itself: between its tags, and in the attributes that people read. */
function textsIn(source: string): string[] {
	const found: string[] = [];
	const visit = (node: unknown, attribute: string | null = null): void => {
		if (Array.isArray(node)) for (const one of node) visit(one, attribute);
		if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
		const { type, name, data } = node as { type?: string; name?: string; data?: string };
		if (type === 'Comment') return;
		if (type === 'RegularElement' && (name === 'code' || name === 'style' || name === 'script')) return;
		if (type === 'Text' && typeof data === 'string' && hasWords(data) && (attribute === null || read.test(attribute)))
			found.push(data.trim());
		const inside = type === 'Attribute' ? (name ?? '') : attribute;
		for (const [key, value] of Object.entries(node))
			if (!['parent', 'expression', 'css', 'instance', 'module'].includes(key)) visit(value, inside);
	};
	visit(parse(source, { modern: true }).fragment);
	return found;
}

test('every text on screen comes from a message key: none is written in a component', () => {
	expect(textsIn('<p>Hallo <b title="Uitleg" class="groot">{t("a.b")}</b></p><Box label="Naam" />')).toEqual([
		'Hallo',
		'Uitleg',
		'Naam'
	]);
	/** Names of files and shapes, the same in every language. */
	const names = new Set(['openapi.json', 'Problem', 'Voelspriet']);
	const astray = files
		.filter((file) => file.endsWith('.svelte'))
		.flatMap((file) => textsIn(readFileSync(file, 'utf8')).map((text) => `${relative(root, file)}: ${text}`))
		.filter((line) => !names.has(line.split(': ').slice(1).join(': ')));
	expect(astray).toEqual([]);
});

test('dates and numbers are formatted in one place, in the language of the reader', () => {
	const own =
		/\btoLocale(Date|Time)?String\(|\bnew Intl\.(DateTimeFormat|NumberFormat|RelativeTimeFormat|ListFormat)\b/;
	/** These read the Netherlands' clock, and write nothing. */
	const readsOnly = [join('core', 'local-time.ts'), join('installation', 'quiet-hours.ts')];
	/** Writes the moment into an official text, which is in Dutch for every reader of the screen. */
	const inDutch = join('prepared', 'filling-in.ts');
	const elsewhere = (file: string): boolean =>
		!file.includes(join('lib', 'i18n')) && !readsOnly.some((name) => file.endsWith(name)) && !file.endsWith(inDutch);
	const astray = files.filter((file) => elsewhere(file) && own.test(readFileSync(file, 'utf8')));
	expect(astray.map((file) => relative(root, file))).toEqual([]);
});

test('no module creates a formatter while it is loaded in a browser: the first takes ten milliseconds', () => {
	/** Indented, it is in a function; behind an arrow it is made when that is called. */
	const atOnce = /^(?:export )?(?:const|let) \w+ = new Intl\./m;
	const ours = files.filter((file) => !file.includes(join('lib', 'server')));
	const astray = ours.filter((file) => atOnce.test(readFileSync(file, 'utf8')));
	expect(astray.map((file) => relative(root, file))).toEqual([]);
});
