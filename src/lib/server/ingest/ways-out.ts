import type { Ways } from './connections/reader';
import { guardedFetch } from './guarded-fetch';
import { guardedLines } from './guarded-lines';
import { guardedSocket } from './guarded-socket';
import type { Guard } from './reachable';

/** Every way out of this program, with one judge of addresses before all of them. */
export const waysOut = (guard: Guard = {}): Ways => ({
	fetch: guardedFetch(guard),
	lines: guardedLines(guard),
	socket: guardedSocket(guard)
});
