import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, FindingId, IncidentId, SourceId } from '$lib/domain/core/ids';
import { CONNECTIONS } from '$lib/server/platform/database/connect';
import { bram, fresh, openingNow } from '../../domain/in-memory-incident';
import { post } from '../stage';
import { runProgram } from './running';

let running: Awaited<ReturnType<typeof runProgram>>;
beforeAll(async () => {
	running = await runProgram();
});
afterAll(() => running.stop());

test('a process has at most thirteen connections, however much is asked of it at once', async () => {
	const limit = Object.values(CONNECTIONS).reduce((sum, count) => sum + count, 0);
	expect(limit).toBeLessThanOrEqual(13);
	const { sql, drizzle } = running.program.database;
	const execute = running.program.executor;
	const send = (log: IncidentId, type: string, input: unknown) =>
		execute.execute(log, { id: fresh(CommandId), type, input }, bram, null);
	const incidents = await Promise.all(
		Array.from({ length: 6 }, async () => {
			const [id, source] = [fresh(IncidentId), fresh(SourceId)];
			await send(id, 'incident.open', openingNow());
			await send(id, 'source.add', { id: source, name: 'X', kind: 'desk', platform: 'x', connection: null, key: null });
			return { id, source };
		})
	);
	const found: number[] = [];
	const names = new Set<string>();
	const load = Promise.all([
		...incidents.flatMap(({ id, source }) =>
			Array.from({ length: 10 }, async (_, i) => {
				await running.program.ingest.ingest(id, source, [post(`bericht ${i}`)]);
				await send(id, 'need.raise', { id: fresh(FindingId), text: `vraag ${i}`, offline: 'balie', seenIn: null });
				await running.program.stories.sql`select pg_sleep(0.01) from story where incident_id = ${id}`;
				await running.program.accounts.sessions.validSessions([id]);
				await drizzle.$client`select pg_sleep(0.01)`;
			})
		),
		running.program.locks.take(['connection/a', 'connection/b'])
	]);
	const busy = { now: true };
	void load.finally(() => (busy.now = false));
	while (busy.now) {
		const rows = await sql<{ name: string }[]>`
			select application_name as name from pg_stat_activity where datname = current_database() and application_name like 'voelspriet%'`;
		found.push(rows.length);
		for (const { name } of rows) names.add(name);
	}
	await load;
	process.stdout.write(`connections of one process: at most ${Math.max(...found)} of ${limit}\n`);
	expect(Math.max(...found)).toBeLessThanOrEqual(limit);
	expect([...names].sort()).toEqual([
		'voelspriet',
		'voelspriet ingest',
		'voelspriet locks',
		'voelspriet log',
		'voelspriet pulse',
		'voelspriet read'
	]);
});
