import type { Sql, TransactionSql } from 'postgres';
import { incidentTime } from '$lib/domain/clock';
import { BatchId, momentOf, SourceId, type IncidentId } from '$lib/domain/ids';
import { newId } from '$lib/domain/new-id';
import { postsArrived } from '$lib/domain/post';
import { Refusal } from '$lib/domain/refusal';
import { SYSTEM } from '$lib/domain/role';
import { mustBeActive } from '$lib/domain/source';
import { postAnalysis } from '$lib/server/analysis/post-analysis';
import { connect } from '$lib/server/database/connect';
import { database } from '$lib/server/database/database';
import { append, lockHead } from '$lib/server/log/append';
import { linesAfter, type Line } from '$lib/server/log/line';
import { logs, type Logs } from '$lib/server/log/tail';
import { part } from '$lib/server/part';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { IncidentMemory } from './memory';
import { normalise } from './normalise';
import { keyOf, prepare, type NewPost, type Times } from './prepare';
import type { RawPost } from './raw-post';
import { count, edit, insertNew, type Edit } from './write';

/** What became of one post. `stored` and `backlog` are new; `backlog` is older than the incident. */
export type Outcome = 'stored' | 'backlog' | 'edited' | 'known' | 'refused';
/** What became of a delivery; `backlog` of the stored ones are older than the incident. */
export interface Delivered {
	readonly stored: number;
	readonly known: number;
	readonly edited: number;
	readonly backlog: number;
	readonly refused: readonly { readonly externalId: string; readonly why: 'post.empty' }[];
	/** One for each post, in the order in which they were delivered. */
	readonly outcomes: readonly Outcome[];
}
interface Delivery {
	readonly source: SourceId;
	/** As they came, cleaned; `posts` are those that say anything. */
	readonly all: readonly RawPost[];
	readonly posts: readonly RawPost[];
	readonly done: (result: Delivered) => void;
	readonly failed: (error: unknown) => void;
}

/** At most so many posts in one transaction. */
const BATCH = 500;
/** Ingest of one incident is one at a time, in whatever process: the class of its advisory locks. */
const LOCK_CLASS = 7_310_020;

/**
 * The one way in for posts: cleans, stores once only, finds the story, and announces, in one transaction. What waits while one runs goes
 * together in the next, so a trickle is stored at once and a flood in batches.
 */
export class Ingest {
	readonly #memories = new Map<IncidentId, IncidentMemory>();
	readonly #waiting = new Map<IncidentId, Delivery[]>();
	readonly #running = new Map<IncidentId, Promise<void>>();

	/** `sql` is ingest's own pool, so that a flood does not take the connections of people who decide. */
	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly analysis: PostAnalysis
	) {}

	/** Posts that were handed over and are not yet stored; who delivers slows down by it. */
	pending(incident: IncidentId): number {
		return (this.#waiting.get(incident) ?? []).reduce((sum, { posts }) => sum + posts.length, 0);
	}

	/**
	 * Stores what is new, keeps what was edited, counts what was known. Delivering again changes nothing.
	 * @throws Refusal when the incident is closed or the source not active; nothing of this delivery was stored then
	 */
	async deliver(incident: IncidentId, source: SourceId, posts: readonly RawPost[]): Promise<Delivered> {
		let sum: Delivered = { stored: 0, known: 0, edited: 0, backlog: 0, refused: [], outcomes: [] };
		for (let from = 0; from < posts.length; from += BATCH) {
			const part = await this.#deliverPart(incident, source, posts.slice(from, from + BATCH));
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

	/** Waits for what is under way. */
	async stop(): Promise<void> {
		await Promise.all(this.#running.values());
	}

	#deliverPart(incident: IncidentId, source: SourceId, raw: readonly RawPost[]): Promise<Delivered> {
		const all = raw.map(normalise);
		const posts = all.filter(({ text, deleted }) => text !== '' || deleted === true);
		return new Promise((done, failed) => {
			const waiting = this.#waiting.get(incident) ?? [];
			this.#waiting.set(incident, [...waiting, { source, all, posts, done, failed }]);
			this.#run(incident);
		});
	}

	#run(incident: IncidentId): void {
		if (this.#running.has(incident)) return;
		const running = this.#storeWaiting(incident).finally(() => {
			this.#running.delete(incident);
			if (this.#waiting.get(incident)?.length) this.#run(incident);
		});
		this.#running.set(incident, running);
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
			this.#waiting.set(incident, waiting.slice(together.length));
			await this.#storeTogether(incident, together);
		}
	}

	/** One transaction for all; where one delivery is refused, each by itself, so that the others do not suffer. */
	async #storeTogether(incident: IncidentId, deliveries: readonly Delivery[]): Promise<void> {
		try {
			const results = await this.#store(incident, deliveries);
			deliveries.forEach((delivery, i) => results[i] && delivery.done(results[i]));
		} catch (error) {
			// Numbers and stories were given out that were never stored.
			this.#memories.delete(incident);
			if (deliveries.length === 1 || !(error instanceof Refusal)) for (const { failed } of deliveries) failed(error);
			else for (const delivery of deliveries) await this.#storeTogether(incident, [delivery]);
		}
	}

	async #store(incident: IncidentId, deliveries: readonly Delivery[]): Promise<Delivered[]> {
		const follower = this.logs.follower(incident);
		for (const { source } of deliveries) mustBeActive(follower.state, source);
		const memory = this.#memory(incident);
		const { lines, before, results } = await this.sql.begin(async (tx) => {
			const [locked] = await tx<{ wall: Date }[]>`
				select date_trunc('milliseconds', clock_timestamp()) as wall from pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(${incident}))`;
			await memory.catchUp(tx);
			const wall = momentOf(locked?.wall.getTime() ?? 0);
			const received = incidentTime(follower.state.clock, wall);
			const times: Times = { start: follower.state.incident?.start ?? received, received, wall };
			const sorted = await sortOut(tx, incident, deliveries);
			const prepared = prepare(sorted.fresh, sorted.ids, memory, this.analysis, times);
			const batches = new Map<SourceId, BatchId>(sorted.touched.map((source) => [source, BatchId.parse(newId())]));
			if (prepared.posts.length > 0) await insertNew(tx, incident, prepared, batches, times);
			const { lines, before } =
				sorted.touched.length === 0 ? { lines: [], before: 0 } : await this.#announce(tx, incident, sorted, prepared.posts, batches, times);
			const backlog = new Set(prepared.posts.filter((post) => post.backlog).map(({ raw }) => raw));
			return { lines, before, results: deliveries.map((delivery) => summary(delivery, sorted, backlog)) };
		});
		memory.wrote(lines, before);
		follower.take(lines);
		return results;
	}

	/** Last, and for a moment: the log's lock, under which the incident and sources must be open still. `before` is the last batch before ours. @throws Refusal */
	async #announce(
		tx: TransactionSql,
		incident: IncidentId,
		{ touched, perSource, edits }: Sorted,
		posts: readonly NewPost[],
		batches: ReadonlyMap<SourceId, BatchId>,
		{ received }: Times
	): Promise<{ lines: readonly Line[]; before: number }> {
		const follower = this.logs.follower(incident);
		const head = await lockHead(tx, incident);
		if (!head) throw new Refusal('incident.absent');
		follower.take(await linesAfter(tx, incident, follower.seq));
		for (const source of touched) mustBeActive(follower.state, source);
		const settled = await followMerges(tx, incident, posts);
		if (settled.length > 0) await count(tx, incident, settled, received);
		const events = touched.map((source) =>
			postsArrived({ batch: batches.get(source) ?? BatchId.parse(newId()), source, count: perSource.get(source) ?? 0 })
		);
		const places = events.map(({ data }, i) => ({ incident_id: incident, id: data.batch, seq: head.seq + 1 + i }));
		const [last] = await tx<{ seq: number }[]>`select coalesce(max(seq), 0)::int as seq from batch where incident_id = ${incident}`;
		await tx`insert into batch ${tx(places)}`;
		if (edits.length > 0) await edit(tx, incident, edits, head.seq + 1, received);
		return { lines: await append(tx, head, events, SYSTEM.id, null), before: last?.seq ?? 0 };
	}

	#memory(incident: IncidentId): IncidentMemory {
		const found = this.#memories.get(incident);
		if (found) return found;
		const made = new IncidentMemory(incident, this.analysis.stories(this.logs.follower(incident).state));
		this.#memories.set(incident, made);
		return made;
	}
}

interface Sorted {
	readonly fresh: readonly { readonly source: SourceId; readonly raw: RawPost }[];
	readonly edits: readonly Edit[];
	readonly known: ReadonlySet<RawPost>;
	/** The ids of what is stored already, and of what is shared, by source and external id. */
	readonly ids: Map<string, string>;
	readonly edited: ReadonlySet<RawPost>;
	/** The sources with anything new, and how many posts of each are new or edited. */
	readonly touched: readonly SourceId[];
	readonly perSource: ReadonlyMap<SourceId, number>;
}

/** Tells apart what is new, what was edited at the source, and what is known; by source and external id. */
async function sortOut(tx: TransactionSql, incident: IncidentId, deliveries: readonly Delivery[]): Promise<Sorted> {
	const all = deliveries.flatMap(({ source, posts }) => posts.map((raw) => ({ source, raw })));
	const asked = all.flatMap(({ source, raw }) =>
		[raw.externalId, ...(raw.shares === null ? [] : [raw.shares])].map((id) => ({ source, id }))
	);
	const rows = await tx<{ source_id: string; external_id: string; id: string; text: string; deleted: boolean }[]>`
		select p.source_id, p.external_id, p.id, p.text, p.deleted from post p
		join unnest(${asked.map(({ source }) => source)}::uuid[], ${asked.map(({ id }) => id)}::text[]) as d(source, external)
			on p.incident_id = ${incident} and p.source_id = d.source and p.external_id = d.external`;
	const stored = new Map(rows.map((row) => [keyOf(SourceId.parse(row.source_id), row.external_id), row]));
	const ids = new Map([...stored].map(([key, { id }]) => [key, id]));
	const first = new Map<string, RawPost>();
	const fresh: { source: SourceId; raw: RawPost }[] = [];
	const edits = new Map<string, Edit>();
	const [known, edited] = [new Set<RawPost>(), new Set<RawPost>()];
	const perSource = new Map<SourceId, number>();
	const touch = (source: SourceId) => perSource.set(source, (perSource.get(source) ?? 0) + 1);
	for (const { source, raw } of all) {
		const key = keyOf(source, raw.externalId);
		const before = stored.get(key);
		const deleted = raw.deleted === true;
		if (before && (deleted ? !before.deleted : before.text !== raw.text)) {
			edits.set(before.id, { id: before.id, text: deleted ? before.text : raw.text, deleted });
			edited.add(raw);
			touch(source);
		} else if (before || first.has(key) || deleted) known.add(raw);
		else {
			first.set(key, raw);
			fresh.push({ source, raw });
			touch(source);
		}
	}
	return { fresh, edits: [...edits.values()], known, ids, edited, touched: [...perSource.keys()], perSource };
}

/** A story chosen before the lock may have been merged since: its posts go where it went. */
async function followMerges(tx: TransactionSql, incident: IncidentId, posts: readonly NewPost[]): Promise<readonly NewPost[]> {
	let settled = posts;
	for (;;) {
		const chosen = [...new Set(settled.filter(({ opensStory }) => !opensStory).map(({ story }) => story))];
		if (chosen.length === 0) return settled;
		const rows = await tx<{ id: string; target: string }[]>`
			select id, merged_into as target from story where incident_id = ${incident} and id = any(${chosen}::uuid[]) and merged_into is not null`;
		if (rows.length === 0) return settled;
		const into = new Map(rows.map((row) => [row.id, row.target]));
		await tx`
			update post p set story_id = m.target from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ target }) => target)}::uuid[]) as m(id, target)
			where p.incident_id = ${incident} and p.story_id = m.id and p.id = any(${settled.map(({ id }) => id)}::uuid[])`;
		settled = settled.map((post) => ({ ...post, story: into.get(post.story) ?? post.story }));
	}
}

function summary({ all, posts }: Delivery, { known, edited }: Sorted, backlog: ReadonlySet<RawPost>): Delivered {
	const said = new Set(posts);
	const outcomes = all.map((post): Outcome => {
		if (!said.has(post)) return 'refused';
		if (known.has(post)) return 'known';
		if (edited.has(post)) return 'edited';
		return backlog.has(post) ? 'backlog' : 'stored';
	});
	const count = (outcome: Outcome): number => outcomes.filter((each) => each === outcome).length;
	return {
		stored: count('stored') + count('backlog'),
		known: count('known'),
		edited: count('edited'),
		backlog: count('backlog'),
		refused: all.filter((_, i) => outcomes[i] === 'refused').map(({ externalId }) => ({ externalId, why: 'post.empty' })),
		outcomes
	};
}

export const ingest = part('ingest', (program) => {
	const sql = connect(database.of(program).url, { max: 4, name: 'voelspriet ingest' });
	const service = new Ingest(sql, logs.of(program), postAnalysis);
	return {
		service,
		async stop() {
			await service.stop();
			await sql.end({ timeout: 2 });
		}
	};
});
