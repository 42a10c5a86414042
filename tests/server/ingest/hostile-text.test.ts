import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { chatStyleOf } from '$lib/domain/posts/entry/chat';
import { nothingPublic } from '$lib/domain/posts/masking/public-details';
import { normalise } from '$lib/server/ingest/pipeline/normalise';
import { deletedPost } from '$lib/server/ingest/pipeline/raw-post';
import { isSameVersion } from '$lib/server/ingest/pipeline/row-identity';
import { originOf, senderOf } from '$lib/server/ingest/protocols/feed/feed-senders';
import { shareOf, wordsOf } from '$lib/server/ingest/protocols/feed/feed-words';
import { feedsOfPage } from '$lib/server/ingest/protocols/feed/page-feeds';
import { filesIn } from '../../project-files';
import { expectLinear, repeated } from '../../growth';

/*
 * Every function that takes a text of others must take a time that grows with its length and no faster. The functions
 * are found in the code: one that needs more than the text must be called in `others`, or named in `notOfOthers`.
 */

const root = join(import.meta.dirname, '../../../src');
const folders = [
	'domain/posts/',
	'domain/openness/',
	'domain/core/',
	'domain/model/',
	'domain/report/',
	'server/ingest/'
];

interface Exported {
	readonly file: string;
	readonly name: string;
	/** Of the first parameter. */
	readonly type: string;
	readonly required: number;
}
function exportedBy(file: string): Exported[] {
	const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
	const described = (name: string, parameters: readonly ts.ParameterDeclaration[]): Exported => ({
		file,
		name,
		type: parameters[0]?.type?.getText(source) ?? '',
		required: parameters.filter(({ questionToken, initializer }) => !questionToken && !initializer).length
	});
	return source.statements.flatMap((statement) => {
		const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
		if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
		if (ts.isFunctionDeclaration(statement) && statement.name)
			return [described(statement.name.text, statement.parameters)];
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
			initializer && ts.isArrowFunction(initializer) && ts.isIdentifier(name)
				? [described(name.text, initializer.parameters)]
				: []
		);
	});
}
const isText = ({ type }: Exported): boolean => /^(?:readonly )?string(?:\[\])?$|^(?:string \| )?Uint8Array/.test(type);
const files = filesIn('src/lib', /\.ts$/, 900)
	.map((file) => file.replace(/^src\//, ''))
	.filter((file) => folders.some((at) => file.startsWith(`lib/${at}`)));
const exported = files.flatMap(exportedBy).filter(isText);

type Use = (text: string) => unknown;
/** What needs more than the text, and texts in other forms. */
const others: Readonly<Record<string, Use>> = {
	chatRows: (text) => {
		const style = chatStyleOf('20-11-2026 14:03 - A: x');
		return style && useOf('chatRows')(text, style);
	},
	cutAtSpace: (text) => useOf('cutAtSpace')(text, text.length - 10),
	detailsIn: (text) => useOf('detailsIn')(text, nothingPublic),
	maskForOutside: (text) => useOf('maskForOutside')(text, nothingPublic),
	wholeSentences: (text) => useOf('wholeSentences')(text, 400),
	unknownNumbersIn: (text) => useOf('unknownNumbersIn')(text, new Set([1])),
	cutText: (text) => useOf('cutText')(text, text.length - 10),
	documentText: (text) => useOf('documentText')(Buffer.from(text), undefined),
	hasRun: (text) => useOf('hasRun')(text, ['aa', 'a a']),
	feedsOfPage: (text) =>
		feedsOfPage({ address: 'https://a.example/', body: Buffer.from(text), headers: new Map([['link', text]]) }),
	isSameVersion: (text) =>
		isSameVersion({ ...deletedPost('1', 'news'), text, row: { alone: true, repeat: 0, sameBy: 'text' } }, `${text}.`),
	literalRuns: (text) => useOf('literalRuns')(text.slice(0, 30), text),
	nameReplacer: (text) => (useOf('nameReplacer')(['Jan', 'van der Aa'], ['Aa Aa']) as Use)(text),
	normalise: (text) =>
		normalise({
			externalId: text,
			text,
			html: true,
			publishedAt: text,
			url: text,
			lang: text,
			shares: text,
			replyTo: text,
			author: { externalId: text, handle: text, name: text, followers: null },
			reach: null,
			platform: 'x',
			media: [{ kind: 'file', description: text, seconds: null }]
		}),
	readDate: (text) => useOf('readDate')(text, { order: 'dayFirst' }, text),
	readTranslation: (text) => useOf('readTranslation')(text, text),
	redactPart: (text) => useOf('redactPart')(text, 0, [{ part: 0, from: 1, to: 2, ground: '5.1.2.e' }]),
	shiftedFormula: (text) => useOf('shiftedFormula')(text, 1, 1),
	relativeMoment: (text) => useOf('relativeMoment')(text, Date.UTC(2026, 0)),
	senderOf: (text) => {
		const item = {
			id: text,
			link: null,
			title: text,
			summary: text,
			published: null,
			lang: null,
			writer: text,
			media: []
		};
		const origin = originOf({ title: text, page: null, generator: text, items: [item] }, 'https://a.example/', 'forum');
		return senderOf({ ...item, link: `https://a.example/${text.slice(0, 1_900)}` }, origin);
	},
	shareOf: (text) => shareOf({ title: text, summary: text }),
	steadyId: (text) => useOf('steadyId')(`https://a.example/${text}`, null),
	translateWords: (text) => useOf('translateWords')(text, 'en'),
	withPlace: (text) => useOf('withPlace')(text, text),
	wordsOf: (text) => wordsOf({ title: text, summary: text }, [text.slice(0, 200)])
};
/** Files are in hostile-files.test.ts. */
const asFiles = ['onlyFileIn', 'openWorkbook', 'preview', 'readFeedDocument', 'readRows', 'columnNamesIn', 'tableOf'];
/** Their texts are of the program, or short by their schema. */
const notOfOthers = new Set([
	...['addScript', 'playing', 'curlLine', 'signedText', 'deletedPost', 'postKey', 'uriOf', 'momentOfPost', 'startOn'],
	...['connectIngest', 'refuseOle', 'profileFrom'],
	// The answers of a language model have a limit.
	'readDraft',
	// It has its own test below.
	'wordDiff',
	// Its text is read by the same functions as that of `unknownNumbersIn`.
	'keptNumbers'
]);

const modules = new Map<string, Record<string, (...parameters: unknown[]) => unknown>>();
for (const { file } of exported) if (!modules.has(file)) modules.set(file, (await import(join(root, file))) as never);
function useOf(name: string): (...parameters: unknown[]) => unknown {
	const found = exported.find((each) => each.name === name);
	const use = found && modules.get(found.file)?.[name];
	if (!use) throw new Error(`${name} is no function of a text any more`);
	return use;
}

const units = [
	...[' ', '\t', '\n', '\r\n', ' \n', '\n \n', '\ufeff', '\u200e', '\u2028', '\u0301', '\u200d', '\u0085', '🜁', 'é'],
	...[
		'a',
		'a ',
		'Aa ',
		'1',
		'1 ',
		'1,',
		'1.',
		'.',
		',',
		', ',
		':',
		'a:',
		'·',
		' · ',
		"'",
		"'s ",
		'"',
		'""',
		'"a',
		'"\n'
	],
	...['<', '<a', '<a>', '<a></a>', '</a>', '<p><title></p>', '<svg>', '<a b="', '<a b=c ', '<!--', '<![CDATA[', '<?'],
	...['&', '&amp;', '&#', '&#1;', '[', '[]', '], [', '{', '{"a":', '{"a":1}\n', '(', '()', '-', '- ', '– ', '=', '%41'],
	...[
		'=HYPERLINK("',
		'_x0041_',
		'#a',
		'@a',
		'/',
		'https://x.com/a ',
		'window.a.',
		'1e',
		'heeft ',
		'added ',
		'bericht '
	],
	...[
		'heeft toegevoegd ',
		'avatar van ',
		'1 u ',
		'1 u Leuk ',
		'Reageren\n',
		'Jan\nbrand\n2 u Reageren\n',
		'20-11-2026 '
	],
	...['20-11-2026 14:03 - A: x\n', '[20-11-2026 14:03:12] A: x\n', 'A, [20.11.2026 14:03]\nx\n', '0612345678 ', 'om '],
	...['wij zullen ', 'help ', 'bel de huisarts ', '\u200e\ufeff', '"a" ', 'a\u2028']
];
/** What a text begins with, so that a pattern goes into what is repeated. */
const firsts = ['', '20-11-2026,', '[20-11-2026 14:03] ', 'a', '"', '20-11-2026 14:03 - ', '1 u ', 'heeft '];
const lasts = ['', 'x', '\n'];
/** White space and marks go into every pattern. */
const blank = /^[\s\u200e\ufeff]+$/;
const shapes = units.flatMap((unit, at) =>
	firsts
		.filter((_, first) => blank.test(unit) || first === 0 || first === 1 + (at % (firsts.length - 1)))
		.map((first, index) => ({ first, unit, last: lasts[(at + index) % lasts.length] ?? '' }))
);

const unary = exported.filter(({ required, name }) => required === 1 && !others[name] && !asFiles.includes(name));
test('each function of a text is tried', () => {
	expect(files.length).toBeGreaterThan(150);
	expect(unary.length).toBeGreaterThan(50);
	const unknown = exported.filter(
		({ name, required }) => required !== 1 && !others[name] && !asFiles.includes(name) && !notOfOthers.has(name)
	);
	expect(unknown.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

function withArgument({ type, file, name }: Exported): Use {
	const use = modules.get(file)?.[name];
	if (!use) throw new Error(`${name} is not exported`);
	return (text) => use(type.endsWith('[]') ? text.split('\n') : text);
}
/** A refusal is quick as well. */
function used(use: Use, text: string): void {
	try {
		const result = use(text);
		if (typeof result === 'object' && result !== null && Symbol.iterator in result)
			Array.from(result as Iterable<unknown>);
	} catch (error) {
		if (!(error instanceof Error)) throw error;
	}
}
const uses: (readonly [string, Use])[] = [
	...unary.filter(({ name }) => !notOfOthers.has(name)).map((each) => [each.name, withArgument(each)] as const),
	...Object.entries(others)
];
test.each(uses)(
	'%s takes time linear in the length of a text',
	async (_, use) => {
		for (const { first, unit, last } of shapes)
			await expectLinear(
				(length) => {
					const text = repeated(first, unit, length - last.length) + last;
					return () => used(use, text);
				},
				JSON.stringify({ first, unit, last }),
				16_000,
				10
			);
	},
	120_000
);

test('comparing two texts takes time linear in their length, beyond the words that are compared with each other', async () => {
	const words = (count: number, unit: string) => `${unit} `.repeat(count);
	for (const [before, after] of [
		['a', 'a'],
		['a', 'b'],
		['a b', 'b a']
	] as const)
		await expectLinear(
			(length) => () => useOf('wordDiff')(words(length, before), words(length, after)),
			`${before} and ${after}`,
			8_000,
			500
		);
});
