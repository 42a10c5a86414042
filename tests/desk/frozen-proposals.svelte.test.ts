import fc from 'fast-check';
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import {
	freeze,
	READABLE,
	readable,
	readableIn,
	type Frozen
} from '../../src/routes/incidents/[id]/stream/story/freeze-proposal.svelte';

/** What the machine proposes for the selected story, one after the other, in any order and at any pace. */
const proposals = fc.array(
	fc.record({ latest: fc.constantFrom('water', 'school', 'gif', null), after: fc.integer({ min: 0, max: 900 }) }),
	{ minLength: 1, maxLength: 20 }
);
const isSame = (one: string, other: string): boolean => one === other;

test('a proposal can be accepted only after it was readable for a while, and stays until the person leaves or asks for a newer one', () => {
	let replaced = 0;
	let appeared = 0;
	fc.assert(
		fc.property(fc.constantFrom('water', null), proposals, (first, later) => {
			let frozen: Frozen<string> = freeze(null, first, isSame, 0);
			expect([frozen.shown, readableIn(frozen, 0)], 'it stood in its row').toEqual([first, 0]);
			let now = 0;
			/** Since when the same proposal is on the screen. */
			let since = first === null ? 0 : -Infinity;
			for (const { latest, after } of later) {
				now += after;
				const before = frozen;
				frozen = freeze(before, latest, isSame, now);
				if (before.shown !== frozen.shown) {
					expect(before.shown, 'only where nothing stood something appears').toBeNull();
					since = now;
					appeared += 1;
				}
				if (frozen.shown !== null) expect(readableIn(frozen, now) === 0).toBe(now - since >= READABLE);
				expect(frozen.newer).toBe(latest === null || latest === frozen.shown ? null : latest);
				if (frozen.newer !== null) replaced += 1;
			}
		})
	);
	expect(replaced).toBeGreaterThan(50);
	expect(appeared).toBeGreaterThan(20);
});

test('a person who asks for the newer proposal gets time to read it first', () => {
	const read = freeze<string>(null, 'water', isSame, 0);
	const newer = freeze(read, 'school', isSame, 5_000);
	expect(newer).toMatchObject({ shown: 'water', newer: 'school' });
	const requested = freeze({ ...newer, shown: null }, 'school', isSame, 6_000);
	expect(requested).toMatchObject({ shown: 'school', newer: null });
	expect(readableIn(requested, 6_000)).toBe(READABLE);
	expect(readableIn(requested, 6_000 + READABLE)).toBe(0);
	expect(freeze(newer, 'water', isSame, 5_500).newer, 'the machine came back to it').toBeNull();
});

test('the button of a new proposal is disabled until the proposal can have been read', () => {
	vi.useFakeTimers();
	let wait = $state(0);
	let taking: { readonly now: boolean } | undefined;
	const leave = $effect.root(() => {
		taking = readable(() => wait);
	});
	flushSync();
	expect(taking?.now, 'it stood in its row').toBe(true);
	wait = READABLE;
	expect(taking?.now, 'before anything is drawn').toBe(false);
	flushSync();
	vi.advanceTimersByTime(READABLE - 1);
	expect(taking?.now).toBe(false);
	vi.advanceTimersByTime(1);
	expect(taking?.now).toBe(true);
	leave();
	vi.useRealTimers();
});
