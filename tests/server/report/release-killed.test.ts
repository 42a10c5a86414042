import { randomUUID } from 'node:crypto';
import type { TransactionSql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksumOfReport, Report } from '$lib/domain/report/content';
import { ensureBuilt } from '../../built';
import { startProgram, type RunningProgram } from '../../running-program';
import { freshDatabase, sessionsBlockedBy, type FreshDatabase } from '../database';

/** The production build, killed as by a power cut while it releases a report, on a database that goes on. */
let database: FreshDatabase;
let program: RunningProgram;
let incident: string;
let cookie: string;
beforeAll(async () => {
	ensureBuilt();
	database = await freshDatabase({ lockTimeout: 30_000, statementTimeout: 60_000 });
	program = await startProgram({ env: { DATABASE_URL: database.url, SECRET: 's'.repeat(32), DEMO: '1' } });
	const tried = await fetch(`${program.base}/?/try`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: program.base, accept: 'text/html' },
		body: new URLSearchParams()
	});
	cookie = tried.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
	incident = /incidents\/([0-9a-f-]{36})/.exec(tried.headers.get('location') ?? '')?.[1] ?? '';
	await send('exercise.setClock', { speed: 0, incident: null });
	const blank = { certainty: null, noneFound: false, over: null };
	await send('report.write', { ...blank, section: 'brief', text: 'Mensen willen weten of de rook gevaarlijk is.' });
	await send('report.write', { ...blank, section: 'counterSignals', text: '', noneFound: true });
}, 300_000);
afterAll(async () => {
	await program.remove();
	await database.drop();
});

const address = () => `${program.base}/api/v1/incidents/${incident}`;
const headers = () => ({ cookie, origin: program.base, 'content-type': 'application/json' });
async function command(sent: { id: string; type: string; input: unknown }): Promise<Response> {
	return fetch(`${address()}/commands`, { method: 'POST', headers: headers(), body: JSON.stringify(sent) });
}
async function send(type: string, input: unknown): Promise<void> {
	const answer = await command({ id: randomUUID(), type, input });
	expect(answer.status, `${type}: ${await answer.text()}`).toBe(200);
}
/** The release of the report as it is now, as a page would send it once its texts were looked at again. */
async function release(): Promise<{ id: string; type: string; input: unknown }> {
	const { state } = (await (await fetch(`${address()}/state`, { headers: headers() })).json()) as {
		state: { reportTexts: [string, { seq: number }][] };
	};
	for (const [section, { seq }] of state.reportTexts) await send('report.confirm', { section, over: seq });
	const { frame } = (await (await fetch(`${address()}/report`, { headers: headers() })).json()) as {
		frame: Record<string, unknown>;
	};
	const { number, position, moment, checksum } = frame;
	return { id: randomUUID(), type: 'report.release', input: { number, position, moment, checksum } };
}

/** The numbers of the versions if log, table and head agree; otherwise the numbers in each. */
async function released(): Promise<number[]> {
	const { sql } = database;
	const events = await sql<{ number: number; checksum: string }[]>`
		select (data->>'number')::int as number, data->>'checksum' as checksum from event
		where log_id = ${incident} and type = 'report.released' order by seq`;
	const rows = await sql<{ number: number; content: unknown; html_nl: string; html_en: string }[]>`
		select number, content, html_nl, html_en from report_version where incident_id = ${incident} order by number`;
	const [log] = await sql<{ whole: boolean }[]>`
		select head_seq = (select max(seq) from event where log_id = ${incident}) and head_seq = (select count(*) from event where log_id = ${incident})
			and head_hash = (select hash from event where log_id = ${incident} order by seq desc limit 1) as whole from log where id = ${incident}`;
	expect(log?.whole).toBe(true);
	expect(rows.map(({ number, content }) => ({ number, checksum: checksumOfReport(Report.parse(content)) }))).toEqual([
		...events
	]);
	for (const { html_nl, html_en } of rows) expect(Math.min(html_nl.length, html_en.length)).toBeGreaterThan(1000);
	return rows.map(({ number }) => number);
}

const programIsGone = () =>
	database.sql`select from pg_stat_activity where datname = current_database() and application_name like 'voelspriet%'`;

/**
 * Where the release is blocked, by a lock that the test holds; and whether it is published when the program dies there.
 */
const steps: readonly { at: string; hold: (tx: TransactionSql) => Promise<unknown>; out: boolean }[] = [
	{
		at: 'rendered, before it has the log',
		hold: (tx) => tx`select from log where id = ${incident} for update`,
		out: false
	},
	{
		at: 'the event is written, the version is not',
		hold: (tx) => tx`lock table report_version in access exclusive mode`,
		out: false
	},
	{
		at: 'event and version are written, and it commits',
		hold: (tx) => tx`select pg_advisory_xact_lock(4711)`,
		out: true
	}
];

describe('killed while it releases a report, it is out or not, never half; sent again it is out once', () => {
	beforeAll(async () => {
		// Blocks a commit: the trigger fires in it, and waits for the lock.
		await database.sql.unsafe(`
			create function wait_in_commit() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4711); return null; end $$;
			create constraint trigger wait_in_commit after insert on report_version deferrable initially deferred
				for each row execute function wait_in_commit();`);
	});

	test.each(steps)('$at', async ({ hold, out }) => {
		const before = await released();
		const sent = await release();
		await database.sql.begin(async (tx) => {
			await hold(tx);
			const answer = command(sent).catch(() => null);
			await expect.poll(() => sessionsBlockedBy(tx), { timeout: 20_000 }).toBeGreaterThan(0);
			await program.kill();
			expect(await answer).toBeNull();
		});
		await expect.poll(async () => (await programIsGone()).length, { timeout: 20_000 }).toBe(0);
		const after = await released();
		expect(after.length).toBe(before.length + (out ? 1 : 0));

		await program.start();
		const again = await command(sent);
		expect([again.status, await again.json()]).toEqual([200, expect.objectContaining({ again: out })]);
		expect(await released()).toEqual([...before, before.length + 1]);
	});
});
