import { STATUS_CODES } from 'node:http';
import { PROBLEM_TYPE } from '$lib/domain/core/problem';

/** The members of a problem besides its code. Programs read the other members, such as `where` or `retryAfter`. */
interface ProblemDetails {
	/** For people: what happened, what was stored, and what to do. Never the content of the request. */
	readonly detail: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly [member: string]: unknown;
}

/**
 * An answer that says what went wrong (RFC 9457), for the HTTP API.
 * @param code from a closed list, by which programs tell problems apart: a refusal's code, or one such as
 *   `session.missing`
 */
export function problem(status: number, code: string, { headers = {}, ...members }: ProblemDetails): Response {
	return Response.json(problemBody(status, code, members), {
		status,
		headers: { ...headers, 'content-type': 'application/problem+json' }
	});
}

/** The body of such an answer. */
export const problemBody = (status: number, code: string, members: Omit<ProblemDetails, 'headers'>) => ({
	type: PROBLEM_TYPE + code,
	title: STATUS_CODES[status] ?? '',
	status,
	code,
	...members
});
