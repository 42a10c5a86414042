import type { OutboundClients } from './reader';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { guardedLines } from '$lib/server/platform/net/guarded-lines';
import { guardedSocket } from '$lib/server/platform/net/guarded-socket';
import type { Guard } from '$lib/server/platform/net/resolve-public-address';

/** Every outbound client of this program; they share one check of addresses. */
export const outboundClients = (guard: Guard = {}): OutboundClients => ({
	fetch: guardedFetch(guard),
	lines: guardedLines(guard),
	socket: guardedSocket(guard)
});
