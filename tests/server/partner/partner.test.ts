import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { FactId, IncidentId, momentOf, ShareLinkId, SignalId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { waitingReplies } from '$lib/domain/partner/question';
import { unreadSignals } from '$lib/domain/partner/signal';
import { Attempts } from '$lib/server/people/auth/attempts';
import { LiveFigureCache } from '$lib/server/out/partner/live-figure-cache';
import { Pins } from '$lib/server/out/partner/pins';
import { ensureBuilt } from '../../built';
import { startProgram, type RunningProgram } from '../../running-program';
import { anna, carla, fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { canaries, forbiddenIn, plant } from './planted';
import { anyHour } from '../../any-hour';

let database: FreshDatabase;
let fixture: IncidentFixture;
let elsewhere: IncidentFixture;
let program: RunningProgram;
let link: Awaited<ReturnType<IncidentFixture['link']>>;
let cookie = '';
const SECRET = randomBytes(32).toString('base64url');

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(program.base + path, { redirect: 'manual', headers: { ...(cookie && { cookie }), ...headers } });

const stateOf = ({ logs, incident }: IncidentFixture): ReadState => {
	const state = logs.state(incident);
	if (!state) throw new Error('no incident');
	return state;
};

const readJson = async (path: string, own = cookie): Promise<unknown> => (await get(path, { cookie: own })).json();

/** Opens a link as it was sent, as soon as this process knows of it. @returns its cookie */
async function enter({ path }: { path: string }): Promise<string> {
	await expect.poll(async () => (await get(path)).status).toBe(303);
	return (await get(path)).headers.get('set-cookie')?.split(';')[0] ?? '';
}

beforeAll(async () => {
	ensureBuilt();
	database = await freshDatabase();
	({ fixture, elsewhere } = await plant(database));
	link = await fixture.link(canaries.label);
	program = await startProgram({ env: { DATABASE_URL: database.url, SECRET } });
}, 300_000);
afterAll(async () => {
	await program.remove();
	await fixture.stop();
	await elsewhere.stop();
	await database.drop();
});

test('the first visit moves the secret from the address to a cookie for this link alone, and redirects', async () => {
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
	test('the newest report, complete without script, in two languages, without search engines or frames', async () => {
		const [nl, en] = await Promise.all([get(`/r/${link.id}`), get(`/r/${link.id}?lang=en`)]);
		const [dutch, english] = [await nl.text(), await en.text()];
		expect(nl.status).toBe(200);
		expect(dutch).toContain('<html lang="nl"');
		expect(dutch).toContain('Omgevingsrapport 2');
		expect(dutch.indexOf('Wat wij adviseren')).toBeLessThan(dutch.indexOf('Informatievoorziening'));
		const full = await (await get(`/r/${link.id}/2/full`)).text();
		for (let section = 1; section <= 10; section += 1)
			expect(full).toContain(`<section aria-labelledby="s${section}">`);
		expect(dutch).toContain(`href="/r/${link.id}/2/full"`);
		expect(full).toContain(`href="/r/${link.id}"`);
		expect((await get(`/r/${link.id}/3/full`)).status).toBe(404);
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
		expect(body).toContain('Brand &lt;Zuiderpark> &amp; "omgeving"');
		expect(body).toContain('Het &lt;b>water&lt;/b> is vergiftigd');
		expect(body.match(/<script\b/g)).toHaveLength(1);
		expect(body).not.toMatch(/\son\w+=|javascript:|style="/i);
	});

	test('who holds it already gets 304, compressed or not, until there is a new version', async () => {
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

	test('older versions are listed and can be opened; an unknown number is a broken link', async () => {
		expect(await (await get(`/r/${link.id}`)).text()).toContain(`href="/r/${link.id}/1"`);
		const older = await get(`/r/${link.id}/1`);
		expect(await older.text()).toContain('Rapport 2 is nieuwer.');
		expect((await get(`/r/${link.id}/3`)).status).toBe(404);
		expect((await get(`/r/${link.id}/0`)).status).toBe(404);
	});

	test('the newest number takes a few bytes', async () => {
		const answer = await get(`/r/${link.id}/newest`);
		const body = await answer.text();
		expect(JSON.parse(body)).toMatchObject({ newest: 2, withdrawn: [] });
		expect(body.length).toBeLessThan(80);
		expect((await get(`/r/${link.id}/newest`, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
	});
});

describe('nothing else is included', () => {
	const forbidden = () => [...forbiddenIn({ fixture, elsewhere }), 'extern', 'Naam ', link.secret];
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
			expect((await get(`/api/v1/incidents/${fixture.incident}${path}`)).status, path).toBeGreaterThanOrEqual(401);
		expect((await get(`/incidents/${fixture.incident}/report`)).headers.get('location')).toMatch(/^\/sign-in/);
		expect((await get(`/r/${other.id}`)).status).toBe(404);
		const swapped = cookie.replace(link.id, other.id);
		expect((await get(`/r/${other.id}`, { cookie: swapped })).status).toBe(404);
	});
});

test('guessed, altered, expired and revoked links get the same answer', async () => {
	const [expired, revoked] = [await fixture.link('verlopen', 0.0003), await fixture.link('ingetrokken')];
	const linkCookie = await enter(revoked);
	await fixture.send('link.revoke', { link: revoked.id });
	await expect.poll(async () => (await get(revoked.path)).status).toBe(404);
	// It lasts a second.
	await expect.poll(async () => (await get(expired.path)).status).toBe(404);
	const answers = [
		await get(expired.path),
		await get(revoked.path),
		await get(`/r/${revoked.id}`, { cookie: linkCookie }),
		await get(`/r/${link.id}/${'A'.repeat(32)}`),
		await get(`/r/${link.id}/${link.secret.slice(0, -1)}`),
		await get(`/r/${link.id}`, { cookie: cookie.slice(0, -1) }),
		await get(`/r/${link.id}`, { cookie: '' }),
		await get(`/r/${fresh(IncidentId)}/${link.secret}`),
		await get(`/r/nonsense/${link.secret}`),
		await get('/r/nonsense')
	];
	const bodies = await Promise.all(
		answers.map(async (answer) => {
			const headers = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name));
			return JSON.stringify([answer.status, headers, await answer.text()]);
		})
	);
	expect(answers[0]?.status).toBe(404);
	expect(new Set(bodies).size).toBe(1);
});

test('views are counted, and written at most every ten seconds', async () => {
	const counted = await fixture.link('geteld');
	const set = await enter(counted);
	for (let i = 0; i < 3; i += 1) await get(`/r/${counted.id}`, { cookie: set });
	await get(`/r/${counted.id}/newest`, { cookie: set });
	await expect
		.poll(
			() =>
				database.sql`select views from share_link_view where link_id = ${counted.id}`.then(
					([row]) => row?.['views'] as unknown
				),
			{
				timeout: 15_000
			}
		)
		.toBe(3);
});

test('a withdrawn report stays available with its notice, in every language, and a new one is announced', async () => {
	await fixture.send('report.withdraw', { number: 2, why: 'de cijfers in onderdeel 3 kloppen niet' });
	await expect.poll(() => readJson(`/r/${link.id}/newest`)).toMatchObject({ newest: 2, withdrawn: [2] });
	const body = await (await get(`/r/${link.id}`)).text();
	expect(body).toContain('Rapport 2 is ingetrokken');
	expect(body).toContain('de cijfers in onderdeel 3 kloppen niet');
	expect(body).toContain('Lees rapport 1');
	expect(await (await get(`/r/${link.id}?lang=en`)).text()).toContain('Report 2 was withdrawn');
	await fixture.release(100);
	await expect.poll(() => readJson(`/r/${link.id}/newest`)).toMatchObject({ newest: 3, withdrawn: [2] });
	expect(await (await get(`/r/${link.id}`)).text()).toContain('Omgevingsrapport 3');
});

test('a replaced fact is shown next to the report and on the wall, at once, and the report itself does not change', async () => {
	const own = await fixture.link('vervangen feit');
	const linkCookie = await enter(own);
	const page = async (path = '') => (await get(`/r/${own.id}${path}`, { cookie: linkCookie })).text();
	const articleOf = (body: string) => /<article[\s\S]*<\/article>/.exec(body)?.[0];
	const before = await page();
	const wall = await page('/wall');
	expect(before).not.toContain('Dit feit klopt niet meer sinds');
	expect(await readJson(`/r/${own.id}/newest`, linkCookie)).not.toHaveProperty('replaced');
	const facts = fixture.logs.state(fixture.incident)?.facts.values() ?? [];
	const fact = [...facts].find(({ replacedBy }) => replacedBy === null)?.id;
	const news = { id: fresh(FactId), text: 'Kanarie: het water is niet schoon', source: 'GGD', at: null };
	await fixture.send('fact.replace', { replaces: fact, ...news }, anna);
	await expect.poll(() => readJson(`/r/${own.id}/newest`, linkCookie)).toHaveProperty('replaced');
	const after = await page();
	expect(after).toMatch(
		anyHour(
			/Dit feit klopt niet meer sinds \d\d\.\d\d uur:\s*<q><del>Het water is schoon<\/del><\/q>\.\s*Nu geldt:\s*<q><b>Kanarie: het water is niet schoon<\/b><\/q>\s*\(GGD\)\.\s*De uitkomst wordt nagekeken\./
		)
	);
	expect(articleOf(after)).toBe(articleOf(before));
	expect(articleOf(after)).toBeDefined();
	expect(await page('?lang=en')).toContain('The verdict is under review.');
	const wallAfter = await page('/wall');
	expect(wallAfter).not.toBe(wall);
	expect(wallAfter).toMatch(
		anyHour(/Onjuist \([^<]+\)<\/strong>, <em>feit vervangen \d\d\.\d\d, uitkomst wordt nagekeken<\/em>/)
	);
	expect(wallAfter).toMatch(anyHour(/Dit feit klopt niet meer sinds \d\d\.\d\d uur:/));
	expect(wallAfter).toContain('1 feit in dit rapport is vervangen');
	for (const body of [after, wallAfter]) expect(body).toContain(news.text);
	expect(articleOf(after)).not.toContain(news.text);
	// A page that was left open polls, and sees that the same fact was replaced once more.
	const shown = (body: string): number => Number(/data-replaced="(\d+)"/.exec(body)?.[1]);
	const number = Number(/data-number="(\d+)"/.exec(after)?.[1]);
	const { replaced } = (await readJson(`/r/${own.id}/newest`, linkCookie)) as { replaced: number[] };
	expect(replaced.filter((of) => of === number)).toHaveLength(shown(after));
	const again = { id: fresh(FactId), text: 'Het water is weer schoon', source: 'GGD', at: null };
	await fixture.send('fact.replace', { replaces: news.id, ...again }, anna);
	const twice = { replaced: [...replaced, ...new Set(replaced)].sort() };
	await expect.poll(() => readJson(`/r/${own.id}/newest`, linkCookie)).toMatchObject(twice);
	expect(shown(await page())).toBe(shown(after) + 1);
});

test('an exercise says so in title, bands and print, in both languages; before the first report there is a page that says so too', async () => {
	const exercise = await IncidentFixture.begin(database, { title: 'Oefening brand', exercise: true });
	const own = await exercise.link('oefening');
	const set =
		(await expect.poll(async () => (await get(own.path)).status).toBe(303), await get(own.path)).headers
			.get('set-cookie')
			?.split(';')[0] ?? '';
	const empty = await (await get(`/r/${own.id}`, { cookie: set })).text();
	expect(empty).toContain('Er is nog geen rapport');
	expect(empty).toContain('<title>OEFENING – ');
	await exercise.write('brief', 'Beeld');
	await exercise.write('counterSignals', '', { noneFound: true });
	const { position } = exercise;
	const moment = exercise.reports.now(exercise.incident);
	const shown = await exercise.reports.at(exercise.incident, position, moment);
	await exercise.send('report.release', { number: 1, position, moment, checksum: shown.checksum });
	await expect.poll(() => readJson(`/r/${own.id}/newest`, set)).toMatchObject({ newest: 1, withdrawn: [] });
	for (const [lang, word] of [
		['', 'OEFENING'],
		['?lang=en', 'EXERCISE']
	] as const) {
		const body = await (await get(`/r/${own.id}${lang}`, { cookie: set })).text();
		expect(body).toContain(`<title>${word} – `);
		expect(body.split(word).length).toBeGreaterThan(7);
		expect(body).toContain('data-exercise');
	}
	const locked = await exercise.link('met pincode', 72, { pin: true });
	const asks = await (await get(`/r/${locked.id}`, { cookie: await enter(locked) })).text();
	expect(asks).toContain('name="pin"');
	expect(asks).toContain('<title>OEFENING – ');
	await exercise.stop();
});

describe('a link that asks for a PIN', () => {
	const pin = '042917';
	const post = (path: string, linkCookie: string, body: Record<string, string>) =>
		fetch(program.base + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: linkCookie, origin: program.base },
			body: new URLSearchParams(body)
		});
	const made = async () => {
		const pins = newPins();
		const own = await fixture.link('met pincode', 72, { pin: true });
		await pins.keep(fixture.incident, own.id, pin);
		return { own, linkCookie: await enter(own) };
	};
	const newPins = () => new Pins(database.sql, new Attempts(database.sql, SECRET), SECRET);

	test('opens nothing without it, at no address, and reveals nothing about the incident', async () => {
		const { own, linkCookie } = await made();
		for (const path of ['', '/1', '/wall', '/signal', '?lang=en']) {
			const answer = await get(`/r/${own.id}${path}`, { cookie: linkCookie });
			expect(answer.status, path).toBe(403);
			const body = await answer.text();
			expect(body).toContain('name="pin"');
			expect(body).not.toContain('Zuiderpark');
		}
		expect((await get(`/r/${own.id}/newest`, { cookie: linkCookie })).status).toBe(404);
		expect((await post(`/r/${own.id}/pin`, 'a=b', { pin })).status, 'the PIN is no key without the secret').toBe(404);
	});

	test('opens with it, without a script; the PIN is stored only as a hash', async () => {
		const { own, linkCookie } = await made();
		expect((await post(`/r/${own.id}/pin`, linkCookie, { pin: '111111' })).status).toBe(403);
		const right = await post(`/r/${own.id}/pin`, linkCookie, { pin: `${pin.slice(0, 3)} ${pin.slice(3)}` });
		expect([right.status, right.headers.get('location')]).toEqual([303, `/r/${own.id}`]);
		const set = right.headers.get('set-cookie') ?? '';
		expect(set).toMatch(/HttpOnly/i);
		expect(set).toContain(`Path=/r/${own.id}`);
		const both = `${linkCookie}; ${set.split(';')[0] ?? ''}`;
		expect((await get(`/r/${own.id}`, { cookie: both })).status).toBe(200);
		// The PIN cookie of one link does not open another.
		const { own: second, linkCookie: other } = await made();
		const swapped = (set.split(';')[0] ?? '').replace(own.id, second.id);
		expect((await get(`/r/${second.id}`, { cookie: `${other}; ${swapped}` })).status).toBe(403);
		const rows = await database.sql`select hash from share_link_pin`;
		expect(JSON.stringify(rows)).not.toContain(pin);
		const [logged] = await database.sql<
			{ count: number }[]
		>`select count(*)::int as count from event where data::text like ${`%${pin}%`}`;
		expect(logged?.count).toBe(0);
	});

	test('cannot be guessed: after some attempts one must wait, ever longer, with the right PIN too', async () => {
		const { own, linkCookie } = await made();
		const answers: number[] = [];
		for (let i = 0; i < 8; i += 1)
			answers.push((await post(`/r/${own.id}/pin`, linkCookie, { pin: String(i).padStart(6, '0') })).status);
		expect(answers.slice(0, 5)).toEqual([403, 403, 403, 403, 403]);
		expect(answers).toContain(429);
		const late = await post(`/r/${own.id}/pin`, linkCookie, { pin });
		expect(late.status).toBe(429);
		expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await late.text()).toContain('Er is te vaak geprobeerd');
	});

	test('does not make anyone wait who knows it, however many open it from one address', async () => {
		const { own, linkCookie } = await made();
		for (let i = 0; i < 12; i += 1) expect((await post(`/r/${own.id}/pin`, linkCookie, { pin })).status).toBe(303);
	});

	test('keeps the same PIN', async () => {
		const { own } = await made();
		expect(await newPins().keep(fixture.incident, own.id, pin)).toBe(true);
		expect(await newPins().keep(fixture.incident, own.id, '999999')).toBe(false);
	});
});

describe('current figures', () => {
	test('appear when a coordinator opens them for the link, as numbers only, and disappear when they are closed', async () => {
		const own = await fixture.link('met cijfers');
		const linkCookie = await enter(own);
		expect(await readJson(`/r/${own.id}/newest`, linkCookie)).not.toHaveProperty('figures');
		expect(await (await get(`/r/${own.id}`, { cookie: linkCookie })).text()).not.toContain('id="now"');
		await fixture.send('link.setFigures', { link: own.id, figures: true }, carla);
		await expect.poll(() => readJson(`/r/${own.id}/newest`, linkCookie)).toHaveProperty('figures');
		const answer = (await readJson(`/r/${own.id}/newest`, linkCookie)) as {
			figures: { rows: { id: string; value: string; label: string }[] };
		};
		expect(
			answer.figures.rows.map(({ id }) => id),
			'no story has an emotion'
		).toEqual(['unanswered', 'high', 'posts']);
		expect(answer.figures.rows[0]?.value).toBe('2');
		const wall = await (await get(`/r/${own.id}/wall`, { cookie: linkCookie })).text();
		for (const body of [JSON.stringify(answer), wall])
			for (const canary of [...forbiddenIn({ fixture, elsewhere }), own.secret, 'met cijfers'])
				expect(body.includes(canary), canary).toBe(false);
		expect(await (await get(`/r/${own.id}`, { cookie: linkCookie })).text()).toContain('id="now"');
		await fixture.send('link.setFigures', { link: own.id, figures: false }, carla);
		await expect.poll(() => readJson(`/r/${own.id}/newest`, linkCookie)).not.toHaveProperty('figures');
	});

	test('are at most a few seconds old, and say how old they are when they cannot be made', async () => {
		let posts = 0;
		const draft = () =>
			posts < 0 ? Promise.reject(new Error('away')) : fixture.reports.draft(fixture.incident, fixture.position);
		const live = new LiveFigureCache({ draft });
		const first = await live.figures(fixture.incident);
		posts = -1;
		await expect.poll(() => live.figures(fixture.incident)).toEqual(first);
		await expect(new LiveFigureCache({ draft }).figures(fixture.incident)).rejects.toThrow('away');
	});
});

describe('a signal from a partner', () => {
	const send = (id: string, linkCookie: string, body: Record<string, string>) =>
		fetch(`${program.base}/r/${id}/signal`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: linkCookie, origin: program.base },
			body: new URLSearchParams({ id: randomUUID(), place: '', callBack: '', ...body })
		});
	const posts = () =>
		database.sql<{ text: string; author: number | null; platform: string }[]>`
			select text, author, platform from post where incident_id = ${fixture.incident} and platform = 'partner' order by id`;

	test('arrives in the stream as a post of the desk for partners, once, however often it is sent', async () => {
		const own = await fixture.link('brandweer', 72, { signals: true });
		const linkCookie = await enter(own);
		expect(await (await get(`/r/${own.id}`, { cookie: linkCookie })).text()).toContain(`href="/r/${own.id}/signal"`);
		const form = await get(`/r/${own.id}/signal`, { cookie: linkCookie });
		expect(form.headers.get('content-security-policy')).toContain("form-action 'self'");
		const signal = {
			id: /name="id" value="([^"]+)"/.exec(await form.text())?.[1] ?? '',
			text: 'Mensen lopen\r\nnaar het hek',
			place: 'Havenweg',
			callBack: 'officier van dienst'
		};
		for (let i = 0; i < 2; i += 1) expect((await send(own.id, linkCookie, signal)).status).toBe(303);
		expect(await posts()).toEqual([
			{
				text: 'Mensen lopen\nnaar het hek (Havenweg)\nMelding van brandweer. Terugbellen: officier van dienst.',
				author: null,
				platform: 'partner'
			}
		]);
		const sent = await (await get(`/r/${own.id}/signal?sent=1`, { cookie: linkCookie })).text();
		expect(sent).toContain('Uw melding is binnen.');
	});

	test('appears in the inbox of the desk; its sender sees that it was read, but not by whom', async () => {
		const own = await fixture.link('waterschap', 72, { signals: true });
		const linkCookie = await enter(own);
		const form = fresh(SignalId);
		const sent = () => unreadSignals(stateOf(fixture)).filter(({ link }) => link === own.id);
		for (const text of ['Het peil stijgt', 'Het peil stijgt', 'Het peil stijgt nu snel'])
			expect((await send(own.id, linkCookie, { id: form, text })).status).toBe(303);
		// The same signal sent again is one signal; the same form with other words is another.
		await expect.poll(() => sent().length).toBe(2);
		const [{ id } = { id: form }, second] = sent();
		if (second) await fixture.send('signal.markRead', { signal: second.id }, anna);
		const page = async () => (await get(`/r/${own.id}/signal`, { cookie: linkCookie })).text();
		expect(await page()).toMatch(anyHour(/gestuurd \d\d\.\d\d uur ·\s*nog niet gelezen/));
		// More people may have the link: what was sent by it is not shown to them.
		expect(await page()).not.toContain('Het peil stijgt');
		await fixture.send('signal.markRead', { signal: id }, anna);
		await expect.poll(page).toMatch(anyHour(/gestuurd \d\d\.\d\d uur ·\s*<b>gelezen \d\d\.\d\d uur/));
		for (const { id: who } of [anna, carla]) expect(await page()).not.toContain(who);
		expect(await page()).not.toContain(canaries.colleague);
	});

	test('is refused but not lost: too long, empty, too many, from elsewhere', async () => {
		const own = await fixture.link('ggd', 72, { signals: true });
		const linkCookie = await enter(own);
		const before = (await posts()).length;
		const long = await send(own.id, linkCookie, { text: 'x'.repeat(2001) });
		expect(long.status).toBe(400);
		expect(await long.text()).toContain('x'.repeat(2001));
		expect((await send(own.id, linkCookie, { text: ' ' })).status).toBe(400);
		expect((await send(own.id, linkCookie, { text: 'x'.repeat(70_000) })).status).toBe(413);
		const foreign = {
			method: 'POST',
			headers: { cookie: linkCookie, origin: 'http://elders.example' },
			body: new URLSearchParams({ text: 'x' })
		};
		expect((await fetch(`${program.base}/r/${own.id}/signal`, foreign)).status).toBe(403);
		const answers: number[] = [];
		for (let i = 0; i < 8; i += 1)
			answers.push((await send(own.id, linkCookie, { text: `<b>melding ${i}</b>` })).status);
		expect(answers.filter((status) => status === 303)).toHaveLength(6);
		const late = await send(own.id, linkCookie, { text: 'bewaar <mij>' });
		expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
		expect(await late.text()).toContain('bewaar &lt;mij>');
		expect((await posts()).length - before).toBe(6);
	});

	test('that is not a form is refused like an empty one', async () => {
		const own = await fixture.link('json', 72, { signals: true });
		const linkCookie = await enter(own);
		const headers = { cookie: linkCookie, origin: program.base, 'content-type': 'application/json' };
		expect((await fetch(`${program.base}/r/${own.id}/signal`, { method: 'POST', headers, body: '{}' })).status).toBe(
			400
		);
	});

	test('is possible only with links that allow it', async () => {
		const own = await fixture.link('alleen lezen');
		const linkCookie = await enter(own);
		expect((await get(`/r/${own.id}/signal`, { cookie: linkCookie })).status).toBe(404);
		expect((await send(own.id, linkCookie, { text: 'hallo' })).status).toBe(404);
		await fixture.send('link.setSignals', { link: own.id, signals: true });
		await expect.poll(async () => (await get(`/r/${own.id}/signal`, { cookie: linkCookie })).status).toBe(200);
	});
});

describe('a question to one organisation', () => {
	/** Sends one about the first rumour. @returns its link, and the index of its inquiry */
	async function askQuestion(to: Record<string, unknown> = {}) {
		const [id, secret] = [fresh(ShareLinkId), randomBytes(24).toString('base64url')];
		const [rumour] = [...stateOf(fixture).rumours.values()];
		if (!rumour) throw new Error('no rumour');
		const expires = momentOf(Date.now() + 3_600_000);
		const about = { rumour: rumour.id, body: 'Waterbedrijf & co', question: 'Is het <i>water</i> veilig?' };
		await fixture.send('question.ask', {
			link: id,
			...about,
			deadline: null,
			hash: checksumOf(secret),
			expires,
			...to
		});
		const inquiry = stateOf(fixture).partnerQuestions.get(id)?.inquiry ?? -1;
		return { id, path: `/r/${id}/${secret}`, rumour, inquiry };
	}
	const answer = (id: string, linkCookie: string, body: Record<string, string>, origin = program.base) =>
		fetch(`${program.base}/r/${id}/answer`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: linkCookie, origin },
			body: new URLSearchParams({ id: randomUUID(), from: '', ...body })
		});
	const pageOf = async (id: string, linkCookie: string) => (await get(`/r/${id}`, { cookie: linkCookie })).text();
	const answerOf = ({ rumour, inquiry }: Awaited<ReturnType<typeof askQuestion>>) =>
		stateOf(fixture).rumours.get(rumour.id)?.inquiries[inquiry]?.answer ?? null;

	test('is read and answered without account or script, and counts once a person accepted the answer', async () => {
		const own = await askQuestion();
		const linkCookie = await enter(own);
		const page = await get(`/r/${own.id}`, { cookie: linkCookie });
		const body = await page.text();
		expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
		expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/);
		expect(body).toContain('Klopt dit?');
		expect(body).toContain('Is het &lt;i>water&lt;/i> veilig?');
		expect(body).toContain('Waterbedrijf &amp; co');
		expect(body).not.toContain('<script');
		expect(body).not.toContain(own.rumour.text);
		expect(forbiddenIn({ fixture, elsewhere }).filter((canary) => body.includes(canary))).toEqual([]);
		expect(await (await get(`/r/${own.id}?lang=en`, { cookie: linkCookie })).text()).toContain('Is this right?');

		const id = randomUUID();
		for (let i = 0; i < 2; i += 1)
			expect((await answer(own.id, linkCookie, { id, text: 'Het water\r\nis veilig.', from: 'chef' })).status).toBe(
				303
			);
		expect(await pageOf(own.id, linkCookie)).toMatch(anyHour(/Uw antwoord van \d\d\.\d\d uur is binnen/));
		// More people may have the link: the answer is not shown to them.
		expect(await pageOf(own.id, linkCookie)).not.toContain('is veilig.');
		const wallNow = momentOf(Date.now());
		await expect.poll(() => waitingReplies(stateOf(fixture), wallNow).map(({ link }) => link)).toContain(own.id);
		const { reply } = stateOf(fixture).partnerQuestions.get(own.id) ?? {};
		expect(reply?.text).toBe('Het water\nis veilig.');
		expect(answerOf(own)).toBeNull();
		await fixture.send('question.takeOver', { link: own.id, reply: reply?.id }, anna);
		expect(answerOf(own)).toMatchObject({ text: 'Het water\nis veilig.', from: 'chef', by: anna.id });
		await expect.poll(() => pageOf(own.id, linkCookie)).toMatch(/Wij namen uw antwoord over om/);
		expect(await pageOf(own.id, linkCookie)).not.toContain('<form');
		expect((await answer(own.id, linkCookie, { text: 'Toch niet' })).status).toBe(409);
		expect(answerOf(own)?.text).toBe('Het water\nis veilig.');
	});

	test('opens nothing else, and no other link opens it', async () => {
		const own = await askQuestion();
		const linkCookie = await enter(own);
		for (const path of ['/newest', '/wall', '/1', '/1/full', '/signal'])
			expect((await get(`/r/${own.id}${path}`, { cookie: linkCookie })).status, path).toBe(404);
		expect((await get(`/r/${fixture.incident}`, { cookie: linkCookie })).status).toBe(404);
		for (const path of [`/incidents/${fixture.incident}`, `/api/v1/incidents/${fixture.incident}/state`])
			expect([303, 401], path).toContain((await get(path, { cookie: linkCookie })).status);
		const report = await fixture.link('lezer', 72, { signals: true });
		const reading = await enter(report);
		expect((await answer(report.id, reading, { text: 'x' })).status).toBe(404);
		expect((await answer(own.id, reading, { text: 'x' })).status).toBe(404);
		expect((await answer(own.id, '', { text: 'x' })).status).toBe(404);
		const other = await askQuestion();
		expect((await answer(other.id, linkCookie, { text: 'x' })).status).toBe(404);
		await fixture.send('link.revoke', { link: own.id });
		await expect.poll(async () => (await get(`/r/${own.id}`, { cookie: linkCookie })).status).toBe(404);
		expect((await answer(own.id, linkCookie, { text: 'x' })).status).toBe(404);
	});

	test('accepts no answer that is empty, too long, from elsewhere or one too many, and keeps its words', async () => {
		const own = await askQuestion();
		const linkCookie = await enter(own);
		expect((await answer(own.id, linkCookie, { text: ' ' })).status).toBe(400);
		const long = await answer(own.id, linkCookie, { text: 'x'.repeat(1001), from: 'chef' });
		expect([long.status, (await long.text()).includes('x'.repeat(1001))]).toEqual([400, true]);
		expect((await answer(own.id, linkCookie, { text: 'x' }, 'http://elders.example')).status).toBe(403);
		const statuses: number[] = [];
		for (let i = 0; i < 5; i += 1) statuses.push((await answer(own.id, linkCookie, { text: `Antwoord ${i}` })).status);
		expect(statuses).toEqual([303, 303, 303, 303, 429]);
		const late = await answer(own.id, linkCookie, { text: 'bewaar <mij>' });
		expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await late.text()).toContain('bewaar &lt;mij>');
		await expect.poll(() => stateOf(fixture).partnerQuestions.get(own.id)?.reply?.text).toBe('Antwoord 3');
	});
});

test('the wall shows the last report that is not withdrawn, and reloads without a script', async () => {
	const body = await (await get(`/r/${link.id}/wall`)).text();
	expect(body).toContain('Gaan de scholen dicht?');
	expect(body).toContain('<noscript><meta http-equiv="refresh" content="10"/></noscript>');
	expect(body).toContain('src="/wall.js"');
	expect(body).toContain('data-look="crisis" data-wall');
	expect(body).toMatch(/<dl class="figures">/);
	expect(await (await get(`/r/${link.id}/wall?lang=en`)).text()).toContain('People are asking');
});
