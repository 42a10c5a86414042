import type { ProtocolKind } from './protocol';

/** Every NL-Alert, from the public list of the government. */
export const nlAlert = {
	name: 'nlAlert',
	platform: 'other',
	title: 'NL-Alert',
	address: 'https://api.public-warning.app/api/v1/providers/nl-alert/alerts',
	hasKey: false,
	isPaid: false,
	brings: 'warnings',
	reads: 'polls'
} as const satisfies ProtocolKind;
