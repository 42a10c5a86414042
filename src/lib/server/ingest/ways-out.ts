import type { OutboundClients } from './connections/reader';
import { guardedFetch } from './guarded-fetch';
import { guardedLines } from './guarded-lines';
import { guardedSocket } from './guarded-socket';
import type { Guard } from './reachable';

/** Every way out of this program, with one judge of addresses before all of them. */
export const outboundClients = (guard: Guard = {}): OutboundClients => ({
	fetch: guardedFetch(guard),
	lines: guardedLines(guard),
	socket: guardedSocket(guard)
});
