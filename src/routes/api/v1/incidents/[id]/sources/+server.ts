import type { SourceStatusView } from '$lib/domain/posts/source-status';
import { statusOn } from '$lib/domain/posts/source-status';
import { onIncidentClock } from '$lib/server/log/clocks';
import { desk } from '$lib/server/out/api/authorize';

/** The status of the sources that collect by themselves; a source without a known status is left out. */
export const GET = desk(async ({ incident, state, program }) => {
	const watch = program.health;
	const shown = await onIncidentClock(program.database.sql, incident, state);
	const sources = [...state.sources.keys()].flatMap((source): SourceStatusView[] => {
		const status = watch.statusOf(incident, source);
		return status ? [{ ...statusOn(shown, status), source }] : [];
	});
	return Response.json({ sources });
});
