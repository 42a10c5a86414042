import { AuthorNumber, type SourceId, type StoryId } from '$lib/domain/core/ids';
import type { SourceChange } from '$lib/domain/posts/at-source';
import type { Platform } from '$lib/domain/posts/platform';
import type { Tally } from '$lib/domain/report/content';
import { TenMinuteCounts } from './counting';
import { MAX_RECENT_PERIODS, type PostFigures } from './post-figures';
import type { FactPost } from './report-facts';
import type { ReportPostColumns } from '../history/post-columns';

/** A position in a log and a moment on the incident's clock, with what is needed from the state there. */
interface ReportPoint {
	/** The log position. */
	readonly position: number;
	/** Milliseconds. */
	readonly moment: number;
	/** When the incident started, in milliseconds. */
	readonly start: number;
	/** Earlier splits: posts that a split moved were looked at before. */
	readonly splits: readonly number[];
	/** The stories whose individual posts are needed. */
	readonly stories: Iterable<StoryId>;
	/** What had happened at their source to the edited posts, by row. */
	readonly changed: ReadonlyMap<number, SourceChange | null>;
}

/** A set of small numbers, as one bit each. */
class BitSet {
	readonly #bits: Uint32Array;
	size = 0;
	constructor(max: number) {
		this.#bits = new Uint32Array((max >>> 5) + 1);
	}
	add(number: number): void {
		const [at, bit] = [number >>> 5, 1 << (number & 31)];
		const word = this.#bits[at] ?? 0;
		if ((word & bit) !== 0) return;
		this.#bits[at] = word | bit;
		this.size += 1;
	}
	has(number: number): boolean {
		return ((this.#bits[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
	}
}

/** Counts posts and authors: each known author once, each post without author as one of its own. */
class TallyCounter {
	posts = 0;
	unnamed = 0;
	readonly authors: BitSet;
	constructor(lastAuthor: number) {
		this.authors = new BitSet(lastAuthor);
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
	/** The rows before this one had arrived by then. */
	readonly #end: number;
	readonly #authors: BitSet;
	readonly #perSource = new Map<SourceId, TallyCounter>();
	readonly #sizes: Int32Array;
	readonly #inStory = new Map<StoryId, FactPost[]>();
	/** The same by the number of the story in the columns; undefined for a story whose posts are not needed. */
	readonly #byStoryNumber: ({ readonly story: StoryId; readonly posts: FactPost[] } | undefined)[];

	constructor(
		readonly columns: ReportPostColumns,
		readonly point: ReportPoint
	) {
		const { moment, start, changed } = point;
		const { author, at, kind, kinds, lastAuthor } = columns;
		this.#end = columns.firstRowAfter(point.position);
		this.#sizes = new Int32Array(columns.stories);
		this.#byStoryNumber = Array.from({ length: columns.stories });
		for (const story of point.stories) {
			const number = columns.storyNumber(story);
			if (number === undefined) continue;
			const posts: FactPost[] = [];
			this.#inStory.set(story, posts);
			this.#byStoryNumber[number] = { story, posts };
		}
		const perKind = new Int32Array(kinds.length);
		const counters = kinds.map(({ source }) => {
			const counter = this.#perSource.get(source) ?? new TallyCounter(lastAuthor);
			this.#perSource.set(source, counter);
			return counter;
		});
		const all = new TallyCounter(lastAuthor);
		const recent = new TenMinuteCounts({ start, moment, maxLength: MAX_RECENT_PERIODS });
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
			counters[number]?.add(by);
			recent.add(when);
			const story = this.storyOf(row);
			this.#sizes[story] = (this.#sizes[story] ?? 0) + 1;
			const evidence = this.#byStoryNumber[story];
			const of = kinds[number];
			if (evidence && of)
				evidence.posts.push({
					story: evidence.story,
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
			if (at > moment && at <= this.point.moment) posts += 1;
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

	/** Whether the post of this row had arrived and was dated by then. */
	includes(row: number): boolean {
		return row < this.#end && (this.columns.at[row] ?? Infinity) <= this.point.moment;
	}
	/** The rows of the posts that are included. */
	*rows(): Iterable<number> {
		for (let row = 0; row < this.#end; row += 1) if (this.includes(row)) yield row;
	}
	/** The story in which the post was then; undefined when the posts of that story are not needed. */
	storyIn(row: number): StoryId | undefined {
		return this.#byStoryNumber[this.storyOf(row)]?.story;
	}
	/** The number of the story in which the post was then. */
	storyOf(row: number): number {
		const moves = this.columns.moves.size === 0 ? undefined : this.columns.moves.get(row);
		if (!moves) return this.columns.arrived[row] ?? -1;
		return moves.find(({ seq }) => seq > this.point.position)?.from ?? moves.at(-1)?.to ?? -1;
	}

	/** The log position at which the post entered its story, by arrival or by a merge. */
	since(row: number): number {
		const { position, splits } = this.point;
		const arrivedAt = this.columns.seq[row] ?? 0;
		return (this.columns.moves.get(row) ?? []).reduce(
			(since, { seq }) => (seq <= position && seq > since && !splits.includes(seq) ? seq : since),
			arrivedAt
		);
	}
}
