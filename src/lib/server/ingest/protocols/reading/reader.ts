import type { Connection } from '$lib/domain/posts/connections/connection';
import type { Moment } from '$lib/domain/core/ids';
import type { MatchablePost } from '$lib/domain/posts/search/match';
import type { SearchProfile } from '$lib/domain/posts/search/profile';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import type { Area } from './area';
import type { GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import type { GuardedLines } from '$lib/server/platform/net/guarded-lines';
import type { GuardedSocket } from '$lib/server/platform/net/guarded-socket';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';

/** The outbound clients that a connection may use. */
export interface OutboundClients {
	readonly fetch: GuardedFetch;
	readonly socket: GuardedSocket;
	readonly lines: GuardedLines;
}

/** The input of a poll. */
export interface PollRequest extends OutboundClients {
	readonly connection: Readonly<Connection>;
	/** The cursor of the last result that was stored; null starts from the beginning. */
	readonly cursor: unknown;
	/** A source or a search profile is new: earlier posts must be read again. */
	readonly fresh: boolean;
	/** The search profiles of every source that it feeds. */
	readonly profiles: readonly Readonly<SearchProfile>[];
	/** Whether any of those profiles selects this post: used for a stream of all posts, of which few are kept. */
	readonly isWanted: (post: MatchablePost) => boolean;
	/** Null when there is none. */
	readonly credential: string | null;
	/** The newest stored posts of the connection that are not deleted, newest first; at most `limit`. */
	readonly storedTexts: (limit: number) => Promise<readonly StoredText[]>;
	/** The external ids of an author's stored posts of the connection that are not deleted. */
	readonly storedOf: (author: string) => Promise<readonly string[]>;
	/** The wall clock, in milliseconds. */
	readonly now: () => number;
	readonly signal: AbortSignal;
}

/** The text of a post when it was last stored or edited. */
export interface StoredText {
	readonly externalId: string;
	readonly text: string;
}

/** A period of which posts may have been missed for good. */
export interface Gap {
	readonly from: Moment;
	readonly to: Moment;
}

/** Something that the authorities said or did, or a circumstance: a line in every timeline, not a post. */
export interface Announcement {
	/** The same in all connections of a protocol: an incident records it once, whichever connection brings it. */
	readonly id: string;
	readonly channel: string;
	readonly text: string;
	readonly at: Moment;
	/** True for an action of the authorities, false for a circumstance such as the weather. */
	readonly own: boolean;
	/** The area that it covers, as far as it says so. */
	readonly area: Area;
	/** The ids of what it changes or ends: if one of those was announced, this one is announced too. */
	readonly follows: readonly string[];
}

/** Why an item did not become a post. */
export const skipReasons = ['empty', 'double', 'tooMany', 'cut', 'unreadable', 'area', 'deadLink'] as const;
type SkipReason = (typeof skipReasons)[number];
export interface Skipped {
	count: number;
	reasons: Partial<Record<SkipReason, number>>;
	/** The addresses that could not be read, without the query: that may hold a key. */
	deadLinks?: string[];
}

/**
 * The new items of a connection, and when it may be polled again. A fault of the source is a `problem`, never thrown.
 */
export interface PollResult {
	/** Clean. */
	readonly posts: readonly RawPost[];
	readonly announced?: readonly Announcement[];
	readonly cursor: unknown;
	/** Milliseconds until it may be polled again. */
	readonly next: number;
	readonly skipped: Skipped;
	readonly problem: { readonly code: SourceFault; readonly status: number | null } | null;
	readonly gap?: Gap | null;
	/** Posts that were paid for in this calendar month; null where none are, or where the number is not known. */
	readonly paid?: number | null;
	/** What the source calls itself, where it does. */
	readonly name?: string;
	/** The feeds that the web page at the address names, where it is no feed. */
	readonly feeds?: readonly { readonly title: string; readonly address: string }[];
}

/** Reads one connection. It may keep a stream open between two polls; the cursor of the request says where to start. */
export interface ConnectionReader {
	/** Waits until there is something to take; returns earlier when woken or stopped. */
	ready(request: PollRequest): Promise<void>;
	take(request: PollRequest): Promise<PollResult>;
	/** Called when the sources that it feeds change, or when it should stop. */
	wake(): void;
	close(): Promise<void>;
}

/** For protocols that are polled at intervals and keep nothing open. */
export const polling = (poll: (request: PollRequest) => Promise<PollResult>) => (): ConnectionReader => ({
	ready: () => Promise.resolve(),
	take: poll,
	wake: () => undefined,
	close: () => Promise.resolve()
});
