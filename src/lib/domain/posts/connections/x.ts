import type { ProtocolKind } from './protocol';

/** X, by its filtered stream. */
export const x = {
	name: 'x',
	platform: 'x',
	title: 'X',
	address: 'https://api.x.com',
	hasKey: true,
	isPaid: true,
	brings: 'posts',
	reads: 'stream'
} as const satisfies ProtocolKind;
