import type { Platform } from '../platform';

/**
 * What a protocol says of itself, for the pages, the API and its documentation. Its words are in messages/ under
 * `protocols`; how it is read is in lib/server/ingest/protocols.
 */
export interface ProtocolKind {
	/** Stored, and part of an address. */
	readonly name: string;
	/** The platform of the posts that it brings. */
	readonly platform: Platform;
	/** The default name of a connection; null: what the source calls itself, else its host. */
	readonly title: string | null;
	/** The default address; null where only the person who connects it knows it. */
	readonly address: string | null;
	/** Needs a key of one's own. */
	readonly hasKey: boolean;
	/** Paid per post, so it has a price and a budget. */
	readonly isPaid: boolean;
	/** `warnings` become actions on the timeline, also chosen by the incident's place. */
	readonly brings: 'posts' | 'warnings';
	/** `stream`: over one open connection, and a second one may close the first. */
	readonly reads: 'polls' | 'stream';
}
