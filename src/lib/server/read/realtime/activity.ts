import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { SourceId, StoryId, type BatchId, type IncidentId, type Moment } from '$lib/domain/core/ids';
import type { SourceFigures } from '$lib/domain/overview/figures';
import { RECENT_BUCKET_MINUTES, RECENT_BUCKETS } from '$lib/domain/stories/card';
import { minutesBefore, momentAt } from '$lib/server/log/reading-context';
import { RECENT_MINUTES } from '$lib/server/read/queries/stories/recent-buckets';

const MINUTE = 60_000;
/** How long the arrivals of a source are remembered, in minutes. */
const SOURCE_MINUTES = 5;

/** A sorted list of moments in milliseconds, optimised for appending and for counting those after a moment. */
class Times {
	#sorted: number[] = [];

	add(at: number): void {
		const sorted = this.#sorted;
		if (sorted.length === 0 || at >= (sorted[sorted.length - 1] ?? 0)) sorted.push(at);
		else sorted.splice(this.#indexAfter(at), 0, at);
	}
	/** How many are later than a moment. */
	after(at: number): number {
		return this.#sorted.length - this.#indexAfter(at);
	}
	/** Removes the moments up to and including this one. @returns whether any are left */
	keepAfter(at: number): boolean {
		const from = this.#indexAfter(at);
		if (from > 0) this.#sorted = this.#sorted.slice(from);
		return this.#sorted.length > 0;
	}
	/**
	 * Counts per span, for `count` spans of `length` milliseconds of which the last ends at `end`, oldest first. Moments
	 * after the end count in the last span.
	 */
	buckets(end: number, length: number, count: number): number[] {
		const later = Array.from({ length: count + 1 }, (_, i) =>
			i === count ? 0 : this.after(end - length * (count - i))
		);
		return later.slice(0, count).map((total, i) => total - (later[i + 1] ?? 0));
	}

	/** The index of the first moment later than this one. */
	#indexAfter(at: number): number {
		let [low, high] = [0, this.#sorted.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.#sorted[middle] ?? 0) <= at) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** A batch of posts in a line of the log; `count` of them are new or edited. */
export interface Arrival {
	readonly seq: number;
	readonly batch: BatchId;
	readonly count: number;
}
/** A story with new or edited posts. */
export interface ReachedStory {
	readonly story: StoryId;
	/** Whether it may be a call for help. */
	readonly help: boolean;
}

interface SourceCount {
	posts: number;
	newest: number | null;
	received: Times;
}
interface ArrivedPostRow {
	story_id: string;
	source_id: string;
	at: Date;
	received_at: Date;
	backlog: boolean;
	opens: boolean;
	help: boolean;
}

/**
 * The counts of a followed incident that a process keeps in memory: the times of the posts of the last hour, and totals.
 * Frames and figures then need no counting in the database. Reloaded from the tables when it may be out of date.
 */
export class Activity {
	#stories = new Map<string, Times>();
	#sources = new Map<string, SourceCount>();
	#all = new Times();
	#backlog = 0;
	#storyCount = 0;
	/** The sequence number up to which arrivals were added. */
	#seq = -1;
	#pruned = 0;

	constructor(
		readonly sql: Sql | TransactionSql,
		readonly incident: IncidentId
	) {}

	get isLoaded(): boolean {
		return this.#seq >= 0;
	}

	/** Reads everything again from one snapshot of the tables. */
	async load(now: Moment): Promise<void> {
		const { incident, sql } = this;
		const readAll = (tx: TransactionSql) =>
			Promise.all([
				tx<{ seq: number }[]>`select coalesce(max(seq), 0)::int as seq from batch where incident_id = ${incident}`,
				tx<{ source_id: string; posts: number; backlog: number; newest: Date }[]>`
					select source_id, sum(posts)::int as posts, sum(backlog)::int as backlog, max(received_at) as newest
					from post_count where incident_id = ${incident} group by source_id`,
				tx<{ story_id: string; source_id: string; at: Date; received_at: Date }[]>`
					select story_id, source_id, at, received_at from post
					where incident_id = ${incident} and at > ${minutesBefore(now, RECENT_MINUTES)} order by at`,
				tx<{ stories: number }[]>`select count(*)::int as stories from story_count where incident_id = ${incident}`
			]);
		const [last, sources, posts, counted] = await ('savepoint' in sql
			? readAll(sql)
			: sql.begin('isolation level repeatable read read only', readAll));
		this.#stories = new Map();
		this.#sources = new Map();
		this.#all = new Times();
		this.#backlog = 0;
		for (const { source_id, posts, backlog, newest } of sources) {
			this.#sources.set(source_id, { posts, newest: newest.getTime(), received: new Times() });
			this.#backlog += backlog;
		}
		for (const { story_id, source_id, at, received_at } of posts) {
			this.#timesOf(story_id).add(at.getTime());
			this.#all.add(at.getTime());
			this.#source(source_id).received.add(received_at.getTime());
		}
		this.#storyCount = counted[0]?.stories ?? 0;
		this.#seq = last[0]?.seq ?? 0;
		this.#prune(Date.parse(now));
	}

	/**
	 * Adds arrivals; ones that were added before change nothing. @returns the stories with new or edited posts
	 */
	async take(arrivals: readonly Arrival[], now: Moment): Promise<ReachedStory[]> {
		if (!this.isLoaded) await this.load(now);
		const { sql, incident } = this;
		const rows = await sql<(ArrivedPostRow & { batch_id: string })[]>`
			select p.batch_id, p.story_id, p.source_id, p.at, p.received_at, p.backlog, s.lead_id = p.id as opens, s.help is not null as help
			from post p join story s on s.incident_id = p.incident_id and s.id = p.story_id
			where p.incident_id = ${incident} and p.batch_id = any(${arrivals.map(({ batch }) => batch)}::uuid[])
			order by p.at`;
		const fresh = new Set<string>(arrivals.filter(({ seq }) => seq > this.#seq).map(({ batch }) => batch));
		for (const row of rows) if (fresh.has(row.batch_id)) this.#add(row);
		this.#seq = Math.max(this.#seq, ...arrivals.map(({ seq }) => seq));
		this.#prune(Date.parse(now));
		const announced = arrivals.reduce((sum, { count }) => sum + count, 0);
		const touched = new Map(rows.map(({ story_id, help }) => [story_id, help]));
		if (announced > rows.length)
			for (const { story_id, help } of await this.#edited(arrivals)) touched.set(story_id, help);
		return [...touched].map(([story, help]) => ({ story: StoryId.parse(story), help }));
	}

	/** Posts per five minutes of the last hour, of these stories: the same as `recentOf` counts in the tables. */
	recentOf(stories: readonly string[], now: Moment): Map<string, number[]> {
		const recent = new Map<string, number[]>();
		for (const story of stories) {
			const times = this.#stories.get(story);
			if (times) recent.set(story, bucketsOf(times, now));
		}
		return recent;
	}

	/** The counts for the figures. */
	counts(now: Moment): { posts: number; backlog: number; stories: number; recent: number[]; sources: SourceFigures[] } {
		const since = Date.parse(now) - SOURCE_MINUTES * MINUTE;
		const sources = [...this.#sources].map(([source, { posts, newest, received }]) => ({
			source: SourceId.parse(source),
			posts,
			newest: newest === null ? null : momentAt(new Date(newest)),
			last5: received.after(since)
		}));
		const posts = sources.reduce((sum, source) => sum + source.posts, 0);
		return { posts, backlog: this.#backlog, stories: this.#storyCount, recent: bucketsOf(this.#all, now), sources };
	}

	/** The stories with posts that were edited in these arrivals. */
	#edited(arrivals: readonly Arrival[]): Promise<{ story_id: string; help: boolean }[]> {
		return this.sql`
			select distinct p.story_id, s.help is not null as help
			from post_version v
			join post p on p.incident_id = v.incident_id and p.id = v.post_id
			join story s on s.incident_id = p.incident_id and s.id = p.story_id
			where v.incident_id = ${this.incident} and v.until_seq = any(${arrivals.map(({ seq }) => seq)}::int[])`;
	}

	#add({ story_id, source_id, at, received_at, backlog, opens }: ArrivedPostRow): void {
		this.#timesOf(story_id).add(at.getTime());
		this.#all.add(at.getTime());
		const source = this.#source(source_id);
		source.posts += 1;
		source.newest = Math.max(source.newest ?? 0, received_at.getTime());
		source.received.add(received_at.getTime());
		if (backlog) this.#backlog += 1;
		if (opens) this.#storyCount += 1;
	}
	#timesOf(story: string): Times {
		const times = this.#stories.get(story) ?? new Times();
		this.#stories.set(story, times);
		return times;
	}
	#source(source: string): SourceCount {
		const count = this.#sources.get(source) ?? { posts: 0, newest: null, received: new Times() };
		this.#sources.set(source, count);
		return count;
	}

	/** Forgets old moments, once a minute of the incident's clock. */
	#prune(now: number): void {
		if (now - this.#pruned < MINUTE) return;
		this.#pruned = now;
		const hourAgo = now - RECENT_MINUTES * MINUTE;
		this.#all.keepAfter(hourAgo);
		for (const [story, times] of this.#stories) if (!times.keepAfter(hourAgo)) this.#stories.delete(story);
		for (const { received } of this.#sources.values()) received.keepAfter(now - SOURCE_MINUTES * MINUTE);
	}
}

const bucketsOf = (times: Times, now: Moment): number[] =>
	times.buckets(Date.parse(now), RECENT_BUCKET_MINUTES * MINUTE, RECENT_BUCKETS);
