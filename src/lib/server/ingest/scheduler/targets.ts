import { cleanId } from '../pipeline/normalise';
import type { RawPost } from '../pipeline/raw-post';

/** A later version of a post that came together with the first goes after it: within one delivery an id counts once. */
export function batchesOf(posts: readonly RawPost[]): RawPost[][] {
	const found: { readonly ids: Set<string>; readonly posts: RawPost[] }[] = [];
	for (const post of posts) {
		const id = cleanId(post.externalId);
		// Never into a round before the one that holds an earlier version.
		const last = found.findLastIndex(({ ids }) => ids.has(id));
		const round = found[last + 1] ?? { ids: new Set<string>(), posts: [] };
		if (!found.includes(round)) found.push(round);
		round.ids.add(id);
		round.posts.push(post);
	}
	return found.map((round) => round.posts);
}
