import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import { z } from 'zod';
import { CommandId, IncidentId, Moment, type PersonId } from '$lib/domain/core/ids';

/** An answer that is not about the command itself; a status of null when the connection broke off. */
export const OtherAnswer = z.object({
	status: z.int().nullable(),
	/** Whether it came from our own server, and not from a proxy or firewall between. */
	isOurs: z.boolean()
});
export type OtherAnswer = z.infer<typeof OtherAnswer>;

/** A command that waits to be saved. `key` sorts in the order of entry, also among tabs and after a reload. */
export const WaitingCommand = z.object({
	key: z.string(),
	log: IncidentId,
	id: CommandId,
	type: z.string(),
	input: z.json(),
	/** When it was given, by the wall clock. */
	given: Moment,
	/** Why the server refused it; stored until the person discards it. */
	refused: z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
	/** Set when it fails again and again while others are saved: what answered the last time. */
	stuck: OtherAnswer.optional()
});
export type WaitingCommand = z.infer<typeof WaitingCommand>;

/** A copy as it is stored and sent: without fields that are undefined. */
export const asJson = (input: unknown): WaitingCommand['input'] => z.json().parse(JSON.parse(JSON.stringify(input)));

/**
 * A copy of the waiting commands on this device, one per person, shared by the person's tabs, for the next page. The
 * device may refuse or lose it at any time: every call may reject, but each settles.
 */
export interface OutboxStorage {
	all(): Promise<readonly WaitingCommand[]>;
	put(waiting: WaitingCommand): Promise<void>;
	remove(key: string): Promise<void>;
}

/** After this long without an answer from the device, a call counts as failed. Milliseconds. */
const storageTimeout = 1_500;

/**
 * Storage in IndexedDB, which needs https or localhost. A call that fails opens the database once more. Entries that
 * this version of the program cannot read stay in the database and are skipped.
 * @param lost called when the browser closed the database, so that its contents may be gone
 */
export function indexedDbStorage(person: PersonId, lost: () => void, timeout = storageTimeout): OutboxStorage {
	const store = reopeningStore(`voelspriet-${person}`, lost, timeout);
	return {
		async all() {
			// Without IndexedDB nothing can have been stored.
			if (typeof indexedDB === 'undefined') return [];
			const stored = await entries<string, unknown>(store);
			return stored.flatMap(([, value]) => WaitingCommand.safeParse(value).data ?? []);
		},
		put: (waiting) => set(waiting.key, waiting, store),
		remove: (key) => del(key, store)
	};
}

function reopeningStore(name: string, lost: () => void, timeout: number): UseStore {
	let current = createStore(name, 'outbox');
	const watched = new WeakSet<IDBDatabase>();
	const attempt: UseStore = async (mode, work) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let isOver = false;
		try {
			const done = current(mode, (objects) => {
				// The database opened after all: what was to be written may be outdated.
				if (isOver) throw new Error('Too late');
				watch(objects.transaction.db);
				return work(objects);
			});
			const tooLate = new Promise<never>((_, reject) => {
				timer = setTimeout(() => {
					isOver = true;
					reject(new Error('The storage of this device does not answer'));
				}, timeout);
			});
			return await Promise.race([done, tooLate]);
		} finally {
			clearTimeout(timer);
		}
	};
	function watch(db: IDBDatabase): void {
		if (watched.has(db)) return;
		watched.add(db);
		// Deleting the database waits until this connection is closed; what is in memory is then stored again.
		db.addEventListener('versionchange', () => {
			db.close();
			lost();
		});
		db.addEventListener('close', lost);
	}
	return async (mode, work) => {
		try {
			return await attempt(mode, work);
		} catch {
			current = createStore(name, 'outbox');
			return attempt(mode, work);
		}
	};
}
