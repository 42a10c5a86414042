import { LRUCache } from 'lru-cache';
import type { Sql, TransactionSql } from 'postgres';
import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { SourceId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import type { Neighbourhood } from '$lib/domain/installation/neighbourhoods';
import { Platform } from '$lib/domain/posts/platform';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { PostColumns } from './post-columns';
import { handlesIn, sharedAs, sitesIn } from './pointers-in';

/** Rows that are fetched at a time: of packed posts, each some tens of kilobytes, and of plain values. */
const PACKED = 200;
const PLAIN = 5_000;
/** Of all incidents together, so many posts are kept: some hundred bytes each. */
const MAX_CACHED_POSTS = 3_000_000;

/** What the texts of posts name, by the post's row; only of posts that were never edited. */
class NamedBy {
	readonly #rows: number[] = [];
	readonly #numbers: number[] = [];
	readonly #names: string[] = [];
	readonly #known = new Map<string, number>();

	add(row: number, name: string): void {
		const number = this.#known.get(name) ?? this.#names.push(name) - 1;
		this.#known.set(name, number);
		this.#rows.push(row);
		this.#numbers.push(number);
	}
	*all(): Iterable<readonly [row: number, name: string]> {
		for (const [i, row] of this.#rows.entries()) yield [row, this.#names[this.#numbers[i] ?? -1] ?? ''];
	}
}

/** The posts of an incident as a report reads them, as far as this process has read its log. */
export class ReadPosts {
	readonly columns = new PostColumns();
	readonly sites = new NamedBy();
	readonly handles = new NamedBy();
	#named = { places: '', byRow: new Map<number, readonly number[]>() };
	/** The number of the log up to which it was read. */
	seq = 0;

	constructor(readonly incident: IncidentId) {}

	/** What the text of a post names, by its row, as far as that was found for these neighbourhoods; for the caller to fill. */
	namedBy(neighbourhoods: readonly Neighbourhood[]): Map<number, readonly number[]> {
		const places = JSON.stringify(neighbourhoods);
		if (this.#named.places !== places) this.#named = { places, byRow: new Map() };
		return this.#named.byRow;
	}

	/**
	 * Reads on to the head of the log: batches get their numbers under its lock, so nothing comes before what was read.
	 * @returns false when posts that were read have changed since, by retention: then all must be read again
	 */
	async catchUp(tx: TransactionSql): Promise<boolean> {
		const { incident, seq: after } = this;
		const [head] = await tx<{ seq: number; changed: boolean }[]>`
			select head_seq as seq, ${after} > 0 and exists (select from event where log_id = ${incident} and seq > ${after} and type = any(${[...changesEarlierPosts]}::text[])) as changed
			from log where id = ${incident}`;
		if (!head || head.changed) return !head;
		if (head.seq === after) return true;
		await this.#readPosts(tx, head.seq);
		await this.#readMoves(tx, head.seq);
		await this.#readNames(tx, head.seq);
		this.seq = head.seq;
		return true;
	}

	async #readPosts(tx: TransactionSql, upTo: number): Promise<void> {
		const rows = tx<
			{
				seq: number;
				source_id: string;
				platform: string;
				lang: string | null;
				backlog: boolean;
				share: boolean;
				packed: Buffer;
			}[]
		>`
			select b.seq, p.* from batch b cross join lateral (
				select source_id, platform, lang, backlog, shares is not null as share,
					coalesce(string_agg(uuid_send(id) || uuid_send(story_id) || int4send(coalesce(author, -1)) || timestamptz_send(at)
						|| int8send(coalesce(${sharedAs(tx, tx`shares`)}, 0)), ''), '') as packed
				from post where incident_id = b.incident_id and batch_id = b.id group by 1, 2, 3, 4, 5) p
			where b.incident_id = ${this.incident} and b.seq > ${this.seq} and b.seq <= ${upTo} order by b.seq`;
		for await (const some of rows.cursor(PACKED))
			for (const { seq, source_id, platform, lang, backlog, share, packed } of some) {
				const kind = { source: SourceId.parse(source_id), platform: Platform.parse(platform), lang, backlog, share };
				this.columns.add(seq, kind, packed);
			}
	}

	async #readMoves(tx: TransactionSql, upTo: number): Promise<void> {
		const rows = tx<{ post_id: string; came: number; seq: number; from_story: string; to_story: string }[]>`
			select m.post_id, b.seq as came, m.seq, m.from_story, m.to_story
			from move m join post p on p.incident_id = m.incident_id and p.id = m.post_id
			join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
			where m.incident_id = ${this.incident} and m.seq > ${this.seq} and m.seq <= ${upTo} order by m.seq`;
		for await (const some of rows.cursor(PLAIN))
			for (const { post_id, came, seq, from_story, to_story } of some) {
				const row = this.columns.rowOf(came, post_id);
				if (row !== undefined) this.columns.move(row, seq, StoryId.parse(from_story), StoryId.parse(to_story));
			}
	}

	/** Those that were edited are read at each report: what they said depends on the position. */
	async #readNames(tx: TransactionSql, upTo: number): Promise<void> {
		const rows = tx<{ id: string; seq: number; sites: string[]; handles: string[] }[]>`
			select p.id, b.seq, case when p.text like '%://%' then ${sitesIn(tx, tx`p.text`)} else '{}' end as sites,
				case when p.text like '%@%' then ${handlesIn(tx, tx`p.text`)} else '{}' end as handles
			from batch b join post p on p.incident_id = b.incident_id and p.batch_id = b.id
			where b.incident_id = ${this.incident} and b.seq > ${this.seq} and b.seq <= ${upTo}
				and p.versions = 1 and (p.text like '%://%' or p.text like '%@%')`;
		for await (const some of rows.cursor(PLAIN))
			for (const { id, seq, sites, handles } of some) {
				const row = this.columns.rowOf(seq, id);
				if (row === undefined) continue;
				for (const site of sites) this.sites.add(row, site);
				for (const handle of handles) this.handles.add(row, handle);
			}
	}
}

/** Keeps the posts of each incident that somebody reports on, and reads what came since. */
export class ReadPostsOf {
	readonly #kept = new LRUCache<IncidentId, ReadPosts>({
		...whileUsed(15),
		maxSize: MAX_CACHED_POSTS,
		sizeCalculation: ({ columns }) => columns.size + 1
	});
	readonly #queue = new KeyedQueue<IncidentId>();

	constructor(readonly sql: Sql) {}

	get size(): number {
		return this.#kept.size;
	}
	/** After a read in progress, which would keep its posts. */
	forget(incident: IncidentId): void {
		void this.#queue.run(incident, () => Promise.resolve(this.#kept.delete(incident)));
	}

	/** Up to the head of the log as it is when this is asked. */
	read(incident: IncidentId): Promise<ReadPosts> {
		return this.#queue.run(incident, async () => {
			const kept = this.#kept.get(incident);
			// Taken out meanwhile: what was read by half must not serve the next.
			this.#kept.delete(incident);
			const posts = (kept && (await this.#readOn(kept))) ?? (await this.#readOn(new ReadPosts(incident)));
			if (!posts) throw new Error('the posts of an incident changed while they were read for the first time');
			this.#kept.set(incident, posts);
			return posts;
		});
	}

	/** One snapshot: the moves that it shows are those of the posts that it shows. */
	#readOn(posts: ReadPosts): Promise<ReadPosts | null> {
		return this.sql.begin('isolation level repeatable read read only', async (tx) =>
			(await posts.catchUp(tx)) ? posts : null
		);
	}
}
