import { describe, expect, test } from 'vitest';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { decode, encodingOf } from '$lib/server/platform/net/encoding';
import { lines, postsOf } from './file-rows';

/** The bytes of a text in an encoding of one byte per character. */
function encoded(text: string, encoding: string): Buffer {
	const byCharacter = new Map(Array.from({ length: 256 }, (_, byte) => [decode(Uint8Array.of(byte), encoding), byte]));
	return Buffer.from(
		Array.from(text, (character) => {
			const byte = byCharacter.get(character);
			if (byte === undefined) throw new Error(`${encoding} has no ${character}`);
			return byte;
		})
	);
}

const TEXTS = [
	'Eén café naast de loods is ontruimd',
	'Ruikt ú ook die brandlucht? ’s Avonds erger',
	'Foto’s en video’s van de brand',
	'“Blijf binnen”, zegt de burgemeester – ook ’s nachts',
	'De schade is € 12.000, zo’n 5 % meer',
	'Coördinatie en reünie zijn geëvacueerd',
	'Très dangereux, évitez le quartier à côté',
	'Große Straßen, überall Rauch über München',
	'El niño está en peligro… ¿qué hacer?',
	'São João não é seguro, atenção às crianças',
	'Het is 30° in de zon · ramen dicht',
	'Één ÉÉN VOORZICHTIG: ÜBER',
	'Åse og Søren bor på øen'
];

describe('the encoding of a text without a sign of it is that in which its letters fit', () => {
	test.each(TEXTS)('%s', async (text) => {
		for (const encoding of ['macintosh', 'windows-1252']) {
			const bytes = encoded(text, encoding);
			expect(decode(bytes, encodingOf(bytes)), encoding).toBe(text);
			const file = encoded(`datum;tekst\r20-11-2026 14:03;${text}\r20-11-2026 14:05;Ja\r`, encoding);
			expect(
				(await postsOf(file)).map((post) => post.text),
				encoding
			).toEqual([text, 'Ja']);
		}
	});
	test('also for all of them together, and for pairs', () => {
		for (const encoding of ['macintosh', 'windows-1252']) {
			for (const [at, text] of TEXTS.entries()) {
				const pair = encoded(`${text}\n${TEXTS[(at + 5) % TEXTS.length] ?? ''}`, encoding);
				expect(encodingOf(pair), text).toBe(encoding);
			}
			expect(encodingOf(encoded(TEXTS.join('\n'), encoding))).toBe(encoding);
		}
	});
	test('a declaration, a mark and UTF-8 come first', () => {
		const bytes = encoded('Eén café', 'macintosh');
		expect(encodingOf(bytes, ['windows-1252'])).toBe('windows-1252');
		expect(encodingOf(Buffer.from('Eén café'))).toBe('utf-8');
	});
});

test('a file of an old Mac is read with its line ends, also after a line with its separator', async () => {
	const file = encoded('sep=;\rdatum;auteur;bericht\r20-11-2026 14:03;Zoë;Het café is dicht\r', 'macintosh');
	expect((await preview(file)).encoding).toBe('macintosh');
	expect((await postsOf(file)).map(({ text, author }) => [text, author?.name])).toEqual([['Het café is dicht', 'Zoë']]);
});

describe('letters that a Mac writes as two characters are the same letters', () => {
	test('names of columns, networks, authors, texts and ids', async () => {
		const rows = ['catégorie;datum;auteur;bericht;bron', 'x;20-11-2026 14:03;Zoë;Eén café is dicht;Médiathèque'];
		const [one, two] = await Promise.all(
			(['NFC', 'NFD'] as const).map((form) => postsOf(lines(...rows.map((row) => row.normalize(form)))))
		);
		expect(two).toEqual(one);
		expect(one?.[0]?.text).toBe('Eén café is dicht'.normalize('NFC'));
	});
});
