import type { EventsPage } from '$lib/domain/realtime';
import { EventsQuery } from '$lib/server/http/api/by-tag/incident';
import { desk } from '$lib/server/http/door';
import { readQuery } from '$lib/server/http/refused';
import { program } from '$lib/server/host';
import { linesAfter } from '$lib/server/log/line';
import { logs } from '$lib/server/log/tail';
import { stories } from '$lib/server/stories/stories';

/** The events after a number, all of them and in order, as many as fit; `head` is how far the log goes. */
export const GET = desk(async ({ incident, url }) => {
	const { after, limit } = readQuery(url, EventsQuery);
	const events = await linesAfter(stories.of(program()).sql, incident, after, limit);
	return Response.json({ events, head: Math.max(logs.of(program()).seq(incident), events.at(-1)?.seq ?? 0) } satisfies EventsPage);
});
