import { PROBLEM_TYPE } from '$lib/domain/core/problem';
import { isObject } from '$lib/domain/core/state';

/** The session ended or was revoked: waiting commands are kept until the person has signed in again. */
export class SignedOut extends Error {
	override readonly name = 'SignedOut';
}

/** What a problem document of our own server contains. */
interface Problem {
	readonly status: number;
	readonly code: string;
	readonly details: Readonly<Record<string, string | number>>;
}

/** Our own server answered that it did not do this. */
export class RequestRefused extends Error implements Problem {
	override readonly name = 'RequestRefused';
	readonly status: number;
	readonly code: string;
	readonly details: Problem['details'];

	constructor({ status, code, details }: Problem) {
		super(`${String(status)} ${code}`);
		this.status = status;
		this.code = code;
		this.details = details;
	}
}

/** Something answered that is not our own server: a proxy, a firewall, the login page of a network. */
export class OtherServerAnswered extends TypeError {
	override readonly name = 'OtherServerAnswered';
	constructor(readonly status: number) {
		super('This is no answer of our server');
	}
}

/** Reads a problem document; null for anything that our own server did not write. */
export function problemIn(body: unknown): Problem | null {
	if (!isObject(body)) return null;
	const { type, status, code, details = {} } = body;
	if (typeof status !== 'number' || typeof code !== 'string' || type !== PROBLEM_TYPE + code || !isObject(details))
		return null;
	const known = Object.entries(details).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
	return { status, code, details: Object.fromEntries(known) as Problem['details'] };
}

/**
 * Interprets an answer to a request. Anything that our own server did not write counts as no answer: a page of a proxy,
 * a firewall or a network's login page, a redirect, an answer that breaks off.
 * @returns the JSON; the caller checks its shape
 * @throws SignedOut, RequestRefused, OtherServerAnswered, or any other error without an answer
 */
export async function answerIn(response: Response): Promise<unknown> {
	const other = new OtherServerAnswered(response.status);
	const body: unknown = await response.json().catch(() => Promise.reject(other));
	if (response.ok) return body;
	const problem = problemIn(body);
	if (problem?.status !== response.status) throw other;
	throw response.status === 401 ? new SignedOut() : new RequestRefused(problem);
}

/** Sends a request to our own server. As {@link answerIn}. */
export const request = async (address: string, init: RequestInit = {}): Promise<unknown> =>
	answerIn(await fetch(address, { redirect: 'error', ...init }));

/** The parts of a request that sends JSON. */
export const asJsonBody = (value: unknown): Pick<RequestInit, 'method' | 'headers' | 'body'> => ({
	method: 'POST',
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(value)
});
