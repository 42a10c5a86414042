import { AuthorNumber, type SourceId, type StoryId } from '$lib/domain/core/ids';
import type { SourceChange } from '$lib/domain/posts/at-source';
import type { Platform } from '$lib/domain/posts/platform';
import type { Tally } from '$lib/domain/report/content';
import { TenMinutes } from './counting';
import { RECENT, type PostFigures } from './post-figures';
import type { FactPost } from './report-facts';
import type { PostColumns } from '../history/post-columns';

/** A position in a log and a moment on the incident's clock, with what the state says there. */
interface Then {
	readonly place: number;
	/** Milliseconds. */
	readonly moment: number;
	/** When the incident started, in milliseconds. */
	readonly start: number;
	/** Earlier splits: a split is not a new look at the posts that it moved. */
	readonly splits: readonly number[];
	/** Stories of which the posts themselves are needed. */
	readonly stories: Iterable<StoryId>;
	/** What had happened at its source to the posts that were edited, by their row. */
	readonly changed: ReadonlyMap<number, SourceChange | null>;
}

/** A set of small numbers: an eighth of a byte each. */
class Numbers {
	readonly #bits: Uint32Array;
	size = 0;
	constructor(most: number) {
		this.#bits = new Uint32Array((most >>> 5) + 1);
	}
	add(number: number): void {
		const [at, bit] = [number >>> 5, 1 << (number & 31)];
		const held = this.#bits[at] ?? 0;
		if ((held & bit) !== 0) return;
		this.#bits[at] = held | bit;
		this.size += 1;
	}
	has(number: number): boolean {
		return ((this.#bits[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
	}
}

/** Counts posts and authors: each known author once, each post without author as one of its own. */
class Counted {
	posts = 0;
	unnamed = 0;
	readonly authors: Numbers;
	constructor(lastAuthor: number) {
		this.authors = new Numbers(lastAuthor);
	}
	add(author: number): void {
		this.posts += 1;
		if (author < 0) this.unnamed += 1;
		else this.authors.add(author);
	}
	get tally(): Tally {
		return { posts: this.posts, authors: this.authors.size + this.unnamed, unnamed: this.unnamed };
	}
}

const NONE: readonly FactPost[] = [];
const NO_PLATFORMS: ReadonlyMap<Platform, number> = new Map();

/** The posts at one position, each in the story where it was then, counted in one pass over the columns. */
export class PostsThen implements PostFigures {
	readonly all: Tally;
	readonly stories: number;
	readonly backlog: number;
	readonly recent: readonly number[];
	readonly languages = new Map<string | null, number>();
	readonly platforms = new Map<Platform, number>();
	readonly #perPlatform = new Map<SourceId, Map<Platform, number>>();
	/** Rows before this had come by then. */
	readonly #end: number;
	readonly #authors: Numbers;
	readonly #perSource = new Map<SourceId, Counted>();
	readonly #sizes: Int32Array;
	readonly #inStory = new Map<StoryId, FactPost[]>();
	/** The same by the number of the story in the columns; nothing for a story of which no posts are needed. */
	readonly #held: ({ readonly story: StoryId; readonly posts: FactPost[] } | undefined)[];

	constructor(
		readonly columns: PostColumns,
		readonly then: Then
	) {
		const { moment, start, changed } = then;
		const { author, at, kind, kinds, lastAuthor } = columns;
		this.#end = columns.after(then.place);
		this.#sizes = new Int32Array(columns.stories);
		this.#held = Array.from({ length: columns.stories });
		for (const story of then.stories) {
			const number = columns.storyNumber(story);
			if (number === undefined) continue;
			const posts: FactPost[] = [];
			this.#inStory.set(story, posts);
			this.#held[number] = { story, posts };
		}
		const perKind = new Int32Array(kinds.length);
		const counted = kinds.map(({ source }) => {
			const held = this.#perSource.get(source) ?? new Counted(lastAuthor);
			this.#perSource.set(source, held);
			return held;
		});
		const all = new Counted(lastAuthor);
		const recent = new TenMinutes({ start, moment, most: RECENT });
		const authors = new Map<number, AuthorNumber>();
		const authorOf = (number: number): AuthorNumber | null => {
			if (number < 0) return null;
			const known = authors.get(number) ?? AuthorNumber.parse(number);
			authors.set(number, known);
			return known;
		};
		for (let row = 0; row < this.#end; row += 1) {
			const when = at[row] ?? 0;
			const number = kind[row] ?? 0;
			const by = author[row] ?? -1;
			if (when > moment) continue;
			perKind[number] = (perKind[number] ?? 0) + 1;
			all.add(by);
			counted[number]?.add(by);
			recent.add(when);
			const story = this.storyOf(row);
			this.#sizes[story] = (this.#sizes[story] ?? 0) + 1;
			const held = this.#held[story];
			const of = kinds[number];
			if (held && of)
				held.posts.push({
					story: held.story,
					since: this.since(row),
					author: authorOf(by),
					source: of.source,
					platform: of.platform,
					at: when,
					lang: of.lang,
					backlog: of.backlog,
					share: of.share,
					changed: changed.get(row) ?? null
				});
		}
		let backlog = 0;
		for (const [number, { source, lang, platform, backlog: isEarlier }] of kinds.entries()) {
			const posts = perKind[number] ?? 0;
			if (posts === 0) continue;
			this.languages.set(lang, (this.languages.get(lang) ?? 0) + posts);
			this.platforms.set(platform, (this.platforms.get(platform) ?? 0) + posts);
			const ofSource = this.#perPlatform.get(source) ?? new Map<Platform, number>();
			this.#perPlatform.set(source, ofSource.set(platform, (ofSource.get(platform) ?? 0) + posts));
			if (isEarlier) backlog += posts;
		}
		this.backlog = backlog;
		this.all = all.tally;
		this.#authors = all.authors;
		this.recent = recent.counts;
		this.stories = this.#sizes.reduce((sum, size) => sum + (size > 0 ? 1 : 0), 0);
	}

	from(source: SourceId): Tally {
		return this.#perSource.get(source)?.tally ?? { posts: 0, authors: 0, unnamed: 0 };
	}
	after(moment: number): number {
		let posts = 0;
		for (let row = 0; row < this.#end; row += 1) {
			const at = this.columns.at[row] ?? 0;
			if (at > moment && at <= this.then.moment) posts += 1;
		}
		return posts;
	}
	platformsOf(source: SourceId): ReadonlyMap<Platform, number> {
		return this.#perPlatform.get(source) ?? NO_PLATFORMS;
	}
	size(story: StoryId): number {
		return this.#sizes[this.columns.storyNumber(story) ?? -1] ?? 0;
	}
	inStory(story: StoryId): readonly FactPost[] {
		return this.#inStory.get(story) ?? NONE;
	}
	has(author: AuthorNumber): boolean {
		return this.#authors.has(author);
	}

	/** Whether the post of this row had come and was dated by then. */
	includes(row: number): boolean {
		return row < this.#end && (this.columns.at[row] ?? Infinity) <= this.then.moment;
	}
	/** The rows of the posts that were there then. */
	*rows(): Iterable<number> {
		for (let row = 0; row < this.#end; row += 1) if (this.includes(row)) yield row;
	}
	/** The story where it was then, if the posts of that story are needed. */
	storyIn(row: number): StoryId | undefined {
		return this.#held[this.storyOf(row)]?.story;
	}
	/** The number of the story where it was then. */
	storyOf(row: number): number {
		const moves = this.columns.moves.size === 0 ? undefined : this.columns.moves.get(row);
		if (!moves) return this.columns.arrived[row] ?? -1;
		return moves.find(({ seq }) => seq > this.then.place)?.from ?? moves.at(-1)?.to ?? -1;
	}

	/** The position at which it entered its story, by arrival or by a merge. */
	since(row: number): number {
		const { place, splits } = this.then;
		const came = this.columns.seq[row] ?? 0;
		return (this.columns.moves.get(row) ?? []).reduce(
			(since, { seq }) => (seq <= place && seq > since && !splits.includes(seq) ? seq : since),
			came
		);
	}
}
