import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '$lib/server/platform/http/csv';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { bytes, lines, postsOf, textsOf } from './file-rows';

/* What the preview calls words is stored, whatever columns a file has. */

const wordNames = [
	'Bericht',
	'Bericht',
	'Titel',
	'Tekst',
	'Hit Sentence',
	'Opening Text',
	'Snippet',
	'Message',
	'Reactie',
	'Omschrijving',
	'Onderwerp',
	'kolom'
];
const otherNames = ['Datum', 'Auteur', 'URL', 'Bereik', 'Sentiment'];
const cell = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.array(fc.constantFrom('rook', 'brand', 'de', 'Waar?', 'ramen', 'dicht', '12', '🔥', 'é', '…'), { maxLength: 8 })
			.map((words) => words.join(' '))
	},
	fc.constantFrom('', '7', 'https://a.example/1', '20-11-2026 14:03')
);

test('the words of each column that the preview reads as words are in the post', async () => {
	let seen = 0;
	const table = fc.record({
		names: fc.array(fc.constantFrom(...wordNames, ...otherNames), { minLength: 1, maxLength: 14 }),
		rows: fc.array(fc.array(cell, { minLength: 14, maxLength: 14 }), { minLength: 1, maxLength: 4 })
	});
	await fc.assert(
		fc.asyncProperty(table, async ({ names, rows }) => {
			const marked = rows.map((row, at) =>
				row
					.slice(0, names.length)
					.map((text, column) => (/[a-z]{2}/.test(text) && !text.includes('http') ? `${text} w${at}k${column}` : text))
			);
			const file = bytes(csvOf([names, ...marked]));
			const { columns } = await preview(file);
			const stored = (await postsOf(file)).map(({ text }) => text).join('\n');
			for (const [column, { takenAs }] of columns.entries())
				if (takenAs === 'text' || takenAs === 'title')
					for (const row of marked)
						for (const word of (row[column] ?? '').split(/\s+/)) {
							seen += 1;
							expect(stored).toContain(word.replace('…', ''));
						}
		}),
		{ numRuns: 300 }
	);
	expect(seen).toBeGreaterThan(500);
});

describe('columns of words', () => {
	test.each<[string, string[], string[], string]>([
		['a name twice', ['Bericht', 'Bericht'], ['kort', 'het hele bericht'], 'kort\n\nhet hele bericht'],
		['a fragment before the whole', ['Bericht', 'Bericht'], ['het hele', 'het hele bericht'], 'het hele bericht'],
		['the whole before a fragment', ['Bericht', 'Bericht'], ['het hele bericht', 'hele'], 'het hele bericht'],
		['the same twice', ['Tekst', 'Bericht'], ['rook', 'rook'], 'rook'],
		['the same with other spaces', ['Tekst', 'Bericht'], ['veel  rook', 'veel rook'], 'veel rook'],
		['a fragment in other letters', ['Tekst', 'Bericht'], ['...rook...', 'Rook boven de stad'], 'Rook boven de stad'],
		[
			'a text that was cut off',
			['Text', 'Full text'],
			['Er is brand in de…', 'Er is brand in de haven'],
			'Er is brand in de haven'
		],
		[
			'a fragment with dots',
			['Headline', 'Opening Text', 'Hit Sentence'],
			['Fire', 'A large fire broke out', '...large fire...'],
			'Fire\n\nA large fire broke out'
		],
		[
			'three columns of Meltwater',
			['Headline', 'Opening Text', 'Hit Sentence'],
			['Fire', 'Smoke is seen', 'Doors shut'],
			'Fire\n\nDoors shut\n\nSmoke is seen'
		],
		['a headline that the text begins with', ['Titel', 'Tekst'], ['Brand', 'Brand in Zuid'], 'Brand in Zuid'],
		['a number named as a message', ['Message', 'Text'], ['12', 'rook'], 'rook'],
		['an address named as a post', ['Post', 'Text'], ['https://a.example/1', 'rook'], 'rook'],
		['an empty one', ['Bericht', 'Tekst', 'Reactie'], ['', 'rook', ''], 'rook']
	])('%s', async (_, names, cells, text) => {
		expect(
			await textsOf(
				bytes(
					csvOf([
						['Datum', ...names],
						['20-11-2026 14:03', ...cells]
					])
				)
			)
		).toEqual([text]);
	});
	test('beyond what a mapping has room for are not called words', async () => {
		const names = Array.from({ length: 14 }, () => 'Bericht');
		const file = lines(names.join(';'), names.map((_, at) => `woord${at}`).join(';'));
		const { columns } = await preview(file);
		expect(columns.filter(({ takenAs }) => takenAs === 'text')).toHaveLength(10);
		expect((await textsOf(file))[0]?.split('\n\n')).toHaveLength(10);
	});
});
