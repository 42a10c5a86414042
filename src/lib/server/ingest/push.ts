import type { IncidentId } from '$lib/domain/ids';
import { PushedPost, type PushAnswer, type PushResult } from '$lib/domain/pushed-post';
import { Refusal } from '$lib/domain/refusal';
import type { Source } from '$lib/domain/source';
import type { Ingest } from './ingest';
import { cleanId } from './normalise';
import type { RawPost } from './raw-post';

/** Takes in what a program sent for one of its sources. Sent again it changes nothing. @throws Refusal when the source takes no such posts, or not now */
export async function push(ingest: Ingest, incident: IncidentId, source: Readonly<Source>, items: readonly unknown[]): Promise<PushAnswer> {
	if (source.kind !== 'program') throw new Refusal('source.notForPrograms');
	const read = items.map((item) => readItem(item, source));
	const results = new Map<RawPost, PushResult>();
	for (const posts of rounds(read.flatMap((each) => ('raw' in each ? [each.raw] : [])))) {
		const { outcomes } = await ingest.deliver(incident, source.id, posts);
		posts.forEach((post, i) => {
			const result = outcomes[i] ?? 'refused';
			results.set(post, { externalId: post.externalId, result, why: result === 'refused' ? 'empty' : null, where: null });
		});
	}
	return { results: read.flatMap((each) => ('raw' in each ? (results.get(each.raw) ?? []) : each)) };
}

function readItem(item: unknown, source: Readonly<Source>): { readonly raw: RawPost } | PushResult {
	const parsed = PushedPost.safeParse(item);
	if (!parsed.success) {
		const where = parsed.error.issues[0]?.path.join('.') ?? '';
		return { externalId: idOf(item), result: 'refused', why: 'invalid', where };
	}
	return { raw: { ...parsed.data, platform: parsed.data.platform ?? source.platform } };
}

/** So that a program finds back which post was refused, also when it is not as it should be. */
function idOf(item: unknown): string | null {
	const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'externalId') : null;
	return typeof id === 'string' && id.length <= 500 ? id : null;
}

/** A later version of a post in the same request goes after the first: within one delivery an id counts once. */
function rounds(posts: readonly RawPost[]): RawPost[][] {
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
