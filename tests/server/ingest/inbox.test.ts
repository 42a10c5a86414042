import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SourceId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { refused as responseTo } from '$lib/server/api/refusal-response';
import { DiskFull } from '$lib/server/database/disk-space';
import { InboxRows } from '$lib/server/ingest/inbox/rows';
import { Sender } from '$lib/server/ingest/inbox/sender';
import { NotAnswered } from '$lib/server/ingest/pipeline/delivery';
import { verifyLog } from '$lib/server/log/verify';
import { log as serverLog } from '$lib/server/operations/logger';
import { carla, fresh } from '../../domain/sample';
import { minute, post, sameWords, Stage } from '../stage';
import { openOn, processOn, rowsOf, textsOf, whileNothingIsStored, type Process } from './inbox-stage';

/* Two processes receive posts of one incident: one leads, and stores those of both. */

let first: Stage;
let one: Process;
let two: Process;
beforeEach(async () => {
	first = await Stage.set();
	one = await processOn(first, 'locks of one');
	two = await processOn(await Stage.beside(first.database, undefined, sameWords), 'locks of two');
});
afterEach(async () => {
	vi.restoreAllMocks();
	await two.end();
	await two.stage.strike();
	await one.end();
	await first.strike();
});

const open = () => openOn(first, two.stage);
const texts = (log: IncidentId) => textsOf(first, log);
const rows = () => rowsOf(first);
const refusal = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });

test('one leads, the other hands it its posts, and each is answered what it would have been by itself', async () => {
	const { log, source } = await open();
	const known = post('rook');
	expect(await one.led.ingest(log, source, [known])).toMatchObject({ stored: 1 });
	expect([one.led.leads(log), two.led.leads(log)]).toEqual([true, false]);
	const empty = post(' ');
	const counts = await two.led.ingest(log, source, [known, post('brand, help'), empty]);
	expect(counts).toEqual({
		...{ stored: 1, known: 1, edited: 0, backlog: 0 },
		refused: [{ externalId: empty.externalId, why: 'post.empty' }],
		outcomes: ['known', 'stored', 'refused']
	});
	expect(await two.led.ingest(log, source, [{ ...known, text: 'roet' }])).toMatchObject({ edited: 1 });
	expect(await first.sql`select help is not null as help from post where text = 'brand, help'`).toEqual([
		{ help: true }
	]);
	expect(two.stage.ingest.remembered).toBe(0);
	expect(await rows()).toEqual([]);
});

test('the same posts at both, many at a time, are stored once', async () => {
	const { log, source } = await open();
	const posts = Array.from({ length: 60 }, (_, i) => post(`bericht ${i}`));
	const results = await Promise.all(
		Array.from({ length: 12 }, (_, i) => (i % 2 ? one : two).led.ingest(log, source, posts))
	);
	expect(results.reduce((sum, { stored }) => sum + stored, 0)).toBe(60);
	expect(results.reduce((sum, { known }) => sum + known, 0)).toBe(660);
	expect(await texts(log)).toHaveLength(60);
	expect([one.led.leads(log), two.led.leads(log)].filter(Boolean)).toHaveLength(1);
	expect(await verifyLog(first.sql, log)).toMatchObject({ ok: true });
});

test('nothing is answered before it is stored, and its words leave the inbox with it', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	let isAnswered = false;
	let sent: Promise<unknown> = Promise.resolve();
	await whileNothingIsStored(first, log, async () => {
		sent = two.led.ingest(log, source, [post('brand')]).then(() => (isAnswered = true));
		await expect.poll(() => one.stage.ingest.isStoring(log)).toBe(true);
		expect(two.led.pending(log)).toBe(1);
		expect(await rows()).toMatchObject([{ answer: null }]);
		expect(isAnswered).toBe(false);
	});
	await sent;
	expect(two.led.pending(log)).toBe(0);
	expect(await texts(log)).toEqual(['brand', 'rook']);
	expect(await rows()).toEqual([]);
});

test('a refusal by the one that leads reaches the sender: a paused source, a closed incident', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	await two.stage.logs.stop();
	await first.send(log, 'source.setState', { source, state: 'paused', why: null });
	await expect(two.led.ingest(log, source, [post('te laat')])).rejects.toEqual(refusal('source.notActive'));
	await first.send(log, 'incident.close', {}, carla);
	await expect(two.led.ingest(log, source, [post('te laat')])).rejects.toEqual(refusal('incident.closed'));
	expect(await texts(log)).toEqual(['rook']);
	expect(await rows()).toEqual([]);
});

test('posts of a source that the one that leads does not know yet are stored', async () => {
	const { log, source } = await open();
	await two.led.ingest(log, source, [post('rook')]);
	expect(two.led.leads(log)).toBe(true);
	// From here on it follows nothing.
	await two.stage.logs.stop();
	const added = fresh(SourceId);
	const kind = { name: 'x', kind: 'desk', platform: 'x', connection: null, key: null };
	await first.send(log, 'source.add', { id: added, ...kind });
	expect(two.stage.logs.state(log)?.sources.has(added)).toBe(false);
	expect(await one.led.ingest(log, added, [post('brand')])).toMatchObject({ stored: 1 });
	expect(await texts(log)).toEqual(['brand', 'rook']);
});

test('the one that leads reads what is new before it stores: the clock of an exercise is that of the one that set it', async () => {
	const { log, source } = await open();
	await two.led.ingest(log, source, [post('rook')]);
	// Ten seconds later it watches the incident no longer, and reads its log only once a second.
	const now = performance.now.bind(performance);
	vi.spyOn(performance, 'now').mockImplementation(() => now() + 11_000);
	let minutes = 60;
	const isBehind = async (): Promise<boolean> => {
		await first.clock(log, ++minutes);
		return !two.stage.logs.isCaughtUp(log);
	};
	await expect.poll(isBehind).toBe(true);
	await one.led.ingest(log, source, [post('brand')]);
	const [row] = await first.sql<{ at: Date }[]>`select received_at as at from post where text = 'brand'`;
	expect(row?.at.toISOString()).toBe(minute(minutes));
});

test('a row that names the source of another incident, such as an exercise, is refused', async () => {
	const [real, exercise] = [await open(), await open()];
	await one.led.ingest(real.log, real.source, [post('rook')]);
	await first.database.sql`
		insert into inbox (incident_id, id, source_id, size, posts, hints)
		values (${real.log}, ${newId()}, ${exercise.source}, 1, ${JSON.stringify([post('oefening')])}::text::json, '[{"lang":"nl","help":null}]')`;
	await expect.poll(rows).toMatchObject([{ answer: { refusal: 'source.absent' }, posts: null }]);
	expect(await texts(real.log)).toEqual(['rook']);
	expect(await texts(exercise.log)).toEqual([]);
});

test('when the one that leads dies with rows that it took, the sender takes over and stores them once', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	let sent: Promise<unknown> = Promise.resolve();
	await whileNothingIsStored(first, log, async () => {
		sent = two.led.ingest(log, source, [post('brand')]);
		await expect.poll(() => one.stage.ingest.isStoring(log)).toBe(true);
		await one.loseLease();
		await expect.poll(() => two.led.leads(log), { timeout: 5_000 }).toBe(true);
	});
	const outcome: unknown = await sent;
	expect(outcome).toMatchObject({ outcomes: [expect.stringMatching(/stored|known/)] });
	expect(await texts(log)).toEqual(['brand', 'rook']);
});

test('stopped in order, the one that leads hands over at once', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	await two.led.ingest(log, source, [post('brand')]);
	await one.led.stop();
	expect(await two.led.ingest(log, source, [post('vuur')])).toMatchObject({ stored: 1 });
	expect(two.led.leads(log)).toBe(true);
	expect(await texts(log)).toEqual(['brand', 'rook', 'vuur']);
});

test('a lost wake-up is healed by the poll', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	await first.database.sql`
		insert into inbox (incident_id, id, source_id, size, posts, hints)
		values (${log}, ${newId()}, ${source}, 1, ${JSON.stringify([post('stil')])}::text::json, '[{"lang":"nl","help":null}]')`;
	await expect.poll(() => texts(log), { timeout: 5_000 }).toEqual(['rook', 'stil']);
});

test('a sender that is not answered in time is told that nothing is known; what is stored after it is stored once', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	await two.end();
	two = await processOn(two.stage, 'locks of two', { patience: 300 });
	const late = post('brand');
	await whileNothingIsStored(first, log, async () => {
		const error: unknown = await two.led.ingest(log, source, [late]).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(NotAnswered);
		const response = responseTo(error);
		expect([response?.status, response?.headers.get('retry-after')]).toEqual([503, '5']);
		const { detail } = (await response?.json()) as { detail: string };
		expect(detail).not.toMatch(/nothing/i);
	});
	await expect.poll(() => texts(log)).toEqual(['brand', 'rook']);
	expect(await one.led.ingest(log, source, [late])).toMatchObject({ known: 1 });
});

test('posts of which the texts are still being read count as waiting, so that their sender is slowed down', async () => {
	const { log, source } = await open();
	const sender = new Sender(new InboxRows(first.sql), 15_000);
	const posts = [post('rook'), post('brand')];
	const sent = sender.send(log, { source, all: posts, posts, hints: new Promise(() => undefined) });
	expect(sender.pending(log)).toBe(2);
	await Promise.all([expect(sent).rejects.toThrow(NotAnswered), sender.stop()]);
	expect(sender.pending(log)).toBe(0);
});

/** So many rows, as other processes or another version of the program would have written them. */
const write = (log: IncidentId, source: string, contents: readonly { posts: unknown; hints: unknown }[]) =>
	first.database.sql.begin(async (tx) => {
		for (const { posts, hints } of contents)
			await tx`
				insert into inbox (incident_id, id, source_id, size, posts, hints)
				values (${log}, ${newId()}, ${source}, 1, ${JSON.stringify(posts)}::text::json, ${JSON.stringify(hints)}::text::json)`;
	});

test('a row that cannot be read is answered and noted down, and holds up none behind it', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	const noted = vi.spyOn(serverLog, 'warn');
	const hints = [{ lang: 'nl', help: null }];
	await write(log, source, [
		{ posts: { of: 'another version' }, hints },
		{ posts: [post('zonder taal')], hints: [] },
		{ posts: [post('brand')], hints }
	]);
	await expect.poll(() => texts(log), { timeout: 5_000 }).toEqual(['brand', 'rook']);
	await expect.poll(rows).toEqual(
		[{ failure: 'failed' }, { failure: 'failed' }, { outcomes: ['stored'] }].map((answer) => ({
			answer,
			posts: null
		}))
	);
	const notes = noted.mock.calls.filter(([line]) => Reflect.get(Object(line), 'action') === 'inbox.store');
	expect(notes).toHaveLength(2);
	expect(JSON.stringify(notes)).not.toContain('zonder taal');
	noted.mockRestore();
	await one.led.sweep();
	expect(await rows()).toHaveLength(3);
	await first.database.sql`update inbox set at = at - interval '2 minutes'`;
	await one.led.sweep();
	expect(await rows()).toEqual([]);
});

test('an answer that cannot be read is taken away, says that nothing is known, and takes no other with it', async () => {
	const { log, source } = await open();
	const [later, known, late] = [newId(), newId(), newId()];
	const answers = { [later]: { refusal: 'of.later' }, [known]: { outcomes: ['stored'] }, [late]: { stored: 1 } };
	for (const [id, answer] of Object.entries(answers))
		await first.database.sql`
			insert into inbox (incident_id, id, source_id, size, answer)
			values (${log}, ${id}, ${source}, 1, ${JSON.stringify(answer)}::text::json)`;
	const inbox = new InboxRows(first.sql);
	const read = await inbox.answered(log, [later, known]);
	expect(new Map(read.map(({ id, answer }) => [id, answer]))).toEqual(
		new Map<string, unknown>([
			[later, { failure: 'failed' }],
			[known, { outcomes: ['stored'] }]
		])
	);
	expect(await inbox.withdraw(log, late)).toEqual({ failure: 'failed' });
	expect(await rows()).toEqual([]);
});

/** The database says that its disk is full, for what is written to this table. */
const noRoom = (table: 'post' | 'inbox') =>
	first.database.sql.unsafe(`
		create or replace function no_room() returns trigger language plpgsql as
			$$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
		create trigger no_room before ${table === 'post' ? 'insert' : 'update'} on ${table} for each row execute function no_room()`);

test('when the one that leads has no room, the sender is told what it would have been told by itself, and nothing stays', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	await noRoom('post');
	const error: unknown = await two.led.ingest(log, source, [post('brand')]).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(DiskFull);
	const response = responseTo(error);
	expect([response?.status, response?.headers.get('retry-after')]).toEqual([503, '60']);
	expect(await response?.json()).toMatchObject({ code: 'disk.full' });
	expect(await rows()).toEqual([]);
	await first.database.sql`drop trigger no_room on post`;
	await one.led.stop();
	expect(await two.led.ingest(log, source, [post('brand')])).toMatchObject({ stored: 1 });
});

test('when there is no room for the answer either, the sender takes its row back', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	await two.end();
	two = await processOn(two.stage, 'locks of two', { patience: 300 });
	await noRoom('inbox');
	await expect(two.led.ingest(log, source, [post('brand')])).rejects.toThrow(NotAnswered);
	expect(await rows()).toEqual([]);
	expect(await texts(log)).toEqual(['rook']);
});

test('a lead without posts is given back, with its memory; then whoever receives some leads', async () => {
	const { log, source } = await open();
	await one.led.ingest(log, source, [post('rook')]);
	await one.led.sweep();
	expect([one.led.leads(log), first.ingest.remembered]).toEqual([true, 1]);
	await one.end();
	one = await processOn(first, 'locks of one', { idle: 0 });
	await one.led.ingest(log, source, [post('brand')]);
	const swept = async (): Promise<unknown> => {
		await one.led.sweep();
		return [one.led.leads(log), first.ingest.remembered];
	};
	await expect.poll(swept).toEqual([false, 0]);
	expect(await two.led.ingest(log, source, [post('vuur')])).toMatchObject({ stored: 1 });
	expect(two.led.leads(log)).toBe(true);
	expect(await one.led.ingest(log, source, [post('gas')])).toMatchObject({ stored: 1 });
	expect(one.led.leads(log)).toBe(false);
});

test('a lead with posts that are being stored is not given back', async () => {
	const { log, source } = await open();
	await one.end();
	one = await processOn(first, 'locks of one', { idle: 0 });
	let sent: Promise<unknown> = Promise.resolve();
	await whileNothingIsStored(first, log, async () => {
		sent = one.led.ingest(log, source, [post('rook')]);
		await expect.poll(() => first.ingest.sessions.size).toBe(1);
		await one.led.sweep();
		expect(one.led.leads(log)).toBe(true);
	});
	expect(await sent).toMatchObject({ stored: 1 });
});
