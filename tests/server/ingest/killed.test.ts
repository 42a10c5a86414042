import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConnectionId, IncidentId, INSTALLATION, momentOf, SourceId } from '$lib/domain/core/ids';
import { Credentials } from '$lib/server/ingest/connections/credentials';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { ensureBuilt } from '../../built';
import { fresh, opening } from '../../domain/in-memory-incident';
import { startProgram, type RunningProgram } from '../../running-program';
import { Stage } from '../stage';
import { JetstreamServer } from './jetstream-server';
import { MastodonServer } from './mastodon-server';

/** The production build, twice on one database, as two machines run it. */
const secret = 's'.repeat(32);
let stage: Stage;
let mastodon: MastodonServer;
let jetstream: JetstreamServer;
const programs: RunningProgram[] = [];
beforeAll(async () => {
	ensureBuilt();
	stage = await Stage.set();
	mastodon = await MastodonServer.open();
	jetstream = await JetstreamServer.open();
}, 300_000);
afterAll(async () => {
	await Promise.all(programs.map((program) => program.remove()));
	await mastodon.stop();
	await jetstream.stop();
	await stage.strike();
});
const another = async (): Promise<RunningProgram> => {
	const env = { DATABASE_URL: stage.database.url, SECRET: secret, FETCH_ALLOW_CIDR: '127.0.0.0/8' };
	const program = await startProgram({ env });
	programs.push(program);
	return program;
};
const listening = (): number => mastodon.listeners + jetstream.listeners;
const eventually = <T>(what: () => T) => expect.poll(what, { timeout: 20_000, interval: 20 });

test('the program that runs the sources is killed in a burst: another continues within ten seconds, and every post is stored once', async () => {
	const log = fresh(IncidentId);
	const now = Date.now();
	await stage.send(
		log,
		'incident.open',
		opening({ start: momentOf(now - 3_600_000), expectedEnd: momentOf(now + 3_600_000) })
	);
	await stage.send(log, 'profile.change', { terms: ['rook'], hashtags: [], places: [], excluded: [], accounts: [] });
	for (const [protocol, address] of [
		['mastodon', mastodon.origin],
		['bluesky', jetstream.address]
	] as const) {
		const [connection, source] = [fresh(ConnectionId), fresh(SourceId)];
		await stage.send(INSTALLATION, 'connection.add', {
			id: connection,
			protocol,
			name: protocol,
			address,
			platform: protocol
		});
		await stage.send(log, 'source.add', {
			id: source,
			name: protocol,
			kind: 'connection',
			platform: protocol,
			connection,
			key: null
		});
		if (protocol !== 'mastodon') continue;
		const mark = await new Credentials(stage.sql, new Encryption(secret)).store({ connection }, mastodon.token, []);
		await stage.send(INSTALLATION, 'connection.setCredential', { connection, mark });
	}
	const first = await another();
	await eventually(listening).toBe(2);
	await another();

	let postCount = 0;
	const speak = (): void => {
		mastodon.say(`rook op Mastodon ${postCount}`);
		jetstream.say(`rook op Bluesky ${postCount}`);
		postCount++;
	};
	const burst = setInterval(speak, 5);
	const count = async (): Promise<number> => (await stage.sql`select 1 from post where incident_id = ${log}`).length;
	await eventually(count).toBeGreaterThan(100);
	const lines = jetstream.cursors.length;
	await first.kill();
	const killed = performance.now();
	await eventually(() => jetstream.cursors.length).toBe(lines + 1);
	await eventually(listening).toBe(2);
	const took = performance.now() - killed;
	process.stdout.write(`killed: the other goes on after ${Math.round(took)} ms (at most 10,000)\n`);
	expect(took).toBeLessThan(10_000);
	clearInterval(burst);
	speak();

	await eventually(count).toBe(2 * postCount);
	const [stored] =
		await stage.sql`select count(distinct text)::int as texts, count(*)::int as posts from post where incident_id = ${log}`;
	expect(stored).toEqual({ texts: 2 * postCount, posts: 2 * postCount });
	const [storedCount] = await stage.sql`
		select sum((data->>'count')::int)::int as posts from event where log_id = ${log} and type = 'posts.arrived'`;
	expect(storedCount).toEqual({ posts: 2 * postCount });
});
