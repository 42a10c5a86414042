import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AdviceLine, Report } from '$lib/domain/report/content';
import { adviceOnWall, fittingClaims, linesLeft } from '$lib/report/wall/fitting';

const line = (id: number, what: string, more: Partial<AdviceLine> = {}) =>
	({ id: String(id), what, urgency: 'high', decision: null, ...more }) as unknown as AdviceLine;
const report = (lines: readonly AdviceLine[], exercise = false) =>
	({ advice: { lines, became: [] }, incident: { exercise } }) as unknown as Report;
const texts = fc.array(fc.string({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 8 });
const claimLists = fc.array(
	fc.record({ text: fc.string({ minLength: 1, maxLength: 300 }), below: fc.string({ maxLength: 280 }) }),
	{ minLength: 1, maxLength: 8 }
);

test('claims on the wall are shown whole: at least one, at most three, and no more than fit', () => {
	fc.assert(
		fc.property(claimLists, fc.integer({ min: 3, max: 14 }), (claims, lines) => {
			const count = fittingClaims(claims, lines, 3);
			expect(count).toBeGreaterThanOrEqual(1);
			expect(count).toBeLessThanOrEqual(3);
			const used = claims
				.slice(0, count)
				.reduce(
					(sum, { text, below }) => sum + Math.ceil(text.length / 30) + Math.max(1, Math.ceil(below.length / 36)),
					0
				);
			if (count > 1) expect(used + (count < claims.length ? 1 : 0)).toBeLessThanOrEqual(lines);
		})
	);
	const short = Array.from({ length: 4 }, () => ({ text: 'Kort', below: '' }));
	expect(fittingClaims(short, 14, 3)).toBe(3);
	// A fact that was replaced takes room.
	expect(
		fittingClaims(
			short.map(({ text }) => ({ text, below: 'x'.repeat(270) })),
			14,
			3
		)
	).toBe(1);
});

test('advice on the wall is undecided, the most urgent first, with the number of items left out', () => {
	const decided = line(9, 'Al besloten', { decision: { outcome: 'adopted', why: '', at: '' } } as never);
	const lines = [
		line(1, 'Later', { urgency: 'low' }),
		decided,
		line(2, 'Nu'),
		line(3, 'Straks', { urgency: 'middle' })
	];
	const { shown, rest } = adviceOnWall(report(lines));
	expect(shown.map(({ what }) => what)).toEqual(['Nu', 'Straks']);
	expect(rest).toBe(1);
	expect(adviceOnWall(report([decided]))).toMatchObject({ shown: [], rest: 0 });
});

test('whatever is above the lists, there is room for a claim of two lines', () => {
	fc.assert(
		fc.property(texts, fc.boolean(), fc.nat({ max: 9 }), (advice, exercise, calls) => {
			const all = report(
				advice.map((what, id) => line(id, what)),
				exercise
			);
			expect(linesLeft(all, calls)).toBeGreaterThanOrEqual(3);
			const { shown, rest } = adviceOnWall(all);
			expect(shown.length + rest).toBe(advice.length);
		})
	);
});
