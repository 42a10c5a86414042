import type { Handle } from '@sveltejs/kit';
import { host } from '$lib/server/platform/config/host';
import { problem } from '$lib/server/platform/http/problem';
import { reject } from '$lib/server/platform/http/request-guard';
import { runningProgram } from './start-program';

/** Comes before authentication, so that a rejected request costs no database query. */
export const guardRequest: Handle = ({ event, resolve }) => {
	const currentHost = host();
	const program = runningProgram();
	if (!currentHost || !program)
		return problem(503, 'starting', {
			detail: 'Voelspriet is starting. Nothing was changed. Send the same again after Retry-After.',
			headers: { 'retry-after': '2' }
		});
	const rejection = reject(event.request, event.url.pathname, currentHost);
	if (rejection) return problem(rejection.status, rejection.code, { detail: rejection.detail });
	program.loopback.observe(event.getClientAddress(), event.request.headers);
	event.locals.program = program;
	return resolve(event);
};
