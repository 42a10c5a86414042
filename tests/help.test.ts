import * as m from '$lib/messages';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PersonalRole } from '$lib/domain/core/role';
import { languages, type Language } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import { settingNames } from '$lib/server/platform/config/config';
import packageJson from '../package.json';
import { blocksOf } from '../scripts/help-text.mjs';
import { plainBlock, plainText, type HelpBlock, type HelpInline } from '../src/routes/help/blocks';
import { helpSections, helpText } from '../src/routes/help/library.server';
import { sizeOf } from '../src/routes/help/pictures';
import { searchHelp } from '../src/routes/help/search';
import { topicOfScreen } from '../src/routes/help/screens';
import { helpCards, helpTopics } from '../src/routes/help/topics';
import { sentencesIn, wordsIn as wordsOfSentence } from './ui/every-message';
import { officialeseIn } from './ui/officialese';
import { filesIn, root } from './project-files';

const names = [...helpTopics, ...helpCards.map((card) => `card-${card}` as const)];
const fileOf = (name: string, language: Language): string => join(root, 'messages/help', language, `${name}.md`);
const written = (name: string, language: Language): string => readFileSync(fileOf(name, language), 'utf8');

/** Every block, also those inside others. */
const allBlocks = (blocks: readonly HelpBlock[]): readonly HelpBlock[] =>
	blocks.flatMap((block) => [
		block,
		...(block.kind === 'list' ? block.items.flatMap(allBlocks) : block.kind === 'note' ? allBlocks(block.of) : [])
	]);
const sentences = (block: HelpBlock): readonly (readonly HelpInline[])[] =>
	block.kind === 'heading' || block.kind === 'paragraph' ? [block.of] : block.kind === 'table' ? block.rows.flat() : [];
const linksIn = (of: readonly HelpInline[]): readonly string[] =>
	of.flatMap((piece) => (piece.kind === 'link' ? [piece.to] : 'of' in piece ? linksIn(piece.of) : []));
/** What a block is, without its words: the same in both languages. */
const formOf = (block: HelpBlock): unknown =>
	block.kind === 'list'
		? [block.kind, block.isOrdered, block.start, block.items.map((item) => item.map(formOf))]
		: [
				block.kind,
				'level' in block && block.level,
				'rows' in block && block.rows.length,
				'name' in block && block.name
			];
/** The commands, words and addresses that a text has in it. */
const marksIn = (text: string): readonly string[] =>
	(
		text.replaceAll(/\.(nl|en)\.webp/g, '').match(/\{\w+:[\w.]+\}|\]\((?!#)[^)]+\)|`[A-Z_]+`|`\/[a-z/]+`/g) ?? []
	).toSorted();

test.each(languages)('each topic and card has a text, and no text is left over (%s)', (language) => {
	const files = filesIn(`messages/help/${language}`, /./, 10).map((path) => basename(path));
	expect(files.toSorted()).toEqual(names.map((name) => `${name}.md`).toSorted());
});

test.each(names)(
	'%s has the same structure in both languages: the same parts, screen words, keys and links',
	(name) => {
		const [dutch, english] = languages.map((language) => helpText(name, { language }));
		expect(english?.blocks.map(formOf)).toEqual(dutch?.blocks.map(formOf));
		expect(marksIn(written(name, 'en'))).toEqual(marksIn(written(name, 'nl')));
	}
);

describe.each(languages)('the help (%s)', (language) => {
	const texts = names.map((name) => ({ name, ...helpText(name, { language }) }));

	test('has no placeholder left', () => {
		for (const { name, lead, blocks } of texts)
			expect([plainText(lead), ...blocks.map(plainBlock)].join(' '), name).not.toMatch(/\{\w+:|\*\*|\]\(/);
	});

	test('links to pages and sections that exist', () => {
		const anchors = new Map<string, readonly string[]>(
			texts.map(({ name, blocks }) => [
				name,
				blocks.flatMap((block) => (block.kind === 'heading' ? [block.id ?? ''] : []))
			])
		);
		const wrong = texts.flatMap(({ name, lead, blocks }) =>
			[lead, ...allBlocks(blocks).flatMap(sentences)].flatMap(linksIn).filter((link) => {
				const [path = '', part] = link.split('#');
				const [, topic] = /^\/help\/(\w+)$/.exec(path) ?? [];
				if (path !== '' && topic === undefined) return !existsSync(join(root, 'src/routes', path, '+page.svelte'));
				const there = anchors.get(topic ?? name);
				return there === undefined || (part !== undefined && !there.includes(part));
			})
		);
		expect(wrong).toEqual([]);
	});

	test('has unique headings on each page, so that a link to one is unambiguous', () => {
		for (const { name, blocks } of texts) {
			const ids = blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
			expect(new Set(ids).size, name).toBe(ids.length);
		}
	});

	test('has sentences of at most twenty words, without officialese', () => {
		const found = texts.flatMap(({ name, lead, blocks }) =>
			[lead, ...allBlocks(blocks).flatMap(sentences)]
				.map(plainText)
				.flatMap((text) => [
					...sentencesIn(text).filter((sentence) => wordsOfSentence(sentence).length > 20),
					...(language === 'nl' ? officialeseIn(text) : [])
				])
				.map((fault) => `${name}: ${fault}`)
		);
		expect(found).toEqual([]);
	});

	test('describes each setting of the server, and nothing else', () => {
		const table = allBlocks(helpText('configuration', { language }).blocks).find(({ kind }) => kind === 'table');
		const rows = table?.kind === 'table' ? table.rows.slice(1).map(([name]) => plainText(name ?? [])) : [];
		expect(rows.toSorted()).toEqual(settingNames.toSorted());
	});

	test('names each role that a person can have, and only commands that exist', () => {
		const people = helpText('people', { language }).blocks.map(plainBlock).join(' ');
		for (const role of PersonalRole.options) expect(people).toContain(wordsIn(language).t(m.roles[role]));
		const commands = names.flatMap((name) => [...written(name, language).matchAll(/npm (?:run )?([\w-]+)/g)]);
		expect(commands.length).toBeGreaterThan(10);
		for (const [, command = ''] of commands) expect(Object.keys(packageJson.scripts)).toContain(command);
	});

	test('is searchable by words, whatever their accents and capitals, headings first', () => {
		const sections = helpSections({ language });
		const [calls, backup] = language === 'nl' ? ['noodkreet', 'BACK-ÚP'] : ['calls for help', 'BACK-ÚP'];
		expect(searchHelp(sections, calls)[0]?.href).toMatch(/^\/help\/calls/);
		expect(searchHelp(sections, backup)[0]?.href).toMatch(/^\/help\/upkeep/);
		expect(searchHelp(sections, '')).toEqual([]);
		expect(searchHelp(sections, 'mastodon bluesky').length).toBeGreaterThan(0);
		expect(searchHelp(sections, 'mastodon zzz')).toEqual([]);
		// Of a long query the first ten words count: the others cost nothing.
		const [long] = sections.filter(({ text }) => text.includes('Mastodon'));
		const some = [...new Set(long?.text.toLowerCase().match(/[\p{L}\p{N}]+/gu))].slice(0, 10).join(' ');
		expect(searchHelp(sections, `${some} zzz`).map(({ href }) => href)).toContain(long?.href);
		for (const { excerpt } of searchHelp(sections, 'mastodon')) expect(excerpt.toLowerCase()).toContain('mastodon');
	});
});

test('each picture on a page exists in both languages, no other exists, and none is larger than 60 kB', () => {
	const shown = helpTopics.flatMap((topic) =>
		helpText(topic, { language: 'nl' }).blocks.flatMap((block) => (block.kind === 'picture' ? [block.name] : []))
	);
	expect(shown.length).toBeGreaterThan(10);
	const files = filesIn('static/help', /./, 2).map((path) => basename(path));
	expect(files.toSorted()).toEqual(
		shown.flatMap((name) => languages.map((language) => `${name}.${language}.webp`)).toSorted()
	);
	for (const file of files) {
		const bytes = readFileSync(join(root, 'static/help', file));
		expect(bytes.length, file).toBeLessThanOrEqual(60_000);
		// The extended header of WebP has width and height less one, in 24 bits each.
		expect(bytes.toString('latin1', 12, 16)).toBe('VP8X');
		const [width, height] = [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
		expect({ width, height }, file).toEqual(sizeOf(file.replace(/\..*$/, '')));
	}
});

test('the reader is addressed as "u"', () => {
	const familiar = /(?<![\p{L}’'])(je|jij|jou|jouw|jullie)(?![\p{L}’'])/iu;
	expect(names.filter((name) => familiar.test(written(name, 'nl')))).toEqual([]);
});

test('each page of the program has its help, or is listed as having none', () => {
	const pages = filesIn('src/routes', /\+page(@[^/]*)?\.svelte$/, 40).map(
		(file) => `/${file.replace('src/routes/', '').replace(/\/?\+page(@[^/]*)?\.svelte$/, '')}`
	);
	expect(Object.keys(topicOfScreen).toSorted()).toEqual(pages.toSorted());
	const named = new Set(Object.values(topicOfScreen));
	// These are read outside the program, by people who have no screen of it.
	const beside = ['calls', 'labels', 'connection', 'configuration', 'organisation', 'upkeep', 'night', 'partner'];
	expect(helpTopics.filter((topic) => !named.has(topic))).toEqual(helpTopics.filter((topic) => beside.includes(topic)));
});

test('markup that no page can show fails the build', async () => {
	await expect(blocksOf('<b>x</b>')).rejects.toThrow('html');
	await expect(blocksOf('A *word*.')).rejects.toThrow('emphasis');
});
