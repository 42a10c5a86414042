import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesOf } from '$lib/domain/findings/names';
import { NamedRows } from '$lib/server/log/follower';

interface NamedRow {
	readonly text: string;
	readonly variants?: readonly string[];
}
const text = fc.constantFrom('Is er gas?', 'is er gas', 'Is het water veilig?', 'Gaat de school dicht?');
const row: fc.Arbitrary<NamedRow> = fc.oneof(
	fc.record({ text }),
	fc.record({ text, variants: fc.array(text, { maxLength: 2 }) })
);
const step = fc.record({
	id: fc.integer({ min: 1, max: 6 }),
	to: fc.option(row, { nil: null, freq: 3 }),
	asks: fc.boolean()
});

test('whatever is set and deleted, before and after the first look-up, the rows with a name are those that have it', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const rows = new NamedRows<number, NamedRow>();
			const map = new Map<number, NamedRow>();
			for (const { id, to, asks } of steps) {
				if (to) {
					rows.set(id, to);
					map.set(id, to);
				} else expect(rows.delete(id)).toBe(map.delete(id));
				expect([...rows.entries()]).toEqual([...map.entries()]);
				if (!asks) continue;
				for (const name of ['is er gas', 'is het water veilig', 'gaat de school dicht', 'niets'])
					expect([...rows.withName(name)].sort()).toEqual(
						[...map.entries()].flatMap(([of, stored]) => (namesOf(stored).includes(name) ? [of] : [])).sort()
					);
			}
		})
	);
});
