import type { IncidentId } from '$lib/domain/core/ids';
import { PushedPost, type PushAnswer, type PushResult } from '$lib/domain/posts/entry/pushed-post';
import { Refusal } from '$lib/domain/core/refusal';
import type { Source } from '$lib/domain/posts/source';
import type { Ingest } from '../pipeline/ingest';
import type { RawPost } from '../pipeline/raw-post';
import { batchesOf } from '../scheduler/targets';

/**
 * Stores what a program sent for one of its sources. Sending it again changes nothing.
 * @throws Refusal when the source does not accept such posts, or not now
 */
export async function push(
	ingest: Pick<Ingest, 'ingest'>,
	incident: IncidentId,
	source: Readonly<Source>,
	items: readonly unknown[]
): Promise<PushAnswer> {
	if (source.kind !== 'program') throw new Refusal('source.notForPrograms');
	const read = items.map((item) => readItem(item, source));
	const results = new Map<RawPost, PushResult>();
	for (const posts of batchesOf(read.flatMap((each) => ('raw' in each ? [each.raw] : [])))) {
		const { outcomes } = await ingest.ingest(incident, source.id, posts);
		posts.forEach((post, i) => {
			const result = outcomes[i] ?? 'refused';
			results.set(post, {
				externalId: post.externalId,
				result,
				why: result === 'refused' ? 'empty' : null,
				where: null
			});
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

/** Helps a program find the post that was refused, also when its format is wrong. */
function idOf(item: unknown): string | null {
	const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'externalId') : null;
	return typeof id === 'string' && id.length <= 500 ? id : null;
}
