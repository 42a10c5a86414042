import type { ProtocolKind } from './protocol';

/** All of Bluesky, by a Jetstream server. */
export const bluesky = {
	name: 'bluesky',
	platform: 'bluesky',
	title: 'Bluesky',
	address: 'https://jetstream2.us-east.bsky.network/subscribe',
	hasKey: false,
	isPaid: false,
	brings: 'posts',
	reads: 'stream'
} as const satisfies ProtocolKind;
