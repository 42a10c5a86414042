import { momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { LookBack, type PastMoment } from '$lib/server/look-back/look-back';
import { timeSeries } from '$lib/server/queries/time-series';
import { StoryQuery } from '$lib/server/queries/stories/stories';
import { figuresOf } from '$lib/server/realtime/figures';
import { Place } from './bench-program';
import { largeIncident } from './large-incident';
import { percentile, round, type Result } from './result';

/** An exercise, and the largest incident; milliseconds within which the slider answers. */
const SIZES = [
	{ kind: 'ordinary', posts: 591, findings: 10, labels: 600, within: 300 },
	{ kind: 'large', posts: 100_000, findings: 40, labels: 15_000, within: 1_000 }
] as const;
const MOVES = 12;

/** Moving the slider of a closed incident: state, figures and the first list, as the desk asks for them. */
export async function run(server: string): Promise<Result[]> {
	const place = await Place.make(server);
	try {
		const found: Result[] = [];
		for (const size of SIZES) {
			const { log } = await largeIncident(place, size);
			await place.send(log, 'incident.close', {});
			found.push(await moving(place, log, size));
		}
		return found;
	} finally {
		await place.stop();
	}
}

async function moving(place: Place, log: IncidentId, { kind, posts, within }: (typeof SIZES)[number]): Promise<Result> {
	const lookBack = new LookBack(place.sql, place.sql, place.logs, place.reports);
	const [span] = await place.sql<{ first: Date; last: Date }[]>`
		select min(at) as first, max(at) as last from event where log_id = ${log}`;
	const [first, last] = [span?.first.getTime() ?? 0, span?.last.getTime() ?? 0];
	const began = performance.now();
	await lookBack.at(log, momentOf(last));
	const prepared = performance.now() - began;

	const took: Record<string, number[]> = {};
	const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
		const start = performance.now();
		const answer = await work();
		(took[name] ??= []).push(performance.now() - start);
		return answer;
	};
	const page = (past: PastMoment, view: Record<string, unknown>) =>
		lookBack.read(past, (stories, reading) => stories.page(reading, StoryQuery.parse(view)));
	const answer = async (at: Moment): Promise<void> => {
		const past = await timed('state', () => lookBack.at(log, at));
		await Promise.all([
			timed('figures', () => lookBack.read(past, (_, reading) => figuresOf(reading, null))),
			timed('waiting', () => page(past, { view: 'waiting' })),
			timed('help', () => page(past, { view: 'help' }))
		]);
	};
	// Back and forth, so that no step is only a few events on.
	for (let i = 0; i < MOVES; i += 1) {
		const share = i % 2 === 0 ? (i + 1) / (MOVES + 1) : 1 - i / (MOVES + 1);
		await timed('move', () => answer(momentOf(Math.round(first + (last - first) * share))));
	}
	const end = await lookBack.at(log, momentOf(last));
	for (let i = 0; i < 3; i += 1) {
		await timed('newest', () => page(end, { view: 'newest' }));
		await timed('search', () => page(end, { view: 'search', q: 'rook' }));
		await timed('series', () => lookBack.read(end, (_, reading) => timeSeries(reading)));
	}
	const bound = performance.now();
	await place.sql`select id, text, story_id from post where incident_id = ${log}`;
	const read = performance.now() - bound;
	const middle = percentile(took['move'] ?? [], 0.5);
	return {
		case: `look back: milliseconds to another moment of a closed ${kind} incident of ${posts} posts, against reading those posts`,
		value: round(middle),
		bound: round(read),
		ratio: round(middle / read),
		aim: `≤ ${within} ms`,
		ok: middle <= within,
		extra: {
			prepared: round(prepared),
			slowest: round(Math.max(...(took['move'] ?? []))),
			...Object.fromEntries(Object.entries(took).map(([name, times]) => [name, round(percentile(times, 0.5))]))
		}
	};
}
