import { LRUCache } from 'lru-cache';
import type { Sql, TransactionSql } from 'postgres';
import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import { incidentTime } from '$lib/domain/core/clock';
import { BatchId, momentOf, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { incidentClosed } from '$lib/domain/incident/incident';
import { postsArrived } from '$lib/domain/posts/post';
import { Refusal } from '$lib/domain/core/refusal';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import { SYSTEM } from '$lib/domain/core/role';
import { assertSourceActive } from '$lib/domain/posts/source';
import { connect, CONNECTIONS } from '$lib/server/database/connect';
import { DiskSpace } from '$lib/server/database/disk-space';
import { writeProblem } from '$lib/server/database/probe';
import { append, lockHead } from '$lib/server/log/append';
import { linesAfter, type LogLine } from '$lib/server/log/lines';
import type { Logs } from '$lib/server/log/tail';
import { whileUsed } from '$lib/server/operations/while-used';
import type { PostAnalysis, TextHints } from '$lib/server/analysis/post';
import { StoriesLost } from '$lib/server/analysis/worker/stories-lost';
import { IncidentMemory } from './incident-memory';
import { followMerges, mergedInto } from './merges';
import { normalise } from './normalise';
import { prepare, type PostToInsert, type BatchTimes } from './prepare';
import type { RawPost } from './raw-post';
import { separateKnown, storedVersions, type Separated } from './separate-known';
import { countStories, storeEdits, insertPosts } from './store-batch';

/** The result for one post. `stored` and `backlog` are new; `backlog` is older than the incident. */
type PostOutcome = 'stored' | 'backlog' | 'edited' | 'known' | 'refused';
/** The result of a delivery; `backlog` of the stored ones are older than the incident. */
export interface IngestCounts {
	readonly stored: number;
	readonly known: number;
	readonly edited: number;
	readonly backlog: number;
	readonly refused: readonly { readonly externalId: string; readonly why: 'post.empty' }[];
	/** One for each post, in the order in which they were delivered. */
	readonly outcomes: readonly PostOutcome[];
}
interface Delivery {
	readonly source: SourceId;
	/** All delivered posts, cleaned; `posts` are those with content. */
	readonly all: readonly RawPost[];
	readonly posts: readonly RawPost[];
	/** What the machine says of each of `posts`: asked for when they were delivered. */
	readonly hints: Promise<readonly TextHints[]>;
	readonly done: (result: IngestCounts) => void;
	readonly failed: (error: unknown) => void;
	/** Its texts were given on to be read before their turn. */
	isRead: boolean;
}

/** The most posts in one transaction. */
const BATCH = 1_000;
/** Of so many waiting posts the texts are read before their turn; more only costs memory. */
const AHEAD = BATCH;
/** How long a failure is reported while no posts arrive that show otherwise, in milliseconds. */
const FAILURE_LASTS = 30_000;
/** The class of the advisory locks that make ingest of one incident serial across processes. */
const LOCK_CLASS = 7_310_020;

/**
 * The only entry for posts: cleans, stores once only, finds the story, and announces, in one transaction. Deliveries
 * that wait during one are combined in the next, so a trickle is stored at once and a flood in batches.
 */
export class Ingest {
	readonly #memories = new LRUCache<IncidentId, IncidentMemory>({
		...whileUsed(60),
		dispose: (memory) => {
			memory.stories.end();
		}
	});
	readonly #waiting = new Map<IncidentId, Delivery[]>();
	readonly #storing = new KeyedCoalescer<IncidentId>((incident) => this.#storeWaiting(incident));
	#failure: { readonly error: string; readonly at: number } | null = null;

	/** `sql` is ingest's own pool, so that a flood does not use up the connections that people's commands need. */
	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly analysis: PostAnalysis,
		readonly disk = new DiskSpace(null)
	) {}

	/** Posts that were delivered and are not yet stored; callers slow down by it. */
	pending(incident: IncidentId): number {
		return (this.#waiting.get(incident) ?? []).reduce((sum, { posts }) => sum + posts.length, 0);
	}

	/**
	 * Stores what is new and what was edited, and counts what was known. Delivering again changes nothing.
	 * @throws Refusal when the incident is closed or the source not active, DiskFull when there is no room; then nothing
	 * of this delivery was stored
	 */
	async ingest(incident: IncidentId, source: SourceId, posts: readonly RawPost[]): Promise<IngestCounts> {
		let sum: IngestCounts = { stored: 0, known: 0, edited: 0, backlog: 0, refused: [], outcomes: [] };
		for (let from = 0; from < posts.length; from += BATCH) {
			const part = await this.disk.storePosts(() =>
				this.#deliverPart(incident, source, posts.slice(from, from + BATCH))
			);
			sum = {
				stored: sum.stored + part.stored,
				known: sum.known + part.known,
				edited: sum.edited + part.edited,
				backlog: sum.backlog + part.backlog,
				refused: [...sum.refused, ...part.refused],
				outcomes: [...sum.outcomes, ...part.outcomes]
			};
		}
		return sum;
	}

	/** The number of incidents that have a memory. */
	get remembered(): number {
		return this.#memories.size;
	}
	/** Drops the memory of an incident's posts: it is rebuilt when more arrive. */
	forget(incident: IncidentId): void {
		this.#memories.delete(incident);
	}

	/** Frees memory when an incident closes, and when its posts are deleted. @returns a function to stop */
	follow(): () => void {
		const ends: readonly string[] = [incidentClosed.type, ...changesEarlierPosts];
		return this.logs.listen({
			lines: (log, lines) => lines.some(({ type }) => ends.includes(type)) && this.forget(log)
		});
	}

	/** Why posts cannot be stored now, or could not the last time while that is recent; null when they can. */
	async problem(): Promise<string | null> {
		return (await writeProblem(this.sql, TABLES)) ?? this.#lastProblem;
	}
	get #lastProblem(): string | null {
		return this.#failure && performance.now() - this.#failure.at < FAILURE_LASTS ? this.#failure.error : null;
	}

	/** Waits for the work in progress. */
	stop(): Promise<void> {
		return this.#storing.idle();
	}

	async #deliverPart(incident: IncidentId, source: SourceId, raw: readonly RawPost[]): Promise<IngestCounts> {
		// Also checked under the lock; here so that a program that keeps pushing to a paused source costs the others
		// nothing.
		assertSourceActive(this.logs.follower(incident).state, source);
		const all = raw.map(normalise);
		const posts = all.filter(({ text, deleted }) => text !== '' || deleted === true);
		const hints = this.analysis.read({
			texts: posts.map(({ text }) => text),
			langs: posts.map(({ lang }) => lang)
		});
		// Awaited when its turn comes, and its caller gets the error then.
		hints.catch(() => undefined);
		return new Promise((done, failed) => {
			const waiting = this.#waiting.get(incident);
			const delivery = { source, all, posts, hints, done, failed, isRead: false };
			// Appended in place: in a flood thousands wait, and a copy for each would cost more than storing it.
			if (waiting) waiting.push(delivery);
			else this.#waiting.set(incident, [delivery]);
			void this.#storing.run(incident);
			this.#readAhead(incident);
		});
	}

	/** Lets the texts of the next posts be read while PostgreSQL writes those before them: most of a post's cost is there. */
	#readAhead(incident: IncidentId): void {
		const memory = this.#memories.peek(incident);
		if (!memory) return;
		let size = 0;
		for (const delivery of this.#waiting.get(incident) ?? []) {
			if ((size += delivery.posts.length) > AHEAD) return;
			if (delivery.isRead) continue;
			delivery.isRead = true;
			memory.stories.readAhead(delivery.posts.map(({ text }) => text));
		}
	}

	async #storeWaiting(incident: IncidentId): Promise<void> {
		for (;;) {
			const waiting = this.#waiting.get(incident) ?? [];
			const together: Delivery[] = [];
			let size = 0;
			for (const delivery of waiting) {
				if (together.length > 0 && size + delivery.posts.length > BATCH) break;
				together.push(delivery);
				size += delivery.posts.length;
			}
			if (together.length === 0) {
				this.#waiting.delete(incident);
				return;
			}
			waiting.splice(0, together.length);
			this.#readAhead(incident);
			await this.#storeTogether(incident, together);
		}
	}

	/**
	 * One transaction for all; if one delivery is refused, each is stored separately, so that the others do not suffer. When
	 * the stories are lost they are read again: the thread that holds them sees to it that this ends.
	 */
	async #storeTogether(incident: IncidentId, deliveries: readonly Delivery[]): Promise<void> {
		try {
			const results = await this.#store(incident, deliveries);
			this.#failure = null;
			deliveries.forEach((delivery, i) => results[i] && delivery.done(results[i]));
		} catch (error) {
			const isLost = error instanceof StoriesLost;
			if (isLost || this.#memories.peek(incident)?.isAhead === true) this.#memories.delete(incident);
			if (isLost) return this.#storeTogether(incident, deliveries);
			if (!(error instanceof Refusal))
				this.#failure = { error: `posts could not be stored: ${String(error)}`, at: performance.now() };
			if (deliveries.length === 1 || !(error instanceof Refusal)) for (const { failed } of deliveries) failed(error);
			else for (const delivery of deliveries) await this.#storeTogether(incident, [delivery]);
		}
	}

	async #store(incident: IncidentId, deliveries: readonly Delivery[]): Promise<IngestCounts[]> {
		const follower = this.logs.follower(incident);
		for (const { source } of deliveries) assertSourceActive(follower.state, source);
		const memory = this.#memory(incident);
		const hints = await hintsOf(deliveries);
		const { lines, before, results } = await this.sql.begin(async (tx) => {
			// Sent together: PostgreSQL runs them one after the other, those after the lock in snapshots of their own.
			const [[locked], [last], stored] = await Promise.all([
				tx<{ wall: Date }[]>`
					select date_trunc('milliseconds', clock_timestamp()) as wall from pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(${incident}))`,
				lastBatch(tx, incident),
				storedVersions(tx, incident, deliveries)
			]);
			await memory.catchUp(tx, last?.seq ?? 0);
			const wall = momentOf(locked?.wall.getTime() ?? 0);
			const received = incidentTime(follower.state.clock, wall);
			const times: BatchTimes = { start: follower.state.incident?.start ?? received, received, wall };
			const sorted = separateKnown(incident, stored, deliveries);
			await memory.recallAuthors(tx, sorted.fresh);
			if (sorted.fresh.length > 0) memory.isAhead = true;
			const prepared = await prepare(sorted.fresh, sorted.ids, memory, hints, times);
			const batches = new Map<SourceId, BatchId>(sorted.touched.map((source) => [source, BatchId.parse(newId())]));
			if (prepared.posts.length > 0) await insertPosts(tx, incident, prepared, batches, times);
			const { lines, before } =
				sorted.touched.length === 0
					? { lines: [], before: 0 }
					: await memory.stories.without(() => this.#announce(tx, incident, sorted, prepared.posts, batches, times));
			const backlog = new Set(prepared.posts.filter((post) => post.backlog).map(({ raw }) => raw));
			return { lines, before, results: deliveries.map((delivery) => summary(delivery, sorted, backlog)) };
		});
		memory.committed(lines, before);
		this.logs.committed(follower, lines);
		return results;
	}

	/**
	 * Last, and briefly: takes the log's lock, under which the incident and sources must still be open. `before` is the
	 * last batch before ours.
	 * @throws Refusal
	 */
	async #announce(
		tx: TransactionSql,
		incident: IncidentId,
		{ touched, perSource, edits }: Separated,
		posts: readonly PostToInsert[],
		batches: ReadonlyMap<SourceId, BatchId>,
		{ received }: BatchTimes
	): Promise<{ lines: readonly LogLine[]; before: number }> {
		const follower = this.logs.follower(incident);
		const [head, missed, merged, [last]] = await Promise.all([
			lockHead(tx, incident),
			linesAfter(tx, incident, follower.seq),
			mergedInto(tx, incident, posts),
			lastBatch(tx, incident)
		]);
		if (!head) throw new Refusal('incident.absent');
		follower.apply(missed);
		for (const source of touched) assertSourceActive(follower.state, source);
		const settled = await followMerges(tx, incident, posts, merged);
		const events = touched.map((source) =>
			postsArrived({ batch: batches.get(source) ?? BatchId.parse(newId()), source, count: perSource.get(source) ?? 0 })
		);
		const places = events.map(({ data }, i) => ({ incident_id: incident, id: data.batch, seq: head.seq + 1 + i }));
		const [lines] = await Promise.all([
			append(tx, head, events, SYSTEM.id, null),
			settled.length > 0 ? countStories(tx, incident, settled, received) : null,
			tx`insert into batch ${tx(places)}`,
			edits.length > 0 ? storeEdits(tx, incident, edits, head.seq + 1, received) : null
		]);
		return { lines, before: last?.seq ?? 0 };
	}

	#memory(incident: IncidentId): IncidentMemory {
		const found = this.#memories.get(incident);
		if (found) return found;
		const made = new IncidentMemory(incident, this.analysis, this.logs.follower(incident).state);
		this.#memories.set(incident, made);
		return made;
	}
}

async function hintsOf(deliveries: readonly Delivery[]): Promise<ReadonlyMap<RawPost, TextHints>> {
	const all = new Map<RawPost, TextHints>();
	for (const { posts, hints } of deliveries)
		for (const [i, hint] of (await hints).entries()) {
			const post = posts[i];
			if (post) all.set(post, hint);
		}
	return all;
}

/** The highest number of a batch, 0 before the first. */
const lastBatch = (tx: TransactionSql, incident: IncidentId) =>
	tx<{ seq: number }[]>`select coalesce(max(seq), 0)::int as seq from batch where incident_id = ${incident}`;

function summary({ all, posts }: Delivery, { known, edited }: Separated, backlog: ReadonlySet<RawPost>): IngestCounts {
	const given = new Set(posts);
	const outcomes = all.map((post): PostOutcome => {
		if (!given.has(post)) return 'refused';
		if (known.has(post)) return 'known';
		if (edited.has(post)) return 'edited';
		return backlog.has(post) ? 'backlog' : 'stored';
	});
	const count = (outcome: PostOutcome): number => outcomes.filter((each) => each === outcome).length;
	return {
		stored: count('stored') + count('backlog'),
		known: count('known'),
		edited: count('edited'),
		backlog: count('backlog'),
		refused: all
			.filter((_, i) => outcomes[i] === 'refused')
			.map(({ externalId }) => ({ externalId, why: 'post.empty' })),
		outcomes
	};
}

/** The tables that a batch of posts is written to. */
const TABLES = ['author', 'story', 'story_count', 'post', 'post_version', 'batch', 'event'];

/** Ingest's own connections. */
export const connectIngest = (url: string): Sql =>
	connect(url, { max: CONNECTIONS.ingest, name: 'voelspriet ingest', plansEachTime: true, byKey: true });
