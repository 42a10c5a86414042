import fc from 'fast-check';
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';
import { fresh } from '../domain/in-memory-incident';
import { FrozenProposals, READABLE, readable } from '$lib/desk/stream/story/frozen-proposals.svelte';

afterEach(() => {
	vi.useRealTimers();
});

const [own, ...others] = Array.from({ length: 4 }, () => fresh(StoryId));
const [water = fresh(StoryId)] = others;
const card = (story: StoryId | null): StoryCard =>
	({ id: own, perhapsSame: story && { story, text: '', posts: 1 } }) as unknown as StoryCard;
/** What the machine proposes for the selected story, one after the other, in any order and at any pace. */
const proposals = fc.array(
	fc.record({ latest: fc.constantFrom(...others, null), after: fc.integer({ min: 0, max: 900 }) }),
	{ minLength: 1, maxLength: 20 }
);

test('a proposal can be accepted only after it was readable for a while, and stays until the person leaves', () => {
	vi.useFakeTimers();
	let appeared = 0;
	fc.assert(
		fc.property(fc.constantFrom(water, null), proposals, (first, later) => {
			const frozen = new FrozenProposals(() => true);
			let shown = frozen.freeze(card(first))?.perhapsSame?.story ?? null;
			expect([shown, frozen.readableIn], 'it stood in its row').toEqual([first, 0]);
			/** Since when the same proposal is on the screen. */
			let since = first === null ? 0 : -Infinity;
			for (const { latest, after } of later) {
				vi.advanceTimersByTime(after);
				const before = shown;
				shown = frozen.freeze(card(latest))?.perhapsSame?.story ?? null;
				if (before !== shown) {
					expect(before, 'only where nothing stood something appears').toBeNull();
					since = performance.now();
					appeared += 1;
				}
				if (shown !== null) expect(frozen.readableIn === 0).toBe(performance.now() - since >= READABLE);
			}
			frozen.freeze(undefined);
			expect(frozen.freeze(card(water))?.perhapsSame?.story, 'who returns reads the newest').toBe(water);
		})
	);
	expect(appeared).toBeGreaterThan(20);
});

test('one that a person answered, or that quotes forgotten posts, makes room for a newer one, which must be read first', () => {
	vi.useFakeTimers();
	const [, school = null, gas = null] = others;
	let answered: StoryId | null = null;
	const frozen = new FrozenProposals(({ perhapsSame }) => perhapsSame?.story !== answered);
	frozen.freeze(card(water));
	expect(frozen.freeze(card(school))?.perhapsSame?.story).toBe(water);
	answered = water;
	expect(frozen.freeze(card(school))?.perhapsSame?.story).toBe(school);
	expect(frozen.readableIn).toBe(READABLE);
	vi.advanceTimersByTime(READABLE);
	expect(frozen.readableIn).toBe(0);
	frozen.release();
	expect(frozen.freeze(card(gas))?.perhapsSame?.story).toBe(gas);
	expect(frozen.readableIn).toBe(READABLE);
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
