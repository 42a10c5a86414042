import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { startProgram, type RunningProgram } from '../running-program';
import { JetstreamServer } from '../server/ingest/jetstream-server';
import { localServer, type LocalServer } from '../server/ingest/local-server';
import { MastodonServer } from '../server/ingest/mastodon-server';
import { XServer } from '../server/ingest/x-server';
import { firstIncident, visitorOf } from './first-incident';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

let program: RunningProgram;
let mastodon: MastodonServer;
let jetstream: JetstreamServer;
let x: XServer;
let web: LocalServer;
/** What the web server answers to a path, or the status in it. */
const answers: Record<string, string | number> = { '/page': '<!doctype html><p>geen feed' };

let context: BrowserContext;
/**
 * Three tabs of one person: one where things are done, and two that must show all of it without a reload: the list of
 * sources, and the stream.
 */
let page: Page;
let list: Page;
let live: Page;
let incident: string;

test.beforeAll(async ({ browser }) => {
	[program, mastodon, jetstream, x, web] = await Promise.all([
		startProgram({ env: { FETCH_ALLOW_CIDR: '127.0.0.0/8' } }),
		MastodonServer.open(),
		JetstreamServer.open(),
		XServer.open(),
		localServer(({ url = '' }, response) => {
			const answer = answers[url.split('?')[0] ?? ''] ?? 404;
			if (typeof answer === 'number') response.writeHead(answer).end();
			else
				response
					.writeHead(200, { 'content-type': answer.startsWith('<!doctype') ? 'text/html' : 'application/xml' })
					.end(answer);
		})
	]);
	context = await visitorOf(browser, program);
	context.setDefaultTimeout(15_000);
	[page, list, live] = [await context.newPage(), await context.newPage(), await context.newPage()];
	incident = await firstIncident(page, program);
	await list.goto(`${incident}/sources`);
	await live.goto(`${incident}?view=live`);
});
test.beforeEach(async ({ watch }) => {
	await watch.add(context);
	watch.allow(/40[09]|422/);
});
test.afterAll(async () => {
	await context.close();
	await program.remove();
	for (const server of [mastodon, jetstream, x, web]) await server.stop();
});

const rss = (title: string): string =>
	`<?xml version="1.0"?><rss version="2.0"><channel><title>Omroep Proef</title><link>http://omroep.example/</link><description>x</description>` +
	`<item><guid>1</guid><title>${title}</title><pubDate>${new Date().toUTCString()}</pubDate></item></channel></rss>`;
const began = new Date(Date.now() - 60_000).toISOString();
const nlAlert = (message: string, stop: string | null = null): string =>
	JSON.stringify({ data: [{ id: '1', message, type: 'nl-alert', start_at: began, stop_at: stop, area: [] }] });
const cap = (id: string, kind: string, headline: string, about = ''): string =>
	`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>knmi.nl</sender><sent>${new Date().toISOString()}</sent>
<status>Actual</status><msgType>${kind}</msgType><scope>Public</scope>${about && `<references>knmi.nl,${about},${began}</references>`}
<info><language>nl-NL</language><event>storm</event><headline>${headline}</headline><description>Zware windstoten</description><senderName>KNMI</senderName>
<area><areaDesc>Amsterdam</areaDesc></area></info></alert>`;

/** A kind of source, as a new user meets it. */
interface Kind {
	/** As it is called in the list. */
	readonly name: string;
	/** The label of the button that leads to its page; null where the form is on the page of the sources. */
	readonly button: string | null;
	/** What is filled in, by the label. */
	readonly fields: () => Readonly<Record<string, string>>;
	/** Invalid fields, with the sentence next to the one that is wrong. */
	readonly wrong?: readonly {
		readonly fields: () => Readonly<Record<string, string>>;
		readonly beside: string;
		readonly says: RegExp;
	}[];
	readonly say: () => void;
	readonly breaks: () => void;
	readonly says: RegExp;
	/** What a person does about it, or the server. */
	readonly repair: (row: Locator) => Promise<void> | void;
	/** What was posted while it was broken, or what was posted before; shown once it works again. */
	readonly after: RegExp;
	/** Reported on the time line, not as a post. */
	readonly announced?: { readonly first: RegExp; readonly ends: () => void; readonly ended: RegExp };
}
const kinds: readonly Kind[] = [
	{
		name: 'Omroep Proef',
		button: null,
		fields: () => ({ 'Adres van de feed': `${web.origin}/rss` }),
		wrong: [
			{
				fields: () => ({ 'Adres van de feed': `${web.origin}/page` }),
				beside: 'Adres van de feed',
				says: /een webpagina, geen feed/
			},
			{
				fields: () => ({ 'Adres van de feed': 'http://10.0.0.1/rss' }),
				beside: 'Adres van de feed',
				says: /een gesloten netwerk/
			},
			{
				fields: () => ({ 'Adres van de feed': 'file:///etc/passwd' }),
				beside: 'Adres van de feed',
				says: /met http of https beginnen/
			}
		],
		say: () => (answers['/rss'] = rss('Brand in Amsterdam: Omroep Proef')),
		breaks: () => (answers['/rss'] = 500),
		says: /antwoordt met een fout \(500\)/,
		repair: () => void (answers['/rss'] = rss('Brand in Amsterdam: Omroep Proef en later')),
		after: /Omroep Proef en later/
	},
	{
		name: 'Fediverse',
		button: 'Mastodon',
		fields: () => ({ 'Adres van de server': mastodon.origin, Sleutel: 'good' }),
		wrong: [
			{
				fields: () => ({ 'Adres van de server': mastodon.origin, Sleutel: 'fout' }),
				beside: 'Sleutel',
				says: /De sleutel klopt niet/
			}
		],
		say: () => mastodon.say('Brand in Amsterdam: Fediverse'),
		breaks() {
			mastodon.token = 'nieuw';
			mastodon.cut();
			mastodon.say('Amsterdam: Fediverse toen het stil was', { deaf: true });
		},
		says: /De sleutel klopt niet/,
		async repair(row) {
			await row.getByRole('link', { name: 'Nieuwe sleutel' }).click();
			await page.getByLabel('Sleutel').fill('nieuw');
			await page.getByRole('button', { name: 'Sluit aan' }).click();
			await page.waitForURL(/\/sources$/);
		},
		after: /Fediverse toen het stil was/
	},
	{
		name: 'Blauwe lucht',
		button: 'Bluesky',
		fields: () => ({ 'Adres van de server': jetstream.address }),
		say: () => jetstream.say('Brand in Amsterdam: Blauwe lucht'),
		breaks() {
			jetstream.refuses = { status: 503 };
			jetstream.cut();
			jetstream.say('Amsterdam: Blauwe lucht toen het stil was', { deaf: true });
		},
		says: /antwoordt met een fout \(503\)/,
		repair: () => void (jetstream.refuses = null),
		after: /Blauwe lucht toen het stil was/
	},
	{
		name: 'Het oude Twitter',
		button: 'X',
		fields: () => ({
			'Adres van de server': x.origin,
			Sleutel: 'good',
			'Prijs per bericht in euro': '0,01',
			'Budget per maand in euro': '250'
		}),
		wrong: [
			{
				fields: () => ({
					'Adres van de server': x.origin,
					Sleutel: 'good',
					'Prijs per bericht in euro': 'veel',
					'Budget per maand in euro': '1'
				}),
				beside: 'Prijs per bericht in euro',
				says: /Vul de prijs en het budget in/
			}
		],
		say: () => x.say('Brand in Amsterdam: Het oude Twitter'),
		breaks() {
			x.refuses = { status: 429, body: { title: 'ConnectionException', connection_issue: 'TooManyConnections' } };
			x.cut();
		},
		says: /Er is al een verbinding met dit account van X/,
		repair: () => void (x.refuses = null),
		after: /na de storing/
	},
	{
		name: 'Alarm',
		button: 'NL-Alert',
		fields: () => ({ 'Adres van de server': `${web.origin}/alerts` }),
		say: () => (answers['/alerts'] = nlAlert('Brand in Amsterdam. Sluit ramen.')),
		breaks: () => (answers['/alerts'] = 503),
		says: /antwoordt met een fout \(503\)/,
		repair: () => void (answers['/alerts'] = nlAlert('Brand in Amsterdam. Sluit deuren.')),
		after: /Bijgewerkt: Brand in Amsterdam\. Sluit deuren\./,
		announced: {
			first: /Brand in Amsterdam\. Sluit ramen\./,
			ends: () => (answers['/alerts'] = nlAlert('Brand in Amsterdam. Sluit deuren.', new Date().toISOString())),
			ended: /Ingetrokken of afgelopen: Brand in Amsterdam/
		}
	},
	{
		name: 'Weer',
		button: 'waarschuwingen (CAP)',
		fields: () => ({ 'Adres van de server': `${web.origin}/cap` }),
		say: () => (answers['/cap'] = cap('a', 'Alert', 'Code oranje: storm')),
		breaks: () => (answers['/cap'] = '<html>'),
		says: /geen feed die wij kunnen lezen/,
		repair: () => void (answers['/cap'] = cap('b', 'Update', 'Code rood: storm', 'a')),
		after: /Bijgewerkt: Code rood: storm/,
		announced: {
			first: /Code oranje: storm/,
			ends: () => (answers['/cap'] = cap('c', 'Cancel', 'Code rood: storm', 'b')),
			ended: /Ingetrokken: Code rood: storm/
		}
	}
];
/** Asked every so often, not followed by a line: a test asks at once. */
const polled = (kind: Kind): boolean => kind.button === null || kind.announced !== undefined;

const rowOf = (at: Page, name: string): Locator =>
	at.getByRole('row').filter({ has: at.getByRole('rowheader', { name, exact: true }) });
/** By key: rows above it may grow just then. */
const tryIt = (name: string): Promise<void> => list.getByRole('button', { name: `Test: ${name}` }).press('Enter');
const inStream = (text: string | RegExp): Locator => live.getByRole('article').filter({ hasText: text });
/** No accessibility fault, on a laptop and on a phone; the phone is high enough that the thumb bar covers nothing. */
async function faultless(at: Page, name: string): Promise<void> {
	for (const [width, height] of [
		[1280, 800],
		[360, 6000]
	] as const) {
		await at.setViewportSize({ width, height });
		expect.soft(await faultsOf(at), `${name} at ${width} px`).toEqual([]);
	}
	await at.setViewportSize({ width: 1280, height: 800 });
}

async function fill(fields: Readonly<Record<string, string>>, name = ''): Promise<void> {
	const form = page.getByRole('main').locator('form', { has: page.getByLabel(Object.keys(fields)[0] ?? '') });
	for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).fill(value);
	await form.getByLabel(/^Naam/).fill(name);
	await form.getByRole('button', { name: 'Sluit aan' }).click();
}

test('each kind of source is connected, shows live, breaks, says so, and is fixed', async () => {
	await test.step('connected: an invalid value is reported beside its field, and a working source shows in every open list', async () => {
		for (const kind of kinds) {
			if (polled(kind)) kind.say();
			await page.goto(`${incident}/sources`);
			if (kind.button) await page.getByRole('link', { name: kind.button, exact: true }).click();
			for (const { fields, beside, says } of kind.wrong ?? []) {
				await fill(fields());
				await expect(page.getByLabel(beside)).toHaveAccessibleDescription(says);
				// Typed text is kept, a key never.
				await expect(page.getByLabel(beside)).toHaveValue(beside === 'Sleutel' ? '' : (fields()[beside] ?? ''));
				if (beside === 'Sleutel') await faultless(page, 'connect');
			}
			await fill(kind.fields(), kind.name);
			await expect(rowOf(page, kind.name)).toBeVisible();
			await expect(rowOf(list, kind.name)).toBeVisible();
		}
	});
	await test.step('live: new posts appear on pages that were already open', async () => {
		await page.goto(`${incident}/findings`);
		for (const kind of kinds) {
			await expect(rowOf(list, kind.name)).toContainText('werkt', { timeout: 15_000 });
			if (!polled(kind)) kind.say();
		}
		for (const { name, announced } of kinds)
			await expect(announced ? page.getByText(announced.first).first() : inStream(`: ${name}`)).toBeVisible({
				timeout: 15_000
			});
	});
	await test.step('broken: the list says what is wrong and what to do', async () => {
		for (const kind of kinds) kind.breaks();
		for (const kind of kinds.filter(polled)) await tryIt(kind.name);
		for (const { name, says } of kinds)
			await expect(rowOf(list, name).getByText(says).first()).toBeVisible({ timeout: 15_000 });
		await faultless(list, 'sources');
	});
	await test.step('fixed: it works again, and nothing that was posted meanwhile is lost', async () => {
		await page.goto(`${incident}/sources`);
		for (const kind of kinds) await kind.repair(rowOf(page, kind.name));
		await page.goto(`${incident}/findings`);
		for (const { name } of kinds) await tryIt(name);
		for (const { name } of kinds)
			await expect(rowOf(list, name).getByText('werkt', { exact: true })).toBeVisible({ timeout: 20_000 });
		x.say('Brand in Amsterdam: na de storing');
		for (const { after, announced } of kinds)
			await expect(announced ? page.getByText(after).first() : inStream(after)).toBeVisible({ timeout: 15_000 });
		for (const { name, announced } of kinds) {
			announced?.ends();
			if (announced) await tryIt(name);
		}
		for (const { announced } of kinds)
			if (announced) await expect(page.getByText(announced.ended).first()).toBeVisible({ timeout: 15_000 });
	});
});

test('a program sends a signed batch with the command on the page; a replaced key is refused; the new key works', async () => {
	await page.goto(`${incident}/sources`);
	const form = page.getByRole('region', { name: 'Ontvang van een ander programma' });
	await form.getByLabel('Naam').fill('Meldkamer');
	await form.getByRole('button', { name: 'Maak deze bron' }).click();
	await expect(rowOf(list, 'Meldkamer')).toBeVisible();
	await form.getByRole('link', { name: 'Laat een programma ondertekenen' }).click();
	const send = async (line: string): Promise<string> => (await promisify(execFile)('sh', ['-c', line])).stdout;
	const lineShown = async (press: string): Promise<string> => {
		const secret = page.locator('.secret');
		const before = await secret.allTextContents();
		await page.getByRole('button', { name: press }).click();
		await expect(secret).not.toHaveText(before[0] ?? '-');
		return page.locator('pre').innerText();
	};
	const first = await lineShown('Maak een sleutel');
	await faultless(page, 'hook');
	expect(await send(first)).toContain('"stored"');
	await expect(inStream('Proefbericht')).toBeVisible({ timeout: 15_000 });
	await tryIt('Meldkamer');
	await expect(rowOf(list, 'Meldkamer')).toContainText(/De laatste zending met iets nieuws: .*, 1 bericht\./);
	await page.getByLabel('Niet meer: iemand kan hem kennen').check();
	const second = await lineShown('Vervang de sleutel');
	expect(await send(first)).toContain('signature.wrong');
	await expect(rowOf(list, 'Meldkamer').getByText(/^geeft fouten sinds .*met een verkeerde sleutel/)).toBeVisible({
		timeout: 15_000
	});
	expect(await send(second)).toContain('"known"');
	await expect(rowOf(list, 'Meldkamer')).toContainText('krijgt berichten van een programma', { timeout: 15_000 });
});

test('the address of a web page leads to its feeds, of which a person chooses one', async () => {
	const link = (title: string, at: string): string =>
		`<link rel="alternate" type="application/rss+xml" title="${title}" href="${at}">`;
	answers['/krant'] =
		`<!doctype html><title>Krant</title>${link('Nieuws', '/krant/nieuws')}${link('Sport', '/krant/sport')}`;
	answers['/krant/nieuws'] = rss('Brand in Amsterdam: de kade is dicht').replaceAll('Omroep Proef', 'Krant Proef');
	await page.goto(`${incident}/sources`);
	await page.getByLabel('Adres van de feed').fill(`${web.origin}/krant`);
	await page.getByRole('button', { name: 'Sluit aan' }).click();
	const feeds = page.getByRole('region', { name: 'Feeds van deze webpagina' });
	await expect(feeds.getByRole('button')).toHaveCount(2);
	await expect(page.getByLabel('Adres van de feed')).toHaveAccessibleDescription(/Kies hieronder een feed/);
	await faultless(page, 'feeds of a page');
	await feeds.getByRole('button', { name: 'Nieuws' }).click();
	await expect(page.getByText(/Krant Proef/).first()).toBeVisible();
	await expect(inStream('de kade is dicht')).toBeVisible({ timeout: 15_000 });
});

test('pasted posts are split visibly, imported, and kept in the field when importing fails', async ({ watch }) => {
	watch.allow(/ERR_FAILED/);
	await page.goto(`${incident}/sources/paste`);
	const chat =
		'[20-11-2026 14:03] Anna: Ruiken jullie dat?\n[20-11-2026 14:04] Bram: Ja, rook bij de haven\n[20-11-2026 14:05] Bram: Oeps, verkeerde groep';
	const field = page.getByLabel('Gekopieerde berichten');
	const way = page.getByLabel('Waar begint een nieuw bericht?');
	await way.selectOption('line');
	await field.fill('Rook boven Zuid\n'.repeat(501));
	await expect(field).toHaveAccessibleDescription(/Dit zijn 501 berichten\. Neem er hooguit 500 tegelijk over\./);
	await expect(page.getByRole('button', { name: /^Neem/ })).toBeHidden();
	await way.selectOption('auto');
	// Dates that can be read in two ways are asked about; nothing is guessed.
	await field.fill('3/4/26, 14:03 - Anna: Rook\n3/5/26, 09:05 - Bram: Nog steeds');
	const blocked = page.getByRole('button', { name: 'Neem 2 berichten over' });
	await expect(blocked).toHaveAccessibleDescription('Kies eerst hoe de datums zijn geschreven.');
	const order = page.getByLabel('Hoe zijn de datums geschreven?');
	await order.selectOption({ label: '3/4/26, 14:03 is 3 april 2026' });
	await expect(blocked).not.toHaveAccessibleDescription(/./);
	await field.fill(chat);
	await expect(order).toBeHidden();
	await expect(page.getByRole('heading', { name: '3 berichten' })).toBeVisible();
	await page.getByRole('button', { name: 'Laat weg' }).last().click();
	await page.getByLabel('Waar komen ze vandaan?').selectOption('whatsapp');
	await faultless(page, 'paste');
	await page.route('**/pasted', (route) => route.abort());
	const take = page.getByRole('button', { name: 'Neem 2 berichten over' });
	await take.click();
	await expect(page.getByText('De berichten zijn niet overgenomen. Uw tekst staat er nog.')).toBeVisible();
	await expect(field).toHaveValue(chat);
	await page.unroute('**/pasted');
	await take.click();
	await expect(page.getByText('2 nieuwe berichten.')).toBeVisible();
	await expect(inStream('rook bij de haven')).toBeVisible({ timeout: 15_000 });
});
