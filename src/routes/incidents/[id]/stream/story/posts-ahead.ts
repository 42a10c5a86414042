import type { StoryId } from '$lib/domain/core/ids';
import type { PostPage, StoryCard } from '$lib/domain/stories/card';

/** What it needs of the stream. */
interface Surroundings {
	posts(story: StoryId, limit: number): Promise<PostPage>;
	card(story: StoryId): Pick<StoryCard, 'posts' | 'atSource'> | undefined;
	/** How often posts were forgotten or masked. */
	forgotten(): number;
}

/**
 * The first posts of the story that comes next, fetched while a person reads this one. Of one story at a time; what
 * changed since is not used.
 */
export class PostsAhead {
	#held: {
		readonly story: StoryId;
		readonly limit: number;
		readonly asOf: string;
		readonly page: Promise<PostPage | null>;
	} | null = null;

	constructor(readonly at: Surroundings) {}

	fetch(story: StoryId | undefined, limit: number): void {
		if (story === undefined) return;
		const asOf = this.#asOf(story);
		if (this.#held?.story === story && this.#held.limit === limit && this.#held.asOf === asOf) return;
		this.#held = { story, limit, asOf, page: this.at.posts(story, limit).catch(() => null) };
	}

	/** The first posts: those that were fetched ahead where they still are what they were, else fetched again. */
	async take(story: StoryId, limit: number): Promise<PostPage> {
		const held = this.#held;
		const isIt = (): boolean => held?.story === story && held.limit === limit && held.asOf === this.#asOf(story);
		if (!isIt()) return this.at.posts(story, limit);
		this.#held = null;
		const page = await held?.page;
		return page && isIt() ? page : this.at.posts(story, limit);
	}

	#asOf(story: StoryId): string {
		const card = this.at.card(story);
		return JSON.stringify([card?.posts, card?.atSource, this.at.forgotten()]);
	}
}
