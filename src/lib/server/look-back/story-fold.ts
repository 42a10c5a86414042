import { StoryId, type AuthorNumber, type Moment, type PostId, type SourceId } from '$lib/domain/core/ids';
import { makeState, type ReadState, type State } from '$lib/domain/core/state';
import { isOnLine, type Platform } from '$lib/domain/posts/platform';
import { labelsOf, noLabels, type LookedAt, type StoryLabels } from '$lib/domain/stories/story';
import { comesBack } from '$lib/server/analysis/growth';
import { evolve } from '$lib/server/log/follower';
import type { LogLine } from '$lib/server/log/lines';

/** What of a post counts for its story. */
export interface ArrivedPost {
	readonly id: PostId;
	/** The story it came to. */
	readonly story: StoryId;
	readonly author: AuthorNumber | null;
	readonly platform: Platform;
	readonly source: SourceId;
	readonly reach: number | null;
	readonly at: Moment;
	readonly receivedAt: Moment;
	readonly backlog: boolean;
	readonly lang: string | null;
	/** Its hint takes its story into the strip of calls. */
	readonly help: boolean;
}
export interface MovedPost {
	readonly post: PostId;
	readonly from: StoryId;
	readonly to: StoryId;
}
/** What came with one number of the log. */
interface FoldStep {
	readonly seq: number;
	/** Null for an arrival of posts, which changes nothing in the state. */
	readonly line: LogLine | null;
	readonly posts: readonly ArrivedPost[];
	readonly moves: readonly MovedPost[];
}

/** The row of a story and of its counters, as the tables had them. */
export interface StoryVersion {
	readonly story: StoryId;
	readonly from: number;
	/** The number from which it was no longer so; null while it is. */
	to: number | null;
	readonly lead: PostId;
	readonly lang: string | null;
	readonly since: Moment;
	readonly backlog: boolean;
	readonly helpPost: PostId | null;
	readonly mergedInto: StoryId | null;
	readonly labels: Readonly<StoryLabels>;
	readonly posts: number;
	readonly authors: number;
	readonly reach: number | null;
	readonly platforms: readonly Platform[];
	readonly sources: readonly SourceId[];
	readonly newestAt: Moment | null;
	readonly backAt: Moment | null;
}

/** Rows that remember which of them changed. */
class WatchedRows<Id, Row> extends Map<Id, Row> {
	readonly #changed = new Set<Id>();

	override set(id: Id, row: Row): this {
		this.#changed.add(id);
		return super.set(id, row);
	}
	override delete(id: Id): boolean {
		this.#changed.add(id);
		return super.delete(id);
	}
	takeChanged(): readonly Id[] {
		const changed = [...this.#changed];
		this.#changed.clear();
		return changed;
	}
}

/** One story while it is followed. */
class FoldedStory {
	readonly posts = new Map<PostId, ArrivedPost>();
	readonly #authors = new Set<AuthorNumber>();
	readonly #platforms = new Set<Platform>();
	readonly #sources = new Set<SourceId>();
	#anonymous = 0;
	#reach: number | null = null;
	#newestAt: Moment | null = null;
	#backAt: Moment | null = null;
	#lead: PostId;
	helpPost: PostId | null;
	version: StoryVersion | null = null;

	constructor(
		readonly id: StoryId,
		readonly first: ArrivedPost
	) {
		this.#lead = first.id;
		this.helpPost = first.help ? first.id : null;
	}

	add(post: ArrivedPost): void {
		this.posts.set(post.id, post);
		if (post.author === null) this.#anonymous += 1;
		else this.#authors.add(post.author);
		if (post.reach !== null) this.#reach = (this.#reach ?? 0) + post.reach;
		this.#platforms.add(post.platform);
		this.#sources.add(post.source);
		if (this.#newestAt === null || post.at > this.#newestAt) this.#newestAt = post.at;
	}
	/** Whether it was looked at and now waits again. The phone and desks are no networks. */
	grown(looked: Readonly<LookedAt> | null, at: Moment): void {
		if (!looked || this.#backAt !== null) return;
		const now = { posts: this.posts.size, platforms: [...this.#platforms].filter(isOnLine) };
		if (comesBack(looked, now)) this.#backAt = at;
	}
	lookedAt(): void {
		this.#backAt = null;
	}
	/** After a move: counts again from its posts, and waits no longer for having grown. */
	recount(): void {
		const posts = [...this.posts.values()];
		for (const counted of [this.posts, this.#authors, this.#platforms, this.#sources]) counted.clear();
		[this.#anonymous, this.#reach, this.#newestAt, this.#backAt] = [0, null, null, null];
		for (const post of posts) this.add(post);
		if (!this.posts.has(this.#lead)) this.#lead = earliestOf(posts)?.id ?? this.#lead;
	}

	/** Closes the version that was there, and opens the next. */
	renew(seq: number, state: ReadState): StoryVersion {
		const mergedInto = state.mergedStories.get(this.id)?.into ?? null;
		const { lang, receivedAt, backlog } = this.first;
		if (this.version) this.version.to = seq;
		return (this.version = {
			...{ story: this.id, from: seq, to: null, lead: this.#lead, lang, since: receivedAt, backlog },
			...{ helpPost: this.helpPost, mergedInto, labels: mergedInto ? noLabels : labelsOf(state, this.id) },
			posts: this.posts.size,
			authors: this.#authors.size + this.#anonymous,
			reach: this.#reach,
			platforms: [...this.#platforms].sort(),
			sources: [...this.#sources].sort(),
			newestAt: this.#newestAt,
			backAt: this.#backAt
		});
	}
}

const earliestOf = (posts: readonly ArrivedPost[]): ArrivedPost | undefined =>
	posts.reduce<ArrivedPost | undefined>((first, post) => (first && isBefore(first, post) ? first : post), undefined);
const isBefore = (a: ArrivedPost, b: ArrivedPost): boolean => (a.at === b.at ? a.id < b.id : a.at < b.at);

/**
 * The rows of stories and their counters as ingest and the projections wrote them, followed from the first number of
 * the log on. Each version names the numbers between which it was so; the same steps give the same versions.
 */
export class StoryFold {
	readonly #labels = new WatchedRows<unknown, object>();
	readonly #state: State = makeState((name) => (name === 'labels' ? this.#labels : new Map()));
	readonly #stories = new Map<StoryId, FoldedStory>();

	/** @param leads the posts that speak for their stories today: the one that opened a story is mostly among them */
	constructor(readonly leads: ReadonlySet<PostId>) {}

	/** @returns the versions that begin here; the ones before them end here */
	take({ seq, line, posts, moves }: FoldStep): StoryVersion[] {
		const changed = new Set([...this.#arrive(posts), ...this.#move(moves)]);
		if (line) evolve(this.#state, line);
		for (const id of this.#labels.takeChanged()) {
			const story = this.#stories.get(StoryId.parse(id));
			if (!story) continue;
			if (labelsOf(this.#state, story.id).looked?.seq === seq) story.lookedAt();
			changed.add(story);
		}
		return [...changed].map((story) => story.renew(seq, this.#state));
	}

	#arrive(posts: readonly ArrivedPost[]): FoldedStory[] {
		return [...grouped(posts, ({ story }) => story)].flatMap(([id, came]) => {
			const first = came.find((post) => this.leads.has(post.id)) ?? earliestOf(came);
			if (!first) return [];
			const story = this.#story(id, first);
			for (const post of came) story.add(post);
			story.grown(labelsOf(this.#state, id).looked, first.receivedAt);
			return story;
		});
	}

	/** A split makes a story of its own, a merge empties one. */
	#move(moves: readonly MovedPost[]): FoldedStory[] {
		return [...grouped(moves, ({ from, to }) => `${from} ${to}`).values()].flatMap((some) => {
			const source = this.#stories.get(some[0].from);
			const moved = some.flatMap(({ post }) => source?.posts.get(post) ?? []);
			const first = earliestOf(moved);
			if (!source || !first) return [];
			const target = this.#story(some[0].to, first);
			for (const post of moved) {
				source.posts.delete(post.id);
				target.posts.set(post.id, post);
			}
			if (source.posts.size === 0) target.helpPost ??= source.helpPost;
			for (const story of [source, target]) story.recount();
			return [source, target];
		});
	}

	#story(id: StoryId, first: ArrivedPost): FoldedStory {
		const story = this.#stories.get(id) ?? new FoldedStory(id, first);
		this.#stories.set(id, story);
		return story;
	}
}

function grouped<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, [Item, ...Item[]]> {
	const groups = new Map<Key, [Item, ...Item[]]>();
	for (const item of items) {
		const group = groups.get(keyOf(item));
		if (group) group.push(item);
		else groups.set(keyOf(item), [item]);
	}
	return groups;
}
