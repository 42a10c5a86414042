import type { Method } from '../core/method';

/** The number of posts in each minute, by the number of the minute since 1970. */
type PostsByMinute = ReadonlyMap<number, number>;

export interface PaceReading {
	/** Posts a minute, over the hour before it fell silent, or up to now. */
	readonly normal: number;
	/** Posts a minute over the last five minutes. */
	readonly now: number;
	/** The last minute with a normal pace, when it is silent; null when it is not. */
	readonly silentSince: number | null;
}

/** The minutes that determine the normal pace: enough to be reliable, few enough to follow the hours of the day. */
const NORMAL_PERIOD_MINUTES = 60;
/** At least this many different minutes must have posts: a source that posts in bursts has no normal pace. */
const MIN_MINUTES_WITH_POSTS = 10;
/** A twentieth of the normal pace may come in during a fault; ordinary lulls were never so deep for so long. */
const MAX_SHARE_OF_NORMAL = 1 / 20;
/** The threshold of n · ln(1 + t / T): see {@link readPace}. */
const SILENCE_THRESHOLD = 20;
/** Shorter silence means nothing: sources are polled once a minute. */
const MIN_SILENCE_MINUTES = 3;
const MAX_SILENCE_MINUTES = 240;
/** The recent periods that are checked for a remaining trickle, in minutes. */
const CHECKED_PERIODS = [3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 180, MAX_SILENCE_MINUTES];
/** How many minutes back the counts matter. */
export const MINUTES_REMEMBERED = MAX_SILENCE_MINUTES + NORMAL_PERIOD_MINUTES;

/** For the page of methods. */
export const method: Method = { key: 'silence', version: 1, figures: [] };

/**
 * Whether a source that is usually active fell silent, or far below its normal pace: it failed without an error, or
 * something happened.
 *
 * When n posts came in T minutes and the pace itself varies (gamma-distributed, estimated from n and T), t quiet
 * minutes come by chance with probability (T / (T + t))^n (the Lomax distribution; Johnson, Kotz and Balakrishnan,
 * Continuous Univariate Distributions 1, 1994, ch. 20). Posts come in clusters, so n counts for less: one threshold
 * replaces cluster size and probability, and silence is an alarm from n · ln(1 + t / T) ≥ 20 on. It was chosen on the
 * arrival of 89,000 posts in 24 real events (tests/bench/silence.ts prints the current figures): a false alarm on one
 * source in two months, against one in two days when posts are assumed to come evenly (Poisson); detected in 3 minutes
 * from 10 posts a minute on, in half an hour at one a minute. Below about ten posts an hour it cannot be determined:
 * null.
 * @param since the minute from which the source is followed: earlier quiet does not count
 */
export function readPace(minutes: PostsByMinute, now: number, since: number): PaceReading | null {
	const perMinute = new MinuteCounts(minutes, now);
	const recent = perMinute.posts(now - 5, now) / 5;
	const begins = [
		Math.max(since, perMinute.last),
		...CHECKED_PERIODS.map((period) => now - period).filter((begin) => begin >= since)
	];
	for (const begin of begins) {
		const normal = perMinute.normalBefore(begin);
		if (normal && tooQuiet(perMinute, normal, begin, now))
			return { normal: normal.posts / normal.of, now: recent, silentSince: begin };
	}
	const normal = perMinute.normalBefore(now) ?? perMinute.normalBefore(perMinute.last);
	return normal && { normal: normal.posts / normal.of, now: recent, silentSince: null };
}

function tooQuiet(perMinute: MinuteCounts, { posts, of }: Normal, begin: number, now: number): boolean {
	const quiet = now - begin;
	const isDeep = perMinute.posts(begin, now) <= MAX_SHARE_OF_NORMAL * (posts / of) * quiet;
	return quiet >= MIN_SILENCE_MINUTES && isDeep && posts * Math.log1p(quiet / of) >= SILENCE_THRESHOLD;
}

interface Normal {
	readonly posts: number;
	/** Minutes. */
	readonly of: number;
}

/** Cumulative counts per minute, so that the count of any period is a subtraction. */
class MinuteCounts {
	readonly #begin: number;
	/** The number of posts, and of minutes with posts, before each minute. */
	readonly #posts = new Float64Array(MINUTES_REMEMBERED + 2);
	readonly #active = new Float64Array(MINUTES_REMEMBERED + 2);
	#first = Infinity;
	/** The last minute with a post. */
	last = -Infinity;

	constructor(minutes: PostsByMinute, now: number) {
		this.#begin = now - MINUTES_REMEMBERED;
		for (let at = 0; at <= MINUTES_REMEMBERED; at++) {
			const count = minutes.get(this.#begin + at) ?? 0;
			this.#posts[at + 1] = (this.#posts[at] ?? 0) + count;
			this.#active[at + 1] = (this.#active[at] ?? 0) + (count > 0 ? 1 : 0);
			if (count === 0) continue;
			this.#first = Math.min(this.#first, this.#begin + at);
			this.last = this.#begin + at;
		}
	}

	/** The posts after one minute, up to and including another. */
	posts(after: number, upTo: number): number {
		return this.#at(this.#posts, upTo) - this.#at(this.#posts, after);
	}

	/** The normal pace up to a minute; null when there are too few posts to determine it. */
	normalBefore(end: number): Normal | null {
		const after = Math.max(end - NORMAL_PERIOD_MINUTES, this.#first - 1);
		const active = this.#at(this.#active, end) - this.#at(this.#active, after);
		return active < MIN_MINUTES_WITH_POSTS ? null : { posts: this.posts(after, end), of: end - after };
	}

	#at(sums: Float64Array, minute: number): number {
		return sums[Math.min(Math.max(minute - this.#begin + 1, 0), MINUTES_REMEMBERED + 1)] ?? 0;
	}
}
