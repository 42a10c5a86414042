import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clock } from '$lib/domain/core/clock';
import { momentOf } from '$lib/domain/core/ids';
import { incidentTimeThen } from '$lib/domain/core/present';
import { filesIn, textOf } from './project-files';

/** The pages of an incident: in an exercise all their times are of its own clock, which is years away from the real one. */
const pages = filesIn('src/routes/incidents', /\.svelte$/, 150);
const markup = (file: string): string => textOf(file).replaceAll(/<!--[^]*?-->/g, '');

test('no page of an incident shows a time beside the real clock', () => {
	const found = pages.flatMap((file) => {
		const text = markup(file);
		const elements = [...text.matchAll(/<Time\b[^]*?\/>/g)].map(([element]) => element);
		const clockless = elements.filter((one) => /form="(?:moment|ago|since)"/.test(one) && !/\bnow=/.test(one));
		const real = [
			...text.matchAll(/\b(?:moment|when|ago|between|dayPrefix|time|clock)\([^;{}]*(?:Date\.now|wall)\(\)/g)
		];
		return [...clockless, ...real.map(([call]) => call)].map((what) => `${file}: ${what}`);
	});
	// The end of a link is real, and says so.
	expect(found).toEqual([]);
});

test('a moment in the past is shown as the clock of the exercise showed it then', () => {
	const minute = 60_000;
	const change = fc.record({
		after: fc.integer({ min: 0, max: 90 }),
		ahead: fc.integer({ min: 0, max: 300 }),
		speed: fc.constantFrom(0, 1, 2, 10, 60)
	});
	fc.assert(
		fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 600 }), (changes, past) => {
			// Played minute by minute, as a desk that looks at the clock.
			const clocks: Clock[] = [];
			let [wall, shown] = [Date.parse('2026-11-29T19:00:00Z'), Date.parse('2024-01-01T00:00:00Z')];
			const start = wall;
			const seen = new Map<number, number>();
			let speed = 0;
			const play = (minutes: number): void => {
				for (let at = 0; at < minutes; at++) {
					seen.set(wall, shown);
					wall += minute;
					shown += minute * speed;
				}
			};
			for (const { after, ahead, ...set } of changes) {
				play(after);
				shown += ahead * minute;
				speed = set.speed;
				clocks.push({ wall: momentOf(wall), incident: momentOf(shown), speed });
			}
			play(600);
			const at = Math.max(start + past * minute, Date.parse(clocks[0]?.wall ?? ''));
			expect(incidentTimeThen(clocks, momentOf(at))).toBe(momentOf(seen.get(at) ?? 0));
		})
	);
	expect(incidentTimeThen([], momentOf(0))).toBe(momentOf(0));
});
