import type { Sql, TransactionSql } from 'postgres';
import { SourceId, StoryId, type BatchId, type IncidentId, type Moment } from '$lib/domain/core/ids';
import type { SourceFigures } from '$lib/domain/overview/figures';
import { RECENT_BUCKET_MINUTES, RECENT_BUCKETS } from '$lib/domain/stories/card';
import { minutesBefore, momentAt } from '$lib/server/read/queries/reading-context';
import { RECENT_MINUTES } from '$lib/server/read/queries/stories/recent-buckets';

/** Moments in milliseconds, sorted; made for adding at the end and counting from a moment on. */
class Times {
	#held: number[] = [];

	add(at: number): void {
		const held = this.#held;
		if (held.length === 0 || at >= (held[held.length - 1] ?? 0)) held.push(at);
		else held.splice(this.#firstAfter(at), 0, at);
	}
	/** How many are later than a moment. */
	after(at: number): number {
		return this.#held.length - this.#firstAfter(at);
	}
	/** Removes what is not later than a moment. @returns whether anything is left */
	keepAfter(at: number): boolean {
		const from = this.#firstAfter(at);
		if (from > 0) this.#held = this.#held.slice(from);
		return this.#held.length > 0;
	}
	/**
	 * How many lie in each of `count` spans of that length that end at `end`, oldest first; what is later than the end
	 * counts in the last.
	 */
	buckets(end: number, length: number, count: number): number[] {
		const later = Array.from({ length: count + 1 }, (_, i) =>
			i === count ? 0 : this.after(end - length * (count - i))
		);
		return later.slice(0, count).map((total, i) => total - (later[i + 1] ?? 0));
	}

	/** The index of the first that is later than a moment. */
	#firstAfter(at: number): number {
		let [low, high] = [0, this.#held.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.#held[middle] ?? 0) <= at) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** A batch that a line of the log announced; `count` of its posts are new or edited. */
export interface Arrival {
	readonly seq: number;
	readonly batch: BatchId;
	readonly count: number;
}
/** A story that something came to. */
export interface ReachedStory {
	readonly story: StoryId;
	/** It may be a call for help. */
	readonly help: boolean;
}

interface SourceCount {
	posts: number;
	newest: number | null;
	received: Times;
}
interface NewPost {
	story_id: string;
	source_id: string;
	at: Date;
	received_at: Date;
	backlog: boolean;
	opens: boolean;
	help: boolean;
}

const MINUTE = 60_000;
/** How long a source's arrivals are remembered, in minutes. */
const SOURCE_MINUTES = 5;

/**
 * What a process keeps in memory of an incident that somebody follows: the posts of the last hour by moment, and
 * counts. A frame or a figure then costs no counting in the database, however many posts there are. Made again from the
 * tables whenever it is doubtful.
 */
export class Activity {
	#stories = new Map<string, Times>();
	#sources = new Map<string, SourceCount>();
	#all = new Times();
	#backlog = 0;
	#storyCount = 0;
	/** The number up to which arrivals are in here. */
	#seq = -1;
	#pruned = 0;

	constructor(
		readonly sql: Sql | TransactionSql,
		readonly incident: IncidentId
	) {}

	get isLoaded(): boolean {
		return this.#seq >= 0;
	}

	/** Reads everything again, as of one moment in the tables. */
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
	 * Adds arrivals; known ones change nothing. @returns the stories that posts came to, or of which a post was edited
	 */
	async take(arrivals: readonly Arrival[], now: Moment): Promise<ReachedStory[]> {
		if (!this.isLoaded) await this.load(now);
		const { sql, incident } = this;
		const rows = await sql<(NewPost & { batch_id: string })[]>`
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

	/** Posts per five minutes of the last hour, of these stories: what `recentOf` counts in the tables. */
	recentOf(stories: readonly string[], now: Moment): Map<string, number[]> {
		const found = new Map<string, number[]>();
		for (const story of stories) {
			const times = this.#stories.get(story);
			if (times) found.set(story, bucketsOf(times, now));
		}
		return found;
	}

	/** The counts that figures begin with. */
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

	/** The stories of posts that were edited with these arrivals. */
	#edited(arrivals: readonly Arrival[]): Promise<{ story_id: string; help: boolean }[]> {
		return this.sql`
			select distinct p.story_id, s.help is not null as help
			from post_version v
			join post p on p.incident_id = v.incident_id and p.id = v.post_id
			join story s on s.incident_id = p.incident_id and s.id = p.story_id
			where v.incident_id = ${this.incident} and v.until_seq = any(${arrivals.map(({ seq }) => seq)}::int[])`;
	}

	#add({ story_id, source_id, at, received_at, backlog, opens }: NewPost): void {
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
		const found = this.#stories.get(story) ?? new Times();
		this.#stories.set(story, found);
		return found;
	}
	#source(source: string): SourceCount {
		const found = this.#sources.get(source) ?? { posts: 0, newest: null, received: new Times() };
		this.#sources.set(source, found);
		return found;
	}

	/** Once a minute of the incident's clock. */
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
