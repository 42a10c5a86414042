import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAtPath, pathName, pathOf, textLocations } from '$lib/domain/core/texts/fields';
import { provedFields } from '$lib/domain/event-words';
import { events } from '$lib/domain/events';

/** Every field with words or names that a stored line may have, of this and all earlier versions. */
const recorded = JSON.parse(readFileSync('tests/domain/proved-fields.json', 'utf8')) as Record<string, string[]>;
const inCode = (type: string): string[] => provedFields(type).map(({ path }) => pathName(path));

/**
 * Logs and archives are verified by these paths for ever. A field that was removed or renamed goes to `formerFields` in
 * event-words.ts; a new one is added to the file. Nothing ever leaves it from release 1.0 on.
 */
test('every recorded field is still proved, and every field is recorded', () => {
	const types = new Set([...Object.keys(recorded), ...events.map(({ type }) => type)]);
	let fields = 0;
	for (const type of types) {
		const [before, now] = [new Set(recorded[type]), new Set(inCode(type))];
		fields += now.size;
		expect(
			[...before].filter((path) => !now.has(path)),
			`${type} lost a field: see formerFields`
		).toEqual([]);
		expect(
			[...now].filter((path) => !before.has(path)),
			`${type} has a new field: record it`
		).toEqual([]);
	}
	expect(fields).toBeGreaterThan(150);
});

test('a path in words leads to the same place', () => {
	let paths = 0;
	for (const names of Object.values(recorded))
		for (const name of names) {
			expect(pathName(pathOf(name))).toBe(name);
			paths += 1;
		}
	expect(paths).toBeGreaterThan(150);
	const data = { inquiries: [{ answer: { text: 'a' } }, { answer: { text: 'b' } }] };
	const field = [{ path: pathOf('inquiries[].answer.text') }];
	expect(textLocations(data, field)).toEqual([0, 1].map((at) => ['inquiries', at, 'answer', 'text']));
	expect(isAtPath(['inquiries', 1, 'answer', 'text'], field)).toBe(true);
});
