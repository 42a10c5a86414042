import { LRUCache } from 'lru-cache';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import type { IncidentId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { helpLevel, type PostAnalysis, type PostColumns, type StoryGrouper } from '$lib/server/analysis/post';

interface AuthorInStory {
	readonly story: string;
	readonly author: number | null;
}
/** A stored post, as it is grouped. */
interface StoredPost extends AuthorInStory {
	readonly id: string;
	readonly text: string;
	readonly lang: string | null;
	readonly help: unknown;
}
interface EarlierStories {
	readonly firstPosts: readonly StoredPost[];
	readonly storyAuthors: readonly AuthorInStory[];
	readonly lastAuthor: number;
}

/** The number of authors that are remembered, by their last post; the others are read when they post again. */
const MAX_AUTHORS = 50_000;
/** Posts sent to the story thread at a time. */
const GROUP_SIZE = 500;
/** Posts read from the database at a time: all at once would take a hundred megabytes. */
const PAGE_SIZE = 5_000;
/** Sorts before every UUID of version 7. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Sorts after every UUID of version 7. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The platform and author of a post, as its source gives them. */
interface PostAuthor {
	readonly platform: string;
	readonly author: { readonly externalId: string } | null;
}
/** The key of an author, as the query computes it. */
const authorKey = ({ platform, author }: PostAuthor): string => `${platform} ${author?.externalId ?? ''}`;

/**
 * What ingest keeps in memory of one incident, so that a post needs no query: the numbers of authors, the authors of
 * each story, and the stories (in a thread of their own). It is rebuilt from the database when it is missing or may be
 * wrong. Batches of other processes are read before each write.
 */
export class IncidentMemory {
	readonly #authors: LRUCache<string, number>;
	/** The highest number ever assigned: the number of an author that retention removed is not reused. */
	#lastAuthor = 0;
	/** Most stories have one author: a set for each would take more memory than the rest of the story. */
	readonly #authorsByStory = new Map<string, number | Set<number>>();
	/** Every batch up to this number is included. */
	#seq = 0;
	/** Reading was interrupted: the memory must be rebuilt. */
	isPartlyRead = false;
	/** There are older posts that were not read after a start. */
	hasOlder = false;
	readonly stories: StoryGrouper;

	constructor(
		readonly incident: IncidentId,
		analysis: Pick<PostAnalysis, 'stories'>,
		state: ReadState,
		/** The number of newest posts that are read after a start, with the earlier state of their stories. */
		readonly maxPosts: number,
		readonly maxAuthors = MAX_AUTHORS,
		readonly pageSize = PAGE_SIZE
	) {
		this.#authors = new LRUCache({ max: maxAuthors });
		this.stories = analysis.stories(state, (story) => this.#authorsByStory.delete(story));
	}

	/**
	 * Reads what any process stored since, up to the last batch: under this incident's ingest lock, or in one snapshot.
	 * @returns how many posts
	 */
	async catchUp(tx: Sql | TransactionSql, last: number, signal?: AbortSignal): Promise<number> {
		const { incident } = this;
		const seq = this.#seq;
		if (last === seq) return 0;
		const from = seq === 0 ? await this.#oldestToRead(tx) : null;
		if (from !== null) this.hasOlder = true;
		const [older, authors, moved] = await Promise.all([
			from === null ? null : this.#earlierStories(tx, from),
			tx<{ number: number; key: string }[]>`
				select number, platform || ' ' || external_id as key from author where incident_id = ${incident} and number > ${this.#lastAuthor}
				order by number desc limit ${this.maxAuthors}`,
			tx<StoredPost[]>`
				select p.id, p.story_id as story, p.author, p.text, p.lang, p.help from post p
				where p.incident_id = ${incident} and p.id in (select post_id from move where incident_id = ${incident} and seq > ${seq})`
		]);
		this.isPartlyRead = true;
		for (const { key, number } of authors.reverse()) this.#authors.set(key, number);
		for (const number of [older?.lastAuthor ?? 0, ...authors.map(({ number }) => number)])
			this.#lastAuthor = Math.max(this.#lastAuthor, number);
		await this.#addToStories(tx, older?.firstPosts ?? [], signal);
		this.#recordAuthors(older?.storyAuthors ?? []);
		let posts = 0;
		for await (const page of this.#postsAfter(tx, seq, from ?? FIRST_ID)) {
			await this.#addToStories(tx, page, signal);
			this.#recordAuthors(page);
			for (const { author } of page) this.#lastAuthor = Math.max(this.#lastAuthor, author ?? 0);
			posts += page.length;
		}
		const remaining = moved.filter(({ text }) => text !== '');
		if (remaining.length > 0) await this.stories.move(columnsOf(remaining));
		this.#recordAuthors(moved);
		this.#seq = last;
		this.isPartlyRead = false;
		return posts;
	}

	/** The posts of batches after `seq`, without those older than `from`; by batch and id. */
	async *#postsAfter(tx: Sql | TransactionSql, seq: number, from: string): AsyncIterable<readonly StoredPost[]> {
		let [after, id] = [seq, LAST_ID];
		for (;;) {
			const page = await tx<(StoredPost & { seq: number })[]>`
				select b.seq, p.id, p.story_id as story, p.author, p.text, p.lang, p.help from post p
				join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
				where p.incident_id = ${this.incident} and b.seq >= ${after} and (b.seq, p.id) > (${after}, ${id}::uuid) and p.id >= ${from}
				order by b.seq, p.id limit ${this.pageSize}`;
			yield page;
			const last = page.at(-1);
			if (!last || page.length < this.pageSize) return;
			[after, id] = [last.seq, last.id];
		}
	}

	/** Adds posts to their stories; leaves out posts without text, which match nothing. */
	async #addToStories(tx: Sql | TransactionSql, posts: readonly StoredPost[], signal?: AbortSignal): Promise<void> {
		const readable = posts.filter(({ text }) => text !== '');
		for (let from = 0; from < readable.length; from += GROUP_SIZE) {
			await this.stories.file(columnsOf(readable.slice(from, from + GROUP_SIZE)));
			signal?.throwIfAborted();
			// Keep the session alive: PostgreSQL ends one that holds the lock without statements.
			await tx`select`;
		}
	}

	#recordAuthors(posts: readonly AuthorInStory[]): void {
		for (const { story, author } of posts) if (author !== null) this.addAuthorToStory(story, author);
	}

	/** The oldest post that is read after a start; null when all are. */
	async #oldestToRead(tx: Sql | TransactionSql): Promise<string | null> {
		const [oldest] = await tx<{ id: string }[]>`
			select id from post where incident_id = ${this.incident} order by id desc offset ${this.maxPosts} limit 1`;
		return oldest?.id ?? null;
	}

	/** For the stories that continue after a post: their first posts, and their earlier authors. */
	async #earlierStories(tx: Sql | TransactionSql, from: string): Promise<EarlierStories> {
		const { incident } = this;
		const [firstPosts, storyAuthors, [last]] = await Promise.all([
			tx<StoredPost[]>`
				select distinct on (p.story_id) p.id, p.story_id as story, p.author, p.text, p.lang, p.help from post p
				where p.incident_id = ${incident} and p.id < ${from}
					and p.story_id in (select story_id from post where incident_id = ${incident} and id >= ${from})
				order by p.story_id, p.id`,
			tx<AuthorInStory[]>`
				select distinct p.story_id as story, p.author from post p
				where p.incident_id = ${incident} and p.id < ${from}
					and p.story_id in (select story_id from post where incident_id = ${incident} and id >= ${from})`,
			tx<{ author: number | null }[]>`select max(author) as author from post where incident_id = ${incident}`
		]);
		return {
			firstPosts: firstPosts.sort((a, b) => (a.id < b.id ? -1 : 1)),
			storyAuthors,
			lastAuthor: last?.author ?? 0
		};
	}

	/** Our own batch is already included, unless another came in between: then both are read again. */
	committed(batches: readonly { readonly seq: number }[], before: number): void {
		const last = batches.at(-1);
		if (last && before === this.#seq) this.#seq = last.seq;
	}

	/** Reads the numbers of authors that are no longer remembered; must be called under this incident's ingest lock. */
	async recallAuthors(tx: Sql | TransactionSql, posts: readonly { readonly raw: PostAuthor }[]): Promise<void> {
		if (this.#authors.size < this.maxAuthors) return;
		// `author` also marks known authors as used, so that new ones do not evict them first.
		const unknown = posts.filter(({ raw }) => raw.author && this.author(raw) === undefined);
		if (unknown.length === 0) return;
		const authors = await tx<{ number: number; key: string }[]>`
			select distinct a.number, a.platform || ' ' || a.external_id as key
			from unnest(${unknown.map(({ raw }) => raw.platform)}::text[], ${unknown.map(({ raw }) => raw.author?.externalId ?? '')}::text[]) as k(platform, external)
			join author a on a.incident_id = ${this.incident} and a.platform = k.platform and a.external_id = k.external`;
		for (const { key, number } of authors) this.#authors.set(key, number);
	}

	author(raw: PostAuthor): number | undefined {
		return this.#authors.get(authorKey(raw));
	}
	/** Assigns the next number. */
	addAuthor(raw: PostAuthor): number {
		const number = (this.#lastAuthor += 1);
		this.#authors.set(authorKey(raw), number);
		return number;
	}
	/** Records that an author posted in a story. @returns whether the author is new to it */
	addAuthorToStory(story: string, author: number): boolean {
		const authors = this.#authorsByStory.get(story);
		if (authors === author || (typeof authors === 'object' && authors.has(author))) return false;
		if (typeof authors === 'object') authors.add(author);
		else this.#authorsByStory.set(story, authors === undefined ? author : new Set([authors, author]));
		return true;
	}
}

const columnsOf = (posts: readonly StoredPost[]): PostColumns => ({
	ids: posts.map(({ id }) => id),
	texts: posts.map(({ text }) => text),
	langs: posts.map(({ lang }) => lang),
	help: posts.map(({ help }) => helpLevel(help)),
	shares: posts.map(() => null),
	stories: posts.map(({ story }) => story)
});

/** The log position of the last batch of an incident; 0 when it has none. */
export const lastBatch = (tx: Sql | TransactionSql, incident: IncidentId) =>
	tx<{ seq: number }[]>`select coalesce(max(seq), 0)::int as seq from batch where incident_id = ${incident}`;
