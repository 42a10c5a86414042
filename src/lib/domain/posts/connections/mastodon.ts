import type { ProtocolKind } from './protocol';

/** One server's public timeline and hashtags, by the streaming API of Mastodon. */
export const mastodon = {
	name: 'mastodon',
	platform: 'mastodon',
	title: null,
	address: null,
	hasKey: true,
	isPaid: false,
	brings: 'posts',
	reads: 'stream'
} as const satisfies ProtocolKind;
