import type { EventsPage } from '$lib/domain/realtime';
import { EventsQuery } from '$lib/server/out/api/openapi/by-tag/incident';
import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';
import { linesForProgram } from '$lib/server/out/official-text/second-reader';
import { LOG_START, linesAfter } from '$lib/server/log/lines';

/**
 * The events after a number, in order and without gaps, as many as fit; `head` is the number of the last event in the
 * log.
 */
export const GET = desk(async ({ incident, url, program, token }) => {
	const { after, limit } = readQuery(url, EventsQuery);
	// The line before them too, by which a client sees that an older copy of the log was restored.
	const read = await linesAfter(program.stories.sql, incident, after - 1, limit + 1);
	const lines = read.filter(({ seq }) => seq > after).slice(0, limit);
	const before = after === 0 ? LOG_START.hash : (read.find(({ seq }) => seq === after)?.hash ?? null);
	const now = token ? program.logs.state(incident) : undefined;
	const events = now ? linesForProgram(lines, now) : lines;
	const head = Math.max(program.logs.seq(incident), events.at(-1)?.seq ?? 0);
	return Response.json({ events, head, before } satisfies EventsPage);
});
