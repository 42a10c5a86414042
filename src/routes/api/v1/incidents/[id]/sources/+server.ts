import type { SourceStatusSeen } from '$lib/domain/source-status';
import { desk } from '$lib/server/http/door';
import { program } from '$lib/server/host';
import { schedule } from '$lib/server/ingest/schedule';

/** How the sources are doing that the program asks by itself; a source that this process does not run is left out. */
export const GET = desk(({ state }) => {
	const running = schedule.of(program());
	const sources = [...state.sources.keys()].flatMap((source): SourceStatusSeen[] => {
		const status = running.statusOf(source);
		return status ? [{ ...status, source, skipped: status.skipped.count }] : [];
	});
	return Response.json({ sources });
});
