import type { SourceId } from '$lib/domain/core/ids';
import type { TextHints } from '$lib/server/analysis/post';
import { normalise } from './normalise';
import type { RawPost } from './raw-post';

/** The result for one post. `stored` and `backlog` are new; `backlog` is older than the incident. */
export type PostOutcome = 'stored' | 'backlog' | 'edited' | 'known' | 'refused';

/** The result of a delivery; `backlog` of the stored ones are older than the incident. */
export interface IngestCounts {
	readonly stored: number;
	readonly known: number;
	readonly edited: number;
	readonly backlog: number;
	readonly refused: readonly { readonly externalId: string; readonly why: 'post.empty' }[];
	/** One for each post, in the order in which they were delivered. */
	readonly outcomes: readonly PostOutcome[];
}

/** Posts that one source delivers together. */
export interface Delivered {
	readonly source: SourceId;
	/** All delivered posts, cleaned; `posts` are those with content. */
	readonly all: readonly RawPost[];
	readonly posts: readonly RawPost[];
	/** The hints of the analysis for each of `posts`, requested at delivery. */
	readonly hints: Promise<readonly TextHints[]>;
}

/** It is not known whether the posts are stored: the connection was lost after COMMIT. Sending them again is safe. */
export class NotAnswered extends Error {
	override readonly name = 'NotAnswered';
}

/** The most posts in one delivery, and in one transaction. */
export const BATCH = 1_000;

/** Cleans what a source delivers. */
export function cleanPosts(raw: readonly RawPost[]): Pick<Delivered, 'all' | 'posts'> {
	const all = raw.map(normalise);
	// A post without text is refused, unless it is a deletion.
	return { all, posts: all.filter(({ text, deleted }) => text !== '' || deleted === true) };
}

export function countsOf(all: readonly RawPost[], outcomes: readonly PostOutcome[]): IngestCounts {
	const count = (outcome: PostOutcome): number => outcomes.filter((each) => each === outcome).length;
	return {
		stored: count('stored') + count('backlog'),
		known: count('known'),
		edited: count('edited'),
		backlog: count('backlog'),
		refused: all
			.filter((_, i) => outcomes[i] === 'refused')
			.map(({ externalId }) => ({ externalId, why: 'post.empty' })),
		outcomes
	};
}

/** Delivers posts in parts that fit in one transaction, one after the other. @returns the result of all */
export async function deliverInParts(
	posts: readonly RawPost[],
	deliver: (part: readonly RawPost[]) => Promise<IngestCounts>
): Promise<IngestCounts> {
	let sum = countsOf([], []);
	for (let from = 0; from < posts.length; from += BATCH) {
		const part = await deliver(posts.slice(from, from + BATCH));
		sum = {
			stored: sum.stored + part.stored,
			known: sum.known + part.known,
			edited: sum.edited + part.edited,
			backlog: sum.backlog + part.backlog,
			refused: [...sum.refused, ...part.refused],
			outcomes: [...sum.outcomes, ...part.outcomes]
		};
	}
	return sum;
}
