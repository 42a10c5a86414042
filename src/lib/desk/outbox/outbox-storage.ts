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

/** @throws z.ZodError where it could not be kept or sent */
export const asJson = (input: unknown): WaitingCommand['input'] => z.json().parse(input);

/** Storage of waiting commands: on this device, one per person, shared by the person's tabs. */
export interface OutboxStorage {
	/** In the order in which they were given. */
	all(): Promise<WaitingCommand[]>;
	put(waiting: WaitingCommand): Promise<void>;
	remove(key: string): Promise<void>;
	/** Whether it outlives a reload. */
	readonly lasting: boolean;
}

/**
 * IndexedDB; needs https or localhost. Entries of another version of the program that this one cannot read are left
 * alone.
 */
function indexedDbStorage(person: PersonId): OutboxStorage {
	const store = createStore(`voelspriet-${person}`, 'outbox');
	return {
		lasting: true,
		async all() {
			const held = await entries<string, unknown>(store);
			return held
				.map(([, value]) => WaitingCommand.safeParse(value))
				.flatMap(({ data }) => data ?? [])
				.sort(byKey);
		},
		put: (waiting) => set(waiting.key, waiting, store),
		remove: (key) => del(key, store)
	};
}

/** For browsers that store nothing (private window, full disk): lives as long as the page, and the screen says so. */
export function memoryStorage(): OutboxStorage {
	const held = new Map<string, WaitingCommand>();
	return {
		lasting: false,
		all: () => Promise.resolve([...held.values()].sort(byKey)),
		put: (waiting) => Promise.resolve(void held.set(waiting.key, waiting)),
		remove: (key) => Promise.resolve(void held.delete(key))
	};
}

/** The device's storage when it can be written, else the one in memory. */
export async function openStorage(person: PersonId): Promise<OutboxStorage> {
	try {
		const shelf = indexedDbStorage(person);
		await shelf.all();
		return shelf;
	} catch {
		return memoryStorage();
	}
}

const byKey = (a: WaitingCommand, b: WaitingCommand): number => (a.key < b.key ? -1 : 1);
