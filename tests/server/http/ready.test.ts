import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CommandId, IncidentId, SourceId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/platform/database/connect';
import { bram, fresh, openingNow } from '../../domain/in-memory-incident';
import { post } from '../stage';
import { freshDatabase } from '../database';
import { GET } from '../../../src/routes/health/ready/+server';
import { runProgram } from './running';

const ROLE = 'few_connections';
const database = await freshDatabase();
let running: Awaited<ReturnType<typeof runProgram>>;
beforeAll(async () => {
	await database.sql`create role ${database.sql(ROLE)} login password 'few' in role voelspriet`;
	const url = Object.assign(new URL(database.url), { username: ROLE, password: 'few' }).href;
	running = await runProgram({ databaseUrl: url });
});
afterEach(() => database.sql.unsafe(`grant voelspriet to ${ROLE}; alter role ${ROLE} connection limit -1`));
afterAll(async () => {
	await running.stop();
	await database.drop();
	const admin = connect(database.owner.replace(/\/[^/]*$/, '/postgres'), { max: 1 });
	await admin`drop role ${admin(ROLE)}`;
	await admin.end();
});

const ready = async () => {
	const response = await GET(running.contextFor(null, { path: '/health/ready' }));
	return {
		status: response.status,
		body: (await response.json()) as { ready: boolean; problems: { part: string; problem: string }[] }
	};
};
async function openIncident() {
	const [id, source] = [fresh(IncidentId), fresh(SourceId)];
	const send = (type: string, input: unknown) =>
		running.program.executor.execute(id, { id: fresh(CommandId), type, input }, bram, null);
	await send('incident.open', openingNow());
	await send('source.add', { id: source, name: 'X', kind: 'desk', platform: 'x', connection: null, key: null });
	return { id, source };
}

test('it is not ready with too few connections to store posts', async () => {
	const { id, source } = await openIncident();
	const [row] = await database.sql<
		{ open: number }[]
	>`select count(*)::int as open from pg_stat_activity where usename = ${ROLE}`;
	await database.sql.unsafe(`alter role ${ROLE} connection limit ${row?.open ?? 0}`);
	await expect(running.program.ingest.ingest(id, source, [post('rook')])).rejects.toMatchObject({ code: '53300' });
	expect(await ready()).toMatchObject({ status: 200, body: { ready: false } });
	await database.sql.unsafe(`alter role ${ROLE} connection limit -1`);
	await running.program.ingest.ingest(id, source, [post('rook')]);
	expect(await ready()).toMatchObject({ status: 200, body: { problems: [] } });
});

test('it is not ready once its rights are revoked, before anything is lost', async () => {
	expect(await ready()).toMatchObject({ status: 200 });
	await database.sql.unsafe(`revoke voelspriet from ${ROLE}`);
	const { status, body } = await ready();
	expect([status, body.ready]).toEqual([200, false]);
	expect(body.problems.map(({ part }) => part)).toEqual(expect.arrayContaining(['database', 'ingest']));
	await database.sql.unsafe(`grant voelspriet to ${ROLE}`);
	expect(await ready()).toMatchObject({ status: 200 });
});
