import { cleanId } from '../pipeline/normalise';
import type { RawPost } from '../pipeline/raw-post';

/** Splits posts so that each id occurs once per batch; a later version of a post goes into a later batch. */
export function batchesOf(posts: readonly RawPost[]): RawPost[][] {
	const batches: { readonly ids: Set<string>; readonly posts: RawPost[] }[] = [];
	for (const post of posts) {
		const id = cleanId(post.externalId);
		// After the batch with the earlier version.
		const last = batches.findLastIndex(({ ids }) => ids.has(id));
		const batch = batches[last + 1] ?? { ids: new Set<string>(), posts: [] };
		if (!batches.includes(batch)) batches.push(batch);
		batch.ids.add(id);
		batch.posts.push(post);
	}
	return batches.map((batch) => batch.posts);
}
