import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CommandId, FindingId, INSTALLATION } from '$lib/domain/core/ids';
import { ForgottenList } from '$lib/domain/incident/forgotten';
import { backUp } from '$lib/server/records/backup/backup';
import { FORGOTTEN, ForgottenKeeper, keepForgotten } from '$lib/server/records/backup/forgotten';
import { personalDataSays } from '$lib/server/records/backup/personal-data';
import { restore } from '$lib/server/records/backup/restore';
import { log } from '$lib/server/platform/operations/logger';
import { start } from '$lib/server/program';
import { verifyLog } from '$lib/server/log/verify';
import { carla, fresh, person, system } from '../../domain/in-memory-incident';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { settings } from '../settings';
import { storedWords } from '../stored-words';

const canaries = {
	handle: 'zqhandle_van_iemand',
	name: 'Zrvoornaam Zrachternaam',
	address: 'https://zsadres.example/1',
	gone: 'ztwoorddatweg',
	asked: 'Zuwoordingesprek'
};
let folder: string;
let database: FreshDatabase;
let fixture: IncidentFixture;
const drops: (() => Promise<void>)[] = [];
const files: Record<string, string> = {};

const install = (type: string, input: unknown) =>
	fixture.executor.execute(
		INSTALLATION,
		{ id: fresh(CommandId), type, input },
		type === 'installation.setUp' ? system : person('administrator'),
		null
	);
async function save(name: string): Promise<void> {
	files[name] = (await backUp(database.url, join(folder, `${name}.zip`), { dataDir: folder })).file;
}
const listed = () => join(folder, FORGOTTEN);
/** Restores on an empty machine, with a list of what was forgotten or without any. */
async function restored(name: string, list?: string) {
	const there = await emptyDatabase();
	drops.push(() => there.drop());
	const dataDir = mkdtempSync(join(folder, 'machine-'));
	return { there, dataDir, result: await restore(there.url, files[name] ?? '', { dataDir }, list) };
}
/** Starts the program on it, and stops it again. */
async function startedOn({ url }: FreshDatabase, dataDir: string): Promise<void> {
	const program = await start({ http: createServer(), config: settings({ databaseUrl: url, dataDir }), port: 0 });
	await program.stop();
}
const counted = async ({ sql }: Pick<FreshDatabase, 'sql'>): Promise<unknown> => {
	const [row] = await sql`
		select (select count(*) from post)::int as posts, (select count(*) from story)::int as stories, (select count(distinct author) from post)::int as authors,
			(select sum(posts) from story_count)::int as counted, (select count(*) from story_link)::int as links`;
	return row;
};
let whole: unknown;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-forgotten-'));
	writeFileSync(join(folder, 'secret'), 's'.repeat(64));
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
	await install('installation.setUp', { organisation: 'Waterveen', administrator: person('administrator').id });
	const author = { externalId: 'q', handle: canaries.handle, name: canaries.name, followers: 1 };
	const gone = fixture.post('mastodon', `school; ${canaries.gone}`, 12);
	await fixture.deliver(fixture.post('mastodon', 'water; is het veilig', 10, { url: canaries.address, author }), gone);
	const need = fresh(FindingId);
	const seenIn = { story: await fixture.story('water'), stance: null };
	const question = { id: need, text: 'Is het water veilig?', offline: null, seenIn };
	const { from: raised } = await fixture.send('need.raise', question);
	await fixture.send('need.answer', { need, text: 'Ja, het is schoon', fact: null, channel: 'website', at: null });
	const made = { id: fresh(CommandId), text: `Spreek af met ${canaries.asked}` };
	const { from: asked } = await fixture.send('agreement.make', made);
	whole = await counted(database);
	await save('open');
	await fixture.deliver({ ...gone, deleted: true });
	const { from: request } = await fixture.send(
		'log.redact',
		{ numbers: [asked, raised], why: 'Recht op verwijdering' },
		carla
	);
	await fixture.send('log.confirmRedaction', { request }, person('coordinator'));
	await fixture.send('incident.close', {}, carla);
	await save('closed');
	await install('installation.setRetention', { days: 0 });
	await fixture.send('incident.reopen', { why: 'Nog iets' }, carla);
	await fixture.send('incident.close', {}, carla);
	await fixture.pass(7);
	await fixture.retention().check();
	await keepForgotten(database.sql, folder);
	await save('masked');
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
	for (const drop of drops) await drop();
	rmSync(folder, { recursive: true, force: true });
});

test('a back-up names the incidents whose personal data it holds, and until when', async () => {
	const { manifest } = await backUp(database.url, join(folder, 'now.zip'), { dataDir: folder });
	expect(personalDataSays(manifest.personal ?? [], Date.now())).toMatch(/^No post in it has personal data/);
	const open = (await restored('open')).result.manifest.personal;
	expect(open).toEqual([
		{ incident: fixture.incident, title: 'Brand Zuiderpark', posts: 2, isHeld: false, until: null }
	]);
	expect(personalDataSays(open ?? [], Date.now())).toContain(
		'Brand Zuiderpark: 2 posts; they stay until after the incident is closed'
	);
	const closed = (await restored('closed')).result.manifest.personal;
	expect(closed?.[0]?.until?.slice(0, 10)).toBe(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
});

test.each(['open', 'closed'])(
	'an earlier back-up (%s) is restored without what was forgotten since; chain and counts hold',
	async (name) => {
		const without = await restored(name);
		expect(without.result.listMissing).toBe(join(without.dataDir, FORGOTTEN));
		expect(Object.keys(await storedWords(without.there.sql, canaries))).toContain('name');
		expect(without.result.forgotten).toEqual({ incidents: 0, masked: 0, posts: 0, lines: 0 });
		const { there, result } = await restored(name, listed());
		expect(result.forgotten).toMatchObject({ incidents: 1, masked: 1, posts: 1 });
		expect(await storedWords(there.sql, canaries)).toEqual({});
		expect(await counted(there)).toEqual(whole);
		expect(await verifyLog(there.sql, fixture.incident)).toMatchObject({ ok: true });
		const [answered] = await there.sql`select data->'answer' as answer from event where type = 'need.answered'`;
		expect(answered, 'of a copy only what was removed').toMatchObject({
			answer: { text: 'Ja, het is schoon', question: '…' }
		});
		expect(await there.sql`select text from post where text like 'water;%'`).toEqual([
			{ text: 'water; is het veilig' }
		]);
	}
);

test('a later back-up needs no correction, and restoring it again changes nothing', async () => {
	const { there, result } = await restored('masked', listed());
	expect(result.forgotten).toEqual({ incidents: 0, masked: 0, posts: 0, lines: 0 });
	expect(await storedWords(there.sql, canaries)).toEqual({});
});

test('the list contains only ids and numbers, grows when a restored database is added, and is refused when damaged', async () => {
	const text = readFileSync(join(folder, FORGOTTEN), 'utf8');
	for (const canary of Object.values(canaries)) expect(text).not.toContain(canary);
	const list = ForgottenList.parse(JSON.parse(text));
	expect([list[fixture.incident]?.posts.length, list[fixture.incident]?.lines.length]).toEqual([1, 3]);
	const { there } = await restored('open', listed());
	const { masked } = list[fixture.incident] ?? { masked: null };
	await keepForgotten(there.sql, folder);
	const grown = ForgottenList.parse(JSON.parse(readFileSync(join(folder, FORGOTTEN), 'utf8')))[fixture.incident];
	expect(grown?.masked, 'the moment it was masked first').toBe(masked);
	const damaged = join(folder, 'damaged.json');
	writeFileSync(damaged, text.slice(0, -5));
	await expect(restored('open', damaged)).rejects.toMatchObject({ code: 'damaged' });
	await expect(restored('open', join(folder, 'typo.json')), 'a list that was named').rejects.toThrow(/no list .*typo/);
});

test('a list that could not be written is written later, without another event', async () => {
	const later = join(folder, 'later');
	const keeper = new ForgottenKeeper(database.sql, fixture.logs, later, 20);
	const failed = vi.spyOn(log, 'error');
	keeper.start();
	await expect.poll(() => failed.mock.calls.length).toBeGreaterThan(0);
	failed.mockRestore();
	mkdirSync(later);
	await expect.poll(() => existsSync(join(later, FORGOTTEN))).toBe(true);
	await keeper.stop();
});

test('a restore that was interrupted brings nothing back: the program forgets the rest when it starts', async () => {
	const there = await freshDatabase();
	drops.push(() => there.drop());
	const dataDir = mkdtempSync(join(folder, 'machine-'));
	await there.sql.unsafe(`
		create function killed() returns trigger language plpgsql as $$ begin raise 'killed'; end $$;
		create trigger killed before insert on event for each row when (new.type in ('posts.forgotten', 'posts.maskingStarted')) execute function killed()`);
	await expect(restore(there.owner, files['open'] ?? '', { dataDir }, listed())).rejects.toThrow('killed');
	await there.sql.unsafe('drop trigger killed on event; drop function killed()');
	expect(Object.keys(await storedWords(there.sql, canaries)), 'it ended in time').toContain('name');
	expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe('s'.repeat(64));
	await startedOn(there, dataDir);
	expect(await storedWords(there.sql, canaries)).toEqual({});
	expect(await verifyLog(there.sql, fixture.incident)).toMatchObject({ ok: true });
});

test('after restoring a back-up from between two maskings, nothing is left of what is closed and masked in it', async () => {
	await fixture.send('incident.reopen', { why: 'Een correctie' }, carla);
	await save('reopened');
	await fixture.pass(1);
	await fixture.send('incident.close', {}, carla);
	await fixture.pass(7);
	await fixture.retention().check();
	await keepForgotten(database.sql, folder);
	for (const [name, masked] of Object.entries({ masked: 0, reopened: 1 })) {
		const { there, dataDir, result } = await restored(name, listed());
		expect(result.forgotten, name).toMatchObject({ masked });
		await startedOn(there, dataDir);
		expect(await storedWords(there.sql, canaries)).toEqual({});
	}
});
