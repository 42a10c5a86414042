import fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentOf } from '$lib/domain/core/ids';
import { copyState, emptyState, rowsIn, type Rows, type State } from '$lib/domain/core/state';
import { apply } from '$lib/domain/events';
import { layeredState } from '$lib/server/log/layered-state';
import { plain } from '../../domain/sample';
import { play, sequences } from '../../domain/sequences';

const rowsOf = (): { below: Rows<unknown, object>; layered: Rows<unknown, object>; map: Map<unknown, object> } => {
	const state = emptyState();
	const below = rowsIn(state, 'needs');
	const map = new Map<unknown, object>();
	for (const id of [1, 2, 3, 4]) {
		const row = { id };
		below.set(id, row);
		map.set(id, row);
	}
	return { below, layered: rowsIn(layeredState(state), 'needs'), map };
};

test('rows above others are read as those of a Map that was written to in the same way, in the same order', () => {
	const step = fc.record({ id: fc.integer({ min: 1, max: 7 }), isSet: fc.boolean(), to: fc.integer() });
	fc.assert(
		fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
			const { below, layered, map } = rowsOf();
			for (const { id, isSet, to } of steps) {
				if (isSet) {
					const row = { id, to };
					layered.set(id, row);
					map.set(id, row);
				} else expect(layered.delete(id)).toBe(map.delete(id));
				expect([...layered.entries()]).toEqual([...map.entries()]);
			}
			expect([...layered.keys()]).toEqual([...map.keys()]);
			expect([...layered.values()]).toEqual([...map.values()]);
			expect(layered.size).toBe(map.size);
			for (const id of [1, 2, 3, 4, 5, 6, 7, 8]) {
				expect(layered.get(id)).toBe(map.get(id));
				expect(layered.has(id)).toBe(map.has(id));
			}
			expect([...below.entries()]).toEqual([1, 2, 3, 4].map((id) => [id, { id }]));
		})
	);
});

test('whatever happens: applied above a state it gives what it gives to a copy, and the one below stays as it was', () => {
	let happened = 0;
	fc.assert(
		fc.property(sequences, fc.integer({ min: 0, max: 30 }), (steps, from) => {
			const made: { below: State; layered: State; before: unknown }[] = [];
			let seq = 0;
			const { rehearsal } = play(steps, (_, events, { state, wall }, actor) => {
				for (const event of events) {
					seq += 1;
					for (const { layered } of made) apply(layered, event, { wallAt: momentOf(wall), by: actor.id, seq });
					happened += made.length;
				}
				if (made.length > 0 || seq < from) return;
				const below = copyState(state);
				made.push({ below, layered: layeredState(below), before: plain(below) });
			});
			for (const { below, layered, before } of made) {
				expect(plain(copyState(layered))).toEqual(plain(rehearsal.state));
				expect(plain(below)).toEqual(before);
			}
		}),
		{ numRuns: 60, seed: 17 }
	);
	expect(happened).toBeGreaterThan(500);
});
