import type { SourceStatusView } from '$lib/domain/posts/source-status';
import { desk } from '$lib/server/api/authorize';

/** How the sources are doing that come in by themselves; one of which nothing is known is left out. */
export const GET = desk(({ state, program }) => {
	const watch = program.health;
	const sources = [...state.sources.keys()].flatMap((source): SourceStatusView[] => {
		const status = watch.statusOf(source);
		return status ? [{ ...status, source }] : [];
	});
	return Response.json({ sources });
});
