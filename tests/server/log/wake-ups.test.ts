import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { CommandId, FindingId, IncidentId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import { Ingest } from '$lib/server/ingest/pipeline/ingest';
import { Logs } from '$lib/server/log/logs';
import { CHANNEL, grownIn, WakeUps } from '$lib/server/log/follow/wake-ups';
import { deferred, settle, type Deferred } from '../../concurrency/deferred';
import { bram, fresh, opening } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { post, sameWords, Stage } from '../stage';
import { startTcpProxy } from '../tcp-proxy';

describe('the sender', () => {
	const [a, b] = [fresh(IncidentId), fresh(IncidentId)];
	/** Each statement is answered by hand. */
	function steps(rest: () => Promise<unknown> = () => Promise.resolve()) {
		const sent: { readonly grown: [IncidentId, number][]; readonly answer: Deferred<void> }[] = [];
		const wakeUps = new WakeUps((grown) => {
			const answer = deferred();
			sent.push({ grown: [...grown], answer });
			return answer.promise;
		}, rest);
		return { wakeUps, sent, grown: () => sent.map((each) => each.grown) };
	}
	afterEach(() => void vi.useRealTimers());

	test('the first growth is sent at once; further growth is sent together, each log once with its newest number', async () => {
		const { wakeUps, sent, grown } = steps();
		wakeUps.grew(a, 1);
		expect(grown()).toEqual([[[a, 1]]]);
		wakeUps.grew(b, 4);
		wakeUps.grew(a, 3);
		wakeUps.grew(a, 2);
		await settle();
		expect(sent).toHaveLength(1);
		sent[0]?.answer.resolve();
		await settle();
		expect(grown().slice(1)).toEqual([
			[
				[b, 4],
				[a, 3]
			]
		]);
		sent[1]?.answer.resolve();
		await settle();
		expect(sent).toHaveLength(2);
		wakeUps.grew(a, 4);
		expect(grown().at(-1)).toEqual([[a, 4]]);
		sent[2]?.answer.resolve();
		await wakeUps.stop();
	});

	test('growth during the pause after a wake-up waits for its end, and is sent together too', async () => {
		const rests: Deferred<void>[] = [];
		const { wakeUps, sent, grown } = steps(() => {
			const rest = deferred();
			rests.push(rest);
			return rest.promise;
		});
		wakeUps.grew(a, 1);
		sent[0]?.answer.resolve();
		await settle();
		wakeUps.grew(a, 2);
		wakeUps.grew(b, 1);
		await settle();
		expect(sent).toHaveLength(1);
		rests[0]?.resolve();
		await settle();
		expect(grown().slice(1)).toEqual([
			[
				[a, 2],
				[b, 1]
			]
		]);
		sent[1]?.answer.resolve();
		await settle();
		rests[1]?.resolve();
		await wakeUps.stop();
	});

	test('a failed one is not sent again, and does not keep the next from being sent', async () => {
		const { wakeUps, sent, grown } = steps();
		wakeUps.grew(a, 1);
		wakeUps.grew(b, 1);
		sent[0]?.answer.reject(new Error('away'));
		await settle();
		expect(grown()).toEqual([[[a, 1]], [[b, 1]]]);
		sent[1]?.answer.reject(new Error('away'));
		await settle();
		expect(sent).toHaveLength(2);
		wakeUps.grew(b, 2);
		expect(grown().at(-1)).toEqual([[b, 2]]);
		sent[2]?.answer.resolve();
		await wakeUps.stop();
	});

	test('stopping waits for the wake-up under way and the one behind it, and sends nothing more', async () => {
		const { wakeUps, sent, grown } = steps();
		wakeUps.grew(a, 1);
		wakeUps.grew(b, 1);
		let isStopped = false;
		const stopped = wakeUps.stop().then(() => (isStopped = true));
		wakeUps.grew(a, 2);
		sent[0]?.answer.resolve();
		await settle();
		expect(isStopped).toBe(false);
		sent[1]?.answer.resolve();
		await stopped;
		expect(grown()).toEqual([[[a, 1]], [[b, 1]]]);
	});

	test('stopping does not wait forever for a database that does not answer', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const { wakeUps, sent } = steps();
		wakeUps.grew(a, 1);
		const stopped = wakeUps.stop();
		await vi.runAllTimersAsync();
		await stopped;
		sent[0]?.answer.reject(new Error('away'));
		await settle();
	});
});

describe('between processes', () => {
	let database: FreshDatabase;
	/** All notifications there were, with the head of the log as it could be read when each came. */
	const notifications: { payload: string; head: Promise<number> }[] = [];
	const stops: (() => Promise<unknown>)[] = [];
	let two: Process;

	/** A process: its own pools, follower and queues. Its wake-ups wait at the gate, as long as there is one. */
	async function process(tailUrl = database.url) {
		const [own, tail] = [connect(database.url), connect(tailUrl, { max: 2 })];
		const at = {
			gate: null as Promise<unknown> | null,
			/** What its wake-ups were, whether they came through or not. */
			statements: [] as string[][],
			logs: null as unknown as Logs,
			executor: null as unknown as Executor,
			ingest: null as unknown as Ingest,
			/** As the system does when a program dies: nothing is finished. */
			die: () => Promise.all([own.end({ timeout: 0 }), tail.end({ timeout: 0 })])
		};
		const gated = new Proxy(tail, {
			apply: async (sql, _this, [text, ...values]: Parameters<typeof database.sql>) => {
				if (text.join('').includes('pg_notify')) {
					at.statements.push(values.at(-1) as string[]);
					await at.gate;
				}
				return sql(text, ...values);
			}
		});
		at.logs = new Logs(gated);
		await at.logs.start();
		at.executor = new Executor(own, at.logs, null);
		at.ingest = new Ingest(own, at.logs, sameWords);
		stops.push(
			() => at.logs.stop(),
			() => own.end({ timeout: 1 }),
			() => tail.end({ timeout: 1 })
		);
		return at;
	}
	type Process = Awaited<ReturnType<typeof process>>;

	beforeAll(async () => {
		database = await freshDatabase();
		const { sql } = database;
		await sql.listen(CHANNEL, (payload) => {
			const head = sql<{ head_seq: number }[]>`select head_seq from log where id = ${grownIn(payload).log}`;
			notifications.push({ payload, head: head.then(([row]) => row?.head_seq ?? 0) });
		});
		two = await process();
	});
	afterAll(async () => {
		for (const stop of stops) await stop();
		await database.drop();
	});

	const send = (at: Process, log: IncidentId, type: string, input: unknown) =>
		at.executor.execute(log, { id: fresh(CommandId), type, input }, bram, 'test');
	const ask = (at: Process, log: IncidentId, text: string) =>
		send(at, log, 'need.raise', { id: fresh(FindingId), text, offline: 'balie', seenIn: null });
	async function open(at: Process): Promise<IncidentId> {
		const log = fresh(IncidentId);
		await send(at, log, 'incident.open', opening());
		return log;
	}
	const payloadsOf = (...logs: readonly IncidentId[]): string[] =>
		notifications.map(({ payload }) => payload).filter((payload) => logs.some((log) => payload.startsWith(log)));
	/** Everything that was sent before this has been received after it. */
	async function hearAll(): Promise<void> {
		const marker = `${fresh(IncidentId)} 1`;
		await database.sql`select pg_notify(${CHANNEL}, ${marker})`;
		await expect.poll(() => notifications.some(({ payload }) => payload === marker)).toBe(true);
	}

	test('commands in several logs during a wake-up share the next one, which is sent when all can be read', async () => {
		const one = await process();
		const [a, b] = [await open(one), await open(one)];
		await expect.poll(() => [two.logs.seq(a), two.logs.seq(b)]).toEqual([1, 1]);
		await hearAll();
		const [before, statements] = [notifications.length, one.statements.length];
		// Step 1: a command is stored, and its wake-up waits at the gate.
		const gate = deferred();
		one.gate = gate.promise;
		await ask(one, a, 'Is de brug open?');
		expect(one.statements.slice(statements)).toEqual([[`${a} 2`]]);
		// Step 2: more are stored. They are answered, and this process has them, without anything having been sent.
		await ask(one, b, 'Is er water?');
		await ask(one, a, 'Is er stroom?');
		await ask(one, b, 'Is er gas?');
		expect([one.logs.seq(a), one.logs.seq(b)]).toEqual([3, 3]);
		await hearAll();
		expect(payloadsOf(a, b).filter((payload) => !/ 1$/.test(payload))).toEqual([]);
		// Step 3: the gate opens.
		gate.resolve();
		await expect.poll(() => [two.logs.seq(a), two.logs.seq(b)]).toEqual([3, 3]);
		await expect.poll(() => one.statements.length).toBe(statements + 2);
		expect(one.statements.at(-1)).toEqual([`${b} 3`, `${a} 3`]);
		await hearAll();
		expect(payloadsOf(a, b).filter((payload) => !/ 1$/.test(payload))).toEqual([`${a} 2`, `${b} 3`, `${a} 3`]);
		for (const { payload, head } of notifications.slice(before))
			if (payloadsOf(a, b).includes(payload)) expect(await head).toBeGreaterThanOrEqual(grownIn(payload).seq);
	});

	test('a batch of posts is notified like a command', async () => {
		const stage = await Stage.beside(database);
		stops.push(() => stage.strike());
		const { log, sources } = await stage.open('x');
		const [source] = sources;
		if (!source) throw new Error('no source');
		await stage.ingest.ingest(log, source, [post('rook')]);
		await expect.poll(() => payloadsOf(log)).toContain(`${log} ${stage.logs.seq(log)}`);
	});

	test('when a process dies between its commit and its notification, the others find the lines by themselves', async () => {
		const one = await process();
		const log = await open(one);
		await expect.poll(() => two.logs.seq(log)).toBe(1);
		// Step 1: a command is committed and answered, and its wake-up waits at the gate.
		const gate = deferred();
		one.gate = gate.promise;
		expect(await ask(one, log, 'Is de brug open?')).toMatchObject({ to: 2 });
		// Step 2: the process dies.
		await one.die();
		gate.resolve();
		// Step 3: nobody was notified.
		await hearAll();
		expect(payloadsOf(log)).toEqual([`${log} 1`]);
		// Step 4: another looks by itself, and goes on from there.
		await expect.poll(() => two.logs.seq(log)).toBe(2);
		expect(payloadsOf(log)).toEqual([`${log} 1`]);
		expect(await ask(two, log, 'Is er water?')).toMatchObject({ to: 3 });
	});

	test('a wake-up that the database refuses affects no command, is not repeated, and the next one is sent', async () => {
		const proxy = await startTcpProxy(database.url);
		stops.push(() => proxy.stop());
		const one = await process(proxy.url);
		const log = await open(one);
		await expect.poll(() => payloadsOf(log)).toEqual([`${log} 1`]);
		// Step 1: what tells the others has lost the database, what stores has not.
		await proxy.refuse();
		expect(await ask(one, log, 'Is de brug open?')).toMatchObject({ to: 2 });
		expect(one.logs.seq(log)).toBe(2);
		// Step 2: another finds it by itself.
		await expect.poll(() => two.logs.seq(log)).toBe(2);
		expect(one.statements.filter(([payload]) => payload === `${log} 2`)).toHaveLength(1);
		// Step 3: the database is back, and the next one comes.
		await proxy.accept();
		await expect.poll(() => one.logs.problem().catch(String)).toBe(null);
		await ask(one, log, 'Is er water?');
		await expect.poll(() => payloadsOf(log)).toContain(`${log} 3`);
		expect(payloadsOf(log)).toEqual([`${log} 1`, `${log} 3`]);
	});

	test('a process that stops first notifies the others of what it has stored', async () => {
		const one = await process();
		const [a, b] = [await open(one), await open(one)];
		const gate = deferred();
		one.gate = gate.promise;
		// Step 1: one wake-up waits at the gate, one waits behind it.
		await ask(one, a, 'Is de brug open?');
		await ask(one, b, 'Is er water?');
		// Step 2: the process stops, and ends its connections when it has.
		const stopped = one.logs.stop().then(() => one.die());
		gate.resolve();
		await stopped;
		await hearAll();
		expect(payloadsOf(a, b)).toEqual(expect.arrayContaining([`${a} 2`, `${b} 2`]));
	});
});
