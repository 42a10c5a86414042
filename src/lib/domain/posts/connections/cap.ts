import type { ProtocolKind } from './protocol';

/** Warnings by the Common Alerting Protocol. */
export const cap = {
	name: 'cap',
	platform: 'other',
	title: null,
	address: null,
	hasKey: false,
	isPaid: false,
	brings: 'warnings',
	reads: 'polls'
} as const satisfies ProtocolKind;
