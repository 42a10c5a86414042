import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cleanInput } from '$lib/domain/core/texts/clean';
import { commands } from '$lib/domain/commands';
import { LooseText, Text } from '$lib/domain/core/text';
import { pathName, textFields } from '$lib/domain/core/texts/fields';
import { runs } from '../long';

/** Any Unicode, with far more of what must not stay than chance would bring. */
const anyText = fc.string({
	unit: fc.oneof(
		fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
		fc.constantFrom(
			...['\u200D', '\uFE0F', '\uFE0E', '\u200B', '\uFEFF', '\u00A0', '\u3000', '\r', '\n', '\u2028', '\u0338'],
			...['👩', '🏽', '↔', '♂', '❤', '🏴', '1', '#', '\u20E3', 'e', '\u0301', '\u0327', '\u115F', '\u1160', '\u1100'],
			...['\u{E0067}', '\u{E007F}', '\u202E', '\u2066', '\u00AD', '\uFFFE', '\uFDD0', '\u{1FFFF}', '\0', '\u0958', ' ']
		)
	)
});

describe('cleaning typed text', () => {
	test.each([
		['1\uFEFF2 en 3', '1 2 en 3'],
		['veilig\u00A0om\u202Fte\u2003drinken\u3000nu\there', 'veilig om te drinken nu here'],
		['een\r\ntwee\rdrie\u2028vier\u2029vijf\u0085zes\vzeven\facht', 'een\ntwee\ndrie\nvier\nvijf\nzes\nzeven\nacht'],
		['cafe\u0301', 'café'],
		['ni\u200Bet\u00AD\u2060 \u202Eveilig\u202C\u2066', 'niet veilig'],
		['a\0b\u0007c\u009Fd\uFFFEe\uFDD0f\u{10FFFF}g\uFFF9h\uFFFCi', 'abcdefghi'],
		['\u115F\u1160\u3164\uFFA0\u034F\u17B4\u180E\u2800', ' '],
		['می\u200Cخواهم', 'میخواهم'],
		['👩\u200D👩\u200D👧', '👩\u200D👩\u200D👧'],
		['🏳\uFE0F\u200D🌈 ❤\uFE0F 1\uFE0F\u20E3 👩🏽\u200D🚒', '🏳\uFE0F\u200D🌈 ❤\uFE0F 1\uFE0F\u20E3 👩🏽\u200D🚒'],
		['a\u200Db 👩\u200D 1\uFE0F2 ❤\uFE0F\uFE0F 👩\u200D\u200D👩', 'ab 👩 12 ❤\uFE0F 👩👩'],
		['🏴\u{E0067}\u{E0062}\u{E007F}', '🏴'],
		['twee  spaties\n\nen regels ', 'twee  spaties\n\nen regels ']
	])('%j', (typed, cleaned) => {
		expect(cleanInput(typed)).toBe(cleaned);
	});

	test('is idempotent and leaves no invisible characters', () => {
		const invisible =
			/(?!\n)\p{Cc}|(?!\u200D|[\uFE0E-\uFE0F])\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}|(?! )\p{Zs}|[\p{Zl}\p{Zp}\uFFF9-\uFFFC]/u;
		const outside =
			/(?<!\p{ExtPict})\uFE0E|(?<!\p{ExtPict}|[0-9#*](?=\uFE0F\u20E3))\uFE0F|(?<![\p{ExtPict}\p{EMod}\uFE0E\uFE0F])\u200D|\u200D(?!\p{ExtPict})/u;
		fc.assert(
			fc.property(anyText, (typed) => {
				const cleaned = cleanInput(typed);
				expect(cleanInput(cleaned)).toBe(cleaned);
				expect(cleaned.normalize('NFC')).toBe(cleaned);
				expect(cleaned).not.toMatch(invisible);
				expect(cleaned).not.toMatch(outside);
			}),
			{ numRuns: runs(600, 3_000) }
		);
	});

	test('keeps visible characters', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('a', 'é', '1', ' ', '.', '’', '…', 'ß', 'и', 'あ', '😀', '€', '\n') }),
				(typed) => {
					expect(cleanInput(typed)).toBe(typed);
				}
			)
		);
	});
});

describe('a text field', () => {
	test('rejects a text without visible characters', () => {
		for (const unseen of ['\u200B', '\u200D\uFE0F', '\u3164 \u00A0', '\uFEFF', '\u{E0041}', '\u2800', '\0', '\r\n'])
			expect(Text(300, 'ownWords').safeParse(unseen).success).toBe(false);
	});
	test('counts and trims after cleaning', () => {
		expect(Text(2, 'ownWords').parse('\u00A0\u200Ba\u200Bb\u200B\u3000')).toBe('ab');
		expect(LooseText(2, 'ownWords').parse('\u200Ba\r\n')).toBe('a\n');
	});
	test('rejects a lone surrogate', () => {
		expect(LooseText(9, 'ownWords').safeParse('\uD83D').success).toBe(false);
	});
	test('can be described as JSON schema', () => {
		expect(z.toJSONSchema(z.object({ text: Text(9, 'ownWords') }), { io: 'input' })).toMatchObject({
			properties: { text: { type: 'string', minLength: 1, maxLength: 9 } }
		});
	});
});

/** Cleans, or leaves no room for what would be cleaned. */
test.each(commands.map((kind) => [kind.type, kind] as const))('no text in %s stays uncleaned', (_, { input }) => {
	const open = textFields(input).filter(({ schema }) =>
		['a\u200Bb', 'a\u00A0b', 'a\r\nb', 'e\u0301'].some((typed) => {
			const read = z.safeParse(schema, typed);
			return read.success && read.data !== cleanInput(typed);
		})
	);
	expect(open.map(({ path }) => pathName(path))).toEqual([]);
});
