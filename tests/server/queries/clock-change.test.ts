import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPosts, busiest, momentOfStep } from '$lib/desk/views/chart-periods';
import { ActionId, IncidentId, SourceId } from '$lib/domain/core/ids';
import { wordsIn } from '$lib/i18n/words';
import { timeSeries } from '$lib/server/read/queries/time-series';
import { fresh, opening } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());
const { clock } = wordsIn('nl');
const hour = 3_600_000;

/** From midnight to midnight in the Netherlands, on a day on which the clock changes. */
test.each([
	{ day: 'in October: 25 hours', from: '2026-10-24T22:00:00.000Z', hours: 25, twice: true },
	{ day: 'in March: 23 hours', from: '2026-03-28T23:00:00.000Z', hours: 23, twice: false }
])(
	'a chart of the day on which the clock changes $day, with each count in its own step',
	async ({ from, hours, twice }) => {
		const start = Date.parse(from);
		const at = (moment: number): string => new Date(moment).toISOString();
		const [log, source] = [fresh(IncidentId), fresh(SourceId)];
		const day = { start: from, expectedEnd: at(start + (hours + 24) * hour) };
		await stage.send(log, 'incident.open', opening({ exercise: true, ...day }));
		const desk = { name: 'balie', kind: 'desk', platform: 'phone', connection: null, key: null };
		await stage.send(log, 'source.add', { id: source, ...desk });
		await stage.send(log, 'exercise.setClock', { speed: 0, incident: at(start + hours * hour) });
		// In the n-th hour n posts, the first at its very beginning and the last in its last second.
		const posts = Array.from({ length: hours }, (_, index) =>
			Array.from({ length: index + 1 }, (_, of) =>
				post(`bericht ${index} ${of}`, {
					publishedAt: at(start + index * hour + (index === 0 ? 0 : Math.floor((of / index) * (hour - 1_000))))
				})
			)
		).flat();
		await stage.ingest.ingest(log, source, posts);

		const series = await timeSeries(stage.reading(log));
		expect([series.from, series.step, series.steps]).toEqual([from, 15, hours * 4]);
		const perHour = new Map<string, number>();
		allPosts(series).forEach((count, step) => {
			const moment = Date.parse(momentOfStep(series, step));
			const name = clock(moment - ((moment - start) % hour));
			perHour.set(name, (perHour.get(name) ?? 0) + count);
		});
		expect([...perHour.values()]).toEqual(Array.from({ length: hours }, (_, index) => index + 1));
		const nightHours = [...perHour].slice(1, 5).map(([name, count]) => `${name}: ${count}`);
		expect(nightHours).toEqual(
			twice
				? ['01.00: 2', '02.00 (zomertijd): 3', '02.00 (wintertijd): 4', '03.00: 5']
				: ['01.00: 2', '03.00: 3', '04.00: 4', '05.00: 5']
		);
	}
);

/** Posts soon after midnight on days of summer, of winter and around each change of the clock, in a long incident. */
test.each([
	{ days: 90, step: 1_440 },
	{ days: 133, step: 10_080 },
	{ days: 900, step: 20_160 }
])('in an incident of $days days each post counts on its own day, in whole days or weeks', async ({ days, step }) => {
	const [log, source] = [fresh(IncidentId), fresh(SourceId)];
	const start = Date.parse('2026-09-01T10:00:00.000Z');
	const at = (moment: number): string => new Date(moment).toISOString();
	await stage.send(log, 'incident.open', opening({ exercise: true, start: at(start), expectedEnd: at(start) }));
	const desk = { name: 'balie', kind: 'desk', platform: 'phone', connection: null, key: null };
	await stage.send(log, 'source.add', { id: source, ...desk });
	await stage.send(log, 'exercise.setClock', { speed: 0, incident: at(start + days * 24 * hour) });
	const nights = {
		'2026-09-25': ['2026-09-24T22:30:00.000Z', '2026-09-24T23:30:00.000Z', '2026-09-25T10:00:00.000Z'],
		'2026-10-25': ['2026-10-24T22:00:00.000Z', '2026-10-25T22:59:00.000Z'],
		'2026-10-26': ['2026-10-25T23:00:00.000Z'],
		'2026-11-29': ['2026-11-28T23:30:00.000Z']
	};
	const posts = Object.values(nights).flat();
	await stage.ingest.ingest(
		log,
		source,
		posts.map((publishedAt, index) => post(`bericht ${index}`, { publishedAt }))
	);
	const action = { channel: 'Website', text: 'Liveblog', at: at(start + days * 24 * hour) };
	await stage.send(log, 'action.record', { id: fresh(ActionId), ...action });
	const series = await timeSeries(stage.reading(log));
	expect(series.step).toBe(step);
	const { dayKey } = wordsIn('nl');
	const seen = allPosts(series).flatMap((count, index) => {
		const [from, to] = [momentOfStep(series, index), momentOfStep(series, index + 1)];
		return count === 0 ? [] : [{ from: dayKey(from), to: dayKey(to), midnight: clock(from), count }];
	});
	const within = (from: string, to: string): number =>
		Object.entries(nights).reduce((sum, [day, all]) => (day >= from && day < to ? sum + all.length : sum), 0);
	expect(seen.map(({ count }) => count)).toEqual(seen.map(({ from, to }) => within(from, to)));
	expect(new Set(seen.map(({ midnight }) => midnight))).toEqual(new Set(['00.00']));
	expect(seen.reduce((sum, { count }) => sum + count, 0)).toBe(posts.length);
	const top = busiest(series);
	const words = wordsIn('nl');
	const busiestSaid = top && words.during(top.at, top.to, series.until);
	if (step === 1_440) expect([busiestSaid, top?.peak]).toEqual(['25 september', 3]);
	expect(words.stepLength(step)).toBe({ 1440: 'dag', 10080: 'week' }[step] ?? '2 weken');
});
