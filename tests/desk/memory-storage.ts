import type { OutboxStorage, WaitingCommand } from '$lib/desk/outbox/outbox-storage';

/** The storage of a device, without a device. */
export function memoryStorage(): OutboxStorage & { readonly stored: Map<string, WaitingCommand> } {
	const stored = new Map<string, WaitingCommand>();
	return {
		stored,
		all: () => Promise.resolve([...stored.values()]),
		put: (waiting) => Promise.resolve(void stored.set(waiting.key, waiting)),
		remove: (key) => Promise.resolve(void stored.delete(key))
	};
}
