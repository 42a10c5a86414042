import { incidentTime } from '$lib/domain/core/clock';
import { momentOf } from '$lib/domain/core/ids';
import { desk } from '$lib/server/api/authorize';
import { stateTextAt } from '$lib/server/api/state-text';

/**
 * The whole state: `{ seq, time, at, state }`. `time` is the server's clock, `at` the same moment on the incident's
 * clock.
 */
export const GET = desk(({ incident, state, past, program }) => {
	const time = past?.wall ?? momentOf(Date.now());
	const seq = past?.place ?? program.logs.seq(incident);
	const head = JSON.stringify({ seq, time, at: past?.moment ?? incidentTime(state.clock, time) }).slice(0, -1);
	return new Response(`${head},"state":${stateTextAt(incident, seq, state)}}`, {
		headers: { 'content-type': 'application/json' }
	});
});
