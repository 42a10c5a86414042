import { createStore, del, entries, set } from 'idb-keyval';
import { z } from 'zod';
import { CommandId, IncidentId, Moment, type PersonId } from '$lib/domain/core/ids';

/** A command that waits to be saved. `key` sorts in the order of entry, also among tabs and after a reload. */
export const WaitingCommand = z.object({
	key: z.string(),
	log: IncidentId,
	id: CommandId,
	type: z.string(),
	input: z.json(),
	/** When it was given, by the wall clock. */
	given: Moment,
	/** Why the server refused it; kept until the person discards it. */
	refused: z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable()
});
export type WaitingCommand = z.infer<typeof WaitingCommand>;

/** @throws z.ZodError when the input cannot be stored or sent as JSON */
export const asJson = (input: unknown): WaitingCommand['input'] => z.json().parse(input);

/** Storage of waiting commands: on this device, one per person, shared by the person's tabs. */
export interface OutboxStorage {
	/** In the order in which they were given. */
	all(): Promise<WaitingCommand[]>;
	put(waiting: WaitingCommand): Promise<void>;
	remove(key: string): Promise<void>;
	/** Whether stored commands survive a reload. */
	readonly lasting: boolean;
}

/**
 * Storage in IndexedDB, which needs https or localhost. Entries that this version of the program cannot read stay
 * in the database and are skipped.
 */
function indexedDbStorage(person: PersonId): OutboxStorage {
	const store = createStore(`voelspriet-${person}`, 'outbox');
	return {
		lasting: true,
		async all() {
			const stored = await entries<string, unknown>(store);
			return stored
				.map(([, value]) => WaitingCommand.safeParse(value))
				.flatMap(({ data }) => data ?? [])
				.sort(byKey);
		},
		put: (waiting) => set(waiting.key, waiting, store),
		remove: (key) => del(key, store)
	};
}

/** Fallback for browsers that cannot store (private window, full disk): lost on reload, and the screen says so. */
export function memoryStorage(): OutboxStorage {
	const commands = new Map<string, WaitingCommand>();
	return {
		lasting: false,
		all: () => Promise.resolve([...commands.values()].sort(byKey)),
		put: (waiting) => Promise.resolve(void commands.set(waiting.key, waiting)),
		remove: (key) => Promise.resolve(void commands.delete(key))
	};
}

/** IndexedDB when it can be opened, else memory. */
export async function openStorage(person: PersonId): Promise<OutboxStorage> {
	try {
		const storage = indexedDbStorage(person);
		await storage.all();
		return storage;
	} catch {
		return memoryStorage();
	}
}

const byKey = (a: WaitingCommand, b: WaitingCommand): number => (a.key < b.key ? -1 : 1);
