import type { Connection } from '$lib/domain/posts/connection';
import type { Moment } from '$lib/domain/core/ids';
import type { MatchablePost } from '$lib/domain/posts/search/match';
import type { SearchProfile } from '$lib/domain/posts/search/profile';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import type { Area } from './area';
import type { GuardedFetch } from '$lib/server/net/guarded-fetch';
import type { GuardedLines } from '$lib/server/net/guarded-lines';
import type { GuardedSocket } from '$lib/server/net/guarded-socket';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';

/** The ways out that a connection may use. */
export interface OutboundClients {
	readonly fetch: GuardedFetch;
	readonly socket: GuardedSocket;
	readonly lines: GuardedLines;
}

/** What a connection is asked. */
export interface PollRequest extends OutboundClients {
	readonly connection: Readonly<Connection>;
	/** Of the last answer that was stored; null starts from the beginning. */
	readonly cursor: unknown;
	/** A source or a search profile is new: it wants what was read before as well. */
	readonly fresh: boolean;
	/** Of everything that it feeds. */
	readonly profiles: readonly Readonly<SearchProfile>[];
	/** Whether any of those profiles selects this post: for a stream of everything, of which little is kept. */
	readonly wanted: (post: MatchablePost) => boolean;
	/** Null where none was given. */
	readonly credential: string | null;
	/** So many of the posts that are stored from it and still there, the newest first. */
	readonly stored: (most: number) => Promise<readonly StoredText[]>;
	/** The wall's clock. */
	readonly now: () => number;
	readonly signal: AbortSignal;
}

/** What a post said when it was stored or edited last. */
export interface StoredText {
	readonly externalId: string;
	readonly text: string;
}

/** What may have been missed for good, and between which moments. */
export interface Gap {
	readonly from: Moment;
	readonly to: Moment;
}

/** Something that the authorities said or did, or that happened around: a line in every timeline, and no post. */
export interface Announcement {
	/** Unique within the connection. */
	readonly id: string;
	readonly channel: string;
	readonly text: string;
	readonly at: Moment;
	/** By the authorities themselves, or a circumstance such as the weather. */
	readonly own: boolean;
	/** Where it holds, as far as it says so. */
	readonly area: Area;
	/** The ids of what it changes or ends: where one of those was told, this is told too. */
	readonly follows: readonly string[];
}

/** Why an item did not become a post. */
export const skipReasons = ['empty', 'double', 'tooMany', 'cut', 'unreadable', 'area', 'deadLink'] as const;
type SkipReason = (typeof skipReasons)[number];
export interface Skipped {
	count: number;
	reasons: Partial<Record<SkipReason, number>>;
	/** The addresses that could not be read, without what follows a question mark: that may be a key. */
	deadLinks?: string[];
}

/** What a connection has that is new, and when it may be asked again. What a source does wrong is a `problem`, never thrown. */
export interface PollResult {
	/** Clean. */
	readonly posts: readonly RawPost[];
	readonly announced?: readonly Announcement[];
	readonly cursor: unknown;
	/** Milliseconds until it may be asked again. */
	readonly next: number;
	readonly skipped: Skipped;
	readonly problem: { readonly code: SourceFault; readonly status: number | null } | null;
	readonly gap?: Gap | null;
	/** Posts that were paid for in this calendar month; null where none are, or nothing is known of it. */
	readonly paid?: number | null;
}

/** Reads one connection. It may keep a line open between two answers; the cursor that it is asked with says from where. */
export interface ConnectionReader {
	/** Waits until there is something to take. Ends sooner when woken or stopped. */
	ready(question: PollRequest): Promise<void>;
	take(question: PollRequest): Promise<PollResult>;
	/** What it feeds changed, or it should stop. */
	wake(): void;
	close(): Promise<void>;
}

/** For what is asked every so often and keeps nothing open. */
export const polling = (poll: (question: PollRequest) => Promise<PollResult>) => (): ConnectionReader => ({
	ready: () => Promise.resolve(),
	take: poll,
	wake: () => undefined,
	close: () => Promise.resolve()
});
