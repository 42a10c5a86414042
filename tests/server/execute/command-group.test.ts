import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, FindingId, IncidentId, INSTALLATION, PersonId, StoryId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import { Follower } from '$lib/server/log/follower';
import { linesAfter, type LogLine } from '$lib/server/log/lines';
import { Logs } from '$lib/server/log/logs';
import { verifyLog } from '$lib/server/log/verify';
import { bram, carla, fresh, opening, plainJson, system } from '../../domain/in-memory-incident';
import { freshDatabase, sessionsBlockedBy, type FreshDatabase } from '../database';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';

let database: FreshDatabase;
let proxy: TcpProxy;
const stops: (() => Promise<unknown>)[] = [];

/** A process: its own pools, follower and queues. `statements` are those of its commands, as they were sent. */
async function process(url = database.url, limits = { maxCommands: 32, milliseconds: Infinity }) {
	const [own, tail] = [connect(url), connect(database.url, { max: 2 })];
	const statements: string[] = [];
	const at = {
		logs: new Logs(tail),
		statements,
		/** Called with each statement before it is sent. */
		onstatement: (() => undefined) as (statement: string) => void,
		onclose: (): void => undefined,
		executor: null as unknown as Executor
	};
	Object.assign(own.options, {
		debug(_: number, statement: string) {
			statements.push(statement);
			at.onstatement(statement);
		},
		onclose: () => at.onclose()
	});
	await at.logs.start();
	at.executor = new Executor(own, at.logs, null, undefined, undefined, limits);
	stops.push(
		() => at.logs.stop(),
		() => own.end({ timeout: 1 }),
		() => tail.end({ timeout: 1 })
	);
	return at;
}
type Process = Awaited<ReturnType<typeof process>>;
let one: Process;
let two: Process;

beforeAll(async () => {
	database = await freshDatabase();
	proxy = await startTcpProxy(database.url);
	[one, two] = [await process(), await process()];
});
afterAll(async () => {
	for (const stop of stops) await stop();
	await proxy.stop();
	await database.drop();
});

interface Sent {
	type: string;
	input: unknown;
	by?: Actor;
	id?: CommandId;
}
type Result = { from: number; to: number; again: boolean } | { code: string } | { error: string };

/** What came of a command, in one shape whether it was stored, refused, or failed. */
async function send(
	at: Process,
	log: IncidentId,
	{ type, input, by = bram, id = fresh(CommandId) }: Sent
): Promise<Result> {
	try {
		return await at.executor.execute(log, { id, type, input }, by, 'test');
	} catch (error) {
		return error instanceof Refusal ? { code: error.code } : { error: String(error) };
	}
}
async function open(): Promise<IncidentId> {
	const log = fresh(IncidentId);
	await send(one, log, { type: 'incident.open', input: opening() });
	await expect.poll(() => two.logs.seq(log)).toBe(1);
	return log;
}
const raise = (text: string, id = fresh(FindingId)): Sent => ({
	type: 'need.raise',
	input: { id, text, offline: 'telefoon', seenIn: null }
});
const questions = (names: string): Sent[] => names.split('').map((name) => raise(`Is straat ${name} dicht?`));

/**
 * Sends the first, which then waits for the lock of the log, then the rest, which wait behind it; then opens the lock:
 * the rest are a group.
 */
async function asGroup(at: Process, log: IncidentId, sent: readonly Sent[]): Promise<Result[]> {
	const headLock = await holdHead(log);
	const results = Promise.all(sent.map((each) => send(at, log, each)));
	await expect.poll(() => headLock.waiting()).toBe(1);
	await headLock.open();
	return results;
}
/** Holds the lock of a log, as another process does that stores something. */
async function holdHead(log: IncidentId): Promise<{ waiting: () => Promise<number>; open: () => Promise<void> }> {
	const gate = await database.sql.reserve();
	await gate`begin`;
	await gate`select from log where id = ${log} for update`;
	return {
		waiting: () => sessionsBlockedBy(gate),
		async open() {
			await gate`commit`;
			gate.release();
		}
	};
}

/** How many commands each transaction stored, in the order of the log. */
async function transactions(log: IncidentId): Promise<number[]> {
	const rows = await database.sql<{ count: number }[]>`
		select count(*)::int from command where log_id = ${log} and from_seq > 1 group by xmin::text order by min(from_seq)`;
	return rows.map(({ count }) => count);
}
const textsOf = async (log: IncidentId): Promise<unknown[]> => {
	const lines = await linesAfter(database.sql, log, 1);
	return lines.map(({ data }) => (data as { text?: unknown }).text);
};
/** What is stored is one chain, each command in it once, and what this process holds is what the log says. */
async function expectWhole(at: Process, log: IncidentId, events: number): Promise<void> {
	expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true, lines: events });
	const lines = await linesAfter(database.sql, log, 0);
	expect(new Set(lines.map(({ command }) => command)).size).toBe(events);
	const rebuilt = new Follower(log);
	rebuilt.apply(lines);
	expect(plainJson(at.logs.state(log))).toEqual(plainJson(rebuilt.state));
}

test('commands that wait for one log share a transaction: each gets its own answer, decided on the state after the one before', async () => {
	const log = await open();
	const need = fresh(FindingId);
	const answer = { need, text: 'Ja', fact: null, channel: 'website', at: null };
	const results = await asGroup(one, log, [
		raise('Gaan de scholen dicht?'),
		raise('Is het water veilig?', need),
		raise('is het water veilig'),
		{ type: 'need.answer', input: answer, by: carla },
		{ type: 'need.answer', input: { ...answer, need: fresh(FindingId) } },
		raise('Waar kan ik schuilen?')
	]);
	expect(results).toEqual([
		{ from: 2, to: 2, again: false },
		{ from: 3, to: 3, again: false },
		{ from: 4, to: 4, again: false },
		{ from: 5, to: 5, again: false },
		{ code: 'finding.absent' },
		{ from: 6, to: 6, again: false }
	]);
	expect(await transactions(log)).toEqual([1, 4]);
	const [row] = await database.sql<{ count: number }[]>`select count(*)::int from command where log_id = ${log}`;
	expect(row?.count).toBe(6);
	expect((await linesAfter(database.sql, log, 1)).map(({ by }) => by)).toEqual(
		[bram, bram, bram, carla, bram].map(({ id }) => id)
	);
	expect(one.logs.state(log)?.needs.get(need)?.answer?.text).toBe('Ja');
	await expectWhole(one, log, 6);
});

test('a single command costs seven statements, and twenty that wait together cost no more', async () => {
	const log = await open();
	one.statements.length = 0;
	await send(one, log, raise('Gaan de scholen dicht?'));
	const alone = one.statements.length;
	expect(alone).toBe(7);
	one.statements.length = 0;
	await asGroup(one, log, questions('abcdefghijklmnopqrstu'));
	expect(await transactions(log)).toEqual([1, 1, 20]);
	expect(one.statements).toHaveLength(2 * alone);
});

test('refused commands leave nothing in the log, and a group of only refusals leaves no log at all', async () => {
	const log = await open();
	const assess = (by = bram): Sent => ({
		type: 'rumour.assess',
		input: { rumour: fresh(FindingId), harm: 1, danger: false, helpNeeded: false },
		by
	});
	expect(await asGroup(one, log, [assess(), assess(), assess({ ...bram, roles: [] })])).toEqual(
		['finding.absent', 'finding.absent', 'role.missing'].map((code) => ({ code }))
	);
	const unknown = fresh(IncidentId);
	expect(await Promise.all([1, 2, 3].map(() => send(one, unknown, raise('Is er gas?'))))).toEqual(
		Array(3).fill({ code: 'incident.absent' })
	);
	expect(await database.sql`select id from log where id = ${unknown}`).toEqual([]);
	await expectWhole(one, log, 1);
});

test('the same command twice in one group has one effect and one answer; other content or another person under its id is refused', async () => {
	const log = await open();
	const [id, refused] = [fresh(CommandId), fresh(CommandId)];
	const raised = { ...raise('Is het water veilig?'), id };
	const absent = { type: 'need.startAnswer', input: { need: fresh(FindingId) }, id: refused };
	expect(
		await asGroup(one, log, [
			raise('Gaan de scholen dicht?'),
			raised,
			raised,
			{ ...raised, by: carla },
			{ ...raise('Is er gas?'), id },
			absent,
			{ ...raise('Waar kan ik schuilen?'), id: refused },
			raised
		])
	).toEqual([
		{ from: 2, to: 2, again: false },
		{ from: 3, to: 3, again: false },
		{ from: 3, to: 3, again: true },
		{ code: 'command.idTaken' },
		{ code: 'command.idTaken' },
		{ code: 'finding.absent' },
		{ from: 4, to: 4, again: false },
		{ from: 3, to: 3, again: true }
	]);
	expect(await send(two, log, raised)).toEqual({ from: 3, to: 3, again: true });
	expect(await transactions(log)).toEqual([1, 2]);
	await expectWhole(one, log, 4);
});

test('a command that the database cannot store does not affect the others of its group', async () => {
	const log = await open();
	await database.sql.unsafe(`
		create function refuse_line() returns trigger language plpgsql as
			$$ begin if new.data->>'text' = 'Is straat c dicht?' then raise 'no room for this one'; end if; return new; end $$;
		create trigger refuse_line before insert on event for each row execute function refuse_line()`);
	const results = await asGroup(one, log, questions('xabcde'));
	await database.sql.unsafe('drop function refuse_line cascade');
	expect(results.map((result) => ('from' in result ? result.from : result))).toEqual([
		2,
		3,
		4,
		{ error: expect.stringContaining('no room for this one') as unknown },
		5,
		6
	]);
	expect(await transactions(log)).toEqual([1, 1, 1, 1, 1]);
	expect(await textsOf(log)).toEqual(['x', 'a', 'b', 'd', 'e'].map((name) => `Is straat ${name} dicht?`));
	await expectWhole(one, log, 6);
});

test.each([
	['before its commit arrives', 'question'],
	['after its commit, before the answer comes', 'answer']
] as const)('a group whose connection is cut %s loses and duplicates nothing', async (_, part) => {
	const log = await open();
	const far = await process(proxy.url);
	await expect.poll(() => far.logs.seq(log)).toBe(1);
	let commits = 0;
	far.onstatement = (statement) => {
		if (statement !== 'commit') return;
		commits += 1;
		if (commits === 2) proxy.lose(part);
	};
	far.onclose = () => proxy.lose(null);
	const sent = questions('xabcd').map((each) => ({ ...each, id: fresh(CommandId) }));
	const results = await asGroup(far, log, sent);
	expect(commits).toBeGreaterThan(1);
	const isStored = part === 'answer';
	expect(await transactions(log)).toEqual(isStored ? [1, 4] : [1, 1, 1, 1, 1]);
	expect(results).toEqual([2, 3, 4, 5, 6].map((seq) => ({ from: seq, to: seq, again: isStored && seq > 2 })));
	for (const [i, each] of sent.entries())
		expect(await send(two, log, each)).toEqual({ from: i + 2, to: i + 2, again: true });
	await expectWhole(far, log, 6);
});

test('a single command whose connection is cut after its commit fails, and gets its answer when it is sent again', async () => {
	const log = await open();
	const far = await process(proxy.url);
	await expect.poll(() => far.logs.seq(log)).toBe(1);
	far.onstatement = (statement) => {
		if (statement === 'commit') proxy.lose('answer');
	};
	far.onclose = () => proxy.lose(null);
	const sent = { ...raise('Is het water veilig?'), id: fresh(CommandId) };
	expect(await send(far, log, sent)).toEqual({ error: expect.any(String) as unknown });
	expect(await send(far, log, sent)).toEqual({ from: 2, to: 2, again: true });
	await expectWhole(far, log, 2);
});

test('nothing of a group is visible before it is stored, and then all of it in order', async () => {
	const log = await open();
	const seen: { by: string; lines: readonly LogLine[] }[] = [];
	const ends = Object.entries({ one, two }).map(([by, { logs }]) =>
		logs.listen({ lines: (of, lines) => void (of === log && seen.push({ by, lines })) })
	);
	let before = 0;
	one.onstatement = (statement) => {
		if (statement === 'commit') before = Math.max(before, one.logs.seq(log));
	};
	await asGroup(one, log, questions('xabcdefgh'));
	one.onstatement = () => undefined;
	// The last commit was sent while this process itself still stood where the first had left it.
	expect(before).toBe(2);
	await expect.poll(() => two.logs.seq(log)).toBe(10);
	const numbers = (who: string) => seen.filter(({ by }) => by === who).map(({ lines }) => lines.map(({ seq }) => seq));
	expect(numbers('one')).toEqual([[2], [3, 4, 5, 6, 7, 8, 9, 10]]);
	expect(numbers('two').flat()).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
	expect(plainJson(two.logs.state(log))).toEqual(plainJson(one.logs.state(log)));
	for (const end of ends) end();
});

test('two processes with groups for one log use every number once, answer truthfully and end with the same state', async () => {
	const log = await open();
	const headLock = await holdHead(log);
	const sent = Array.from({ length: 120 }, (_, i) => ({ at: i % 2 ? one : two, ...raise(`Is straat ${i} dicht?`) }));
	const all = Promise.all(sent.map(({ at, ...each }) => send(at, log, each)));
	await expect.poll(() => headLock.waiting()).toBe(2);
	await headLock.open();
	const results = await all;
	const sequenceNumbers = results.map((result) => ('from' in result ? result.from : 0));
	expect(sequenceNumbers.toSorted((a, b) => a - b)).toEqual(sent.map((_, i) => i + 2));
	const texts = await textsOf(log);
	for (const [i, seq] of sequenceNumbers.entries()) expect(texts[seq - 2]).toBe(`Is straat ${i} dicht?`);
	// Each process keeps the order in which it was asked.
	for (const own of [0, 1]) {
		const mine = sequenceNumbers.filter((_, i) => i % 2 === own);
		expect(mine).toEqual(mine.toSorted((a, b) => a - b));
	}
	expect(Math.max(...(await transactions(log)))).toBeGreaterThan(5);
	for (const at of [one, two]) {
		await expect.poll(() => at.logs.seq(log)).toBe(121);
		await expectWhole(at, log, 121);
	}
});

test('when two people in one group label the same story, the later label stands, in the tables as in the log', async () => {
	const log = await open();
	const story = fresh(StoryId);
	await database.sql`insert into story (incident_id, id, lead_id, since, backlog) values (${log}, ${story}, ${fresh(StoryId)}, now(), false)`;
	const [first, second] = [fresh(FindingId), fresh(FindingId)];
	const label = (add: FindingId[], remove: FindingId[]): Sent => ({
		type: 'story.label',
		input: {
			story,
			add: add.map((finding) => ({ kind: 'need', finding, stance: null })),
			remove
		}
	});
	const results = await asGroup(one, log, [
		raise('Is het water veilig?', first),
		raise('Is er gas?', second),
		label([first], []),
		{ type: 'story.setSentiment', input: { story, emotion: 'fear' } },
		label([second], [first]),
		{ type: 'story.setSentiment', input: { story, emotion: 'anger' } },
		{ type: 'story.markLookedAt', input: { story, outcome: 'looked' } }
	]);
	expect(results.filter((result) => !('from' in result))).toEqual([]);
	expect(await transactions(log)).toEqual([1, 6]);
	const links = await database.sql`select finding_id from story_link where incident_id = ${log}`;
	expect(links.map((row) => row['finding_id'] as unknown)).toEqual([second]);
	const [row] =
		await database.sql`select sentiment->>'emotion' as emotion, outcome from story where incident_id = ${log} and id = ${story}`;
	expect(row).toEqual({ emotion: 'anger', outcome: 'looked' });
	expect(
		one.logs
			.state(log)
			?.labels.get(story)
			?.links.map(({ finding }) => finding)
	).toEqual([second]);
});

test('a command that changes more than its own rows is stored alone, between those before and after it', async () => {
	const log = await open();
	const [into, other] = [fresh(FindingId), fresh(FindingId)];
	const results = await asGroup(one, log, [
		raise('Is het water veilig?', into),
		raise('Is er gas?', other),
		raise('Waar kan ik schuilen?'),
		{ type: 'finding.merge', input: { kind: 'need', finding: other, into } },
		{ type: 'need.startAnswer', input: { need: other } },
		{ type: 'need.startAnswer', input: { need: into } }
	]);
	expect(results.map((result) => ('from' in result ? result.from : result))).toEqual([
		2,
		3,
		4,
		5,
		{ code: 'finding.merged' },
		6
	]);
	expect(await transactions(log)).toEqual([1, 2, 1, 1]);
	await expectWhole(one, log, 6);
});

test('a group ends after a maximum number of commands or time; the rest goes with the next group', async () => {
	const log = await open();
	const limited = await process(database.url, { maxCommands: 3, milliseconds: Infinity });
	const slow = await process(database.url, { maxCommands: 32, milliseconds: 0 });
	for (const at of [limited, slow]) await expect.poll(() => at.logs.seq(log)).toBe(1);
	await asGroup(limited, log, questions('xabcdefg'));
	expect(await transactions(log)).toEqual([1, 3, 3, 1]);
	await asGroup(slow, log, questions('yhij'));
	expect(await transactions(log)).toEqual([1, 3, 3, 1, 1, 1, 1, 1]);
	await expectWhole(slow, log, 13);
});

test('a person suspended while their command waits is refused, in the installation and in an incident', async () => {
	const [log, eva, admin] = [await open(), fresh(PersonId), fresh(PersonId)];
	const admit = (person: PersonId): Sent => ({
		type: 'person.admit',
		input: { person, grants: [{ role: 'administrator', incident: null }], exerciseOnly: false },
		by: system
	});
	for (const person of [eva, admin]) await send(one, INSTALLATION, admit(person));
	const byEva: Actor = { ...one.executor.actorFor(eva, INSTALLATION), roles: ['administrator', 'analyst'] };
	expect(
		await asGroup(one, INSTALLATION, [
			admit(fresh(PersonId)),
			{
				type: 'person.suspend',
				input: { person: eva, suspended: true },
				by: one.executor.actorFor(admin, INSTALLATION)
			},
			{ ...admit(fresh(PersonId)), by: byEva }
		])
	).toMatchObject([{ again: false }, { again: false }, { code: 'role.missing' }]);
	expect(await send(one, log, { ...raise('Is er gas?'), by: byEva })).toEqual({ code: 'role.missing' });
	await expectWhole(one, log, 1);
});
