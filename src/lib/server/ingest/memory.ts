import type { Sql, TransactionSql } from 'postgres';
import type { IncidentId } from '$lib/domain/ids';
import type { PostAnalysis, StoredTold, StoryFinder, Told } from '$lib/server/analysis/post';
import type { RawPost } from './raw-post';

type Stored = StoredTold & { readonly author: number | null };

/** What a post's text says by itself, whatever was stored before it. */
export interface Heard {
	readonly lang: string | null;
	readonly help: object | null;
	readonly known: Told['known'];
}

/**
 * What ingest remembers of one incident, so that a post costs no query: its authors' numbers, who spoke in which story, and the index of its
 * stories. Made again from the database whenever it is missing or doubtful; other processes' batches are read before each write.
 */
export class IncidentMemory {
	readonly #authors = new Map<string, number>();
	/** The highest number that was ever given: retention takes authors away, never their numbers. */
	#lastAuthor = 0;
	readonly #speakers = new Map<string, Set<number>>();
	readonly #heard = new WeakMap<RawPost, Heard>();
	/** The number up to which every batch is in here. */
	#seq = 0;

	constructor(
		readonly incident: IncidentId,
		readonly analysis: PostAnalysis,
		readonly finder: StoryFinder
	) {}

	/** Reads a post's text; once, so that it can be done while the post waits for its turn. */
	hear(raw: RawPost): Heard {
		const before = this.#heard.get(raw);
		if (before) return before;
		const lang = this.analysis.language(raw.text) ?? raw.lang;
		const heard = { lang, help: this.analysis.help(raw.text, lang), known: this.finder.read?.(raw.text) };
		this.#heard.set(raw, heard);
		return heard;
	}
	/** The same for the last time: what it says takes ten times the memory of its text, and whoever delivered it may hold on to the post. */
	heardLast(raw: RawPost): Heard {
		const heard = this.hear(raw);
		this.#heard.delete(raw);
		return heard;
	}
	hasHeard(raw: RawPost): boolean {
		return this.#heard.has(raw);
	}

	/** Reads what was stored since, by any process, up to the number of the last batch; must be called under ingest's lock for this incident. */
	async catchUp(tx: Sql | TransactionSql, last: number): Promise<void> {
		const { incident } = this;
		const seq = this.#seq;
		if (last === seq) return;
		const [authors, posts, moved] = await Promise.all([
			tx<{ number: number; key: string }[]>`
				select number, platform || ' ' || external_id as key from author where incident_id = ${incident} and number > ${this.#lastAuthor}`,
			tx<Stored[]>`
				select p.id, p.story_id as story, p.author, p.text, p.lang, p.help is not null as hint, null as shares from post p
				join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
				where p.incident_id = ${incident} and b.seq > ${seq} order by b.seq, p.id`,
			tx<Stored[]>`
				select p.id, p.story_id as story, p.author, p.text, p.lang, p.help is not null as hint, null as shares from post p
				where p.incident_id = ${incident} and p.id in (select post_id from move where incident_id = ${incident} and seq > ${seq})`
		]);
		for (const { key, number } of authors) this.#authors.set(key, number);
		for (const number of [...authors.map(({ number }) => number), ...posts.map(({ author }) => author ?? 0)])
			this.#lastAuthor = Math.max(this.#lastAuthor, number);
		// What was forgotten is like nothing.
		for (const post of posts) if (post.text !== '') this.finder.add(post);
		for (const post of moved) if (post.text !== '') this.finder.move(post);
		for (const { story, author } of [...posts, ...moved]) if (author !== null) this.speaks(story, author);
		this.#seq = last;
	}

	/** Our own batch is in here already, unless something came between: then it is read again with that. */
	wrote(batches: readonly { readonly seq: number }[], before: number): void {
		const last = batches.at(-1);
		if (last && before === this.#seq) this.#seq = last.seq;
	}

	author(key: string): number | undefined {
		return this.#authors.get(key);
	}
	/** Numbers are given in order and never again. */
	addAuthor(key: string): number {
		const number = (this.#lastAuthor += 1);
		this.#authors.set(key, number);
		return number;
	}
	/** Whether this author is new to the story; remembers it. */
	speaks(story: string, author: number): boolean {
		const speakers = this.#speakers.get(story) ?? new Set();
		if (speakers.has(author)) return false;
		this.#speakers.set(story, speakers.add(author));
		return true;
	}
}
