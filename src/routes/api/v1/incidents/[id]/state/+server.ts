import { incidentTime } from '$lib/domain/core/present';
import { momentOf } from '$lib/domain/core/ids';
import { desk } from '$lib/server/out/api/authorize';
import { stateTextAt } from '$lib/server/out/api/state-text';
import { isCachedByClient } from '$lib/server/platform/http/body-cache';

/**
 * The whole state: `{ seq, hash, time, at, state }`. `hash` is that of event `seq`, `time` is the server's clock, `at` the same moment on the incident's
 * clock. With the log's position as ETag: a client that names it gets 304 as long as nothing happened.
 */
export const GET = desk(({ request: { headers }, incident, state, program }) => {
	const { seq, hash } = program.logs.position(incident);
	const tag = `"${seq}-${hash}"`;
	const etag = `W/${tag}`;
	if (isCachedByClient(headers, tag)) return new Response(null, { status: 304, headers: { etag } });
	const time = momentOf(Date.now());
	const begin = JSON.stringify({ seq, hash, time, at: incidentTime(state.clock, time) }).slice(0, -1);
	return new Response(`${begin},"state":${stateTextAt(incident, seq, state)}}`, {
		headers: { 'content-type': 'application/json', etag }
	});
});
