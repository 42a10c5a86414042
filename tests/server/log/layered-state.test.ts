import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FindingId, IncidentId, momentOf } from '$lib/domain/core/ids';
import { copyState, emptyState, rowsIn, type Rows, type State } from '$lib/domain/core/state';
import { apply } from '$lib/domain/events';
import { findingNamed, type FindingBase } from '$lib/domain/findings/finding';
import { changesEarlierLines } from '$lib/domain/incident/redaction';
import { Follower } from '$lib/server/log/follower';
import { layeredState } from '$lib/server/log/rows/layered-state';
import { bram, fresh, noon, plainJson } from '../../domain/in-memory-incident';
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

test('layered rows are read like those of a Map with the same writes, in the same order', () => {
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

test('a row with a name is found in a layered state as in a single one, among thousands and in a closed finding too', () => {
	const text = (n: number): string => `Is straat ${n} dicht?`;
	const finding = (n: number, to: Partial<FindingBase> = {}): FindingBase => ({
		id: fresh(FindingId),
		text: text(n),
		offline: null,
		closed: null,
		mergedInto: null,
		merged: null,
		worded: null,
		raised: { by: bram.id, at: noon, eyes: [] },
		...to
	});
	const state = new Follower(fresh(IncidentId)).state;
	const needs = rowsIn(state, 'needs');
	const add = (to: Rows<unknown, object>, row: FindingBase): FindingId => {
		to.set(row.id, row);
		return row.id;
	};
	const below = Array.from({ length: 2_000 }, (_, n) => add(needs, finding(n)));
	const layered = layeredState(state);
	const above = rowsIn(layered, 'needs');
	const found = (n: number, except: FindingId | null = null) => findingNamed(layered, 'need', text(n), except)?.id;
	expect(found(7)).toBe(below[7]);
	expect(found(7, below[7])).toBeUndefined();
	const added = add(above, finding(2_001));
	expect(found(2_001)).toBe(added);
	expect(findingNamed(state, 'need', text(2_001))).toBeNull();
	above.set(below[7], finding(8_000, { id: below[7] }));
	expect(found(7)).toBeUndefined();
	expect(found(8_000)).toBe(below[7]);
	above.delete(below[8]);
	expect(found(8)).toBeUndefined();
	// An open one goes before a closed one, wherever they stand.
	above.set(below[9], finding(9, { id: below[9], closed: { by: bram.id, at: noon } }));
	expect(found(9)).toBe(below[9]);
	const open = add(above, finding(9));
	expect(found(9)).toBe(open);
	expect(findingNamed(copyState(layered), 'need', text(9))?.id).toBe(open);
});

test('events applied to a layered state give the same result as on a copy, and the state below stays unchanged', () => {
	let happened = 0;
	fc.assert(
		fc.property(sequences, fc.integer({ min: 0, max: 30 }), (steps, from) => {
			const made: { below: State; layered: State; before: unknown }[] = [];
			let seq = 0;
			const { testIncident } = play(steps, (_, events, { state, wall }, actor) => {
				// The whole log is read again then, so the pair starts over after it.
				if (events.some(({ type }) => changesEarlierLines.has(type))) made.length = 0;
				for (const event of events) {
					seq += 1;
					for (const { layered } of made) apply(layered, event, { wallAt: momentOf(wall), by: actor.id, seq });
					happened += made.length;
				}
				if (made.length > 0 || seq < from) return;
				const below = copyState(state);
				made.push({ below, layered: layeredState(below), before: plainJson(below) });
			});
			for (const { below, layered, before } of made) {
				expect(plainJson(copyState(layered))).toEqual(plainJson(testIncident.state));
				expect(plainJson(below)).toEqual(before);
			}
		}),
		{ numRuns: 60, seed: 17 }
	);
	expect(happened).toBeGreaterThan(500);
});
