import type { SourceStatusView } from '$lib/domain/posts/source-status';
import { desk } from '$lib/server/out/api/authorize';

/** The status of the sources that collect by themselves; a source without a known status is left out. */
export const GET = desk(({ incident, state, program }) => {
	const watch = program.health;
	const sources = [...state.sources.keys()].flatMap((source): SourceStatusView[] => {
		const status = watch.statusOf(incident, source);
		return status ? [{ ...status, source }] : [];
	});
	return Response.json({ sources });
});
