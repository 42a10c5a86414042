import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import type { Announcement, PollResult } from './reader';
import { problemOf } from './source-problem';

const MINUTE = 60_000;
const LONGEST_WAIT = 15 * MINUTE;

/** What one poll read. */
interface PollAnswer {
	/** Clean. */
	readonly posts?: readonly RawPost[];
	readonly announced?: readonly Announcement[];
	readonly cursor: object;
	/** The number of posts or messages that could not be read. */
	readonly unreadable: number;
	/** The number of invalid shapes in the messages that could be read. */
	readonly areas?: number;
	/** Addresses that the answer leads to and that cannot be read now. */
	readonly deadLinks?: readonly string[];
}
/** The cursor holds the number of failures in a row: each doubles the wait. */
const failuresIn = (cursor: unknown): number => {
	const failures: unknown = typeof cursor === 'object' && cursor !== null ? Reflect.get(cursor, 'failures') : 0;
	return typeof failures === 'number' && failures >= 0 ? Math.min(failures, 10) : 0;
};
/** Spreads the requests of many installations. */
const withJitter = (wait: number): number => Math.round(wait * (0.9 + 0.2 * Math.random()));

/**
 * Polls once, and returns the wait until the next poll: a minute, doubled after each failure up to a quarter of an
 * hour; never shorter than the source asks.
 */
export async function pollWithBackOff(
	previousCursor: unknown,
	now: number,
	poll: () => Promise<PollAnswer>
): Promise<PollResult> {
	try {
		const { posts = [], announced = [], cursor, unreadable, areas = 0, deadLinks = [] } = await poll();
		const counts = Object.entries({ unreadable, area: areas, deadLink: deadLinks.length }).filter(
			([, count]) => count > 0
		);
		const skipped = {
			count: unreadable + areas + deadLinks.length,
			reasons: Object.fromEntries(counts),
			deadLinks: deadLinks.map((link) => link.replace(/[?#].*/, ''))
		};
		return { posts, announced, cursor, next: withJitter(MINUTE), skipped, problem: null };
	} catch (error) {
		const { code, status, retryAfter } = problemOf(error, now);
		const failures = failuresIn(previousCursor);
		const cursor = { ...(typeof previousCursor === 'object' ? previousCursor : {}), failures: failures + 1 };
		const next = Math.max(withJitter(Math.min(MINUTE * 2 ** failures, LONGEST_WAIT)), retryAfter);
		return { posts: [], cursor, next, skipped: { count: 0, reasons: {} }, problem: { code, status } };
	}
}
