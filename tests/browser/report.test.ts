import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { openPromise } from 'yauzl';
import { faultsOf, sidewaysOf } from './page-faults';
import { expect, test } from './server';
import { anyHour } from '../any-hour';

// Each begins an exercise of its own: none waits in one worker while another has nothing left to do.
test.describe.configure({ mode: 'parallel' });

/** An exercise that a visitor opened, an hour in, with what a report needs; the person in `page` is its analyst. */
async function exerciseWith(page: Page, base: string): Promise<Incident> {
	await page.goto('/');
	await page.locator('form[action="?/try"] button').click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}/);
	const id = /incidents\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
	const incident = new Incident(page, base, id);
	await incident.fill();
	return incident;
}

test.use({ actionTimeout: 15_000 });

class Incident {
	constructor(
		readonly page: Page,
		readonly base: string,
		readonly id: string
	) {}

	get report(): string {
		return `/incidents/${this.id}/report`;
	}
	async send(type: string, input: unknown): Promise<void> {
		const answer = await this.page.request.post(`/api/v1/incidents/${this.id}/commands`, {
			data: { id: randomUUID(), type, input },
			headers: { origin: this.base }
		});
		expect(answer.status(), `${type}: ${await answer.text()}`).toBe(200);
	}
	async read(path: string): Promise<unknown> {
		return (await this.page.request.get(`/api/v1/incidents/${this.id}${path}`)).json();
	}

	/** Jumps an hour ahead, stops the clock, and files what came in under findings. */
	async fill(): Promise<void> {
		const { at } = (await this.read('/state')) as { at: string };
		await this.send('exercise.setClock', { speed: 0, incident: new Date(Date.parse(at) + 60 * 60_000).toISOString() });
		let stories: { id: string; lead: { post: string; text: string } }[] = [];
		await expect
			.poll(
				async () =>
					(stories = ((await this.read('/stories?view=newest&limit=50')) as { stories: typeof stories }).stories)
						.length,
				{
					timeout: 30_000
				}
			)
			.toBeGreaterThan(20);
		const raise = async (type: string, text: string, at: number, to: object = {}): Promise<string> => {
			const finding = randomUUID();
			const stance = type === 'rumour.signal' ? 'supports' : null;
			await this.send(type, { id: finding, text, offline: null, seenIn: { story: stories[at]?.id, stance }, ...to });
			return finding;
		};
		await raise('need.raise', 'Is de rook gevaarlijk?', 0);
		await raise('need.raise', 'Gaan de scholen dicht?', 1);
		const rumour = await raise('rumour.signal', 'Het drinkwater is vergiftigd', 2);
		await this.send('rumour.assess', { rumour, harm: 3, danger: false, helpNeeded: false });
		await raise('behaviour.record', 'Mensen kijken bij het hek', 3, { effect: 'enlarges' });
		await raise('meaning.record', 'De vergunning van het bedrijf', 4, { theme: 'blame' });
		for (const { id } of stories.slice(0, 30)) {
			await this.send('story.setSentiment', { story: id, emotion: 'fear', attitude: 'negative' });
			await this.send('story.markLookedAt', { story: id, outcome: 'looked' });
		}
		await this.send('fact.record', {
			id: randomUUID(),
			text: 'De rook trekt naar het noordoosten',
			source: 'brandweer',
			at: null
		});
		await this.send('quote.choose', {
			id: randomUUID(),
			post: stories[5]?.lead.post,
			text: 'Ik durf mijn kind niet op te halen',
			speaker: 'een ouder'
		});
	}
	async release(): Promise<void> {
		const { page } = this;
		await page.goto(`${this.report}/release`);
		const still = page.getByRole('button', { name: /^Klopt nog/ });
		for (let remaining = await still.count(); remaining > 0; remaining -= 1) {
			await still.first().click();
			await expect(still).toHaveCount(remaining - 1);
		}
		await page.getByRole('button', { name: /Geef rapport \d+ vrij/ }).click();
		await expect(page.getByRole('heading', { name: /is vrijgegeven/ })).toBeVisible();
	}
	async write(section: string, text: string, noneFound = false, certainty: string | null = null): Promise<void> {
		const { state } = (await this.read('/state')) as { state: { reportTexts: [string, { seq: number }][] } };
		const over = new Map(state.reportTexts).get(section)?.seq ?? null;
		await this.send('report.write', { section, text, certainty, noneFound, over });
	}
}

/** Whether all text on the wall can be read at five metres (40 px of 1080), and what sticks out of the screen. */
const sizes = (page: Page): Promise<{ smallest: boolean; overflows: string[] }> =>
	page.evaluate(() => {
		const shown = [...document.querySelectorAll('.wall :is(h1, h2, p, dt, dd, b, em, span:not(.visually-hidden))')];
		const small = shown.filter((element) => parseFloat(getComputedStyle(element).fontSize) < innerWidth / 61);
		const out = shown.filter((element) => element.getBoundingClientRect().bottom > innerHeight);
		return { smallest: small.length === 0, overflows: out.map(({ textContent }) => textContent) };
	});

/** A page of that width and color scheme has no accessibility fault and does not scroll sideways. */
async function looksRight(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.waitForLoadState('networkidle');
	for (const [width, scheme] of [
		[1280, 'light'],
		[768, null],
		[360, 'dark']
	] as const) {
		await page.setViewportSize({ width, height: 800 });
		if (scheme) await page.emulateMedia({ colorScheme: scheme });
		const faults = await (scheme ? faultsOf(page) : sidewaysOf(page));
		expect(faults, `${address} at ${width} ${scheme ?? ''}`).toEqual([]);
	}
	await page.setViewportSize({ width: 1280, height: 800 });
}

/** The links of a page that lead nowhere: to a part that it has not, or to an address that gives no answer. */
async function deadLinksOf(page: Page): Promise<string[]> {
	const hrefs = await page
		.getByRole('link')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	expect(hrefs.length).toBeGreaterThan(0);
	const isDead = async (href: string): Promise<boolean> => {
		if (href.startsWith('#')) return (await page.locator(`[id="${href.slice(1)}"]`).count()) === 0;
		return !(await page.request.get(new URL(href, page.url()).href)).ok();
	};
	const dead: string[] = [];
	for (const href of new Set(hrefs)) if (await isDead(href)) dead.push(href);
	return dead;
}

/** Does to a page what the translator of a browser does: each text becomes another text node in two elements. */
const translate = (page: Page): Promise<void> =>
	page.evaluate(() => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const texts: Text[] = [];
		while (walker.nextNode()) texts.push(walker.currentNode as Text);
		for (const text of texts) {
			if (text.data.trim() === '' || text.parentElement?.closest('script, style')) continue;
			const font = () => document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
			const [outer, inner] = [font(), font()];
			inner.textContent = text.data;
			outer.append(inner);
			text.replaceWith(outer);
		}
	});

test('the analyst accepts the proposal, fills in the required parts and releases; a partner reads it without a script, and with one is told of the next report', async ({
	page,
	base,
	browser,
	visitor,
	watch
}) => {
	test.slow();
	const incident = await exerciseWith(page, base);
	await page.goto(incident.report);
	await expect(page.getByText('Voorstel', { exact: true })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Nog 2 punten verplicht' })).toBeVisible();

	// Release is not possible yet, and the page says why.
	await page.goto(`${incident.report}/release`);
	await expect(page.getByRole('heading', { name: '2 punten houden dit tegen' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Geef rapport 1 vrij' })).toHaveAttribute('aria-disabled', 'true');

	await page.goto(incident.report);
	await page.getByRole('button', { name: 'Neem over' }).click();
	await expect(page.locator('[data-section=brief] .report-lead')).toContainText(/Mensen (willen vooral weten|vragen):/);
	await page.getByRole('button', { name: 'Geen gevonden' }).click();
	await expect(page.getByText('Geen tegengestelde signalen gevonden.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Niets houdt vrijgeven tegen' })).toBeVisible();

	// An own text, by keyboard.
	await page.getByRole('button', { name: 'Schrijf Ons oordeel' }).click();
	await page.keyboard.type('De onrust zit bij ouders.');
	await page.keyboard.press('Control+Enter');
	await expect(page.locator('[data-section=reading] .report-verbatim')).toHaveText('De onrust zit bij ouders.');
	await page.getByRole('button', { name: 'Schrijf Waarom?' }).click();
	await page.getByRole('radio', { name: 'midden' }).check();
	await page.getByLabel('Waarom?').fill('Veel berichten');
	await page.getByRole('button', { name: 'Sla op' }).click();
	await expect(page.locator('[data-section=certainty]')).toContainText('Midden: Veel berichten');

	// Advice: write, decide.
	await page.getByRole('button', { name: 'Advies', exact: true }).click();
	await page.getByLabel('Wat moeten zij zeggen, doen of laten?').fill('Zeg vóór 15.00 uur iets over de scholen.');
	await page.getByRole('button', { name: 'Sla op' }).click();
	await expect(page.locator('.report-what')).toHaveText('Zeg vóór 15.00 uur iets over de scholen.');

	// A line that should not be there goes after a question.
	await page.getByRole('button', { name: 'Advies', exact: true }).click();
	await page.getByLabel('Wat moeten zij zeggen, doen of laten?').fill('Doe niets.');
	await page.getByRole('button', { name: 'Sla op' }).click();
	await page.getByRole('listitem').filter({ hasText: 'Doe niets.' }).getByRole('button', { name: 'Haal weg' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Haal weg' }).click();
	await expect(page.locator('.report-what')).toHaveCount(1);

	// Words by which a search finds the author of a quote: the page says so, and accepts a paraphrase.
	await page.getByRole('button', { name: 'Citaat', exact: true }).click();
	await page.getByRole('radio').filter({ visible: true }).first().check();
	const own = page.getByLabel('In uw eigen woorden');
	await expect(page.getByText(/Wie zoekt op ‘.+’, vindt de afzender/)).toBeVisible();
	await own.fill('Een bewoner ziet veel rook.');
	await expect(page.getByText(/Wie zoekt op/)).toHaveCount(0);
	await page.getByLabel('Wie zegt dit, zonder naam?').fill('een bewoner');
	await page.getByRole('button', { name: 'Sla op' }).click();
	await expect(page.getByText('Een bewoner ziet veel rook. (een bewoner, in onze woorden)')).toBeVisible();

	// Every line opens its evidence.
	const evidence = page.getByRole('row', { name: /Is de rook gevaarlijk/ }).getByRole('link');
	await expect(evidence).toHaveAttribute('href', new RegExp(`/incidents/${incident.id}\\?finding=`));

	// Releasing works without a script: a plain form, and what it shows is what is released.
	const withoutScript: BrowserContext = await browser.newContext({
		javaScriptEnabled: false,
		baseURL: base,
		storageState: await page.context().storageState()
	});
	const gate = await withoutScript.newPage();
	await gate.goto(`${incident.report}/release`);
	await expect(gate.frameLocator('iframe').getByText('Omgevingsrapport 1').first()).toBeVisible();
	await gate.getByRole('button', { name: 'Geef rapport 1 vrij' }).click();
	await expect(gate.getByRole('heading', { name: 'Rapport 1 is vrijgegeven' })).toBeVisible();
	await withoutScript.close();
	await page.goto(`${incident.report}/1`);

	// It can be taken along as a file.
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'PDF, om te printen' }).click();
	expect((await download).suggestedFilename()).toMatch(/^omgevingsrapport-1-.*-OEFENING\.pdf$/);
	for (const form of ['docx', 'html', 'txt', 'csv', 'json']) {
		const file = await page.request.get(`${incident.report}/1/export/${form}?lang=en`);
		expect([file.status(), (await file.body()).length > 500], form).toEqual([200, true]);
	}
	expect((await page.request.get(`${incident.report}/9/export/pdf`)).status()).toBe(404);

	// A link: its address is shown once, and only its hash was sent.
	const sent: string[] = [];
	page.on('request', (request) => sent.push(request.postData() ?? ''));
	await page.getByRole('button', { name: 'Maak een link' }).click();
	await page.getByLabel('Voor wie?').fill('politie');
	await page.getByLabel('Vraag ook een pincode').check();
	await page.getByLabel('Wie de link heeft, mag meldingen sturen').check();
	await page.getByRole('button', { name: 'Maak een link' }).click();
	await expect(page.locator('.made code')).toHaveCount(2);
	const [address = '', pin = ''] = await page.locator('.made code').allInnerTexts();
	expect(pin).toMatch(/^\d{6}$/);
	expect(address).toMatch(new RegExp(`^${base}/r/[0-9a-f-]{36}/[A-Za-z0-9_-]{32}$`));
	const secret = address.split('/').at(-1) ?? '';
	expect(sent.join()).not.toContain(secret);
	await page.getByRole('button', { name: 'Klaar' }).click();
	await expect(page.getByText(secret)).toHaveCount(0);

	// On a telephone without a script: the PIN, the report, a signal.
	const outside: BrowserContext = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 360, height: 780 }
	});
	const reader = await outside.newPage();
	await reader.goto(address);
	expect(reader.url()).not.toContain(secret);
	await reader.getByLabel('Pincode van zes cijfers').fill(pin === '000000' ? '000001' : '000000');
	await reader.getByRole('button', { name: 'Open het rapport' }).click();
	await expect(reader.getByRole('alert')).toContainText('Deze pincode klopt niet');
	await reader.getByLabel('Pincode van zes cijfers').fill(pin);
	await reader.getByRole('button', { name: 'Open het rapport' }).click();
	await expect(reader.getByRole('heading', { level: 1 })).toContainText('Brand');
	await expect(reader.getByText('De onrust zit bij ouders.').first()).toBeVisible();
	await reader.getByRole('link', { name: 'Lees het hele rapport, met tien onderdelen' }).first().click();
	for (let section = 1; section <= 10; section += 1) await expect(reader.locator(`#s${section}`)).toBeVisible();
	await expect(reader.getByText('De onrust zit bij ouders.').first()).toBeVisible();
	const full = new URL(reader.url());
	const shared = new URL(full.pathname.split('/').slice(0, 3).join('/'), full).href;
	for (const address of [full.href, shared, `${shared}/wall`]) {
		await reader.goto(address);
		for (const heading of await reader.getByRole('heading').all()) await expect(heading).toBeVisible();
		expect(await deadLinksOf(reader), address).toEqual([]);
	}
	await expect(reader.locator('.wall').getByRole('heading').first()).toBeVisible();
	await expect(reader.locator('#veil')).toBeHidden();
	await reader.goto(full.href);
	await reader.getByRole('link', { name: 'Meld wat u ziet of hoort' }).click();
	await reader.getByLabel('Wat ziet of hoort u?').fill('Ouders wachten bij de school');
	await reader.getByLabel('Waar?').fill('Havenweg');
	await reader.getByRole('button', { name: 'Verstuur' }).click();
	await expect(reader.getByRole('status')).toContainText('Uw melding is binnen.');
	const stream = JSON.stringify(await incident.read('/stories?view=newest&limit=50'));
	expect(stream).toContain('Ouders wachten bij de school (Havenweg)');
	await outside.close();

	const partner = await visitor();
	watch.allow(/403/);
	await partner.goto(address);
	expect(await faultsOf(partner)).toEqual([]);
	await partner.getByLabel('Pincode van zes cijfers').fill(pin);
	await partner.getByRole('button', { name: 'Open het rapport' }).click();
	await partner.goto(`${partner.url()}/signal`);
	await looksRight(partner, partner.url());
	await partner.getByRole('link', { name: 'Terug naar het rapport' }).click();
	await expect(partner.locator('#checked')).toBeVisible();
	await expect(partner.locator('#newer')).toBeHidden();
	await expect(partner.locator('#checked')).toContainText(anyHour(/^\s*Nieuwste rapport, gekeken om \d\d\.\d\d uur/));
	await incident.release();
	await expect(partner.locator('#newer')).toBeVisible({ timeout: 12_000 });
	// A report is not called the newest when there is a newer one.
	await expect(partner.locator('#checked')).toContainText(anyHour(/^\s*Gekeken om \d\d\.\d\d uur/));
	await expect(partner.locator('body')).not.toContainText(/nieuwste/i, { useInnerText: true });
	await partner.getByRole('link', { name: 'Lees het nieuwe rapport' }).click();
	await expect(partner.getByText('Omgevingsrapport 2', { exact: true })).toBeVisible();
	// From here on the partner reads a translated page: what the script says still changes.
	await translate(partner);

	// On a wall: everything within the screen, readable from a distance; veiled once the line is down.
	const reading = partner.url().replace(/[?#].*/, '');
	const wall = await partner.context().newPage();
	await wall.setViewportSize({ width: 1920, height: 1080 });
	await wall.goto(`${reading}/wall`);
	expect(await faultsOf(wall)).toEqual([]);
	expect(await sizes(wall)).toEqual({ smallest: true, overflows: [] });
	watch.allow(/ERR_INTERNET_DISCONNECTED/);
	await partner.context().setOffline(true);
	await expect(wall.locator('#veil')).toContainText(anyHour(/Geen nieuwe cijfers sinds \d\d\.\d\d/), {
		timeout: 30_000
	});
	expect(await faultsOf(wall)).toEqual([]);
	await partner.context().setOffline(false);
	await expect(wall.locator('#veil')).toBeHidden({ timeout: 15_000 });
	await wall.close();

	// What became of the first, line by line; and any earlier moment.
	await page.goto(`${incident.report}/compare`);
	await expect(page.getByRole('heading', { name: 'Vergelijk rapporten' })).toBeVisible();
	await expect(page.getByLabel('Van', { exact: true })).toHaveValue('2');
	await page.goto(`${incident.report}/compare?from=1&to=2`);
	await expect(page.getByRole('status').filter({ hasText: /verschil/ })).toBeVisible();
	await page.goto(`${incident.report}/earlier`);
	await page.getByRole('button', { name: 'Laat zien' }).click();
	await expect(page.getByText(/^Gemeten .+ logboek tot en met regel \d+, controlegetal [0-9a-f]{8}…$/)).toBeVisible();
	await expect(
		page
			.frameLocator('iframe')
			.getByText(/^Omgevingsrapport \d+$/)
			.first()
	).toBeVisible();

	// The next shift: what must not be forgotten, what was agreed, and who continues.
	await page.goto(`/incidents/${incident.id}/handover`);
	await expect(page.getByRole('link', { name: 'Het drinkwater is vergiftigd', exact: true })).toBeVisible();
	await page.getByLabel('Wat is afgesproken?').fill('Vragen over doden gaan naar de politie.');
	await page.getByRole('button', { name: 'Nieuwe afspraak' }).click();
	await expect(page.getByText('Vragen over doden gaan naar de politie.', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Ik neem het over' }).click();
	await expect(page.getByText(/^U hebt de dienst sinds/)).toBeVisible();
	await page.goto(`${incident.report}/2`);

	// Withdrawn: never silently gone.
	await page.getByLabel('Waarom trekt u het in?').fill('de cijfers kloppen niet');
	await page.getByRole('button', { name: 'Trek rapport 2 in' }).click();
	await expect(page.getByRole('heading', { name: 'Rapport 2 is ingetrokken' })).toBeVisible();
	await expect(partner.locator('#withdrawn')).toBeVisible({ timeout: 12_000 });

	// The line is cut: the page says since when.
	await partner.context().setOffline(true);
	await expect(partner.locator('#offline')).toContainText(anyHour(/Laatst gecontroleerd \d\d\.\d\d uur/), {
		timeout: 15_000
	});
	await partner.context().setOffline(false);
	await expect(partner.locator('#offline')).toBeHidden({ timeout: 15_000 });

	// A coordinator opens figures of this moment; they appear next to the report while it is open.
	await page.request.post('/switch-person', {
		form: { person: '00000000-0000-8000-8000-0000000e0003', next: '/' },
		headers: { origin: base }
	});
	await page.reload();
	await page.getByRole('button', { name: 'Laat toe: cijfers van nu' }).click();
	await expect(page.getByRole('button', { name: 'Zet dicht: cijfers van nu' })).toBeVisible();
	await partner.reload();
	await translate(partner);
	await expect(partner.locator('#now')).toContainText('vragen zonder antwoord', { timeout: 12_000 });
	expect(await faultsOf(partner)).toEqual([]);

	// Revoked after a question, and the address opens nothing any more.
	watch.allow(/404/);
	await page.getByRole('button', { name: 'Trek in politie' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Trek in' }).click();
	await expect(page.getByText(/^ingetrokken \d/)).toBeVisible();
	await expect.poll(async () => (await partner.goto(address))?.status()).toBe(404);
});

test('two people who write the same text never overwrite each other unseen: both texts are shown', async ({
	page,
	base,
	visitor,
	watch
}) => {
	const incident = await exerciseWith(page, base);
	const colleague = await visitor({ storageState: await page.context().storageState() });
	for (const one of [page, colleague]) {
		await one.goto(incident.report);
		await one.getByRole('button', { name: 'Schrijf Ons oordeel' }).click();
	}
	await page.getByLabel('Ons oordeel').fill('De onrust zit bij ouders.');
	await colleague.getByLabel('Ons oordeel').fill('De onrust zit bij boeren.');
	await page.getByRole('button', { name: 'Sla op' }).click();
	await expect(page.locator('[data-section=reading] .report-verbatim')).toHaveText('De onrust zit bij ouders.');
	const clash = colleague.getByRole('alert').filter({ hasText: 'Uw tekst is niet weg' });
	await expect(clash).toContainText('De onrust zit bij ouders.');
	await expect(clash).toContainText('De onrust zit bij boeren.');
	await clash.getByRole('button', { name: 'Neem uw tekst' }).click();
	for (const one of [page, colleague])
		await expect(one.locator('[data-section=reading] .report-verbatim')).toHaveText('De onrust zit bij boeren.');

	// Also when both save at once: the second person is informed, and loses nothing.
	watch.allow(/409/);
	for (const one of [page, colleague]) await one.getByRole('button', { name: 'Wijzig Ons oordeel' }).click();
	await page.getByLabel('Ons oordeel').fill('Van de een.');
	await colleague.getByLabel('Ons oordeel').fill('Van de ander.');
	await Promise.all([page, colleague].map((one) => one.getByRole('button', { name: 'Sla op' }).click()));
	const counts = async () =>
		(
			await Promise.all(
				[page, colleague].map((one) => one.getByRole('button', { name: 'Houd bewaarde tekst' }).count())
			)
		).sort();
	await expect.poll(counts).toEqual([0, 1]);
});

test('written text cites findings, facts link to their source, and a partner copies the short text', async ({
	page,
	base,
	visitor
}) => {
	const incident = await exerciseWith(page, base);
	await incident.send('action.record', {
		id: randomUUID(),
		channel: 'NL-Alert',
		text: 'Sluit ramen en deuren.',
		at: null
	});
	await incident.write('brief', 'Mensen willen weten of de rook gevaarlijk is.');
	await incident.write('counterSignals', '', true);
	await page.goto(incident.report);
	await page.getByRole('button', { name: 'Schrijf Ons oordeel' }).click();
	await page.getByText('Waar rust dit op?').click();
	await page.getByRole('checkbox', { name: /Gaan de scholen dicht/ }).check();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByLabel('Ons oordeel').fill('De onrust zit bij ouders.');
	await page.getByRole('button', { name: 'Sla op' }).click();
	const reading = page.locator('[data-section=reading]');
	await expect(reading.getByRole('link', { name: 'Gaan de scholen dicht?' })).toHaveAttribute('href', /\?finding=/);
	await page.getByRole('link', { name: 'bekijk het feit' }).click();
	await expect(page).toHaveURL(/findings#facts-/);
	await expect(page.locator(':target')).toContainText('De rook trekt naar het noordoosten');
	await incident.write('certainty', 'Veel berichten', false, 'middle');
	await incident.release();
	await page.goto(`${incident.report}/1`);

	await page.getByRole('button', { name: 'Maak een link' }).click();
	await page.getByLabel('Voor wie?').fill('brandweer');
	await page.getByRole('button', { name: 'Maak een link' }).click();
	const partner = await visitor();
	await partner.goto(await page.locator('.made code').innerText());
	await partner.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await partner.getByRole('button', { name: 'Kopieer voor LCMS' }).click();
	await expect(partner.getByRole('button', { name: 'Gekopieerd' })).toBeVisible();
	const copied = await partner.evaluate(() => navigator.clipboard.readText());
	expect(copied).toMatch(/^OEFENING OEFENING OEFENING\nOMGEVINGSRAPPORT 1 - /);
	await expect(partner.getByRole('button', { name: 'Print' })).toBeVisible();
	await partner.getByText('Korte tekst voor LCMS of een chat').click();
	await expect(partner.locator('#lcms')).toHaveText(copied);
	expect(await faultsOf(partner)).toEqual([]);
	await partner.setViewportSize({ width: 360, height: 780 });
	await expect(partner.getByRole('button', { name: 'Print' })).toBeHidden();
	expect(await faultsOf(partner)).toEqual([]);
	// What is out of date is not copied.
	await incident.send('report.withdraw', { number: 1, why: 'fout' });
	await partner.setViewportSize({ width: 1280, height: 800 });
	await expect(partner.getByText('Dit rapport is zojuist ingetrokken.')).toBeVisible({ timeout: 15_000 });
	await expect(partner.getByRole('button', { name: 'Kopieer voor LCMS' })).toBeHidden();

	await page.goto(`/incidents/${incident.id}/settings`);
	await expect(page.getByText('Een oefening deelt nooit gegevens met programma’s.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
});

test('every page of the report is accessible in light and dark, and does not scroll sideways; it prints as a document', async ({
	page,
	base,
	visitor,
	watch
}) => {
	test.slow();
	const incident = await exerciseWith(page, base);
	await page.emulateMedia({ colorScheme: 'light' });
	// A report that is due now is announced on every screen.
	const { at } = (await incident.read('/state')) as { at: string };
	await incident.send('report.setDue', { due: { at, every: 30 } });
	await looksRight(page, incident.report);
	await expect(page.locator('header').getByRole('link', { name: 'Rapport 0 min' })).toBeVisible();
	await looksRight(page, `${incident.report}/release`);
	await incident.write('brief', 'Mensen willen weten of de rook gevaarlijk is.');
	await incident.write('counterSignals', '', true);
	await incident.write('reading', 'De onrust zit bij ouders.');
	await incident.write('certainty', 'Veel berichten', false, 'middle');
	await incident.release();
	await incident.send('agreement.make', { id: randomUUID(), text: 'Vragen over doden gaan naar de politie.' });
	await looksRight(page, `${incident.report}/compare`);
	await looksRight(page, `/incidents/${incident.id}/handover`);
	await looksRight(page, `${incident.report}/1`);
	await page.goto(`${incident.report}/links`);
	await page.getByRole('button', { name: 'Maak een link' }).click();
	await page.getByLabel('Voor wie?').fill('brandweer');
	await page.getByRole('button', { name: 'Maak een link' }).click();
	const address = await page.locator('.made code').innerText();
	await looksRight(page, `${incident.report}/links`);
	await incident.release();

	// All of them in one file.
	await looksRight(page, `${incident.report}/export`);
	await page.getByRole('button', { name: 'Maak de zip' }).click();
	const zip = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Haal op' }).click();
	expect((await zip).suggestedFilename()).toMatch(/^omgevingsrapporten-.*-OEFENING\.zip$/);

	const partner = await visitor();
	await partner.goto(address);
	await looksRight(partner, `${partner.url()}?lang=en`);
	await looksRight(partner, `${partner.url().replace('?lang=en', '')}/1`);
	watch.allow(/404/);
	await looksRight(partner, '/r/nonsense');
	await partner.goto(address);
	await partner.emulateMedia({ media: 'print', colorScheme: 'dark' });
	for (const gone of ['.strip', '.side', '.band', '.report-contents'])
		await expect(partner.locator(gone).first()).toBeHidden();
	expect(await partner.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
	expect(await partner.evaluate(() => getComputedStyle(document.body).page)).toBe('exercise');
});

test('in aftercare the report is weekly and about what remains, and the search profile shrinks; the acute phase restores it', async ({
	page,
	base
}) => {
	test.slow();
	const incident = await exerciseWith(page, base);
	const { at } = (await incident.read('/state')) as { at: string };
	const due = new Date(Date.parse(at) + 20 * 60_000).toISOString();
	await incident.send('report.setDue', { due: { at: due, every: 30 } });
	await incident.send('fact.record', {
		id: randomUUID(),
		source: 'Slachtofferhulp',
		at: null,
		text: 'U kunt elke dinsdag terecht in het wijkgebouw.'
	});
	const coordinator = '00000000-0000-8000-8000-0000000e0003';
	await page.request.post('/switch-person', { form: { person: coordinator, next: '/' }, headers: { origin: base } });
	const desk = `/incidents/${incident.id}`;
	const setPhase = async (phase: string): Promise<void> => {
		await page.goto(`${desk}/settings`);
		await page.getByRole('radio', { name: phase }).check();
		await page.getByRole('button', { name: 'Wijzig de fase' }).click();
		await expect(page.getByText('Opgeslagen.', { exact: true })).toBeVisible();
	};
	const shot = async (name: string): Promise<void> => {
		if (!process.env['SHOTS']) return;
		for (const width of [360, 768, 1280]) {
			await page.setViewportSize({ width, height: 800 });
			await page.emulateMedia({ colorScheme: width === 768 ? 'dark' : 'light' });
			await page.screenshot({ path: join(process.env['SHOTS'], `aftercare-${name}-${width}.png`), fullPage: true });
		}
	};

	await setPhase('nazorg');
	await shot('settings');
	await page.goto(incident.report);
	await expect(page.getByText(/Rapport 1 over [67] dagen op \d+ \w+ om 10\.00 uur/)).toBeVisible();
	await page.getByRole('button', { name: 'Stel het moment in' }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText('In de nazorg komt er elke week een rapport')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await shot('due');
	await dialog.getByRole('radio', { name: 'elke dag' }).check();
	await dialog.getByRole('button', { name: 'Sla op' }).click();
	await expect(dialog).toBeHidden();

	await page.goto(`${desk}/needs`);
	const remaining = page.getByRole('region', { name: /^Vragen die blijven/ });
	await expect(remaining.getByRole('link', { name: 'Is de rook gevaarlijk?' })).toBeVisible();
	await expect(remaining.getByText(/^deze week [1-9]\d* keer gevraagd$/).first()).toBeVisible();
	await shot('needs');
	await looksRight(page, `${desk}/needs`);
	await page.goto(`${desk}/phone`);
	await expect(page.getByRole('heading', { name: /^Vragen die blijven \(\d+\)/ })).toBeVisible();

	await incident.write('brief', 'Het is rustiger. Mensen willen weten of de rook schadelijk was.');
	await incident.write('counterSignals', '', true);
	await incident.write('expected', 'Zaterdag is er een herdenking.');
	await page.goto(`${incident.report}/release`);
	const shared = page.frameLocator('iframe');
	await expect(shared.getByText('Nazorgrapport 1').first()).toBeVisible();
	for (const name of [/^Vragen die blijven/, /^Waar mensen terechtkunnen/, /^Wat nu komt/])
		await expect(shared.getByRole('heading', { name })).toBeVisible();
	await expect(shared.getByText('U kunt elke dinsdag terecht in het wijkgebouw').first()).toBeVisible();
	await shot('report');
	await incident.release();

	await looksRight(page, `${desk}/sources/smaller`);
	await shot('smaller');
	await expect(page.getByText(/U verliest ongeveer [\d.,]+ van de [\d.,]+ berichten per dag/)).toBeVisible();
	await page.getByRole('button', { name: 'Neem dit over' }).click();
	await expect(page.getByText('Het zoekprofiel is kleiner.')).toBeVisible();
	await page.goto(`${desk}/sources/record`);
	await expect(page.getByText(/Nazorg: dit scheelt ongeveer [\d.]+ berichten per dag/)).toBeVisible();

	await setPhase('acuut');
	await page.goto(incident.report);
	await expect(page.getByText(/Rapport 2 over \d+ min om/)).toBeVisible();
});

test('a closed exercise is packed, downloaded, verified by the command and read from disk without a network', async ({
	page,
	base,
	browser,
	program,
	watch
}) => {
	test.slow();
	const incident = await exerciseWith(page, base);
	await incident.write('brief', 'Mensen willen vooral weten of de rook gevaarlijk is.');
	await incident.write('counterSignals', '', true);
	await incident.release();
	const coordinator = '00000000-0000-8000-8000-0000000e0003';
	await page.request.post('/switch-person', { form: { person: coordinator, next: '/' }, headers: { origin: base } });
	const archive = `/incidents/${incident.id}/archive`;
	await page.goto(archive);
	await expect(page.getByText('Het incident loopt nog.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Maak het pakket' })).toHaveCount(0);

	await page.goto(`/incidents/${incident.id}/settings`);
	const filed = page.getByRole('region', { name: 'Hoe dit incident wordt bewaard' });
	await filed.getByLabel('Zaaknummer').fill('Z-2026-0042');
	await filed.getByLabel('Hoeveel jaar bewaren?').fill('7');
	await filed.getByRole('button', { name: 'Sla op' }).click();
	await expect(filed.getByText('Opgeslagen.', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Sluit dit incident' }).click();
	await expect(page.getByText(/Gesloten op/)).toBeVisible();

	await page.goto(archive);
	await page.getByRole('button', { name: 'Maak het pakket' }).click();
	await expect(page.getByText(/^Klaar: /)).toBeVisible({ timeout: 90_000 });
	await looksRight(page, archive);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Haal het pakket op' }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^archief-.*-OEFENING\.zip$/);
	const folder = await mkdtemp(join(tmpdir(), 'voelspriet-archive-browser-'));
	const file = join(folder, 'archive.zip');
	await download.saveAs(file);

	const run = (...args: string[]) =>
		spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, DATA_DIR: program.dataDir } });
	const xsd = join(process.cwd(), '../shared/data/mdto/MDTO-1.0.1.xsd');
	const verified = run('build/verify-archive.js', file, ...(existsSync(xsd) ? ['--xsd', xsd] : []));
	expect(verified.stdout + verified.stderr).toContain('The package is whole.');
	expect(verified.status).toBe(0);
	const again = join(folder, 'again.zip');
	expect(run('build/archive.js', incident.id, again).stdout).toContain('SHA-256');
	expect((await readFile(again)).equals(await readFile(file)), 'the command gives the same bytes').toBe(true);
	const broken = await readFile(file);
	broken.write('XX', broken.indexOf('Z-2026-0042'));
	await writeFile(again, broken);
	expect(run('build/verify-archive.js', again)).toMatchObject({ status: 1 });

	// What was handed over is recorded, by its checksum.
	await page.goto(archive);
	await page.getByLabel('Aan wie?').fill('Streekarchief Waterveen');
	await page.getByRole('button', { name: 'Leg de overdracht vast' }).click();
	await expect(page.getByText('De overdracht is vastgelegd.')).toBeVisible();
	await expect(page.getByText(/overgedragen aan Streekarchief Waterveen/)).toBeVisible();
	await expect(page.getByText('Maak het pakket opnieuw')).toHaveCount(0);

	const top = await unzipped(file, folder);
	const context = await browser.newContext({ offline: true });
	await watch.add(context);
	const reader = await context.newPage();
	await reader.goto(pathToFileURL(join(top, 'index.html')).href);
	await expect(reader.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(reader.getByText('OEFENING').first()).toBeVisible();
	await expect(reader.getByText('Z-2026-0042')).toBeVisible();
	for (const [width, colorScheme] of [
		[1280, 'light'],
		[360, 'dark']
	] as const) {
		await reader.setViewportSize({ width, height: 800 });
		await reader.emulateMedia({ colorScheme });
		expect(await faultsOf(reader), `the start page at ${width}`).toEqual([]);
	}
	const links = await reader
		.locator('a[href]')
		.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
	expect(links.length).toBeGreaterThan(20);
	expect(links.filter((link) => !existsSync(fileURLToPath(link)))).toEqual([]);
	await reader
		.getByRole('link', { name: /^volledig/ })
		.first()
		.click();
	await expect(reader.getByText('Mensen willen vooral weten of de rook gevaarlijk is.').first()).toBeVisible();
	expect(await faultsOf(reader)).toEqual([]);
	if (process.env['SHOTS']) {
		await reader.goBack();
		for (const width of [360, 768, 1280]) {
			await reader.setViewportSize({ width, height: 900 });
			await reader.screenshot({ path: join(process.env['SHOTS'], `start-${width}.png`), fullPage: true });
			await page.setViewportSize({ width, height: 900 });
			await page.screenshot({ path: join(process.env['SHOTS'], `archive-${width}.png`), fullPage: true });
		}
		await page.goto(`/incidents/${incident.id}/settings`);
		await page.screenshot({ path: join(process.env['SHOTS'], `settings.png`), fullPage: true });
	}
	await context.close();
	await rm(folder, { recursive: true });
});

/** Writes the files of a zip below a folder. @returns the one folder that is in it */
async function unzipped(file: string, folder: string): Promise<string> {
	const zip = await openPromise(file, { autoClose: false });
	let top = '';
	for await (const entry of zip.eachEntry()) {
		const path = join(folder, entry.fileName);
		top = join(folder, entry.fileName.split('/')[0] ?? '');
		await mkdir(dirname(path), { recursive: true });
		await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
	}
	zip.close();
	return top;
}
