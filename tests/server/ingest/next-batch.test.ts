import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { CONNECTIONS } from '$lib/server/platform/database/connect';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { commit, underIngestLock } from '$lib/server/ingest/pipeline/ingest-lock';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { verifyLog } from '$lib/server/log/verify';
import { groupedBy } from '../grouped';
import { post, Stage } from '../stage';

/* The next batch is grouped while one is written: nobody may see a difference, whatever fails in between. */

/** Each grouping, by the texts of its posts, what they share, and what it waits for. */
let groupings: string[] = [];
let shares: (string | null)[] = [];
let gate: Promise<unknown> = Promise.resolve();
/** What a text that is read slowly waits for. */
let slowly: Promise<unknown> = Promise.resolve();
const analysis: PostAnalysis = {
	async read({ texts }) {
		if (texts.includes('langzaam')) await slowly;
		return texts.map(() => ({ lang: 'nl', help: null }));
	},
	stories() {
		const byText = new Map<string, { story: string }>();
		const grouper = groupedBy({
			find: ({ text }) => byText.get(text) ?? null,
			add: ({ story, text }) => void byText.set(text, { story }),
			move: () => undefined
		});
		return {
			...grouper,
			async group(posts) {
				groupings.push(posts.texts.join());
				shares = [...posts.shares];
				await gate;
				return grouper.group(posts);
			}
		};
	}
};

let one: Stage;
let two: Stage;
beforeAll(async () => {
	one = await Stage.set(analysis);
	two = await Stage.beside(one.database, undefined, analysis);
});
afterAll(async () => {
	await two.strike();
	await one.strike();
});
beforeEach(() => {
	groupings = [];
	gate = Promise.resolve();
});

/** An incident, and a first post that is being grouped; what is delivered now waits for its batch. */
async function startGrouping(first: RawPost) {
	const { log, sources } = await one.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	await expect.poll(() => two.logs.seq(log)).toBe(one.logs.seq(log));
	let open = (): void => undefined;
	gate = new Promise<void>((done) => (open = done));
	const stored = one.ingest.ingest(log, source, [first]);
	await expect.poll(() => groupings).toEqual([first.text]);
	return { log, source, stored, open };
}
/** Holds what writing a batch needs last, until the work is done. */
const whileNothingIsAnnounced = (log: IncidentId, work: () => Promise<void>) =>
	one.sql.begin(async (tx) => {
		await tx`select from log where id = ${log} for update`;
		await work();
	});
const stories = async (log: IncidentId): Promise<readonly (readonly string[])[]> => {
	const rows = await one.sql<{ texts: string[] }[]>`
		select array_agg(text order by id) as texts from post where incident_id = ${log} group by story_id order by min(id::text)`;
	return rows.map(({ texts }) => texts);
};
/** Posts without a story, and stories without the post that they began with. */
const halves = (log: IncidentId) => one.sql`
	select p.text from post p left join story s on s.incident_id = p.incident_id and s.id = p.story_id
	where p.incident_id = ${log} and s.id is null
	union all select s.id::text from story s left join post p on p.incident_id = s.incident_id and p.id = s.lead_id
	where s.incident_id = ${log} and p.id is null`;
const count = async (log: IncidentId): Promise<unknown> =>
	(await one.sql`select count(*)::int as n from post where incident_id = ${log}`)[0]?.['n'];

test('the next batch is grouped while a batch is written, and copies in both are one story', async () => {
	const { log, source, stored, open } = await startGrouping(post('brug dicht'));
	const next = one.ingest.ingest(log, source, [post('brug dicht'), post('rook')]);
	await whileNothingIsAnnounced(log, async () => {
		open();
		await expect.poll(() => groupings).toEqual(['brug dicht', 'brug dicht,rook']);
		expect(await count(log)).toBe(0);
	});
	expect([await stored, await next]).toMatchObject([{ stored: 1 }, { stored: 2 }]);
	expect(await stories(log)).toEqual([['brug dicht', 'brug dicht'], ['rook']]);
	expect(await verifyLog(one.sql, log)).toMatchObject({ ok: true });
});

test('a share of a post that is being written is recognised; a repeated post waits, and is known or edited', async () => {
	const [bridge, smoke] = [post('brug dicht'), post('rook')];
	const { log, source, stored, open } = await startGrouping(bridge);
	const sharing = one.ingest.ingest(log, source, [post('', { shares: bridge.externalId, text: 'RT brug' }), smoke]);
	let again: Promise<unknown> = Promise.resolve();
	await whileNothingIsAnnounced(log, async () => {
		open();
		await expect.poll(() => groupings.length).toBe(2);
		expect(shares).toEqual([expect.any(String), null]);
		again = one.ingest.ingest(log, source, [bridge, { ...smoke, text: 'veel rook' }]);
	});
	await Promise.all([stored, sharing]);
	expect(await again).toMatchObject({ known: 1, edited: 1 });
	expect(await one.ingest.ingest(log, source, [bridge, { ...smoke, text: 'veel rook' }])).toMatchObject({ known: 2 });
	const rows =
		await one.sql`select text, versions, shares is not null as shares from post where incident_id = ${log} order by id`;
	expect(rows).toEqual([
		{ text: 'brug dicht', versions: 1, shares: false },
		{ text: 'RT brug', versions: 1, shares: true },
		{ text: 'veel rook', versions: 2, shares: false }
	]);
});

test('when a batch cannot be written, the batch grouped after it is grouped again, without what was not stored', async () => {
	const bad = post('brug dicht', { externalId: 'bad' });
	const { log, source, stored, open } = await startGrouping(bad);
	const { sql } = one.database;
	await sql`create function no_bad() returns trigger language plpgsql as
		$$ begin if new.external_id = 'bad' then raise exception 'no room'; end if; return new; end $$`;
	await sql`create trigger no_bad before insert on post for each row execute function no_bad()`;
	const next = one.ingest.ingest(log, source, [post('brug dicht'), post('rook')]);
	open();
	await expect(stored).rejects.toThrow('no room');
	await sql`drop trigger no_bad on post`;
	expect(await next).toMatchObject({ stored: 2 });
	expect(groupings).toEqual(['brug dicht', 'brug dicht,rook', 'brug dicht,rook']);
	await one.ingest.ingest(log, source, [post('brug dicht')]);
	expect(await stories(log)).toEqual([['brug dicht', 'brug dicht'], ['rook']]);
	expect(await halves(log)).toEqual([]);
});

test('when the session ends while a batch is written, the batch that is being grouped after it is still stored', async () => {
	const { log, source, stored, open } = await startGrouping(post('rook'));
	const next = one.ingest.ingest(log, source, [post('brug dicht')]);
	let again = (): void => undefined;
	gate = new Promise<void>((done) => (again = done));
	await whileNothingIsAnnounced(log, async () => {
		open();
		await expect.poll(() => groupings).toEqual(['rook', 'brug dicht']);
		const { sql } = one.database;
		const holders = () => sql<{ pid: number }[]>`
			select pid from pg_locks where granted and classid = 7310020::oid
				and database = (select oid from pg_database where datname = current_database())`;
		for (const { pid } of await holders()) await sql`select pg_terminate_backend(${pid}, 5000)`;
		expect(await holders()).toEqual([]);
		// The notification was sent before this answer.
		await two.sql`select 1`;
	});
	again();
	await expect(stored).rejects.toThrow();
	expect(await next).toMatchObject({ stored: 1 });
	expect(await stories(log)).toEqual([['brug dicht']]);
	expect(await halves(log)).toEqual([]);
});

test('when an edit cannot be written, the batch grouped after it is grouped again too', async () => {
	const [known, edited] = [post('rook'), 'kan niet'];
	const { log, source, stored, open } = await startGrouping(known);
	open();
	await stored;
	const { sql } = one.database;
	await sql`create function no_edit() returns trigger language plpgsql as
		$$ begin raise exception 'no room'; end $$`;
	await sql`create trigger no_edit before update on post for each row execute function no_edit()`;
	let again = (): void => undefined;
	gate = new Promise<void>((done) => (again = done));
	const edit = one.ingest.ingest(log, source, [{ ...known, text: edited }]);
	await expect.poll(() => groupings).toEqual(['rook', '']);
	const next = one.ingest.ingest(log, source, [post('brug dicht')]);
	again();
	await expect(edit).rejects.toThrow('no room');
	await sql`drop trigger no_edit on post`;
	expect(await next).toMatchObject({ stored: 1 });
	expect(await stories(log)).toEqual([['rook'], ['brug dicht']]);
	expect(await halves(log)).toEqual([]);
});

test('memory that is dropped meanwhile loses nothing: the next batch is grouped once everything before it is stored', async () => {
	const { log, source, stored, open } = await startGrouping(post('brug dicht'));
	const second = one.ingest.ingest(log, source, [post('rook')]);
	let third: Promise<unknown> = Promise.resolve();
	await whileNothingIsAnnounced(log, async () => {
		open();
		await expect.poll(() => groupings.length).toBe(2);
		one.ingest.forget(log);
		third = one.ingest.ingest(log, source, [post('rook'), post('brug dicht')]);
	});
	await Promise.all([stored, second, third]);
	expect(await stories(log)).toEqual([
		['brug dicht', 'brug dicht'],
		['rook', 'rook']
	]);
	const authors = await one.sql`select count(distinct author)::int as n from post where incident_id = ${log}`;
	expect(authors).toEqual([{ n: 4 }]);
});

test('a process whose texts are still being analysed does not block other processes', async () => {
	let read = (): void => undefined;
	slowly = new Promise<void>((done) => (read = done));
	const { log, sources } = await one.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	const slow = one.ingest.ingest(log, source, [post('langzaam')]);
	await expect.poll(() => two.logs.seq(log)).toBe(one.logs.seq(log));
	expect(await two.ingest.ingest(log, source, [post('rook')])).toMatchObject({ stored: 1 });
	const next = one.ingest.ingest(log, source, [post('brug dicht')]);
	read();
	expect(await Promise.all([slow, next])).toMatchObject([{ stored: 1 }, { stored: 1 }]);
});

test('the next batch is not started while its texts are being analysed', async () => {
	let read = (): void => undefined;
	slowly = new Promise<void>((done) => (read = done));
	const { log, source, stored, open } = await startGrouping(post('brug dicht'));
	const slow = one.ingest.ingest(log, source, [post('langzaam')]);
	open();
	await stored;
	expect(await two.ingest.ingest(log, source, [post('rook')])).toMatchObject({ stored: 1 });
	read();
	expect(await slow).toMatchObject({ stored: 1 });
});

test('another process that waits gets its turn before the next batch', async () => {
	const { log, source, stored, open } = await startGrouping(post('brug dicht'));
	const other = two.ingest.ingest(log, source, [post('rook')]);
	await expect
		.poll(() => one.sql`select from pg_locks where locktype = 'advisory' and not granted`.then(({ length }) => length))
		.toBeGreaterThan(0);
	const next = one.ingest.ingest(log, source, [post('rook'), post('brug dicht')]);
	open();
	await Promise.all([stored, other, next]);
	expect(groupings).toEqual(['brug dicht', 'rook', 'rook,brug dicht']);
	expect(await stories(log)).toEqual([
		['brug dicht', 'brug dicht'],
		['rook', 'rook']
	]);
});

test('checking whether posts can be stored gets a connection, also while floods use all others', async () => {
	let isAnswered = false;
	const flood = async ({ log, source }: { log: IncidentId; source: SourceId }): Promise<void> => {
		while (!isAnswered)
			await one.ingest.ingest(
				log,
				source,
				Array.from({ length: 600 }, () => post('rook'))
			);
	};
	const floods: Promise<void>[] = [];
	for (let i = 0; i < CONNECTIONS.commands; i += 1) {
		const { log, sources } = await one.open('x');
		const [source] = sources;
		if (!source) throw new Error('no source');
		// No two fit in one batch: of three one is written, one grouped, and one waits.
		for (let each = 0; each < 3; each += 1) floods.push(flood({ log, source }));
	}
	await expect.poll(() => groupings.length).toBeGreaterThan(6);
	expect(await one.ingest.problem()).toBeNull();
	isAnswered = true;
	await Promise.all(floods);
});

test('the lock is released after a failure; one that cannot be released ends with its session', async () => {
	const { log } = await one.open('x');
	const isFree = async (): Promise<unknown> =>
		two.sql.begin(async (tx) => {
			const [row] = await tx<{ free: boolean }[]>`select pg_try_advisory_xact_lock(7310020, hashtext(${log})) as free`;
			return row?.free;
		});
	await expect(
		underIngestLock(one.sql, log, async (tx) => {
			expect(await isFree()).toBe(false);
			await tx`select 1 / 0`;
		})
	).rejects.toThrow('division by zero');
	expect(await isFree()).toBe(true);
	await one.database.sql`create function pg_advisory_unlock(int, int) returns bool language plpgsql as
		$$ begin raise exception 'cancelled'; end $$`;
	await expect(
		underIngestLock(one.sql, log, async (tx) => {
			await tx`set search_path = public, pg_catalog`;
			await commit(tx);
		})
	).rejects.toThrow();
	await expect.poll(isFree).toBe(true);
});
