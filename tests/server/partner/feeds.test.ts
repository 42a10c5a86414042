import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseAtomFeed } from 'feedsmith';
import { postgres, type Sql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FactId, PublicationId, TextId, type FindingId } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { pollFeed } from '$lib/server/ingest/protocols/feed/feed';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { answerFeed, answerNewestReport } from '$lib/server/out/partner/answer';
import type { Partner } from '$lib/server/out/partner/partner';
import { anna, bram, carla, fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { ORIGIN, partnerOf } from './fixture-partner';

/* What programs read: nothing here asks the database once a report is in memory. */
let database: FreshDatabase;
let fixture: IncidentFixture;
let exercise: IncidentFixture;
let partner: Partner;
let queries = 0;
let sql: Sql;
let link: Awaited<ReturnType<IncidentFixture['link']>>;
let rumour: FindingId;
let fact: FactId;

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, { title: 'Brand <Zuiderpark> & "omgeving"' });
	exercise = await IncidentFixture.begin(database, { exercise: true });
	sql = postgres(database.url, { debug: () => (queries += 1) });
	partner = partnerOf(fixture, sql);
	link = await fixture.link('politie');
	await fixture.deliver(...Array.from({ length: 5 }, (_, i) => fixture.post('x', `water; ${i}`, 10 + i)));
	rumour = await fixture.raise('rumour.signal', 'Het <b>water</b> is vergiftigd', 'water');
	fact = fresh(FactId);
	await fixture.send('fact.record', { id: fact, text: 'Het water is schoon', source: 'waterbedrijf', at: null }, anna);
	await fixture.write('brief', 'Mensen willen weten of het water veilig is.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(60);
});
afterAll(async () => {
	await Promise.all([fixture.stop(), exercise.stop(), sql.end()]);
	await database.drop();
});

const basic = (secret: string) => ({ authorization: `Basic ${Buffer.from(`politie:${secret}`).toString('base64')}` });
/** Requests it as the routes do. */
function get(path: string, headers: Record<string, string> = basic(link.secret)): Promise<Response> {
	const request = new Request(`${ORIGIN}/r/${link.id}${path}`, { headers });
	const url = new URL(request.url);
	const [name, value] = (headers['cookie'] ?? '').split('=');
	const cookies = { get: (key: string) => (key === name ? value : undefined), set: () => undefined };
	const person = { locals: { person: null }, getClientAddress: () => '' };
	const context = { request, url, params: { link: link.id }, ...person, cookies };
	const feed = /\/(texts|reports)\.atom$/.exec(url.pathname)?.[1];
	if (feed === 'texts' || feed === 'reports') return answerFeed(context, partner, feed);
	return answerNewestReport(context, partner, true);
}
const feed = async (name: 'texts' | 'reports', query = '') =>
	parseAtomFeed(await (await get(`/${name}.atom${query}`)).text());
const newest = async () => (await feed('texts')).entries?.[0];

/** Publishes words about the rumour, approved by another person. */
async function publish(words: string, { kind = 'rebuttal', corrects = null as TextId | null } = {}): Promise<TextId> {
	const id = fresh(TextId);
	const about = { kind: 'rumour', finding: rumour };
	const named = { channel: 'website', checksum: wordingChecksum('website', words) };
	const wordings = [{ channel: 'website', text: words }];
	await fixture.send('text.draft', { id, kind, about, corrects, facts: [], wordings });
	await fixture.send('text.submit', { text: id, variants: [named], requestedFrom: null });
	await fixture.send('text.approve', { text: id, variants: [named] }, anna);
	const publication = {
		id: fresh(PublicationId),
		where: 'website',
		address: 'https://waterveen.example/water',
		at: null
	};
	await fixture.send('text.publish', { text: id, ...named, ...publication });
	const { id: published, address } = publication;
	await fixture.send('text.confirmAddress', { text: id, publication: published, where: 'website', address }, anna);
	return id;
}

describe('until a coordinator opens it', () => {
	test('there is no feed and no link to one on the page, whatever the key', async () => {
		for (const headers of [
			basic(link.secret),
			{ cookie: `voelspriet.r.${link.id}.${fixture.incident}=${link.secret}` }
		])
			for (const name of ['texts', 'reports']) expect((await get(`/${name}.atom`, headers)).status).toBe(404);
		const page = await (await get('', { cookie: `voelspriet.r.${link.id}.${fixture.incident}=${link.secret}` })).text();
		expect(page).not.toMatch(/atom\+xml/);
	});

	test('an analyst cannot open it, and nobody can in an exercise', async () => {
		await expect(fixture.send('incident.setFeeds', { feeds: true }, bram)).rejects.toMatchObject({
			code: 'role.missing'
		});
		await expect(exercise.send('incident.setFeeds', { feeds: true }, carla)).rejects.toMatchObject({
			code: 'incident.exercise'
		});
	});
});

describe('open', () => {
	beforeAll(async () => {
		await fixture.send('incident.setFeeds', { feeds: true }, carla);
	});

	test('a guessed password gets the same answer as a missing link', async () => {
		const [guessed, none] = [await get('/texts.atom', basic('geraden')), await get('/texts.atom', {})];
		expect([guessed.status, none.status]).toEqual([404, 404]);
		expect((await get('')).status).toBe(404); // the password is for feeds alone
	});

	test('reports: valid Atom with a permanent id, the summary, and a withdrawn report marked as such', async () => {
		const answer = await get('/reports.atom');
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
		const first = parseAtomFeed(await answer.text());
		expect(first.title?.value).toBe('Omgevingsrapporten: Brand <Zuiderpark> & "omgeving"');
		expect(first.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(first.links?.[0]).toMatchObject({ rel: 'self', href: `${ORIGIN}/r/${link.id}/reports.atom` });
		expect(first.entries).toHaveLength(1);
		expect(first.entries?.[0]).toMatchObject({
			content: { value: 'Mensen willen weten of het water veilig is.', type: 'text' },
			links: [{ rel: 'alternate', href: `${ORIGIN}/r/${link.id}/1` }],
			categories: [{ term: 'standing' }]
		});
		await fixture.release(90);
		await fixture.send('report.withdraw', { number: 1, why: 'fout' });
		const second = await feed('reports');
		expect(second.entries?.map(({ categories }) => categories?.[0]?.term)).toEqual(['standing', 'withdrawn']);
		expect(second.entries?.[1]?.id).toBe(first.entries?.[0]?.id);
		expect(second.entries?.[1]?.title?.value).toMatch(/^INGETROKKEN/);
		expect(second.entries?.[1]?.content?.value).not.toContain('water');
		expect(String(second.entries?.[1]?.updated) > String(first.entries?.[0]?.updated)).toBe(true);
	});

	test('texts: only published ones, the facts first, with whether they still apply', async () => {
		expect((await feed('texts')).entries ?? []).toHaveLength(0);
		await fixture.send('rumour.giveVerdict', { rumour, verdict: 'false', fact }, anna);
		const id = await publish('Het water is veilig ]]> <b>& schoon</b>. Dat zegt het waterbedrijf.');
		expect(await newest()).toMatchObject({
			id: `urn:uuid:${id}`,
			title: { value: 'weerlegging: Het water is veilig ]] > <b>& schoon</b>.' },
			links: [{ rel: 'alternate', href: 'https://waterveen.example/water' }],
			categories: [{ term: 'rebuttal' }, { term: 'standing' }]
		});
		expect((await newest())?.content?.value).toContain('Dat zegt het waterbedrijf.');
		await fixture.send('text.pause', { text: id, why: 'even' }, anna);
		expect((await newest())?.categories?.[1]?.term).toBe('paused');
		await fixture.send('text.resume', { text: id, why: 'gebeld' }, anna);
		const other = fresh(FactId);
		await fixture.send(
			'fact.replace',
			{ id: other, replaces: fact, text: 'Nieuwe meting', source: 'GGD', at: null },
			anna
		);
		expect(await newest()).toMatchObject({ categories: [{}, { term: 'checking' }] });
		expect((await newest())?.title?.value).toMatch(/^WORDT NAGEKEKEN/);
		fact = other;
		await fixture.send('rumour.giveVerdict', { rumour, verdict: 'false', fact }, anna);
		await publish('Het water is veilig, zegt nu de GGD.', { kind: 'correction', corrects: id });
		const states = (await feed('texts')).entries?.map(({ categories }) => categories?.map(({ term }) => term));
		expect(states).toEqual([
			['correction', 'standing'],
			['rebuttal', 'corrected']
		]);
		await fixture.send('text.withdraw', { text: id, why: 'klopte niet' }, anna);
		const withdrawn = (await feed('texts', '?lang=en')).entries?.find((entry) => entry.id === `urn:uuid:${id}`);
		expect(withdrawn?.title?.value).toMatch(/^WITHDRAWN/);
		expect(withdrawn?.content?.value).toMatch(/^This text has been withdrawn/);
	});

	test('our own feed reader reads it once, and it contains no name of a colleague and no reason', async () => {
		const reader = createServer((_, response) => {
			void get('/texts.atom').then(async (answer) => response.end(await answer.text()));
		});
		await new Promise<void>((done) => reader.listen(0, '127.0.0.1', done));
		const address = `http://127.0.0.1:${(reader.address() as AddressInfo).port}/`;
		const fetch = guardedFetch({ allow: ['127.0.0.1/32'], milliseconds: 4_000 });
		const read = await pollFeed({ address, cursor: null, fetch, now: Date.now(), random: () => 0.5 });
		expect(read.problem).toBeNull();
		expect(read.posts).toHaveLength(2);
		const again = await pollFeed({ address, cursor: read.cursor, fetch, now: Date.now(), random: () => 0.5 });
		expect(again.posts).toHaveLength(0);
		await new Promise((done) => reader.close(done));
		const body = await (await get('/texts.atom')).text();
		for (const secret of [anna.id, bram.id, carla.id, 'klopte niet', link.secret]) expect(body).not.toContain(secret);
	});

	test('an unchanged feed gets 304, and a thousand readers cause no database queries', async () => {
		const etag = (await get('/texts.atom')).headers.get('etag') ?? '';
		const unchanged = await get('/texts.atom', { ...basic(link.secret), 'if-none-match': etag });
		expect(unchanged.status).toBe(304);
		await get('/reports.atom');
		queries = 0;
		for (let i = 0; i < 100; i += 1) await Promise.all([get('/texts.atom'), get('/reports.atom')]);
		expect(queries).toBe(0);
	});

	test('the page links to the feeds', async () => {
		const page = await get('', { cookie: `voelspriet.r.${link.id}.${fixture.incident}=${link.secret}` });
		expect(await page.text()).toContain(`href="/r/${link.id}/texts.atom"`);
	});

	test('closing it ends all feeds at once', async () => {
		await fixture.send('incident.setFeeds', { feeds: false }, carla);
		expect((await get('/texts.atom')).status).toBe(404);
		expect(
			await (await get('', { cookie: `voelspriet.r.${link.id}.${fixture.incident}=${link.secret}` })).text()
		).not.toMatch(/atom/);
	});
});
