import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Sql } from '$lib/server/platform/driver/sql';
import { CommandId, FindingId, IncidentId, INSTALLATION, PersonId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import { UnreadLogs } from '$lib/server/log/logs';
import { WatchedLogs } from '$lib/server/log/logs';
import { Logs } from '$lib/server/log/logs';
import { bram, fresh, system } from '../../domain/in-memory-incident';
import { Stage } from '../stage';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';

test('a log that grew is unread until it is followed up to there, and takes no memory after that', () => {
	const [a, b] = [fresh(IncidentId), fresh(IncidentId)];
	const reached = new Map([[a, 3]]);
	const unread = new UnreadLogs((log) => reached.get(log) ?? 0);
	unread.grew(a, 3);
	expect(unread.all()).toEqual([]);
	unread.grew(a, 5);
	unread.grew(a, 4);
	unread.grew(b, 1);
	expect(unread.all()).toEqual([a, b]);
	reached.set(a, 4);
	expect([unread.has(a), unread.has(b)]).toEqual([true, true]);
	reached.set(a, 5);
	expect(unread.all()).toEqual([b]);
	// Read again from an earlier number: what was notified before is forgotten, and found at the next round.
	reached.set(a, 2);
	expect(unread.has(a)).toBe(false);
});

describe('a watched log', () => {
	afterEach(() => void vi.useRealTimers());

	test('is watched for ten seconds after the last request to watch it', () => {
		vi.useFakeTimers({ toFake: ['performance'] });
		const [log, other] = [fresh(IncidentId), fresh(IncidentId)];
		const watched = new WatchedLogs();
		expect(watched.has(log)).toBe(false);
		watched.watch(log);
		watched.watch(other);
		vi.advanceTimersByTime(9_000);
		expect(watched.has(log)).toBe(true);
		watched.watch(log);
		vi.advanceTimersByTime(2_000);
		watched.sweep();
		expect([watched.has(log), watched.has(other)]).toEqual([true, false]);
		vi.advanceTimersByTime(8_001);
		expect(watched.has(log)).toBe(false);
	});
});

describe('another process', () => {
	let stage: Stage;
	let proxy: TcpProxy;
	let sql: Sql;
	let logs: Logs;
	/** The statements that it sent since the last look, without their values. */
	let statements: string[] = [];
	let rumourCount = 0;
	/** Its next round; by itself it makes none. */
	let round: () => void;

	beforeAll(async () => {
		stage = await Stage.set();
		const installed = { organisation: 'Gemeente Waterveen', administrator: fresh(PersonId) };
		await stage.send(INSTALLATION, 'installation.setUp', installed, system);
		proxy = await startTcpProxy(stage.database.url);
	});
	afterAll(async () => {
		await proxy.stop();
		await stage.strike();
	});
	beforeEach(async () => {
		sql = connect(proxy.url, { max: 1 });
		const counting = new Proxy(sql, {
			apply(query, self, [parts, ...values]: [readonly string[], ...unknown[]]) {
				if ('raw' in parts) statements.push(parts.join('?'));
				return Reflect.apply(query, self, [parts, ...values]) as unknown;
			}
		});
		logs = new Logs(counting);
		const timers: (() => void)[] = [];
		const set = vi.spyOn(globalThis, 'setInterval').mockImplementation(((run: () => void) => {
			timers.push(run);
		}) as typeof setInterval);
		await logs.start();
		set.mockRestore();
		statements = [];
		round = () => {
			for (const run of timers) run();
		};
	});
	afterEach(async () => {
		await logs.stop();
		await sql.end({ timeout: 1 });
	});

	const signal = () => ({
		type: 'rumour.signal',
		input: { id: fresh(FindingId), text: `Het water is vies ${String(++rumourCount)}`, offline: 'balie', seenIn: null }
	});
	const grow = (log: IncidentId) => {
		const { type, input } = signal();
		return stage.send(log, type, input);
	};
	/** Notifications come in order, and the installation's log is always read: then those before it have come. */
	async function allNotified(): Promise<void> {
		await stage.send(
			INSTALLATION,
			'person.admit',
			{ person: fresh(PersonId), grants: [], exerciseOnly: false },
			system
		);
		await expect.poll(() => logs.seq(INSTALLATION)).toBe(stage.logs.seq(INSTALLATION));
		statements = [];
	}
	const reads = (): number => statements.filter((each) => each.includes('event')).length;
	const isNewest = (log: IncidentId): boolean => logs.seq(log) === stage.logs.seq(log);
	/** Two incidents that the other process knows and nobody there watches. */
	async function two(): Promise<[IncidentId, IncidentId]> {
		const [{ log: a }, { log: b }] = [await stage.open('x'), await stage.open('x')];
		await expect.poll(() => logs.has(a) && logs.has(b)).toBe(true);
		await allNotified();
		await logs.catchUpAll();
		expect([isNewest(a), isNewest(b)]).toEqual([true, true]);
		statements = [];
		return [a, b];
	}

	/** The same, with a line in each that it was notified of and has not read. */
	async function twoUnread(): Promise<[IncidentId, IncidentId]> {
		const [a, b] = await two();
		await grow(a);
		await grow(b);
		await allNotified();
		return [a, b];
	}

	test('reads logs that nobody there watches in the next round, with one query for all of them', async () => {
		const [a, b] = await two();
		await grow(a);
		await grow(b);
		await grow(b);
		await allNotified();
		expect([isNewest(a), isNewest(b), logs.isCaughtUp(a), logs.isCaughtUp(b)]).toEqual([false, false, false, false]);
		round();
		await expect.poll(() => [isNewest(a), isNewest(b), logs.isCaughtUp(a), logs.isCaughtUp(b)]).not.toContain(false);
		expect(reads()).toBe(1);
		expect(logs.state(b)?.rumours.size).toBe(2);
	});

	test('finds in the next round what it was not notified of', async () => {
		const [a, b] = await two();
		const silent = new Executor(stage.sql, new Logs(stage.sql), null);
		await silent.logs.stop();
		for (const log of [a, b, b]) await silent.execute(log, { id: fresh(CommandId), ...signal() }, bram, null);
		await allNotified();
		expect([logs.isCaughtUp(a), logs.isCaughtUp(b), reads()]).toEqual([true, true, 0]);
		round();
		await expect.poll(() => [logs.state(a)?.rumours.size, logs.state(b)?.rumours.size]).toEqual([1, 2]);
		expect(reads()).toBe(1);
	});

	test('reads a watched log as soon as it is notified, including what it had not read before', async () => {
		const [a, b] = await twoUnread();
		logs.watch(a);
		await expect.poll(() => isNewest(a)).toBe(true);
		await grow(a);
		await expect.poll(() => isNewest(a)).toBe(true);
		expect(logs.state(a)?.rumours.size).toBe(2);
		expect(isNewest(b)).toBe(false);
	});

	test('reads what it was notified of when a log is requested, and watches that log from then on', async () => {
		const [a, b] = await twoUnread();
		await logs.catchUp(a);
		expect([isNewest(a), isNewest(b)]).toEqual([true, false]);
		await grow(a);
		await expect.poll(() => isNewest(a)).toBe(true);
		expect(isNewest(b)).toBe(false);
	});

	test('reads everything that it was notified of when all logs are requested, with one query, and watches none for it', async () => {
		const [a, b] = await twoUnread();
		await logs.catchUpAll();
		expect([isNewest(a), isNewest(b), reads()]).toEqual([true, true, 1]);
		await grow(a);
		await allNotified();
		expect(isNewest(a)).toBe(false);
	});

	test('does not query the database when nothing is new', async () => {
		const [a] = await two();
		await logs.catchUp(a);
		await logs.catchUpAll();
		expect(statements).toEqual([]);
	});

	test('does not watch a log that it does not know', async () => {
		const none = fresh(IncidentId);
		await logs.catchUp(none);
		expect(statements).toEqual([]);
	});

	test('reads all lines of a log that grew by more than one query for all logs returns', async () => {
		const [a, b] = await two();
		await grow(b);
		const before = logs.seq(a);
		await Promise.all(Array.from({ length: 1001 }, (_, minutes) => stage.clock(a, minutes)));
		await allNotified();
		await logs.catchUpAll();
		expect([isNewest(a), isNewest(b), logs.seq(a) - before]).toEqual([true, true, 1001]);
	});

	test('follows the other logs when one has a line that cannot be read', async () => {
		const [a, b] = await two();
		await grow(a);
		await grow(b);
		const last = stage.logs.seq(a);
		await stage.database.sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`; // else the table's trigger refuses it
			await tx`update event set data = '{"id": 7}' where log_id = ${a} and seq = ${last}`;
		});
		await allNotified();
		await logs.catchUpAll();
		expect([logs.seq(a), isNewest(b)]).toEqual([last - 1, true]);
	});

	test('continues with what it knows when the database does not answer, and reads the rest when it does', async () => {
		const [a] = await two();
		await grow(a);
		await allNotified();
		proxy.hole(true);
		await logs.catchUp(a);
		await logs.catchUpAll();
		expect(isNewest(a)).toBe(false);
		proxy.hole(false);
		await expect.poll(() => isNewest(a)).toBe(true);
	});
});
