import type { OutboundClients } from './reader';
import { guardedFetch } from '$lib/server/net/guarded-fetch';
import { guardedLines } from '$lib/server/net/guarded-lines';
import { guardedSocket } from '$lib/server/net/guarded-socket';
import type { Guard } from '$lib/server/net/resolve-public-address';

/** Every outbound client of this program; they share one check of addresses. */
export const outboundClients = (guard: Guard = {}): OutboundClients => ({
	fetch: guardedFetch(guard),
	lines: guardedLines(guard),
	socket: guardedSocket(guard)
});
