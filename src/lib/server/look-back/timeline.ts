import type { Sql } from 'postgres';
import { clockSet, incidentTime } from '$lib/domain/core/clock';
import type { IncidentId } from '$lib/domain/core/ids';
import { emptyState, type ReadState } from '$lib/domain/core/state';
import { incidentOpened, incidentReopened, phaseSet, type Phase } from '$lib/domain/incident/incident';
import { timelineMarks } from '$lib/domain/look-back/marks';
import type { PlayerTimeline } from '$lib/domain/look-back/timeline';
import { evolve } from '$lib/server/log/follower';
import { linesForState } from '$lib/server/log/lines';
import { timeSeries } from '$lib/server/queries/time-series';
import type { ReadingContext } from '$lib/server/queries/reading-context';

const phased: readonly string[] = [incidentOpened, phaseSet, incidentReopened].map(({ type }) => type);

/** What the player of a closed incident shows before it plays; null for one that is open. */
export async function timelineOf(reading: ReadingContext, sql: Sql, upTo: number): Promise<PlayerTimeline | null> {
	const { state, incident } = reading;
	const { closed, masked } = state.incident ?? {};
	if (!closed) return null;
	const series = await timeSeries(reading);
	const posts = Array.from({ length: series.steps }, (_, at) =>
		series.sources.reduce((sum, source) => sum + (source.posts[at] ?? 0), 0)
	);
	const volume = { from: series.from, step: series.step, posts };
	const from = series.from < closed.at ? series.from : closed.at;
	const phases = await phasesOf(sql, incident, state, upTo);
	return {
		...{ from, until: closed.at, stepsFrom: series.from, step: series.step, posts },
		marks: timelineMarks(state, volume, phases).filter(({ at }) => at >= from && at <= closed.at),
		masked: masked != null
	};
}

/** When each phase began, after the first. */
async function phasesOf(sql: Sql, incident: IncidentId, state: ReadState, upTo: number) {
	const lines = await linesForState(sql, incident, upTo, 0, [...phased, clockSet.type]);
	const replayed = emptyState();
	return lines.flatMap((line) => {
		const before: Phase | undefined = replayed.incident?.phase;
		evolve(replayed, line);
		const phase = replayed.incident?.phase;
		if (phase === undefined || before === undefined || phase === before || !phased.includes(line.type)) return [];
		return [{ at: incidentTime(replayed.clock, line.wallAt), phase }];
	});
}
