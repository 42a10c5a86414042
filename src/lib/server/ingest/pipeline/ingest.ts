import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { incidentClosed } from '$lib/domain/incident/incident';
import { Refusal } from '$lib/domain/core/refusal';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import { assertSourceActive } from '$lib/domain/posts/source';
import { connect, CONNECTIONS } from '$lib/server/platform/database/connect';
import { DiskSpace } from '$lib/server/platform/database/disk-space';
import { writeProblem } from '$lib/server/platform/database/probe';
import { LogRolledBack } from '$lib/server/log/lines';
import type { Logs } from '$lib/server/log/logs';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { StoriesLost } from '$lib/server/analysis/worker/stories-lost';
import { Memories } from '../memory/memories';
import { Batch, type Written } from './batch';
import { BATCH, cleanPosts, deliverInParts, type Delivered, type IngestCounts } from './delivery';
import { commit, isWanted, rollback, underIngestLock } from './ingest-lock';
import type { RawPost } from './raw-post';

interface Delivery extends Delivered {
	readonly done: (result: IngestCounts) => void;
	readonly failed: (error: unknown) => void;
	/** Its texts were sent to the story thread to be read ahead. */
	isReadAhead: boolean;
	/** Its `hints` are available. */
	isAnalysed: boolean;
	/** Must be stored in a transaction of its own, because a delivery in the same batch was refused. */
	isAlone: boolean;
	/** This is the second attempt, after the log was read again. */
	isRetry: boolean;
}

/**
 * How long a process may hold an incident's ingest lock without a statement, in milliseconds. After that PostgreSQL ends
 * its session, and another process continues: this one must be frozen. It never needs that long between two statements.
 */
const SILENCE_LIMIT = 15_000;
/** The tables that a batch of posts is written to. */
const TABLES = ['author', 'story', 'story_count', 'post', 'post_version', 'batch', 'event'];

/** The number of waiting posts whose texts are read ahead; more only costs memory. */
const MAX_READ_AHEAD = BATCH;
/** How long a failure is reported when no post is stored after it, in milliseconds. */
const FAILURE_REPORT_TIME = 30_000;

/**
 * The only entry for posts: cleans them, stores each once, finds its story, and announces it, in one transaction.
 * Deliveries that arrive during a transaction are combined in the next one: few posts are stored at once, many in batches.
 */
export class Ingest {
	readonly #memories: Memories;
	readonly #waiting = new Map<IncidentId, Delivery[]>();
	readonly #storing = new KeyedCoalescer<IncidentId>((incident) => this.#storeWaiting(incident));
	/** The number of transactions that wait for a connection or a lock. */
	#waitingTransactions = 0;
	#failure: { readonly error: string; readonly at: number } | null = null;

	/** `sql` is ingest's own pool, so that a flood does not use up the connections that people's commands need. */
	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly analysis: PostAnalysis,
		readonly disk = new DiskSpace(null),
		memories?: Memories
	) {
		this.#memories = memories ?? new Memories(sql, logs, analysis);
	}

	/** The number of posts that were delivered and are not yet stored; callers slow down when it grows. */
	pending(incident: IncidentId): number {
		return (this.#waiting.get(incident) ?? []).reduce((sum, { posts }) => sum + posts.length, 0);
	}

	/**
	 * Stores new and edited posts, and counts known ones. Delivering again changes nothing.
	 * @throws Refusal when the incident is closed or the source not active, DiskFull when there is no room: nothing of this
	 *   delivery was stored. NotAnswered when it is not known whether it was stored
	 */
	ingest(incident: IncidentId, source: SourceId, posts: readonly RawPost[]): Promise<IngestCounts> {
		return deliverInParts(posts, (part) =>
			this.disk.storePosts(async () => this.#store(incident, this.#prepare(incident, source, part)))
		);
	}

	/**
	 * Cleans posts, and requests the analysis of their texts.
	 * @throws Refusal when the source is not active. This is checked again under the lock; the check here avoids work for a
	 *   program that keeps pushing to a paused source
	 */
	#prepare(incident: IncidentId, source: SourceId, raw: readonly RawPost[]): Delivered {
		assertSourceActive(this.logs.follower(incident).state, source);
		const { all, posts } = cleanPosts(raw);
		const hints = this.analysis.read({
			texts: posts.map(({ text }) => text),
			langs: posts.map(({ lang }) => lang)
		});
		return { source, all, posts, hints };
	}

	/** Stores one delivery of at most `BATCH` posts. @throws as `ingest` */
	#store(incident: IncidentId, delivered: Delivered): Promise<IngestCounts> {
		return new Promise((done, failed) => {
			const waiting = this.#waiting.get(incident);
			const flags = { isReadAhead: false, isAnalysed: false, isAlone: false, isRetry: false };
			const delivery = { ...delivered, done, failed, ...flags };
			// Awaited when its turn comes, and its caller gets the error then.
			delivered.hints.then(
				() => (delivery.isAnalysed = true),
				() => undefined
			);
			// Appended in place: thousands may wait, and copying the list each time would cost more than storing.
			if (waiting) waiting.push(delivery);
			else this.#waiting.set(incident, [delivery]);
			void this.#storing.run(incident);
			this.#readAhead(incident);
		});
	}

	/** The number of incidents that have a memory. */
	get remembered(): number {
		return this.#memories.size;
	}
	/** Drops the memory of an incident's posts: it is rebuilt when more arrive. */
	forget(incident: IncidentId): void {
		this.#memories.drop(incident);
	}

	/** Frees memory when an incident closes, and when its posts are deleted. @returns a function to stop */
	follow(): () => void {
		const ends: readonly string[] = [incidentClosed.type, ...changesEarlierPosts];
		return this.logs.listen({
			lines: (log, lines) => lines.some(({ type }) => ends.includes(type)) && this.forget(log),
			reloaded: (log) => this.forget(log)
		});
	}

	/** Why posts cannot be stored now, or why they recently could not be stored; null when they can. */
	async problem(): Promise<string | null> {
		this.#waitingTransactions += 1;
		const problem = await writeProblem(this.sql, TABLES).finally(() => (this.#waitingTransactions -= 1));
		return problem ?? this.#lastProblem;
	}
	get #lastProblem(): string | null {
		return this.#failure && performance.now() - this.#failure.at < FAILURE_REPORT_TIME ? this.#failure.error : null;
	}

	/** Waits for the work in progress. */
	async stop(): Promise<void> {
		await this.#memories.stop();
		await this.#storing.idle();
	}

	/** Lets the story thread read the next texts while PostgreSQL writes: reading a text is most of the cost of a post. */
	#readAhead(incident: IncidentId): void {
		const memory = this.#memories.peek(incident);
		if (!memory) return;
		let size = 0;
		for (const delivery of this.#waiting.get(incident) ?? []) {
			if ((size += delivery.posts.length) > MAX_READ_AHEAD) return;
			if (delivery.isReadAhead) continue;
			delivery.isReadAhead = true;
			memory.stories.readAhead(delivery.posts.map(({ text }) => text));
		}
	}

	/** Stores deliveries until none waits. */
	async #storeWaiting(incident: IncidentId): Promise<void> {
		for (;;) {
			const deliveries = this.#take(incident);
			if (deliveries.length === 0) break;
			await this.#storeFrom(incident, deliveries);
		}
		this.#waiting.delete(incident);
	}

	/** Takes the deliveries of the next transaction from the queue, up to the first that is not `ready`. */
	#take(incident: IncidentId, ready: (delivery: Delivery) => boolean = () => true): readonly Delivery[] {
		const waiting = this.#waiting.get(incident) ?? [];
		const selected: Delivery[] = [];
		let size = 0;
		for (const delivery of waiting) {
			if (!ready(delivery)) break;
			if (selected.length > 0 && (delivery.isAlone || size + delivery.posts.length > BATCH)) break;
			selected.push(delivery);
			size += delivery.posts.length;
			if (delivery.isAlone) break;
		}
		waiting.splice(0, selected.length);
		this.#readAhead(incident);
		return selected;
	}
	/** Puts deliveries back at the front of the queue. */
	#putBack(incident: IncidentId, deliveries: readonly Delivery[]): void {
		this.#waiting.set(incident, [...deliveries, ...(this.#waiting.get(incident) ?? [])]);
	}

	/** Stores these deliveries and those that wait after them, until another caller needs the lock or the connection. */
	async #storeFrom(incident: IncidentId, deliveries: readonly Delivery[]): Promise<void> {
		// Wait for the analysis before taking the lock, so that others do not wait for it; errors are handled in `group`.
		// Also read the log: another process may have changed sources or the clock.
		await Promise.allSettled([...deliveries.map(({ hints }) => hints), this.logs.catchUp(incident)]);
		const run: { work: Promise<void> | null } = { work: null };
		try {
			await this.#underLock(incident, (tx) => {
				this.#memories.replace(incident);
				return (run.work = this.#storeInTurn(tx, this.#batch(incident, deliveries)));
			});
		} catch (error) {
			// Work that has started answers each delivery itself, also when the connection is lost before it ends. After
			// that, only releasing the lock can fail, and a lost connection releases it too.
			if (run.work) await run.work;
			else this.#fail(deliveries, error);
		}
	}

	/** Runs work under the ingest lock, and counts it as waiting until it has the lock. */
	async #underLock(incident: IncidentId, work: (tx: TransactionSql) => Promise<void>): Promise<void> {
		const lock = { isAcquired: false };
		this.#waitingTransactions += 1;
		try {
			await underIngestLock(this.sql, incident, (tx) => {
				lock.isAcquired = true;
				this.#waitingTransactions -= 1;
				return work(tx);
			});
		} finally {
			if (!lock.isAcquired) this.#waitingTransactions -= 1;
		}
	}

	/** While a batch is written the next one is grouped. Never rejects. */
	async #storeInTurn(tx: TransactionSql, first: Batch<Delivery>): Promise<void> {
		let batch = first;
		try {
			await batch.read(tx);
			await batch.group();
		} catch (error) {
			await this.#undo(batch, error);
			return;
		}
		for (;;) {
			const following = await this.#readFollowing(tx, batch);
			const grouping = following && failureOf(following.group());
			try {
				const written = await batch.write(tx);
				await commit(tx);
				this.#stored(batch, written);
			} catch (error) {
				await grouping;
				// The next batch was grouped with posts that are not stored.
				if (following) await this.#undo(following, new StoriesLost());
				await this.#undo(batch, error);
				return;
			}
			if (!following) return;
			const failure = await grouping;
			if (failure) {
				await this.#undo(following, failure.reason);
				return;
			}
			batch = following;
		}
	}

	/** The batch after this one, if it can be grouped before this one is stored. */
	async #readFollowing(tx: TransactionSql, batch: Batch<Delivery>): Promise<Batch<Delivery> | null> {
		const { incident, memory } = batch;
		const isAlone = this.#waitingTransactions === 0 && memory.stories.isInThread && !this.#memories.isReplaced(memory);
		if (!isAlone || this.#memories.peek(incident) !== memory) return null;
		const deliveries = this.#take(incident, ({ isAnalysed }) => isAnalysed);
		if (deliveries.length === 0) return null;
		const following = this.#batch(incident, deliveries);
		try {
			if (!(await isWanted(tx, incident)) && (await following.read(tx, batch))) return following;
		} catch {
			// The error is reported when the batch is read again in its turn.
			await rollback(tx).catch(() => undefined);
		}
		this.#putBack(incident, deliveries);
		return null;
	}

	#stored(batch: Batch<Delivery>, written: Written): void {
		this.#failure = null;
		const results = batch.committed(written);
		this.logs.committed(batch.follower, written.lines, written.after);
		this.#memories.readWhole(batch.memory);
		batch.deliveries.forEach(({ done }, i) => results[i] && done(results[i]));
	}

	/**
	 * Handles a batch that was not stored. When a delivery is refused, each is stored separately, so that the others can
	 * succeed. When the stories are lost, they are read again; the story thread limits how often. When the log was rolled
	 * back or earlier lines were changed, nothing was stored: it is read again first, and the deliveries are tried again
	 * once.
	 */
	async #undo(batch: Batch<Delivery>, error: unknown): Promise<void> {
		const { incident, deliveries, memory } = batch;
		const isLost = error instanceof StoriesLost;
		let isReadAgain = false;
		if (error instanceof LogRolledBack) {
			this.#memories.drop(incident);
			// A failure is repeated by the next poll of the log.
			isReadAgain = !(await failureOf(this.logs.readAgain(incident))) && deliveries.every(({ isRetry }) => !isRetry);
			for (const delivery of deliveries) delivery.isRetry = true;
		}
		if ((isLost || batch.leavesMemoryAhead) && this.#memories.peek(incident) === memory) this.#memories.drop(incident);
		if (isLost || isReadAgain) this.#putBack(incident, deliveries);
		else if (error instanceof Refusal && deliveries.length > 1) {
			for (const delivery of deliveries) delivery.isAlone = true;
			this.#putBack(incident, deliveries);
		} else this.#fail(deliveries, error);
	}

	#fail(deliveries: readonly Delivery[], error: unknown): void {
		if (!(error instanceof Refusal))
			this.#failure = { error: `posts could not be stored: ${String(error)}`, at: performance.now() };
		for (const { failed } of deliveries) failed(error);
	}

	#batch(incident: IncidentId, deliveries: readonly Delivery[]): Batch<Delivery> {
		return new Batch(incident, deliveries, this.#memories.get(incident), this.logs.follower(incident));
	}
}

/** The reason of a failure; null when the work succeeded. */
const failureOf = (work: Promise<unknown>): Promise<{ readonly reason: unknown } | null> =>
	work.then(
		() => null,
		(reason: unknown) => ({ reason })
	);

/** Ingest's own connections. */
export const connectIngest = (url: string): Sql =>
	connect(url, {
		max: CONNECTIONS.ingest,
		name: 'voelspriet ingest',
		transactionIdleTimeout: SILENCE_LIMIT,
		plansEachTime: true,
		byKey: true
	});
