import { FetchError } from '$lib/server/platform/net/fetch-error';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { getStatuses, perList, getStatus } from './rest';
import { deletionOf, postsOf, type Status } from './status';
import type { PollRequest } from '../reading/reader';
import { SourceProblem } from '../reading/source-problem';

/** The newest posts that are looked up again: five requests of the 300 in five minutes that Mastodon allows. */
const MAX_CHECKED = 100;
/**
 * The most posts that are requested one by one: those missing from a list and, on servers before 4.3, which have no
 * lists, the newest.
 */
const MAX_SINGLE_REQUESTS = 20;

/**
 * Finds the stored posts that were edited or deleted while nothing was listening. A post counts as deleted only when the
 * server says so for that post. When a server does not answer, it stops asking but keeps the stream open.
 */
export async function* changesSince(request: PollRequest, host: string): AsyncGenerator<RawPost[]> {
	const stored = await request.storedTexts(MAX_CHECKED);
	const storedTexts = new Map(stored.map(({ externalId, text }) => [externalId, text]));
	const edits = (status: Status): RawPost[] =>
		postsOf(status, host).flatMap((post) =>
			storedTexts.has(post.externalId) && storedTexts.get(post.externalId) !== post.text
				? [{ ...post, edit: true }]
				: []
		);
	let singleRequestsLeft = MAX_SINGLE_REQUESTS;
	try {
		for (let from = 0; from < stored.length && singleRequestsLeft > 0; from += perList) {
			const ids = stored.slice(from, from + perList).map(({ externalId }) => externalId);
			const found = (await getStatuses(request, ids)) ?? [];
			yield found.flatMap(edits);
			const seen = new Set(found.map(({ id }) => id));
			for (const id of ids.filter((id) => !seen.has(id)).slice(0, singleRequestsLeft)) {
				singleRequestsLeft--;
				const status = await getStatus(request, id);
				yield status ? edits(status) : [deletionOf(id)];
			}
		}
	} catch (error) {
		if (request.signal.aborted || !(error instanceof SourceProblem || error instanceof FetchError)) throw error;
	}
}
