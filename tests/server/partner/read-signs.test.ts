import { postgres, type Sql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerNewestReport, answerRead, answerReport } from '$lib/server/out/partner/answer';
import { answerPin, answerSignal } from '$lib/server/out/partner/answer-forms';
import { answerNewestNumber } from '$lib/server/out/partner/answer';
import type { Partner } from '$lib/server/out/partner/partner';
import { fresh } from '../../domain/in-memory-incident';
import { SignalId } from '$lib/domain/core/ids';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { ORIGIN, partnerOf } from './fixture-partner';

type Link = Awaited<ReturnType<IncidentFixture['link']>>;
let database: FreshDatabase;
let fixture: IncidentFixture;
let partner: Partner;
let sql: Sql;

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
	sql = postgres(database.url);
	partner = partnerOf(fixture, sql);
	await fixture.deliver(...Array.from({ length: 5 }, (_, i) => fixture.post('x', `water; ${i}`, 10 + i)));
	await fixture.write('brief', 'Mensen willen weten of het water veilig is.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(60);
});
afterAll(async () => {
	await Promise.all([fixture.stop(), sql.end()]);
	await database.drop();
});

/** A request with the cookies of a link. */
function requestBy(link: Link, path = '', init: RequestInit = {}) {
	const stored = new Map([[`voelspriet.r.${link.id}.${fixture.incident}`, link.secret]]);
	const request = new Request(`${ORIGIN}/r/${link.id}${path}`, init);
	const cookies = {
		get: (name: string) => stored.get(name),
		set: (name: string, value: string) => stored.set(name.replace('__Secure-', ''), value)
	};
	const person = { locals: { person: null }, getClientAddress: () => '192.0.2.1' };
	return { request, url: new URL(request.url), params: { link: link.id }, ...person, cookies };
}
const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });
/** What the desk sees of a link, before and after its counts are stored. */
async function useOf({ id }: Link): Promise<{ views: number; isRead: boolean } | null> {
	const seen = async () => {
		const used = (await partner.links.listed(fixture.incident)).find((each) => each.id === id)?.used;
		return used ? { views: used.views, isRead: used.lastRead !== null } : null;
	};
	const before = await seen();
	await partner.links.write();
	expect(await seen(), 'stored').toEqual(before);
	return before;
}
const open = (link: Link, headers: Record<string, string> = {}, method = 'GET') =>
	answerNewestReport(requestBy(link, '', { headers, method }), partner, true);

test.each<[visitor: string, views: number, visit: (link: Link) => Promise<unknown>]>([
	['a scanner that opens the page once', 1, (link) => open(link)],
	['a sandbox that is a real browser', 1, (link) => open(link, { 'sec-fetch-dest': 'document' })],
	['a scanner that comes back', 3, async (link) => (await open(link), await open(link), await open(link))],
	[
		'a sandbox whose page looks for news',
		1,
		async (link) => (await open(link), await answerNewestNumber(requestBy(link, '/newest'), partner))
	],
	['a browser without a script', 1, (link) => open(link, { 'accept-language': 'nl' })],
	['somebody who opens an older number', 1, (link) => answerReport(requestBy(link, '/1'), partner, 1)],
	['somebody who opens the full report', 1, (link) => answerReport(requestBy(link, '/1/full'), partner, 1, 'full')]
])('%s has opened the report and is not said to have read it', async (visitor, views, visit) => {
	const link = await fixture.link(visitor);
	await visit(link);
	expect(await useOf(link)).toEqual({ views, isRead: false });
});

test.each<[visitor: string, visit: (link: Link) => Promise<unknown>]>([
	['a preview that asks for the head', (link) => open(link, {}, 'HEAD')],
	['a browser that fetches ahead', (link) => open(link, { 'sec-purpose': 'prefetch;prerender' })],
	['a script that keeps a copy', (link) => open(link, { 'sec-fetch-dest': 'empty' })],
	['a wrong secret', (link) => answerNewestReport(requestBy({ ...link, secret: 'A'.repeat(32) }), partner, true)],
	[
		'a sign with a wrong secret',
		(link) =>
			Promise.resolve(answerRead(requestBy({ ...link, secret: 'A'.repeat(32) }, '/read', { method: 'POST' }), partner))
	]
])('%s has not even opened it', async (visitor, visit) => {
	const link = await fixture.link(visitor);
	await visit(link);
	expect(await useOf(link)).toBeNull();
});

test('a report is read after a sign of a person, and a later visit takes nothing away', async () => {
	const link = await fixture.link('burgemeester');
	await open(link);
	expect(answerRead(requestBy(link, '/read', { method: 'POST' }), partner).status).toBe(200);
	expect(await useOf(link)).toEqual({ views: 1, isRead: true });
	await open(link);
	expect(await useOf(link)).toEqual({ views: 2, isRead: true });
});

test('who types the PIN, or sends something in, is a person; a wrong PIN is no sign', async () => {
	const pinned = await fixture.link('brandweer', 72, { pin: true });
	await partner.pins.keep(fixture.incident, pinned.id, '483920');
	await open(pinned);
	expect(await useOf(pinned), 'only the form was shown').toBeNull();
	await answerPin(requestBy(pinned, '/pin', form({ pin: '111111' })), partner, true);
	expect(await useOf(pinned)).toBeNull();
	expect(answerRead(requestBy(pinned, '/read', { method: 'POST' }), partner).status, 'not yet').toBe(404);
	const right = requestBy(pinned, '/pin', form({ pin: '483920' }));
	expect((await answerPin(right, partner, true)).status).toBe(303);
	expect(await useOf(pinned)).toEqual({ views: 0, isRead: true });

	const reporting = await fixture.link('waterschap', 72, { signals: true });
	await open(reporting);
	const signal = form({ id: fresh(SignalId), text: 'De sloot is zwart.', place: '', callBack: '' });
	expect((await answerSignal(requestBy(reporting, '/signal', signal), partner)).status).toBe(303);
	expect(await useOf(reporting)).toEqual({ views: 1, isRead: true });
});
