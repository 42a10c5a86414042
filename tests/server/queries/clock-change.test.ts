import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPosts, momentOfStep } from '$lib/desk/views/chart-periods';
import { IncidentId, SourceId } from '$lib/domain/core/ids';
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
