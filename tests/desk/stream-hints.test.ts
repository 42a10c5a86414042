import { expect, test } from 'vitest';
import { FindingId, Moment, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { MaybeHint, MaybeKind } from '$lib/domain/stories/card';
import { noLabels, type StoryLabels } from '$lib/domain/stories/story';
import { hintsLeft } from '$lib/desk/stream/story/hints';

const hint = (kind: MaybeKind, score: number): MaybeHint => ({
	kind,
	reason: { method: 'models.linear', version: 1, score, reason: 'looks: asks' }
});
const at = Moment.parse('2026-11-20T12:00:00.000Z');
const by = PersonId.parse(newId());
const link = (kind: 'need' | 'rumour') => ({ kind, finding: FindingId.parse(newId()), stance: null, by, at });
const labels = (to: Partial<StoryLabels>): StoryLabels => ({ ...noLabels, ...to });
const kinds = (hints: readonly MaybeHint[]) => hints.map(({ kind }) => kind);

test('the surest hint comes first', () => {
	const maybe = [hint('rumour', 0.9), hint('need', 0.95)];
	expect(kinds(hintsLeft({ maybe }, noLabels))).toEqual(['need', 'rumour']);
});

test('a hint disappears with the first label of its kind, and that of noise with any', () => {
	const maybe = [hint('need', 0.9), hint('rumour', 0.8), hint('notRelevant', 0.7)];
	expect(kinds(hintsLeft({ maybe }, labels({ links: [link('need')] })))).toEqual(['rumour']);
});

test('a story that was looked at has no hints', () => {
	const looked = { outcome: 'looked' as const, posts: 1, platforms: [], by, at, seq: 3 };
	expect(hintsLeft({ maybe: [hint('need', 0.9)] }, labels({ looked }))).toEqual([]);
});
