import { postgres, type Sql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FactId } from '$lib/domain/core/ids';
import { answerNewestReport } from '$lib/server/out/partner/answer';
import type { Partner } from '$lib/server/out/partner/partner';
import { anna, carla, fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { ORIGIN, partnerOf } from './fixture-partner';

let database: FreshDatabase;
let fixture: IncidentFixture;
let partner: Partner;
let sql: Sql;
let queries = 0;
let link: Awaited<ReturnType<IncidentFixture['link']>>;

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
	sql = postgres(database.url, { debug: () => (queries += 1) });
	partner = partnerOf(fixture, sql);
	link = await fixture.link('politie');
	await fixture.deliver(...Array.from({ length: 5 }, (_, i) => fixture.post('x', `water; ${i}`, 10 + i)));
	await fixture.raise('rumour.signal', 'Het water is vergiftigd', 'water');
	await fixture.write('brief', 'Mensen willen weten of het water veilig is.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(60);
});
afterAll(async () => {
	await Promise.all([fixture.stop(), sql.end()]);
	await database.drop();
});

const establish = (text: string) =>
	fixture.send('fact.record', { id: fresh(FactId), text, source: 'waterbedrijf', at: null }, anna);

/** A browser that keeps its cookies. */
class Reader {
	readonly cookies = new Map([[`voelspriet.r.${link.id}.${fixture.incident}`, link.secret]]);

	/** Opens the newest report. */
	open(query = '', headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
		const request = new Request(`${ORIGIN}/r/${link.id}${query}`, { headers, method });
		const cookies = {
			get: (name: string) => this.cookies.get(name),
			set: (name: string, value: string) => this.cookies.set(name.replace('__Secure-', ''), value)
		};
		const person = { locals: { person: null }, getClientAddress: () => '' };
		const event = { request, url: new URL(request.url), params: { link: link.id }, ...person, cookies };
		return answerNewestReport(event, partner, true);
	}
	/** The words of "Nieuw voor u"; null where the page has none. */
	async news(query = ''): Promise<string | null> {
		const body = await (await this.open(query)).text();
		const block = /<section id="news">[\s\S]*?<\/section>/.exec(body)?.[0];
		return (
			block
				?.replace(/<[^>]+>/g, ' ')
				.replace(/\s+/g, ' ')
				.trim() ?? null
		);
	}
}

test('each reader sees what is new since the version they read before, as long as the current version is the newest', async () => {
	const [daily, rare] = [new Reader(), new Reader()];
	for (const reader of [daily, rare]) expect(await reader.news(), 'a first visit').toBeNull();
	expect(await daily.news(), 'the same version again').toBeNull();

	await establish('Het water is schoon');
	await fixture.release(70);
	expect(await daily.news()).toBe('Nieuw voor u Sinds rapport 1, dat u eerder las: nieuw: Het water is schoon');
	expect(await daily.news(), 'opened again').toContain('Sinds rapport 1');

	await establish('De school is open');
	await fixture.release(80);
	const both = 'nieuw: De school is open nieuw: Het water is schoon';
	expect(await rare.news()).toBe(`Nieuw voor u Sinds rapport 1, dat u eerder las: ${both}`);
	expect(await daily.news()).toBe('Nieuw voor u Sinds rapport 2, dat u eerder las: nieuw: De school is open');
	expect(await daily.news('?lang=en')).toMatch(/^New for you Since report 2, which you read earlier: new: De school/);

	await fixture.release(85);
	expect(await daily.news()).toContain('zijn alleen cijfers veranderd');
	expect(await new Reader().news(), 'who comes later').toBeNull();
});

test('words that were removed are not repeated', async () => {
	const reader = new Reader();
	await fixture.write('brief', 'Woorden die weg moesten.');
	const quoted = [...(fixture.logs.state(fixture.incident)?.facts.values() ?? [])].find(({ text }) =>
		text.includes('school')
	);
	await fixture.release(90);
	await reader.open();
	await fixture.write('brief', 'Andere woorden.');
	await fixture.send(
		'fact.replace',
		{ replaces: quoted?.id, id: fresh(FactId), text: 'De deuren zijn dicht', source: 'GGD', at: null },
		anna
	);
	await fixture.release(95);
	const news = await reader.news();
	expect(news).toContain('nieuw: De deuren zijn dicht');
	expect(news).toContain('1 onderwerp staat er niet meer in');
	expect(news).not.toMatch(/De school is open|Woorden die/);
});

test.each(['', '0.0', '9.9', '1.99', '-1.2', '1', 'x.y', '1.2.3', '2.1', '999999999.1'])(
	'a cookie that says %j opens the newest report',
	async (value) => {
		const reader = new Reader();
		reader.cookies.set(`voelspriet.v.${link.id}.${fixture.incident}`, value);
		const answer = await reader.open();
		expect(answer.status).toBe(200);
		expect(await answer.text()).toContain('Omgevingsrapport');
		expect(reader.cookies.get(`voelspriet.v.${link.id}.${fixture.incident}`)).toMatch(/^\d+\.\d+$/);
	}
);

test('the page is made once for each pair of versions: a thousand readers cause no database queries', async () => {
	const readers = ['', '0.1', '1.2', '2.3', '1.5'].map((value) => {
		const reader = new Reader();
		if (value) reader.cookies.set(`voelspriet.v.${link.id}.${fixture.incident}`, value);
		return reader;
	});
	const first = await Promise.all(readers.map((reader) => reader.open()));
	const tags = first.map(({ headers }) => headers.get('etag') ?? '');
	expect(new Set(tags).size, 'each pair has its own tag').toBeGreaterThan(3);
	queries = 0;
	for (let i = 0; i < 200; i += 1)
		for (const [at, reader] of readers.entries()) {
			const answer = await reader.open('', { 'if-none-match': tags[at] ?? '' });
			expect(answer.status).toBe(304);
		}
	expect(queries).toBe(0);
});

test('the ETag is of the bytes: it changes with anything else on the page, and stays the same otherwise', async () => {
	const reader = new Reader();
	const tag = async () => (await reader.open()).headers.get('etag');
	const before = await tag();
	await fixture.write('reading', 'Een concept dat niemand buiten ziet.', { certainty: null });
	expect(await tag()).toBe(before);
	await fixture.send('incident.setFeeds', { feeds: true }, carla);
	expect(await tag()).not.toBe(before);
});

test('a HEAD request does not count as a visit', async () => {
	const reader = new Reader();
	await reader.open('', {}, 'HEAD');
	expect(reader.cookies.has(`voelspriet.v.${link.id}.${fixture.incident}`)).toBe(false);
});
