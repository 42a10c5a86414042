import { expect, test } from 'vitest';
import { effectOf, comparableSpan, type EffectPost } from '$lib/domain/official-text/effect';
import type { Stance } from '$lib/domain/stories/story';

const posts = (count: number, from: number, to: number, stance: Stance = 'supports'): EffectPost[] =>
	Array.from({ length: count }, (_, i) => ({ minute: from + ((to - from) * (i + 0.5)) / count, stance }));
/** Every post was looked at. */
const seen = () => ({ posts: 0, looked: 0 });
const conclusions = (all: EffectPost[], passed = 120, began = 600) =>
	effectOf(all, seen, began, passed).spans.map(({ saying }) => saying);

test('there is no conclusion before the period is over, nor with few posts', () => {
	expect(conclusions(posts(60, -60, 0), 29)).toEqual(['tooEarly', 'tooEarly', 'tooEarly']);
	expect(conclusions([...posts(8, -30, 0), ...posts(1, 0, 30)], 45)).toEqual(['few', 'tooEarly', 'tooEarly']);
});

test('fewer posts afterwards count as a fall only when the fall had not started before', () => {
	expect(conclusions([...posts(80, -120, 0), ...posts(5, 0, 120)])).toEqual(['fell', 'fell', 'fell']);
	expect(conclusions([...posts(60, -60, -30), ...posts(25, -30, 0), ...posts(3, 0, 120)])[0]).toBe('fallingBefore');
	expect(conclusions([...posts(20, -60, 0), ...posts(45, 0, 60)])[1]).toBe('rose');
	expect(conclusions([...posts(20, -30, 0), ...posts(18, 0, 30)], 30)[0]).toBe('same');
});

test('posts that deny the rumour do not count as its spread and are counted separately', () => {
	const effect = effectOf([...posts(20, -30, 0), ...posts(2, 0, 30), ...posts(30, 0, 30, 'denies')], seen, 60, 30);
	expect(effect.spans[0]).toMatchObject({
		before: { supports: 20 },
		after: { supports: 2, denies: 30 },
		n: 22,
		saying: 'fell'
	});
});

test('equal periods before and after are compared, so more posts in a longer time are not a rise', () => {
	const { spans } = effectOf([...posts(60, -120, 0), ...posts(60, 0, 120)], seen, 600, 120);
	expect(spans.map(({ saying }) => saying)).toEqual(['same', 'same', 'same']);
	expect(spans[2]).toMatchObject({ minutesBefore: 120, before: { supports: 60 }, after: { supports: 60 } });
});

test('time before the incident does not count as zero: a period that starts earlier is not compared', () => {
	const all = [...posts(30, -40, 0), ...posts(60, 0, 120)];
	expect(conclusions(all, 120, 40)).toEqual(['same', 'noBefore', 'noBefore']);
	expect(conclusions(all, 45, 12)).toEqual(['noBefore', 'tooEarly', 'tooEarly']);
	expect(conclusions(all, 120, -5)).toEqual(['noBefore', 'noBefore', 'noBefore']);
	// Whether it fell already is not known either: the text is not named as the cause.
	for (const began of [30, 35, 59])
		expect(conclusions([...posts(25, -30, 0), ...posts(5, 0, 30)], 30, began)[0]).toBe('noBefore');
	expect(conclusions([...posts(25, -30, 0), ...posts(5, 0, 30)], 30, 60)[0]).toBe('fell');
	const { bars, spans } = effectOf(all, seen, 42, 120);
	expect(bars[0]?.minute).toBe(-40);
	expect(spans[1]).toMatchObject({ minutesBefore: 42, before: { supports: 30 }, after: { supports: 30 } });
});

test('the conclusion uses the longest comparable span, or otherwise the longest span that is over', () => {
	const all = [...posts(30, -40, 0), ...posts(60, 0, 120)];
	expect(comparableSpan(effectOf(all, seen, 40, 120))).toMatchObject({ minutes: 30, saying: 'same' });
	expect(comparableSpan(effectOf(all, seen, 10, 70))).toMatchObject({ minutes: 60, saying: 'noBefore' });
	expect(comparableSpan(effectOf(all, seen, 10, 20))).toBeNull();
});

test('nothing is concluded from labels when posts that nobody looked at could change it', () => {
	const all = [...posts(24, -30, 0), ...posts(5, 0, 30)];
	const saying = (before: number, after: number): string | undefined =>
		effectOf(all, (from) => ({ posts: 60 + (from < 0 ? before : after), looked: 60 }), 600, 30).spans[0]?.saying;
	expect(saying(0, 0)).toBe('fell');
	expect(saying(10, 10)).toBe('fell');
	expect(saying(0, 364)).toBe('unsure');
	expect(saying(364, 364)).toBe('unsure');
	const fallsAlready = [...posts(60, -60, -30), ...posts(25, -30, 0), ...posts(3, 0, 30)];
	const before = effectOf(fallsAlready, (from) => ({ posts: from < -30 ? 60 : 90, looked: 60 }), 600, 30).spans[0];
	expect(before?.saying).not.toBe('fell');
});

test('bars cover five minutes each, from an hour before until now', () => {
	const { bars } = effectOf([...posts(6, -5, 0), ...posts(3, 0, 5, 'asks')], seen, 600, 7);
	expect(bars).toHaveLength(12 + 2);
	expect(bars[11]).toMatchObject({ minute: -5, posts: { supports: 6 } });
	expect(bars[12]).toMatchObject({ minute: 0, posts: { asks: 3 } });
});
