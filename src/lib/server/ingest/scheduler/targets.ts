import { cleanId } from '../pipeline/normalise';
import type { RawPost } from '../pipeline/raw-post';

/** Puts a later version of a post into a later batch than the first: within one delivery an id counts once. */
export function batchesOf(posts: readonly RawPost[]): RawPost[][] {
	const found: { readonly ids: Set<string>; readonly posts: RawPost[] }[] = [];
	for (const post of posts) {
		const id = cleanId(post.externalId);
		// Never into a batch before the one that holds an earlier version.
		const last = found.findLastIndex(({ ids }) => ids.has(id));
		const round = found[last + 1] ?? { ids: new Set<string>(), posts: [] };
		if (!found.includes(round)) found.push(round);
		round.ids.add(id);
		round.posts.push(post);
	}
	return found.map((round) => round.posts);
}
