import { expect, test } from 'vitest';
import { effectOf, type EffectPost } from '$lib/domain/official-text/effect';
import type { Stance } from '$lib/domain/stories/story';

const posts = (count: number, from: number, to: number, stance: Stance = 'supports'): EffectPost[] =>
	Array.from({ length: count }, (_, i) => ({ minute: from + ((to - from) * (i + 0.5)) / count, stance }));
const sayings = (all: EffectPost[], passed = 120) => effectOf(all, passed).spans.map(({ saying }) => saying);

test('there is no conclusion before the period is over, nor about few posts', () => {
	expect(sayings(posts(60, -60, 0), 29)).toEqual(['tooEarly', 'tooEarly', 'tooEarly']);
	expect(sayings([...posts(8, -30, 0), ...posts(1, 0, 30)], 45)).toEqual(['few', 'tooEarly', 'tooEarly']);
});

test('fewer posts after than before is a fall only when it had not begun before', () => {
	expect(sayings([...posts(40, -60, 0), ...posts(5, 0, 120)])).toEqual(['fell', 'fell', 'fell']);
	expect(sayings([...posts(60, -60, -30), ...posts(25, -30, 0), ...posts(3, 0, 120)])[0]).toBe('fallingBefore');
	expect(sayings([...posts(20, -60, 0), ...posts(45, 0, 60)])[1]).toBe('rose');
	expect(sayings([...posts(20, -30, 0), ...posts(18, 0, 30)], 30)[0]).toBe('same');
});

test('a denial does not spread the rumour: it is counted apart', () => {
	const effect = effectOf([...posts(20, -30, 0), ...posts(2, 0, 30), ...posts(30, 0, 30, 'denies')], 30);
	expect(effect.spans[0]).toMatchObject({
		before: { supports: 20 },
		after: { supports: 2, denies: 30 },
		n: 22,
		saying: 'fell'
	});
});

test('two hours after are compared with the hour before by their length', () => {
	expect(sayings([...posts(30, -60, 0), ...posts(60, 0, 120)])[2]).toBe('same');
	expect(effectOf(posts(30, -60, 0), 120).spans[2]).toMatchObject({ minutes: 120, minutesBefore: 60 });
});

test('bars are of five minutes, from an hour before until now', () => {
	const { bars } = effectOf([...posts(6, -5, 0), ...posts(3, 0, 5, 'asks')], 7);
	expect(bars).toHaveLength(12 + 2);
	expect(bars[11]).toMatchObject({ minute: -5, posts: { supports: 6 } });
	expect(bars[12]).toMatchObject({ minute: 0, posts: { asks: 3 } });
});
