import type { TransactionSql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AgreementId, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { agreementMade } from '$lib/domain/incident/agreement';
import { append, lockHead } from '$lib/server/log/append';
import { linesAfter, LogRolledBack } from '$lib/server/log/lines';
import { verifyLog } from '$lib/server/log/verify';
import { carla, fresh, noon } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

/* A back-up is restored, or an older copy promoted, under a running program: its memory is of a log that is gone. */

let stage: Stage;
let incident: { log: IncidentId; source: SourceId };
/** The log when it was copied. */
let copied = 0;

/** Each table with its columns, without those that PostgreSQL computes. */
const tables = (): Promise<{ name: string; columns: string }[]> => stage.database.sql`
	select table_name as name, string_agg(quote_ident(column_name), ',') as columns
	from information_schema.columns join pg_tables on schemaname = table_schema and tablename = table_name
	where table_schema = 'public' and is_generated = 'NEVER' group by 1`;
async function copy(): Promise<void> {
	const { sql } = stage.database;
	await sql`create schema copy`;
	for (const { name } of await tables()) await sql`create table copy.${sql(name)} as table public.${sql(name)}`;
}
/** By the owner of the database, without its rules about what may be changed. */
const alone = (work: (tx: TransactionSql) => Promise<unknown>) =>
	stage.database.sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await work(tx);
	});
/** Puts the copy back, with so many other lines after it, before the program can look. */
async function restore(since: number, then?: (tx: TransactionSql) => Promise<unknown>): Promise<void> {
	const all = await tables();
	await alone(async (tx) => {
		await tx.unsafe(`truncate ${all.map(({ name }) => `"${name}"`).join()}`);
		for (const { name, columns } of all)
			await tx.unsafe(
				`insert into "${name}" (${columns}) overriding system value select ${columns} from copy."${name}"`
			);
		const head = since > 0 ? await lockHead(tx, incident.log) : null;
		const events = Array.from({ length: since }, () => made('after the restore'));
		if (head) await append(tx, head, events, carla.id, null);
		await then?.(tx);
	});
}
const made = (text: string) => agreementMade({ id: fresh(AgreementId), text, by: carla.id, at: noon, ended: null });
const agree = (text: string) => stage.send(incident.log, 'agreement.make', { id: fresh(AgreementId), text });
const texts = () => [...(stage.logs.state(incident.log)?.agreements.values() ?? [])].map(({ text }) => text);

beforeAll(async () => {
	stage = await Stage.set();
	const { log, sources } = await stage.open('x');
	incident = { log, source: sources[0] ?? fresh(SourceId) };
	await agree('before the copy');
	await stage.ingest.ingest(log, incident.source, [post('before the copy')]);
	copied = stage.logs.seq(log);
	await copy();
});
afterAll(() => stage.strike());
/** What the program stored after the copy. */
beforeEach(async () => {
	for (let i = 0; i < 5; i++) await agree('lost');
	await stage.ingest.ingest(incident.log, incident.source, [post('lost'), post('lost too')]);
});

/** How many other lines there are after the copy, when the program stored so many. */
const positions: readonly (readonly [string, (lost: number) => number])[] = [
	['behind, with the same lines', () => 0],
	['as long, with other lines', (lost) => lost],
	['longer, with other lines', (lost) => lost + 7],
	['one line shorter, with other lines', (lost) => lost - 1]
];
const lostNow = (): number => stage.logs.seq(incident.log) - copied;

/** The state in memory is that of the database, and the chain is whole. */
async function same(): Promise<void> {
	const { log } = incident;
	const lines = await linesAfter(stage.sql, log, 0);
	expect(stage.logs.position(log)).toEqual({ seq: lines.at(-1)?.seq, hash: lines.at(-1)?.hash });
	const stored = lines.flatMap(({ type, data }) =>
		type === agreementMade.type ? [agreementMade.data.parse(data).text] : []
	);
	expect(texts()).toEqual(stored);
	expect(texts()).not.toContain('lost');
	expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true });
}

test.each(positions)('a command that comes first is decided on what the database has: %s', async (_, length) => {
	const since = length(lostNow());
	const reloaded: boolean[] = [];
	stage.logs.listen({ lines: () => undefined, reloaded: (_, isRolledBack) => reloaded.push(isRolledBack) });
	await restore(since);
	const receipt = await agree('new');
	expect(receipt.from).toBe(copied + since + 1);
	await same();
	expect(texts().at(-1)).toBe('new');
	expect(reloaded).toContain(true);
});

test.each(positions)('posts that come first are grouped by what the database has: %s', async (_, length) => {
	const since = length(lostNow());
	const { log, source } = incident;
	await restore(since);
	const posts = [post('lost'), post('before the copy')];
	await expect
		.poll(() =>
			stage.ingest.ingest(log, source, posts).then(
				({ stored }) => stored,
				() => null
			)
		)
		.toBe(2);
	await same();
	const rows = await stage.sql<{ text: string; posts: number }[]>`
		select min(p.text) as text, count(*)::int as posts from post p where incident_id = ${log} group by story_id order by 1`;
	expect(rows).toEqual([
		{ text: 'before the copy', posts: 2 },
		{ text: 'lost', posts: 1 }
	]);
});

test.each(positions)('the program notices it by itself, without any work: %s', async (_, length) => {
	const since = length(lostNow());
	await restore(since);
	const [head] = await stage.sql<{ hash: Buffer }[]>`select head_hash as hash from log where id = ${incident.log}`;
	await expect
		.poll(() => stage.logs.position(incident.log), { timeout: 5_000 })
		.toEqual({ seq: copied + since, hash: head?.hash.toString('hex', 0, 8) });
	await same();
	expect(stage.logs.isCaughtUp(incident.log)).toBe(true);
	expect(await stage.logs.problem()).toBeNull();
});

test('an incident that was opened after the back-up is gone, and its id can be opened again', async () => {
	const later = await stage.open('x');
	await restore(0);
	await expect(stage.send(later.log, 'agreement.make', { id: fresh(AgreementId), text: 'x' })).rejects.toMatchObject({
		code: 'incident.absent'
	});
	expect([stage.logs.has(later.log), stage.logs.incidents()]).toEqual([false, [incident.log]]);
	await same();
});

test('while a restore is not complete no command is decided, and the state in memory is kept', async () => {
	const { log } = incident;
	const before = stage.logs.position(log);
	await restore(0, (tx) => tx`delete from event where log_id = ${log}`);
	await expect(agree('too early')).rejects.toBeInstanceOf(LogRolledBack);
	await expect.poll(() => stage.logs.problem()).toContain('restored');
	expect(stage.logs.position(log)).toEqual(before);
	await alone((tx) => tx`delete from log`);
	await expect.poll(() => stage.logs.problem()).toContain('no installation');
	expect(stage.logs.has(log)).toBe(true);
	await restore(3);
	await expect.poll(() => stage.logs.problem(), { timeout: 5_000 }).toBeNull();
	await same();
});
