import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MARK_PATTERN, marks } from '$lib/domain/posts/masking/marks';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { planted } from './planted';

/** A text for each mark. */
const examples: Readonly<Record<keyof typeof marks, string>> = {
	telephone: 'bel 06-12345678',
	mail: 'mail jan@voorbeeld.example',
	iban: 'NL91ABNA0417164300',
	plate: 'kenteken 77-ZXS-9',
	citizen: 'bsn 987654329',
	document: 'paspoort NPZ7Q8X94',
	rest: '@jan_78'
};

test('the database knows exactly the marks that masking writes', () => {
	const sql = readFileSync('src/lib/server/platform/database/schema/after.sql', 'utf8');
	const [, pattern] = /regexp_replace\(after #>> place, [^\n]*?, '([^']*…)', '%', 'g'\)/.exec(sql) ?? [];
	expect(pattern).toBe(MARK_PATTERN);
});

test('each mark is written, and masking writes no other', () => {
	for (const [kind, text] of Object.entries(examples))
		expect(maskText(text), kind).toContain(marks[kind as keyof typeof marks]);
	const known = new RegExp(MARK_PATTERN, 'g');
	let masked = 0;
	for (const text of [...planted, ...Object.values(examples)]) {
		const left = maskText(text).replaceAll(known, '');
		masked += maskText(text) === text ? 0 : 1;
		// What is left stood there before, in this order.
		let at = 0;
		for (const character of left) {
			at = text.indexOf(character, at);
			expect(at, `${text} became ${maskText(text)}`).toBeGreaterThanOrEqual(0);
			at += character.length;
		}
	}
	expect(masked).toBe(planted.length + Object.keys(examples).length);
});
