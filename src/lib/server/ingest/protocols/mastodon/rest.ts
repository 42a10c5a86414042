import { Status } from './status';
import { jsonOf } from '../reading/json';
import type { PollRequest } from '../reading/reader';
import { problemOfStatus, SourceProblem } from '../reading/source-problem';

/** Statuses in a page of a timeline. */
export const perPage = 40;
/** Statuses that one request may name (Mastodon 4.3 and later; more are refused). */
export const perList = 20;

/** The answer to a path, with any status. */
const get = ({ connection, credential, fetch, signal }: PollRequest, path: string) =>
	fetch(new URL(path, connection.address).href, { headers: { authorization: `Bearer ${credential ?? ''}` }, signal });

/** @throws SourceProblem */
export async function getJson(request: PollRequest, path: string): Promise<unknown> {
	const answer = await get(request, path);
	// A server that closed its timelines gives this answer even to a valid token.
	if (answer.status === 422 || (answer.status === 403 && path.includes('/timelines/')))
		throw new SourceProblem('timelines', answer.status);
	if (answer.status === 404 && path === '/api/v2/instance') throw new SourceProblem('notThisServer');
	if (answer.status !== 200) throw problemOfStatus(answer, request.now());
	return jsonOf(answer.body) ?? null;
}

/** @throws SourceProblem */
export async function getPage(request: PollRequest, path: string): Promise<Status[]> {
	const statuses = statusesIn(await getJson(request, `${path}&limit=${perPage}`));
	if (!statuses) throw new SourceProblem('answer');
	return statuses;
}

/**
 * Those of at most twenty statuses that can still be read; null where the server has no such list.
 * @throws SourceProblem, FetchError
 */
export async function getStatuses(request: PollRequest, ids: readonly string[]): Promise<Status[] | null> {
	const answer = await get(request, `/api/v1/statuses?${ids.map((id) => `id[]=${encodeURIComponent(id)}`).join('&')}`);
	if (answer.status === 429 || answer.status >= 500) throw problemOfStatus(answer, request.now());
	return answer.status === 200 ? statusesIn(jsonOf(answer.body)) : null;
}

/**
 * The current version of a status; null when it was deleted.
 * @throws SourceProblem when the server does not say, FetchError
 */
export async function getStatus(request: PollRequest, id: string): Promise<Status | null> {
	const answer = await get(request, `/api/v1/statuses/${encodeURIComponent(id)}`);
	if (answer.status === 404 || answer.status === 410) return null;
	const status = answer.status === 200 ? Status.safeParse(jsonOf(answer.body)).data : undefined;
	if (!status) throw problemOfStatus(answer, request.now());
	return status;
}

const statusesIn = (answer: unknown): Status[] | null =>
	Array.isArray(answer) ? answer.flatMap((item) => Status.safeParse(item).data ?? []) : null;
