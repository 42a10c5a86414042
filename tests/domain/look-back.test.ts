import { expect, test } from 'vitest';
import { Moment } from '$lib/domain/core/ids';
import { emptyState } from '$lib/domain/core/state';
import { highestPeaks, timelineMarks } from '$lib/domain/look-back/marks';
import { atMinute, minutesOf, movedBy } from '$lib/domain/look-back/playing';

const at = (minute: number): Moment =>
	Moment.parse(new Date(Date.UTC(2026, 10, 20, 12) + minute * 60_000).toISOString());

test('the slider never leaves the incident, and its last place is the end to the second', () => {
	const until = Moment.parse('2026-11-20T12:30:20.000Z');
	const span = { from: at(0), until };
	expect(movedBy(at(5), -10 * 60_000, span)).toBe(at(0));
	expect(movedBy(at(25), 10 * 60_000, span)).toBe(until);
	expect(minutesOf(until, span)).toBe(31);
	expect(atMinute(31, span)).toBe(until);
	expect(atMinute(30, span)).toBe(at(30));
	for (let minute = 0; minute <= 30; minute++) expect(minutesOf(atMinute(minute, span), span)).toBe(minute);
});

test('a peak has clearly more posts than what is around it, as in the evaluation; few posts are none', () => {
	const posts = [0, 2, 9, 9, 1, 0, 0, 0, 4, 0, 0, 0, 30, 2, 1, 0, 12, 0, 0, 0, 7];
	expect(highestPeaks({ from: at(0), step: 5, posts })).toEqual([
		{ kind: 'peak', at: at(62.5), posts: 30 },
		{ kind: 'peak', at: at(82.5), posts: 12 }
	]);
	expect(highestPeaks({ from: at(0), step: 5, posts: [0, 4, 0] })).toEqual([]);
	const four = [20, 30, 25, 40].flatMap((count) => [count, 1, 1, 1, 1]);
	const highest = highestPeaks({ from: at(0), step: 5, posts: four });
	expect(highest.map((mark) => mark.kind === 'peak' && mark.posts)).toEqual([40, 30, 25]);
});

test('marks stand in order of time', () => {
	const phases = [
		{ at: at(50), phase: 'followUp' as const },
		{ at: at(5), phase: 'acute' as const }
	];
	const marks = timelineMarks(emptyState(), { from: at(0), step: 5, posts: [1, 1, 0, 0, 18, 0, 1, 0] }, phases);
	expect(marks.map(({ kind, at }) => [kind, at])).toEqual([
		['phase', at(5)],
		['peak', at(22.5)],
		['phase', at(50)]
	]);
});
