import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FactId, IncidentId, QuoteId, AdviceId } from '$lib/domain/ids';
import { startProgram, type RunningProgram } from '../../running-program';
import { anna, bram, fresh } from '../../domain/sample';
import { freshDatabase, type FreshDatabase } from '../database';
import { Night } from '../report/night';

/** What must never reach a partner, planted where it could slip out. */
const canaries = {
	author: 'Kanarie-Afzender',
	handle: 'kanarie_handle',
	externalId: 'kanarie-extern',
	post: 'Kanarietekst',
	draft: 'Kanarieconcept',
	colleague: 'Kanarie Collega',
	email: 'kanarie@collega.example',
	label: 'Kanarielink',
	other: 'Kanarie-incident',
	reason: 'Kanariereden'
};

let database: FreshDatabase;
let night: Night;
let elsewhere: Night;
let program: RunningProgram;
let link: Awaited<ReturnType<Night['link']>>;
let cookie = '';

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(program.base + path, { redirect: 'manual', headers: { ...(cookie && { cookie }), ...headers } });

const told = async (path: string, own = cookie): Promise<unknown> => (await get(path, { cookie: own })).json();

/** Opens a link as it was sent, as soon as this process knows of it. @returns its cookie */
async function enter({ path }: { path: string }): Promise<string> {
	await expect.poll(async () => (await get(path)).status).toBe(303);
	return (await get(path)).headers.get('set-cookie')?.split(';')[0] ?? '';
}

beforeAll(async () => {
	const made = spawnSync(process.execPath, ['scripts/ready.mjs'], { stdio: 'inherit' });
	if (made.status !== 0) throw new Error('there is no build to test');
	database = await freshDatabase();
	night = await Night.begin(database, { title: 'Brand <Zuiderpark> & "omgeving"' });
	elsewhere = await Night.begin(database, { title: canaries.other });
	for (const [person, name] of [
		[bram, canaries.colleague],
		[anna, `${canaries.colleague} 2`]
	] as const)
		await database.sql`insert into "user" (id, name, email, email_verified, created_at, updated_at)
			values (${person.id}, ${name}, ${`${person.id.slice(-8)}.${canaries.email}`}, true, now(), now())`;
	const author = { externalId: canaries.externalId, handle: canaries.handle, name: canaries.author, followers: 5 };
	await night.deliver(
		...Array.from({ length: 30 }, (_, i) => night.post('x', `boos; ${canaries.post} ${i} @${canaries.handle}`, 10 + i, { author })),
		night.post('press', `boos; ${canaries.post} vraagt de krant`, 50),
		night.post('x', 'omroep; Rook boven de wijk, zegt @kanarie_handle', 52, {
			author: { externalId: 'o', handle: 'omroep', name: 'Omroep Waterveen', kind: 'media', followers: 1 }
		})
	);
	await night.raise('need.raise', 'Gaan de scholen dicht?', 'boos');
	const rumour = await night.raise('rumour.signal', 'Het <b>water</b> is vergiftigd', 'boos');
	await night.raise('meaning.note', 'De vergunning', 'boos', { theme: 'blame' });
	const fact = fresh(FactId);
	await night.send('fact.record', { id: fact, text: 'Het water is schoon', source: 'waterbedrijf', at: null }, anna);
	await night.send('rumour.giveVerdict', { rumour, verdict: 'false', fact }, anna);
	await night.send('story.feel', { story: await night.story('boos'), emotion: 'fear', attitude: 'negative' });
	await night.send('story.look', { story: await night.story('boos'), outcome: 'looked' });
	await night.send('story.setHelp', { story: await night.story('boos'), help: 'passedOn' });
	const [post] = await night.postsOf(await night.story('boos'));
	await night.send('quote.choose', { id: fresh(QuoteId), post, text: 'Ik durf mijn kind niet op te halen', speaker: 'een ouder' });
	await night.send('source.setState', { source: night.sources.get('mastodon'), state: 'paused', why: canaries.reason });
	await night.send('advice.write', {
		id: fresh(AdviceId),
		goal: 'informing',
		what: 'Zeg iets over de scholen',
		who: 'beleidsteam',
		channel: '',
		audience: '',
		tone: '',
		urgency: 'high'
	});
	await night.write('brief', 'Mensen willen weten of de scholen dichtgaan.');
	await night.write('counterSignals', '', { noneFound: true });
	await night.release(60);
	await night.release(90);
	await night.write('reading', canaries.draft);
	await night.write('certainty', 'Veel berichten', { certainty: 'middle' });
	for (const section of ['brief', 'counterSignals']) await elsewhere.write(section, canaries.other);
	await elsewhere.release(30);
	link = await night.link(canaries.label);
	program = await startProgram({ env: { DATABASE_URL: database.url, SECRET: randomBytes(32).toString('base64url') } });
}, 300_000);
afterAll(async () => {
	await program.remove();
	await night.stop();
	await elsewhere.stop();
	await database.drop();
});

test('the first visit moves the secret from the address to a cookie for this link alone, and leads on', async () => {
	const answer = await get(link.path);
	expect(answer.status).toBe(303);
	expect(answer.headers.get('location')).toBe(`/r/${link.id}`);
	const set = answer.headers.get('set-cookie') ?? '';
	expect(set).toMatch(/HttpOnly/i);
	expect(set).toMatch(/SameSite=Lax/i);
	expect(set).toContain(`Path=/r/${link.id}`);
	expect(set).not.toMatch(/Secure/i);
	cookie = set.split(';')[0] ?? '';
	expect(cookie).not.toBe('');
});

describe('what a partner gets', () => {
	test('the newest report, whole without script, in two languages, for no search engine and nobody’s frame', async () => {
		const [nl, en] = await Promise.all([get(`/r/${link.id}`), get(`/r/${link.id}?lang=en`)]);
		const [dutch, english] = [await nl.text(), await en.text()];
		expect(nl.status).toBe(200);
		expect(dutch).toContain('<html lang="nl"');
		expect(dutch).toContain('Omgevingsrapport 2');
		for (let section = 1; section <= 10; section += 1) expect(dutch).toContain(`<section aria-labelledby="s${section}">`);
		expect(dutch).toContain('Wie iets plaatst, is niet iedereen.');
		expect(english).toContain('<html lang="en"');
		expect(english).toContain('Environment report 2');
		expect(english).toContain('<span lang="nl">Gaan de scholen dicht?</span>');
		expect(nl.headers.get('x-robots-tag')).toContain('noindex');
		expect(nl.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
		expect(nl.headers.get('cache-control')).toBe('private, no-cache');
		expect(nl.headers.get('referrer-policy')).toBe('same-origin');
	});

	test('what people typed is text: markup in titles and claims does nothing', async () => {
		const body = await (await get(`/r/${link.id}`)).text();
		expect(body).toContain('Brand &lt;Zuiderpark&gt; &amp; &quot;omgeving&quot;');
		expect(body).toContain('Het &lt;b&gt;water&lt;/b&gt; is vergiftigd');
		expect(body.match(/<script\b/g)).toHaveLength(1);
		expect(body).not.toMatch(/\son\w+=|javascript:|style="/i);
	});

	test('who holds it already gets 304, packed or not, until a version comes', async () => {
		const first = await get(`/r/${link.id}`);
		const etag = first.headers.get('etag') ?? '';
		const again = await get(`/r/${link.id}`, { 'if-none-match': etag });
		expect(again.status).toBe(304);
		// The browser takes these headers for the page that it holds.
		for (const header of ['content-security-policy', 'cache-control', 'etag'])
			expect(again.headers.get(header)).toBe(first.headers.get(header));
		expect((await get(`/r/${link.id}`, { 'if-none-match': '"other"' })).status).toBe(200);
		const plain = await get(`/r/${link.id}`, { 'accept-encoding': 'identity' });
		expect(plain.headers.get('content-encoding')).toBeNull();
		expect(await plain.text()).toBe(await first.text());
	});

	test('older versions are listed and reachable; a number that is not there is a broken link', async () => {
		expect(await (await get(`/r/${link.id}`)).text()).toContain(`href="/r/${link.id}/1"`);
		const older = await get(`/r/${link.id}/1`);
		expect(await older.text()).toContain('Rapport 2 is nieuwer.');
		expect((await get(`/r/${link.id}/3`)).status).toBe(404);
		expect((await get(`/r/${link.id}/0`)).status).toBe(404);
	});

	test('the newest number comes in a few bytes', async () => {
		const answer = await get(`/r/${link.id}/newest`);
		const body = await answer.text();
		expect(JSON.parse(body)).toEqual({ newest: 2, withdrawn: [] });
		expect(body.length).toBeLessThan(60);
		expect((await get(`/r/${link.id}/newest`, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
	});
});

describe('nothing else comes along', () => {
	const forbidden = () => [
		...Object.values(canaries),
		...[bram, anna].map(({ id }) => id),
		...night.sources.values(),
		'extern',
		'Naam ',
		link.secret
	];
	test('no name, handle, raw post, draft, colleague, reason or other incident, at any address, in any header', async () => {
		const addresses = ['', '?lang=en', '/1', '/2', '/1?lang=en', '/2?lang=en', '/newest', '/9', '/nonsense'].map(
			(rest) => `/r/${link.id}${rest}`
		);
		const assets = new Set<string>();
		for (const address of [...addresses, '/partner.js', `/r/${link.id}`]) {
			const answer = await get(address);
			const body = await answer.text();
			for (const [, asset] of body.matchAll(/(?:href|src)="(\/[^"#]+)"/g)) if (asset) assets.add(asset);
			const all = `${JSON.stringify([...answer.headers])} ${body}`;
			for (const canary of forbidden()) expect(all.includes(canary), `${canary} at ${address}`).toBe(false);
		}
		for (const asset of assets) {
			const answer = await get(asset);
			expect(answer.status, asset).toBe(200);
			const body = await answer.text();
			for (const canary of forbidden()) expect(body.includes(canary), `${canary} at ${asset}`).toBe(false);
		}
		expect(assets.size).toBeGreaterThan(4);
	});

	test('the link opens no page of the desk, no API and no other link', async () => {
		const other = await elsewhere.link('ander');
		for (const path of ['', '/state', '/events?after=0', '/stories?view=newest', '/report', '/posts', '/commands'])
			expect((await get(`/api/v1/incidents/${night.incident}${path}`)).status, path).toBeGreaterThanOrEqual(401);
		expect((await get(`/incidents/${night.incident}/report`)).headers.get('location')).toMatch(/^\/sign-in/);
		expect((await get(`/r/${other.id}`)).status).toBe(404);
		const swapped = cookie.replace(link.id, other.id);
		expect((await get(`/r/${other.id}`, { cookie: swapped })).status).toBe(404);
	});
});

test('guessed, altered, expired and revoked links get the same answer', async () => {
	const [expired, revoked] = [await night.link('verlopen', 0.0003), await night.link('ingetrokken')];
	const held = await enter(revoked);
	await night.send('link.revoke', { link: revoked.id });
	await expect.poll(async () => (await get(revoked.path)).status).toBe(404);
	// It lasts a second.
	await expect.poll(async () => (await get(expired.path)).status).toBe(404);
	const answers = [
		await get(expired.path),
		await get(revoked.path),
		await get(`/r/${revoked.id}`, { cookie: held }),
		await get(`/r/${link.id}/${'A'.repeat(32)}`),
		await get(`/r/${link.id}/${link.secret.slice(0, -1)}`),
		await get(`/r/${link.id}`, { cookie: cookie.slice(0, -1) }),
		await get(`/r/${link.id}`, { cookie: '' }),
		await get(`/r/${fresh(IncidentId)}/${link.secret}`),
		await get(`/r/nonsense/${link.secret}`),
		await get('/r/nonsense')
	];
	const told = await Promise.all(
		answers.map(async (answer) => {
			const headers = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name));
			return JSON.stringify([answer.status, headers, await answer.text()]);
		})
	);
	expect(answers[0]?.status).toBe(404);
	expect(new Set(told).size).toBe(1);
});

test('views are counted, and written at most every ten seconds', async () => {
	const counted = await night.link('geteld');
	const set = await enter(counted);
	for (let i = 0; i < 3; i += 1) await get(`/r/${counted.id}`, { cookie: set });
	await get(`/r/${counted.id}/newest`, { cookie: set });
	await expect
		.poll(() => database.sql`select views from share_link_view where link_id = ${counted.id}`.then(([row]) => row?.['views'] as unknown), {
			timeout: 15_000
		})
		.toBe(3);
});

test('a withdrawn report stays, with its notice, in every language, and a new one is announced', async () => {
	await night.send('report.withdraw', { number: 2, why: 'de cijfers in onderdeel 3 kloppen niet' });
	await expect.poll(() => told(`/r/${link.id}/newest`)).toEqual({ newest: 2, withdrawn: [2] });
	const body = await (await get(`/r/${link.id}`)).text();
	expect(body).toContain('Rapport 2 is ingetrokken');
	expect(body).toContain('de cijfers in onderdeel 3 kloppen niet');
	expect(body).toContain('Lees rapport 1');
	expect(await (await get(`/r/${link.id}?lang=en`)).text()).toContain('Report 2 was withdrawn');
	await night.release(100);
	await expect.poll(() => told(`/r/${link.id}/newest`)).toEqual({ newest: 3, withdrawn: [2] });
	expect(await (await get(`/r/${link.id}`)).text()).toContain('Omgevingsrapport 3');
});

test('an exercise says so in title, bands and print, in both languages; before the first report there is a page that says that', async () => {
	const exercise = await Night.begin(database, { title: 'Oefening brand', exercise: true });
	const own = await exercise.link('oefening');
	const set =
		(await expect.poll(async () => (await get(own.path)).status).toBe(303), await get(own.path)).headers.get('set-cookie')?.split(';')[0] ??
		'';
	const empty = await (await get(`/r/${own.id}`, { cookie: set })).text();
	expect(empty).toContain('Er is nog geen rapport');
	expect(empty).toContain('<title>OEFENING – ');
	await exercise.write('brief', 'Beeld');
	await exercise.write('counterSignals', '', { noneFound: true });
	const { place } = exercise;
	const moment = exercise.reports.now(exercise.incident);
	const shown = await exercise.reports.at(exercise.incident, place, moment);
	await exercise.send('report.release', { number: 1, place, moment, checksum: shown.checksum });
	await expect.poll(() => told(`/r/${own.id}/newest`, set)).toEqual({ newest: 1, withdrawn: [] });
	for (const [lang, word] of [
		['', 'OEFENING'],
		['?lang=en', 'EXERCISE']
	] as const) {
		const body = await (await get(`/r/${own.id}${lang}`, { cookie: set })).text();
		expect(body).toContain(`<title>${word} – `);
		expect(body.split(word).length).toBeGreaterThan(7);
		expect(body).toContain('data-exercise');
	}
	await exercise.stop();
});
