import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '$lib/domain/core/refusal';
import type { IncidentId } from '$lib/domain/core/ids';
import { refused as responseTo } from '$lib/server/api/refusal-response';
import { Leads } from '$lib/server/ingest/inbox/leads';
import { InboxRows } from '$lib/server/ingest/inbox/rows';
import { Taker } from '$lib/server/ingest/inbox/taker';
import { NotAnswered } from '$lib/server/ingest/pipeline/delivery';
import type { Ingest } from '$lib/server/ingest/pipeline/ingest';
import { underIngestLock } from '$lib/server/ingest/pipeline/ingest-lock';
import { verifyLog } from '$lib/server/log/verify';
import { post, sameWords, Stage } from '../stage';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';
import { openOn, processOn, rowsOf, textsOf, whileNothingIsStored, type Process } from './inbox-stage';

/* The process that leads loses its lead at the worst moment: nobody is told what is not so, and each post is there once. */

let proxy: TcpProxy;
let one: Process;
let two: Process;
beforeEach(async () => {
	const stage = await Stage.set();
	proxy = await startTcpProxy(stage.database.url);
	// The one that loses: its database is behind a way that breaks.
	one = await processOn(
		await Stage.beside({ ...stage.database, url: proxy.url }, () => stage.strike(), sameWords),
		'locks of one'
	);
	two = await processOn(await Stage.beside(stage.database, undefined, sameWords), 'locks of two');
});
afterEach(async () => {
	await two.end();
	await two.stage.strike();
	await one.end();
	await one.stage.strike();
	await proxy.stop();
});

const open = () => openOn(one.stage, two.stage);
const texts = (log: IncidentId) => textsOf(one.stage, log);
const rows = () => rowsOf(one.stage);
/** The texts of the posts that wait in the inbox. */
const waiting = async (): Promise<string[]> =>
	(await rows()).flatMap(({ posts }) => (posts as { text: string }[] | null)?.map(({ text }) => text) ?? []);
/** Notes down what is put in the inbox from now on. @returns the texts of its posts so far */
async function notedDown(): Promise<() => Promise<string[]>> {
	const { sql } = one.stage.database;
	await sql.unsafe(`
		create table handed_on (text text);
		create function note_down() returns trigger language plpgsql security definer as
			$$ begin insert into handed_on select each->>'text' from json_array_elements(new.posts) each; return null; end $$;
		create trigger note_down after insert on inbox for each row execute function note_down()`);
	return async () => (await sql<{ text: string }[]>`select text from handed_on`).map(({ text }) => text);
}
const dead = new Promise<never>(() => undefined);

/** Leads for the first process without its other parts, so that a test says what becomes of a row that it takes. */
async function leader(log: IncidentId, store: Ingest['store']): Promise<Taker> {
	const { ingest } = one.stage;
	const leads = new Leads(one.locks, one.stage.sql, ingest.sessions, 0);
	expect(await leads.take(log)).toBe(true);
	const given = { store, disk: ingest.disk, inTurn: ingest.inTurn.bind(ingest) };
	return new Taker(given, new InboxRows(one.stage.sql), { tell: () => undefined }, leads);
}

test('the one that leads dies after the commit, before it tells anybody: the sender gets what was stored with its posts', async () => {
	const { log, source } = await open();
	const taker = await leader(log, (incident, delivered) =>
		one.stage.ingest.store(incident, delivered).then(() => dead)
	);
	const [brand, rook] = [post('brand'), post('rook')];
	const sent = two.led.ingest(log, source, [brand, post(' '), rook]);
	await expect.poll(waiting).toEqual(['brand', '', 'rook']);
	await taker.take(log);
	await expect.poll(() => texts(log)).toEqual(['brand', 'rook']);
	await one.loseLease();
	expect((await sent).outcomes).toEqual(['stored', 'refused', 'stored']);
	expect(await two.led.ingest(log, source, [brand, rook])).toMatchObject({ stored: 0, known: 2 });
	expect(two.led.leads(log)).toBe(true);
	expect(await texts(log)).toEqual(['brand', 'rook']);
	expect(await rows()).toEqual([]);
});

test('one that is frozen while it stores, and thawed after another took over: neither what it had not committed nor what waited is stored by its old lead', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	const handedOn = await notedDown();
	let storing: Promise<unknown> = Promise.resolve();
	let waited: Promise<unknown> = Promise.resolve();
	const [brand, vuur] = [post('brand'), post('vuur')];
	await whileNothingIsStored(one.stage, log, async () => {
		storing = one.led.ingest(log, source, [brand]).catch((error: unknown) => error);
		await expect.poll(() => one.stage.ingest.sessions.size).toBe(1);
		waited = one.led.ingest(log, source, [vuur]);
		await one.loseLease();
		const sent = two.led.ingest(log, source, [post('gas')]);
		await expect.poll(() => two.led.leads(log), { timeout: 5_000 }).toBe(true);
		await storing;
		waited = Promise.all([waited, sent]);
	});
	expect(await waited).toMatchObject([{ stored: 1 }, { stored: 1 }]);
	// It handed on what it would have stored.
	expect(await handedOn()).toContain('vuur');
	expect(one.led.leads(log)).toBe(false);
	expect(responseTo(await storing)?.status).toBe(503);
	expect(await texts(log)).toEqual(['gas', 'rook', 'vuur']);
	expect(await one.led.ingest(log, source, [brand, vuur])).toMatchObject({ stored: 1, known: 1 });
	expect(one.led.leads(log)).toBe(false);
	expect(await verifyLog(two.stage.sql, log)).toMatchObject({ ok: true });
});

test('one that leads again, with posts that still wait for one that is frozen, ends what holds them up', async () => {
	const { log, source } = await open();
	await two.led.ingest(log, source, [post('rook')]);
	let [hold, thaw] = [(): void => undefined, (): void => undefined];
	const [held, thawed] = [new Promise<void>((done) => (hold = done)), new Promise<void>((done) => (thaw = done))];
	const frozen = underIngestLock(one.stage.sql, log, () => {
		hold();
		return thawed;
	}).catch((error: unknown) => error);
	try {
		await held;
		let outcomes: unknown = null;
		void two.led.ingest(log, source, [post('brand')]).then((counts) => ({ outcomes } = counts));
		await expect.poll(() => two.stage.ingest.isStoring(log)).toBe(true);
		await two.loseLease();
		await two.locks.beat();
		expect(two.led.leads(log)).toBe(false);
		await expect.poll(() => outcomes, { timeout: 5_000 }).toEqual(['stored']);
		expect(two.led.leads(log)).toBe(true);
		expect(await frozen).toBeInstanceOf(Error);
		expect(await texts(log)).toEqual(['brand', 'rook']);
	} finally {
		thaw();
	}
});

test('a refusal by one that lost its lead without knowing it counts no longer: who leads now stores the row', async () => {
	const { log, source } = await open();
	const taker = await leader(log, async () => {
		await one.loseLease();
		throw new Refusal('source.notActive');
	});
	const sent = two.led.ingest(log, source, [post('brand')]);
	await expect.poll(waiting).toEqual(['brand']);
	await taker.take(log);
	await taker.idle();
	expect(await sent).toMatchObject({ stored: 1 });
	expect(await texts(log)).toEqual(['brand']);
});

describe.each([
	['was done', 'answer', ['brand']],
	['was not done', 'question', []]
] as const)('the connection is lost after COMMIT was sent, and it %s', (_, part, isThere) => {
	test('who sent to the one that leads is told that it is not known, and may send again', async () => {
		const { log, source } = await open();
		const own = post('brand');
		proxy.lose(part, 'commit and chain');
		const error: unknown = await one.led.ingest(log, source, [own]).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(NotAnswered);
		const response = responseTo(error);
		expect([response?.status, response?.headers.get('retry-after')]).toEqual([503, '5']);
		expect(await response?.json()).toMatchObject({ code: 'posts.notAnswered' });
		expect(await texts(log)).toEqual(isThere);
		proxy.lose(null);
		const again = await one.led.ingest(log, source, [own]);
		expect(again.outcomes).toEqual([isThere.length > 0 ? 'known' : 'stored']);
		expect(await texts(log)).toEqual(['brand']);
	});

	test('who sent through the inbox gets what became of it', async () => {
		const { log, source } = await open();
		const taker = await leader(log, (incident, delivered) =>
			one.stage.ingest.store(incident, delivered).finally(() => proxy.lose(null))
		);
		const sent = two.led.ingest(log, source, [post('brand')]);
		await expect.poll(waiting).toEqual(['brand']);
		proxy.lose(part, 'commit and chain');
		await taker.take(log);
		await taker.idle();
		expect(await texts(log)).toEqual(isThere);
		await taker.take(log);
		expect(await sent).toMatchObject({ stored: 1 });
		expect(await texts(log)).toEqual(['brand']);
		expect(await rows()).toEqual([]);
	});
});
