import type { ProtocolKind } from './protocol';

/** RSS, Atom or JSON Feed. */
export const feed = {
	name: 'feed',
	platform: 'news',
	title: null,
	address: null,
	hasKey: false,
	isPaid: false,
	brings: 'posts',
	reads: 'polls'
} as const satisfies ProtocolKind;
