import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, FactId, FindingId, IncidentId, INSTALLATION, PersonId, StoryId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import { lockHead } from '$lib/server/log/append';
import { Follower } from '$lib/server/log/follower';
import { linesAfter, type LogLine } from '$lib/server/log/lines';
import { Logs } from '$lib/server/log/logs';
import { verifyLog } from '$lib/server/log/verify';
import { anna, bram, carla, fresh, opening, plainJson, system } from '../../domain/in-memory-incident';
import { freshDatabase, sessionsBlockedBy, type FreshDatabase } from '../database';

let database: FreshDatabase;
const stops: (() => Promise<unknown>)[] = [];

/** A process: its own pools, follower and queue. */
async function process(): Promise<{ logs: Logs; executor: Executor }> {
	const [own, tail] = [connect(database.url), connect(database.url, { max: 2 })];
	const logs = new Logs(tail);
	await logs.start();
	stops.push(
		() => logs.stop(),
		() => own.end({ timeout: 1 }),
		() => tail.end({ timeout: 1 })
	);
	return { logs, executor: new Executor(own, logs, null) };
}
let one: Awaited<ReturnType<typeof process>>;
let two: Awaited<ReturnType<typeof process>>;

beforeAll(async () => {
	database = await freshDatabase();
	[one, two] = [await process(), await process()];
});
afterAll(async () => {
	for (const stop of stops) await stop();
	await database.drop();
});

const send = (log: IncidentId, type: string, input: unknown, by: Actor = bram, at = one, id = fresh(CommandId)) =>
	at.executor.execute(log, { id, type, input }, by, 'test');

async function open(input: Record<string, unknown> = {}): Promise<IncidentId> {
	const id = fresh(IncidentId);
	await send(id, 'incident.open', opening(input));
	return id;
}
async function story(log: IncidentId): Promise<StoryId> {
	const id = fresh(StoryId);
	await database.sql`insert into story (incident_id, id, lead_id, since, backlog) values (${log}, ${id}, ${fresh(StoryId)}, now(), false)`;
	return id;
}
const rebuilt = async (log: IncidentId) => {
	const follower = new Follower(log);
	follower.apply(await linesAfter(database.sql, log, 0));
	return follower;
};
const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });

test('after every command, the old state with its events equals the state rebuilt from the log, and what another process follows', async () => {
	const log = await open();
	const [need, rumour, fact, seen] = [fresh(FindingId), fresh(FindingId), fresh(FactId), await story(log)];
	const steps: [string, unknown, Actor?][] = [
		['need.raise', { id: need, text: 'Gaan de scholen dicht?', offline: null, seenIn: { story: seen, stance: null } }],
		['rumour.signal', { id: rumour, text: 'Het water is vergiftigd', offline: 'gehoord op straat', seenIn: null }],
		['story.label', { story: seen, add: [{ kind: 'rumour', finding: rumour, stance: 'asks' }], remove: [] }],
		['story.setSentiment', { story: seen, emotion: 'fear' }],
		['story.markLookedAt', { story: seen, outcome: 'looked' }],
		['fact.record', { id: fact, text: 'Schoon', source: 'Waterbedrijf', at: null }],
		['rumour.giveVerdict', { rumour, verdict: 'false', fact }, anna],
		['need.answer', { need, text: 'Ja', fact, channel: 'website', at: null }],
		['incident.close', {}, carla]
	];
	for (const [type, input, by] of steps) {
		await send(log, type, input, by);
		expect(plainJson((await rebuilt(log)).state), type).toEqual(plainJson(one.logs.state(log)));
	}
	await expect.poll(() => two.logs.seq(log)).toBe(one.logs.seq(log));
	expect(plainJson(two.logs.state(log))).toEqual(plainJson(one.logs.state(log)));
	const links = await database.sql`select finding_id, stance from story_link where incident_id = ${log} order by kind`;
	expect(links.map((row) => row['stance'] as unknown)).toEqual([null, 'asks']);
	await expect(send(log, 'rumour.assess', { rumour, harm: 1, danger: false, helpNeeded: false })).rejects.toEqual(
		refused('incident.closed')
	);
	expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true, redacted: 0 });
});

test('a command sent twenty times at once has one effect and one answer; with other content it is refused', async () => {
	const log = await open();
	const [id, finding] = [fresh(CommandId), fresh(FindingId)];
	const input = { id: finding, text: 'x', offline: 'balie', seenIn: null };
	const answers = await Promise.all(
		Array.from({ length: 20 }, (_, i) => send(log, 'rumour.signal', input, bram, i % 2 ? one : two, id))
	);
	expect(new Set(answers.map(({ from, to }) => `${from}-${to}`))).toEqual(new Set(['2-2']));
	expect(answers.filter(({ again }) => !again)).toHaveLength(1);
	await expect(send(log, 'rumour.signal', { ...input, text: 'y' }, bram, one, id)).rejects.toEqual(
		refused('command.idTaken')
	);
	await expect(send(log, 'rumour.signal', input, carla, one, id)).rejects.toEqual(refused('command.idTaken'));
});

test('a command that another process answers first has its result there, also when no line arrived yet', async () => {
	const [log, id, finding] = [await open(), fresh(CommandId), fresh(FindingId)];
	const input = { id: finding, text: 'x', offline: 'balie', seenIn: null };
	const deaf = await process();
	await deaf.logs.stop();
	await send(log, 'rumour.signal', input, bram, one, id);
	expect(await send(log, 'rumour.signal', input, bram, deaf, id)).toMatchObject({ again: true });
	expect(deaf.logs.state(log)?.rumours.has(finding)).toBe(true);
});

test('two hundred commands at once from two processes: a third sees every number, once, in order', async () => {
	const log = await open();
	const seen: LogLine[] = [];
	const three = await process();
	three.logs.listen({
		lines: (of, lines) => {
			if (of === log) seen.push(...lines);
		}
	});
	await three.logs.poll(log);
	const before = three.logs.seq(log);
	await Promise.all(
		Array.from({ length: 200 }, (_, i) =>
			send(
				log,
				'need.raise',
				{ id: fresh(FindingId), text: `vraag ${i}`, offline: 'telefoon', seenIn: null },
				bram,
				i % 2 ? one : two
			)
		)
	);
	await expect.poll(() => three.logs.seq(log)).toBe(201);
	expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 201 - before }, (_, i) => before + 1 + i));
	await expect.poll(() => one.logs.seq(log)).toBe(201);
	expect(plainJson(three.logs.state(log))).toEqual(plainJson(one.logs.state(log)));
	expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true, lines: 201 });
});

test('two people make one finding at the same moment in two processes: one stands, the other is offered it', async () => {
	const log = await open();
	await expect.poll(() => two.logs.seq(log)).toBe(1);
	const gate = connect(database.url, { max: 1 });
	stops.push(() => gate.end({ timeout: 1 }));
	const [first, second] = [fresh(FindingId), fresh(FindingId)];
	const make = (id: FindingId, text: string, by: Actor, at: typeof one): Promise<unknown> =>
		send(log, 'rumour.signal', { id, text, offline: 'balie', seenIn: null }, by, at).catch((error: unknown) => error);
	let answers: readonly unknown[] = [];
	await gate.begin(async (tx) => {
		await tx`select from log where id = ${log} for update`;
		// Both stand before the lock of the log, and neither state has the other's.
		const both = Promise.all([
			make(first, 'Het water is vergiftigd', bram, one),
			make(second, 'het water is vergiftigd!', carla, two)
		]);
		both.then((all) => (answers = all)).catch(() => undefined);
		await expect.poll(() => sessionsBlockedBy(tx)).toBe(2);
	});
	await expect.poll(() => answers.length).toBe(2);
	const state = (await rebuilt(log)).state;
	const [stored, other] = [...state.rumours.values()];
	expect(stored?.mergedInto).toBeNull();
	expect(other?.mergedInto).toBe(stored?.id);
	expect(answers.map((answer) => (answer as { from: number }).from).sort()).toEqual([2, 3]);
	// The second person goes on with the id that they know.
	await send(log, 'rumour.assign', { rumour: first, owner: bram.id }, bram, one);
	await send(log, 'rumour.assign', { rumour: second, owner: carla.id }, carla, one);
	expect([...(await rebuilt(log)).state.rumours.values()].map(({ owner }) => owner)).toEqual([carla.id, null]);
	await Promise.all([one, two].map(({ logs }) => expect.poll(() => logs.state(log)?.rumours.size).toBe(2)));
});

test('a process that is idle under the lock of a log loses it, with what it had not committed', async () => {
	const log = await open();
	const silence = async (tx: Sql | TransactionSql): Promise<unknown> =>
		(await tx`select current_setting('idle_in_transaction_session_timeout') as silence`)[0]?.['silence'];
	const pool = connect(database.url, { max: 1 });
	stops.push(() => pool.end({ timeout: 1 }));
	let other: Promise<unknown> = Promise.resolve();
	const frozen = pool.begin(async (tx) => {
		await lockHead(tx, log);
		expect(await silence(tx)).toBe('15s');
		await tx`update log set head_seq = head_seq + 1 where id = ${log}`;
		// Shorter, so that this test is.
		await tx`set local idle_in_transaction_session_timeout = 100`;
		other = send(log, 'incident.setPhase', { phase: 'followUp' });
		await other;
	});
	await expect(frozen).rejects.toThrow(/idle-in-transaction timeout|CONNECTION_|ECONNRESET/);
	await other;
	expect(one.logs.state(log)?.incident?.phase).toBe('followUp');
	// What is no longer under a lock may be silent.
	expect(await silence(pool)).toBe('0');
});

test('lines are read after a lost notification: the listening connections are killed', async () => {
	const log = await open();
	await expect.poll(() => two.logs.seq(log)).toBe(1);
	await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
	await send(log, 'incident.setPhase', { phase: 'followUp' });
	await expect.poll(() => two.logs.seq(log)).toBe(2);
});

test('lines are read within a second when no notification comes', async () => {
	const log = await open();
	await expect.poll(() => two.logs.seq(log)).toBe(1);
	await database.sql.begin(async (tx) => {
		await tx`
			insert into event (log_id, seq, at, actor, type, data, salt, digest, hash)
			select log_id, 2, at, actor, 'incident.phaseSet', '{"phase":"aftercare"}', salt, digest, hash from event where log_id = ${log}`;
		await tx`update log set head_seq = 2 where id = ${log}`;
	});
	await expect.poll(() => two.logs.state(log)?.incident?.phase, { timeout: 3000 }).toBe('aftercare');
});

test('a refused command leaves nothing and may be tried again', async () => {
	const log = await open();
	const id = fresh(CommandId);
	const rumour = fresh(FindingId);
	const assess = { rumour, harm: 2, danger: false, helpNeeded: false };
	await expect(send(log, 'rumour.assess', assess, bram, one, id)).rejects.toEqual(refused('finding.absent'));
	expect(one.logs.seq(log)).toBe(1);
	await send(log, 'rumour.signal', { id: rumour, text: 'x', offline: 'y', seenIn: null });
	expect(await send(log, 'rumour.assess', assess, bram, one, id)).toEqual({ from: 3, to: 3, again: false });
});

test("another incident's story and one that does not exist get the same answer", async () => {
	const [log, other] = [await open(), await open()];
	const label = (of: StoryId) => send(log, 'story.markLookedAt', { story: of, outcome: 'looked' });
	const errors = await Promise.all(
		[label(await story(other)), label(fresh(StoryId))].map((sent) => sent.catch((error: unknown) => error))
	);
	expect(errors.map((error) => error instanceof Refusal && error.code)).toEqual(['story.absent', 'story.absent']);
});

test('an unknown command, a field too many, and a command of the other log are refused with a reason', async () => {
	const log = await open();
	await expect(send(log, 'incident.explode', {})).rejects.toEqual(refused('command.unknown'));
	await expect(send(log, 'incident.setPhase', { phase: 'acute', by: 'me' })).rejects.toEqual(
		refused('command.invalid')
	);
	await expect(send(log, 'incident.setPhase', JSON.parse('{"phase":"acute","__proto__":{}}'))).rejects.toEqual(
		refused('command.invalid')
	);
	await expect(send(log, 'installation.setUp', { organisation: 'x', administrator: bram.id }, system)).rejects.toEqual(
		refused('command.unknown')
	);
	await expect(send(fresh(IncidentId), 'incident.setPhase', { phase: 'acute' })).rejects.toEqual(
		refused('incident.absent')
	);
});

test('only an exercise script, desks and files feed an exercise: the database enforces it too', async () => {
	const log = await open({ exercise: true });
	const insert = (kind: string, exercise: boolean) =>
		database.sql`insert into source (incident_id, id, kind, platform, exercise) values (${log}, ${fresh(StoryId)}, ${kind}, 'news', ${exercise})`;
	await expect(insert('connection', true)).rejects.toThrow(/exercise_stays_exercise/);
	await expect(insert('connection', false)).rejects.toThrow(/foreign key/);
	await insert('desk', true);
});

test('an exercise never becomes a real incident, nor the reverse, with or without sources: the database refuses it to its owner too', async () => {
	const logs = [await open({ exercise: true }), await open()];
	const withSource = await open({ exercise: true });
	await database.sql`insert into source (incident_id, id, kind, platform, exercise) values (${withSource}, ${fresh(StoryId)}, 'desk', 'news', true)`;
	for (const log of [...logs, withSource]) {
		await expect(database.sql`update incident set exercise = not exercise where id = ${log}`).rejects.toThrow(
			'cannot be changed or deleted'
		);
		await expect(database.sql`delete from incident where id = ${log}`).rejects.toThrow('cannot be changed or deleted');
	}
	await expect(database.sql`truncate incident cascade`).rejects.toThrow('cannot be changed or deleted');
});

test('a changed, missing or secretly blanked line is detected; a redaction says so itself and the chain stays valid', async () => {
	const log = await open();
	for (const name of ['Jan', 'Piet', 'Klaas'])
		await send(log, 'need.raise', {
			id: fresh(FindingId),
			text: `Waar woont ${name}?`,
			offline: 'balie',
			seenIn: null
		});
	await send(log, 'log.redact', { numbers: [3], why: 'recht op verwijdering' }, carla);
	expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true, redacted: 0, masked: 1 });
	expect(JSON.stringify(await database.sql`select data from event where log_id = ${log}`)).not.toContain('Piet');
	for (const { logs } of [one, two])
		await expect.poll(() => [...(logs.state(log)?.needs.values() ?? [])].map(({ text }) => text)).toContain('…');
	await expect(send(log, 'log.redact', { numbers: [99], why: 'x' }, carla)).rejects.toEqual(refused('log.number'));

	const inVain = async (change: (sql: FreshDatabase['sql']) => Promise<unknown>) => {
		const undo = new Error('undo');
		let found: unknown;
		await database.sql
			.begin(async (tx) => {
				await tx`set local session_replication_role = replica`; // else the table's trigger refuses what is tried here
				await change(tx as unknown as FreshDatabase['sql']);
				found = await verifyLog(tx, log);
				throw undo;
			})
			.catch((error: unknown) => expect(error).toBe(undo));
		return found;
	};
	expect(
		await inVain(
			(sql) => sql`update event set data = jsonb_set(data, '{text}', '"x"') where log_id = ${log} and seq = 2`
		)
	).toEqual({
		ok: false,
		line: 2,
		why: 'changed'
	});
	expect(await inVain((sql) => sql`delete from event where log_id = ${log} and seq = 2`)).toEqual({
		ok: false,
		line: 2,
		why: 'missing'
	});
	expect(
		await inVain((sql) => sql`update event set salt = null, data = 'null' where log_id = ${log} and seq = 4`)
	).toEqual({
		ok: false,
		line: 4,
		why: 'blanked'
	});
	expect(
		await inVain((sql) => sql`update event set actor = ${anna.id satisfies PersonId} where log_id = ${log} and seq = 2`)
	).toEqual({
		ok: false,
		line: 2,
		why: 'chain'
	});
	expect(await inVain((sql) => sql`delete from event where log_id = ${log} and seq = 5`)).toEqual({
		ok: false,
		line: 3,
		why: 'changed'
	});
});

test("the installation's log accepts people and roles, and gives a person the roles of one incident only there", async () => {
	const [log, dirk] = [await open(), fresh(PersonId)];
	await send(
		INSTALLATION,
		'person.admit',
		{ person: dirk, grants: [{ role: 'analyst', incident: log }], exerciseOnly: false },
		system
	);
	expect(one.executor.actorFor(dirk, log).roles).toEqual(['analyst']);
	expect(one.executor.actorFor(dirk, fresh(IncidentId)).roles).toEqual([]);
	await send(INSTALLATION, 'person.suspend', { person: dirk, suspended: true }, system);
	expect(one.executor.actorFor(dirk, log).roles).toEqual([]);
});

test('a report is not rendered for anyone who may not release it', async () => {
	const log = await open();
	let rendered = 0;
	const executor = new Executor(one.executor.sql, one.logs, () => {
		rendered += 1;
		return Promise.reject(new Error('rendered'));
	});
	const input = { number: 1, position: 1, moment: new Date().toISOString(), checksum: 'a'.repeat(64) };
	const release = (by: Actor) =>
		executor.execute(log, { id: fresh(CommandId), type: 'report.release', input }, by, 'test');
	for (const by of [anna, { ...bram, roles: [] }, { ...bram, program: true }])
		await expect(release(by)).rejects.toBeInstanceOf(Refusal);
	expect(rendered).toBe(0);
	await expect(release(bram)).rejects.toThrow('rendered');
});
