import type { TransactionSql, Sql } from '$lib/server/platform/driver/sql';
import { incidentTime } from '$lib/domain/core/present';
import { BatchId, momentOf, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import { postsArrived } from '$lib/domain/posts/post';
import { assertSourceActive } from '$lib/domain/posts/source';
import type { TextHints } from '$lib/server/analysis/post';
import { append, lockHead, positionOf } from '$lib/server/log/append';
import type { Follower } from '$lib/server/log/follower';
import { LOG_START, LogRolledBack, linesSince, type LogLine, type LogPosition } from '$lib/server/log/lines';
import { lastBatch, type IncidentMemory } from '../memory/incident-memory';
import { countsOf, type Delivered, type IngestCounts, type PostOutcome } from './delivery';
import { postKey, prepare, type BatchTimes, type PostToInsert } from './prepare';
import type { RawPost } from './raw-post';
import { otherIdsOf, ownIdOf } from './row-identity';
import {
	hasHashed,
	hashedVersions,
	otherVersions,
	separateKnown,
	storedVersions,
	type Separated
} from './separate-known';
import { countStories, insertPosts, storeEdits, columnOf } from './store-batch';

interface MergedStory {
	readonly id: string;
	readonly target: string;
}

/** The stories that these posts join and that were merged into another. */
async function mergedInto(
	tx: TransactionSql,
	incident: IncidentId,
	posts: readonly PostToInsert[]
): Promise<readonly MergedStory[]> {
	const chosen = [...new Set(posts.filter(({ opensStory }) => !opensStory).map(({ story }) => story))];
	if (chosen.length === 0) return [];
	const merged = await mergedOf(tx, incident, chosen);
	return merged.flatMap(({ id, target }) => (id !== null && target !== null ? { id, target } : []));
}

/**
 * Those of these stories that were merged into another. Each has its own subquery, so that PostgreSQL uses the whole
 * key: without statistics of a new incident it would read all its stories.
 */
export const mergedOf = (tx: Sql | TransactionSql, incident: IncidentId, stories: readonly string[]) =>
	tx<{ id: string | null; target: string | null }[]>`
		with requested as materialized (
			select a.id, (select s.merged_into from story s where s.incident_id = a.incident and s.id = a.id) as target
			from (select ${incident}::uuid as incident, unnest(${columnOf(stories, (id) => id)}::uuid[]) as id) a)
		select id, target from requested where target is not null`;

/** Moves posts to the target story when their story was merged after it was chosen. */
async function followMerges(
	tx: TransactionSql,
	incident: IncidentId,
	posts: readonly PostToInsert[],
	merged: readonly MergedStory[]
): Promise<readonly PostToInsert[]> {
	let current = posts;
	for (let rows = merged; rows.length > 0; rows = await mergedInto(tx, incident, current)) {
		const into = new Map(rows.map((row) => [row.id, row.target]));
		await tx`
			update post p set story_id = m.target from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ target }) => target)}::uuid[]) as m(id, target)
			where p.incident_id = ${incident} and p.story_id = m.id and p.id = any(${current.map(({ id }) => id)}::uuid[])`;
		current = current.map((post) => ({ ...post, story: into.get(post.story) ?? post.story }));
	}
	return current;
}

/** What a batch added to the log. */
export interface Written {
	readonly lines: readonly LogLine[];
	/** The head of the log before it. */
	readonly after: LogPosition;
	/** The last batch before it, by its number in the log. */
	readonly before: number;
}

/**
 * Deliveries that are stored in one transaction, in three steps: read, group, write. Call each step once, in this order,
 * under the incident's ingest lock. Grouping does not use the database, so that the previous batch can be written
 * meanwhile.
 */
export class Batch<Delivery extends Delivered = Delivered> {
	#sorted: Separated | null = null;
	#times: BatchTimes | null = null;
	#posts: readonly PostToInsert[] = [];
	#isMemoryAhead = false;
	#authors: Awaited<ReturnType<typeof prepare>>['authors'] = [];
	/** The memory of the posts must belong to the log that the follower has read. */
	readonly #loads: number;

	constructor(
		readonly incident: IncidentId,
		readonly deliveries: readonly Delivery[],
		readonly memory: IncidentMemory,
		readonly follower: Follower
	) {
		this.#loads = follower.loads;
	}

	/**
	 * Reads what is stored of these posts.
	 * @param before the batch that is written meanwhile
	 * @returns false when it contains a post that `before` writes: then it must be read after `before` was written
	 * @throws Refusal when a source is not active
	 */
	async read(tx: TransactionSql, before: Batch | null = null): Promise<boolean> {
		const { incident, deliveries, follower, memory } = this;
		await this.#assertActive(tx);
		if (before?.writesAnyOf(deliveries)) return false;
		// Sent together: PostgreSQL runs them one after the other, each in a snapshot of its own.
		const [[clock], [last], isAnyHashed, known] = await Promise.all([
			tx<{ wall: Date }[]>`select date_trunc('milliseconds', clock_timestamp()) as wall`,
			lastBatch(tx, incident),
			hasHashed(tx, incident),
			storedVersions(tx, deliveries)
		]);
		const others = await otherVersions(tx, deliveries, isAnyHashed ? null : known);
		const hashed = isAnyHashed ? await hashedVersions(tx, incident, deliveries) : [];
		const stored = [...known, ...others, ...hashed];
		await memory.catchUp(tx, last?.seq ?? 0);
		const wall = momentOf(clock?.wall.getTime() ?? 0);
		const received = incidentTime(follower.state.clock, wall);
		this.#times = { start: follower.state.incident?.start ?? received, received, wall };
		const sorted = separateKnown(incident, stored, deliveries);
		// These posts may share new posts of the previous batch.
		for (const [key, id] of before?.newIds() ?? []) sorted.ids.set(key, id);
		await memory.recallAuthors(tx, sorted.fresh);
		this.#sorted = sorted;
		return true;
	}

	/** Re-reads the log before it refuses a source: another process may just have added or resumed it. */
	async #assertActive(tx: TransactionSql): Promise<void> {
		const { incident, deliveries, follower } = this;
		const assert = (): void => {
			for (const { source } of deliveries) assertSourceActive(follower.state, source);
		};
		try {
			assert();
		} catch {
			const { position } = follower;
			follower.apply(await linesSince(tx, incident, position), position);
			assert();
		}
	}

	/** Finds the story of each post in the memory. When grouping or writing fails, the memory must be dropped. */
	async group(): Promise<void> {
		const { sorted, times } = this.#readState();
		const hints = await hintsOf(this.deliveries);
		this.#isMemoryAhead = sorted.fresh.length > 0;
		const { posts, authors } = await prepare(
			sorted.fresh,
			sorted.ids,
			this.memory,
			hints,
			times,
			this.follower.state.profile?.accounts ?? []
		);
		[this.#posts, this.#authors] = [posts, authors];
	}

	/**
	 * Writes posts, stories and the events that announce them; commits nothing.
	 * @throws Refusal when the incident or a source was closed meanwhile
	 */
	async write(tx: TransactionSql): Promise<Written> {
		const { sorted, times } = this.#readState();
		const batches = new Map<SourceId, BatchId>(sorted.touched.map((source) => [source, BatchId.parse(newId())]));
		if (this.#posts.length > 0)
			await insertPosts(tx, this.incident, { posts: this.#posts, authors: this.#authors }, batches, times);
		if (sorted.touched.length === 0) return { lines: [], after: LOG_START, before: 0 };
		return this.memory.stories.withoutReadAhead(() => this.#announce(tx, sorted, batches, times));
	}

	/** The last step: takes the log's lock for a short time and checks that the incident and sources are still open. */
	async #announce(
		tx: TransactionSql,
		{ touched, perSource, edits }: Separated,
		batches: ReadonlyMap<SourceId, BatchId>,
		{ received }: BatchTimes
	): Promise<Written> {
		const { incident, follower } = this;
		const { position } = follower;
		const [head, missed, merged, [last]] = await Promise.all([
			lockHead(tx, incident),
			linesSince(tx, incident, position),
			mergedInto(tx, incident, this.#posts),
			lastBatch(tx, incident)
		]);
		if (!head && follower.seq > 0) throw new LogRolledBack(incident);
		if (!head) throw new Refusal('incident.absent');
		follower.apply(missed, position);
		const after = positionOf(head);
		if (follower.position.hash !== after.hash || follower.loads !== this.#loads) throw new LogRolledBack(incident);
		for (const source of touched) assertSourceActive(follower.state, source);
		const current = await followMerges(tx, incident, this.#posts, merged);
		const events = touched.map((source) =>
			postsArrived({ batch: batches.get(source) ?? BatchId.parse(newId()), source, count: perSource.get(source) ?? 0 })
		);
		const batchRows = events.map(({ data }, i) => ({ incident_id: incident, id: data.batch, seq: head.seq + 1 + i }));
		const [lines] = await Promise.all([
			append(tx, head, events, SYSTEM.id, null),
			current.length > 0 ? countStories(tx, incident, current, received) : null,
			tx`insert into batch ${tx(batchRows)}`,
			edits.length > 0 ? storeEdits(tx, incident, edits, head.seq + 1, received) : null
		]);
		return { lines, after, before: last?.seq ?? 0 };
	}

	/** The memory differs from what is stored: it must be dropped unless this batch is committed. */
	get leavesMemoryAhead(): boolean {
		return this.#isMemoryAhead || this.memory.isPartlyRead;
	}

	/** After the commit. @returns the result for each delivery */
	committed({ lines, before }: Written): IngestCounts[] {
		this.#isMemoryAhead = false;
		this.memory.committed(lines, before);
		const { sorted } = this.#readState();
		const backlog = new Set(this.#posts.filter((post) => post.backlog).map(({ raw }) => raw));
		return this.deliveries.map((delivery) => countsOfDelivery(delivery, sorted, backlog));
	}

	/** Whether it adds or edits any of these posts. */
	writesAnyOf(deliveries: readonly Delivered[]): boolean {
		const { changed } = this.#readState().sorted;
		return deliveries.some(({ source, posts }) =>
			posts.some((post) => [ownIdOf(post), ...otherIdsOf(post)].some((id) => changed.has(postKey(source, id))))
		);
	}
	*newIds(): Iterable<readonly [string, string]> {
		const { fresh, ids } = this.#readState().sorted;
		for (const { source, externalId } of fresh) {
			const key = postKey(source, externalId);
			yield [key, ids.get(key) ?? ''];
		}
	}

	#readState(): { sorted: Separated; times: BatchTimes } {
		const [sorted, times] = [this.#sorted, this.#times];
		if (!sorted || !times) throw new Error('a batch must be read before it is grouped or written');
		return { sorted, times };
	}
}

async function hintsOf(deliveries: readonly Delivered[]): Promise<ReadonlyMap<RawPost, TextHints>> {
	const all = new Map<RawPost, TextHints>();
	for (const { posts, hints } of deliveries)
		for (const [i, hint] of (await hints).entries()) {
			const post = posts[i];
			if (post) all.set(post, hint);
		}
	return all;
}

function countsOfDelivery(
	{ all, posts }: Delivered,
	{ known, edited }: Separated,
	backlog: ReadonlySet<RawPost>
): IngestCounts {
	const accepted = new Set(posts);
	return countsOf(
		all,
		all.map((post): PostOutcome => {
			if (!accepted.has(post)) return 'refused';
			if (known.has(post)) return 'known';
			if (edited.has(post)) return 'edited';
			return backlog.has(post) ? 'backlog' : 'stored';
		})
	);
}
