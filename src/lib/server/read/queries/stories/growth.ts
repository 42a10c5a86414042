import { LRUCache } from 'lru-cache';
import { SingleFlight } from '$lib/concurrency/single-flight';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import { GROWTH_WINDOW_MINUTES, growthClass } from '$lib/server/analysis/growth';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { minutesBefore, type ReadingContext } from '$lib/server/log/reading-context';

/** The growth classes of an incident at a position in its log; only stories of class 1 and higher. */
export interface GrowthClasses {
	/** The sequence number of the log up to which posts count. */
	readonly seq: number;
	/** The end of the thirty minutes that are counted, on the incident's clock. */
	readonly now: Moment;
	readonly classes: ReadonlyMap<string, number>;
}

/** How long a snapshot is shared; counting takes at most a fifth of the time. */
const RECOUNT_PACE = { minFresh: 1_000, restFactor: 5, maxRest: 10_000 };
/** How long a snapshot is cached for later pages, in milliseconds; after that it is counted again. */
const SNAPSHOT_TTL_MS = 10 * 60_000;
const MAX_SNAPSHOTS = 200;

interface Latest {
	/** The reading of the latest caller. */
	reading: ReadingContext;
	readonly growing: SingleFlight<GrowthClasses>;
}

/**
 * Snapshots of growth classes. The order of the queue must not change while someone pages through it, although classes
 * change with every post. So growth is counted once, at a position in the log, and later pages refer to that position.
 */
export class GrowthSnapshots {
	readonly #snapshots = new LRUCache<string, Promise<GrowthClasses>>({
		max: MAX_SNAPSHOTS,
		ttl: SNAPSHOT_TTL_MS,
		ttlAutopurge: true
	});
	readonly #latest = new LRUCache<IncidentId, Latest>(whileUsed(15));

	/** The snapshot for a first page. */
	latest(reading: ReadingContext): Promise<GrowthClasses> {
		const { incident } = reading;
		const cached = this.#latest.get(incident);
		if (cached) {
			cached.reading = reading;
			return cached.growing.get();
		}
		const latest: Latest = { reading, growing: new SingleFlight(() => this.#count(latest.reading), RECOUNT_PACE) };
		this.#latest.set(incident, latest);
		return latest.growing.get();
	}

	async #count(reading: ReadingContext): Promise<GrowthClasses> {
		const growing = await countGrowth(reading, null);
		this.#snapshots.set(keyOf(reading.incident, growing.seq, growing.now), Promise.resolve(growing));
		return growing;
	}

	/** The earlier snapshot for a later page. */
	at(reading: ReadingContext, seq: number, now: Moment): Promise<GrowthClasses> {
		const key = keyOf(reading.incident, seq, now);
		const cached = this.#snapshots.get(key);
		if (cached) return cached;
		const growing = countGrowth({ ...reading, now }, seq);
		this.#snapshots.set(key, growing);
		growing.catch(() => this.#snapshots.delete(key));
		return growing;
	}
}

const keyOf = (incident: IncidentId, seq: number, now: Moment): string => `${incident} ${seq} ${now}`;

/**
 * One statement, so that the position and the counts are of the same moment. Stories with fewer than three posts have
 * class 0 and are left out.
 */
async function countGrowth({ sql, incident, now }: ReadingContext, seq: number | null): Promise<GrowthClasses> {
	const rows = await sql<{ story: string | null; posts: number }[]>`
		select null as story, coalesce(max(seq), 0)::int as posts from batch where incident_id = ${incident}
		union all
		select p.story_id, count(*)::int from post p join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
		where p.incident_id = ${incident} and p.at > ${minutesBefore(now, GROWTH_WINDOW_MINUTES)} and b.seq <= coalesce(${seq}::int, b.seq)
		group by p.story_id having count(*) >= 3`;
	const classes = new Map<string, number>();
	let last = 0;
	for (const { story, posts } of rows) {
		if (story === null) last = posts;
		else classes.set(story, growthClass(posts));
	}
	return { seq: seq ?? last, now, classes };
}
