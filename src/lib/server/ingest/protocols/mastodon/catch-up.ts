import { FetchError } from '$lib/server/net/fetch-error';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { getStatuses, perList, getStatus } from './rest';
import { deletionOf, postsOf, type Status } from './status';
import type { PollRequest } from '../reading/reader';
import { SourceProblem } from '../reading/source-problem';

/** So many posts are looked up again, the newest: five questions of the three hundred in five minutes that Mastodon allows. */
const most = 100;
/** So many are asked for one by one: those that a list leaves out, and on servers before 4.3, which know no lists, the newest. */
const mostSingly = 20;

/**
 * What became of stored posts while nobody listened: those that were edited, and those that are gone. Only a server that says of a post itself that it is not
 * there has deleted it. One that will not answer is not asked on: that is no reason to leave the line.
 */
export async function* changesSince(question: PollRequest, host: string): AsyncGenerator<RawPost[]> {
	const stored = await question.stored(most);
	const said = new Map(stored.map(({ externalId, text }) => [externalId, text]));
	const edits = (status: Status): RawPost[] =>
		postsOf(status, host).flatMap((post) =>
			said.has(post.externalId) && said.get(post.externalId) !== post.text ? [{ ...post, edit: true }] : []
		);
	let singly = mostSingly;
	try {
		for (let from = 0; from < stored.length && singly > 0; from += perList) {
			const ids = stored.slice(from, from + perList).map(({ externalId }) => externalId);
			const found = (await getStatuses(question, ids)) ?? [];
			yield found.flatMap(edits);
			const seen = new Set(found.map(({ id }) => id));
			for (const id of ids.filter((id) => !seen.has(id)).slice(0, singly)) {
				singly--;
				const status = await getStatus(question, id);
				yield status ? edits(status) : [deletionOf(id)];
			}
		}
	} catch (error) {
		if (question.signal.aborted || !(error instanceof SourceProblem || error instanceof FetchError)) throw error;
	}
}
