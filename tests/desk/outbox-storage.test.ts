import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Outbox } from '$lib/desk/outbox/outbox';
import { indexedDbStorage, type OutboxStorage, type WaitingCommand } from '$lib/desk/outbox/outbox-storage';
import { CommandId, IncidentId, momentOf } from '$lib/domain/core/ids';
import { bram, fresh } from '../domain/in-memory-incident';

const timeout = 40;
const waiting = (at = 1): WaitingCommand => {
	const id = fresh(CommandId);
	const key = `${String(at).padStart(15, '0')}:${id}`;
	return { key, log: fresh(IncidentId), id, type: 'story.setSentiment', input: {}, given: momentOf(at), refused: null };
};
let lost = 0;
const open = (): OutboxStorage => indexedDbStorage(bram.id, () => (lost += 1), timeout);
const keysIn = async (storage: OutboxStorage): Promise<string[]> => (await storage.all()).map(({ key }) => key);

beforeEach(() => {
	lost = 0;
	vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** What a browser may do to storage that is in use, once: afterwards it works again. */
const passing: Record<string, () => unknown> = {
	'a connection that the browser closed': () => {
		vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
			throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
		});
	},
	'an aborted transaction': () => {
		const put = Reflect.get(IDBObjectStore.prototype, 'put') as (...input: unknown[]) => IDBRequest<IDBValidKey>;
		vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (this: IDBObjectStore, ...input) {
			const request = put.apply(this, input);
			this.transaction.abort();
			return request;
		});
	},
	'a database that was deleted': () =>
		new Promise((done) => (indexedDB.deleteDatabase(`voelspriet-${bram.id}`).onsuccess = done)),
	'an open that never answers': () => {
		vi.stubGlobal('indexedDB', new IDBFactory());
		vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => ({}) as IDBOpenDBRequest);
	}
};

test.each(Object.entries(passing))('%s: the storage is opened once more', async (name, fault) => {
	const storage = name.startsWith('an open') ? (fault(), open()) : open();
	if (!name.startsWith('an open')) {
		await storage.put(waiting());
		await fault();
	}
	const next = waiting(2);
	await storage.put(next);
	expect(await keysIn(storage)).toContain(next.key);
	expect(await keysIn(open())).toContain(next.key);
});

test('a deleted database is reported, so that what is in memory is stored again', async () => {
	const storage = open();
	await storage.put(waiting());
	await passing['a database that was deleted']?.();
	expect(lost).toBe(1);
	expect(await storage.all()).toEqual([]);
});

test.each([
	['that never answers', () => ({}) as IDBOpenDBRequest],
	[
		'that is refused',
		() => {
			throw new DOMException('not in a private window', 'SecurityError');
		}
	]
])('an open %s fails in time, and the commands are sent from memory', async (_, fault) => {
	vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(fault);
	const sent: string[] = [];
	const outbox = new Outbox(
		() => undefined,
		() => undefined
	);
	const commands = [waiting(1), waiting(2)];
	for (const { log, id, type, input, given } of commands) void outbox.put({ log, id, type, input, given });
	let isOffline = true;
	void outbox.open({
		storage: open(),
		deliver: (some) => {
			if (isOffline) return Promise.resolve([]);
			sent.push(...some.map(({ id }) => id));
			return Promise.resolve(some.map(() => ({ kind: 'saved', from: 1, to: 1 }) as const));
		},
		lock: (work) => work(),
		announce: () => undefined,
		delay: () => () => undefined
	});
	await expect.poll(() => outbox.lasting).toBe(false);
	expect([outbox.isStored, outbox.isRead, outbox.waiting().length]).toEqual([false, false, 2]);
	isOffline = false;
	await outbox.drain();
	expect(sent).toEqual(commands.map(({ id }) => id));
	expect([outbox.waiting().length, outbox.lasting, outbox.isStored]).toEqual([0, true, true]);
});

test('a browser without IndexedDB has nothing stored, and stores nothing', async () => {
	vi.stubGlobal('indexedDB', undefined);
	expect(await open().all()).toEqual([]);
	await expect(open().put(waiting())).rejects.toThrow();
});
