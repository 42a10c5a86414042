import { LRUCache } from 'lru-cache';
import { SingleFlight } from '$lib/concurrency/single-flight';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import { GROWTH_WINDOW_MINUTES, growthClass } from '$lib/server/analysis/growth';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { minutesBefore, type ReadingContext } from '../reading-context';

/** The growth classes of an incident at one place in its log: only stories of class 1 and up are in it. */
export interface GrowthClasses {
	/** The number of the log up to which posts count. */
	readonly place: number;
	/** The moment that the last thirty minutes count back from, on the incident's clock. */
	readonly now: Moment;
	readonly classes: ReadonlyMap<string, number>;
}

/** How long a snapshot serves all who ask; counting takes at most a fifth of the time. */
const PACE = { shortest: 1_000, rest: 5, longest: 10_000 };
/** A list that someone reads on in is remembered so long, in milliseconds; after that it is counted again. */
const KEPT = 10 * 60_000;
const MOST_KEPT = 200;

interface Latest {
	/** Of the latest caller. */
	reading: ReadingContext;
	readonly growing: SingleFlight<GrowthClasses>;
}

/**
 * The queue's order must not move while someone pages through it, though classes change with every post. So its growth
 * is counted once, at a place in the log, and the pages that follow name that place.
 */
export class GrowthAt {
	readonly #kept = new LRUCache<string, Promise<GrowthClasses>>({ max: MOST_KEPT, ttl: KEPT, ttlAutopurge: true });
	readonly #latest = new LRUCache<IncidentId, Latest>(whileUsed(15));

	/** For a first page. */
	latest(reading: ReadingContext): Promise<GrowthClasses> {
		const { incident } = reading;
		const found = this.#latest.get(incident);
		if (found) {
			found.reading = reading;
			return found.growing.get();
		}
		const latest: Latest = { reading, growing: new SingleFlight(() => this.#count(latest.reading), PACE) };
		this.#latest.set(incident, latest);
		return latest.growing.get();
	}

	async #count(reading: ReadingContext): Promise<GrowthClasses> {
		const growing = await countGrowth(reading, null);
		this.#kept.set(keyOf(reading.incident, growing.place, growing.now), Promise.resolve(growing));
		return growing;
	}

	/** For a page that follows: as it was then. */
	at(reading: ReadingContext, place: number, now: Moment): Promise<GrowthClasses> {
		const key = keyOf(reading.incident, place, now);
		const found = this.#kept.get(key);
		if (found) return found;
		const growing = countGrowth({ ...reading, now }, place);
		this.#kept.set(key, growing);
		growing.catch(() => this.#kept.delete(key));
		return growing;
	}
}

const keyOf = (incident: IncidentId, place: number, now: Moment): string => `${incident} ${place} ${now}`;

/**
 * One statement, so that the place and the counts are of the same moment. Below three posts the class is 0 and nothing
 * needs saying.
 */
async function countGrowth({ sql, incident, now }: ReadingContext, place: number | null): Promise<GrowthClasses> {
	const rows = await sql<{ story: string | null; posts: number }[]>`
		select null as story, coalesce(max(seq), 0)::int as posts from batch where incident_id = ${incident}
		union all
		select p.story_id, count(*)::int from post p join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
		where p.incident_id = ${incident} and p.at > ${minutesBefore(now, GROWTH_WINDOW_MINUTES)} and b.seq <= coalesce(${place}::int, b.seq)
		group by p.story_id having count(*) >= 3`;
	const classes = new Map<string, number>();
	let last = 0;
	for (const { story, posts } of rows) {
		if (story === null) last = posts;
		else classes.set(story, growthClass(posts));
	}
	return { place: place ?? last, now, classes };
}
