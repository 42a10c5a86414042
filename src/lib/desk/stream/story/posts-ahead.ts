import type { StoryId } from '$lib/domain/core/ids';
import type { PostPage, StoryCard } from '$lib/domain/stories/card';

/** The parts of the stream that it needs. */
interface PostsAheadContext {
	posts(story: StoryId, limit: number): Promise<PostPage>;
	card(story: StoryId): Pick<StoryCard, 'posts' | 'atSource'> | undefined;
	/** How often posts were forgotten or masked. */
	forgotten(): number;
}

/**
 * Prefetches the first posts of the next story while a person reads the current one. One story at a time; posts that
 * changed since are not used.
 */
export class PostsAhead {
	#fetched: {
		readonly story: StoryId;
		readonly limit: number;
		readonly asOf: string;
		readonly page: Promise<PostPage | null>;
	} | null = null;

	constructor(readonly at: PostsAheadContext) {}

	fetch(story: StoryId | undefined, limit: number): void {
		if (story === undefined) return;
		const asOf = this.#asOf(story);
		if (this.#fetched?.story === story && this.#fetched.limit === limit && this.#fetched.asOf === asOf) return;
		this.#fetched = { story, limit, asOf, page: this.at.posts(story, limit).catch(() => null) };
	}

	/** The first posts: the prefetched ones if they are still current, else fetched now. */
	async take(story: StoryId, limit: number): Promise<PostPage> {
		const fetched = this.#fetched;
		const isCurrent = (): boolean =>
			fetched?.story === story && fetched.limit === limit && fetched.asOf === this.#asOf(story);
		if (!isCurrent()) return this.at.posts(story, limit);
		this.#fetched = null;
		const page = await fetched?.page;
		return page && isCurrent() ? page : this.at.posts(story, limit);
	}

	#asOf(story: StoryId): string {
		const card = this.at.card(story);
		return JSON.stringify([card?.posts, card?.atSource, this.at.forgotten()]);
	}
}
