import { LRUCache } from 'lru-cache';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { SourceId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import type { Neighbourhood } from '$lib/domain/installation/neighbourhoods';
import { Platform } from '$lib/domain/posts/platform';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { ReportPostColumns } from './post-columns';
import { handlesIn, sharedAs, sitesIn } from './pointers-in';

/** The number of rows per fetch: of packed posts, some tens of kilobytes each, and of other rows. */
const PACKED_ROWS_PER_FETCH = 200;
const ROWS_PER_FETCH = 5_000;
/** The maximum number of cached posts of all incidents together: about a hundred bytes each. */
const MAX_CACHED_POSTS = 3_000_000;

/** The names in the texts of posts, by row; only of posts that were never edited. */
class NamesByRow {
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

/** The posts of an incident up to the log position that this process has read, for reports. */
export class ReportPosts {
	readonly columns = new ReportPostColumns();
	readonly sites = new NamesByRow();
	readonly handles = new NamesByRow();
	#mentions = { key: '', byRow: new Map<number, readonly number[]>() };
	/** The log position up to which it was read. */
	seq = 0;

	constructor(readonly incident: IncidentId) {}

	/** A cache of the groups and of these neighbourhoods that a text names, by row; filled by the caller. */
	mentionCache(neighbourhoods: readonly Neighbourhood[]): Map<number, readonly number[]> {
		const key = JSON.stringify(neighbourhoods);
		if (this.#mentions.key !== key) this.#mentions = { key, byRow: new Map() };
		return this.#mentions.byRow;
	}

	/**
	 * Reads on to the head of the log. Batches get their positions under its lock, so no batch is added before that head.
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
		for await (const some of rows.cursor(PACKED_ROWS_PER_FETCH))
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
		for await (const some of rows.cursor(ROWS_PER_FETCH))
			for (const { post_id, came, seq, from_story, to_story } of some) {
				const row = this.columns.rowOf(came, post_id);
				if (row !== undefined) this.columns.move(row, seq, StoryId.parse(from_story), StoryId.parse(to_story));
			}
	}

	/** Without edited posts, which are read for each report: their text depends on the position. */
	async #readNames(tx: TransactionSql, upTo: number): Promise<void> {
		const rows = tx<{ id: string; seq: number; sites: string[]; handles: string[] }[]>`
			select p.id, b.seq, case when p.text like '%://%' then ${sitesIn(tx, tx`p.text`)} else '{}' end as sites,
				case when p.text like '%@%' then ${handlesIn(tx, tx`p.text`)} else '{}' end as handles
			from batch b join post p on p.incident_id = b.incident_id and p.batch_id = b.id
			where b.incident_id = ${this.incident} and b.seq > ${this.seq} and b.seq <= ${upTo}
				and p.versions = 1 and (p.text like '%://%' or p.text like '%@%')`;
		for await (const some of rows.cursor(ROWS_PER_FETCH))
			for (const { id, seq, sites, handles } of some) {
				const row = this.columns.rowOf(seq, id);
				if (row === undefined) continue;
				for (const site of sites) this.sites.add(row, site);
				for (const handle of handles) this.handles.add(row, handle);
			}
	}
}

/** Caches the posts of each incident that somebody reports on, and reads newer ones. */
export class ReportPostsCache {
	readonly #cache = new LRUCache<IncidentId, ReportPosts>({
		...whileUsed(15),
		maxSize: MAX_CACHED_POSTS,
		sizeCalculation: ({ columns }) => columns.size + 1
	});
	readonly #queue = new KeyedQueue<IncidentId>();

	constructor(readonly sql: Sql) {}

	get size(): number {
		return this.#cache.size;
	}
	/** Takes effect after a read in progress, which would otherwise store its posts again. */
	forget(incident: IncidentId): void {
		void this.#queue.run(incident, () => Promise.resolve(this.#cache.delete(incident)));
	}

	/** The posts up to the head of the log at this call or later. */
	read(incident: IncidentId): Promise<ReportPosts> {
		return this.#queue.run(incident, async () => {
			const cached = this.#cache.get(incident);
			// Removed during the read: after a failure, half-read posts must not be used.
			this.#cache.delete(incident);
			const posts = (cached && (await this.#readToHead(cached))) ?? (await this.#readToHead(new ReportPosts(incident)));
			if (!posts) throw new Error('the posts of an incident changed while they were read for the first time');
			this.#cache.set(incident, posts);
			return posts;
		});
	}

	/** In one snapshot, so that posts and moves match. @returns null when the posts must be read again */
	#readToHead(posts: ReportPosts): Promise<ReportPosts | null> {
		return this.sql.begin('isolation level repeatable read read only', async (tx) =>
			(await posts.catchUp(tx)) ? posts : null
		);
	}
}
