import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { startProgram, type RunningProgram } from '../running-program';
import { faultsOf, sidewaysOf } from './look-over';
import { expect, test } from './server';

/** Into the exercise that a first visit begins. @returns the incident's address */
async function begin(page: Page): Promise<string> {
	await page.goto('/');
	await page.getByRole('button', { name: /Begin de oefening|Ga verder met oefenen/ }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
	return new URL(page.url()).pathname;
}

/** Cells as Excel in the Netherlands writes them: Windows-1252, semicolons, the day first. */
const dutch = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
const file = dutch([
	'Datum;Tijd;Tekst;Gebruikersnaam;Bron;Bereik',
	'20-11-2026;13:05;"Café Zuid ruikt naar rook; blijf binnen?";jan;X;1.234',
	'20-11-2026;13:06;Is het water in Óostwijk nog goed?;piet;Facebook;',
	'03-01-2025;09:00;Vorig jaar brandde het hier ook;piet;X;12',
	'31-02-2026;13:07;Deze dag bestaat niet;jan;X;1'
]);

test('an export of a Dutch spreadsheet is looked at, corrected, stored, and known the second time', async ({ page, watch }) => {
	watch.allow(/422/); // what only begins like a workbook
	const incident = await begin(page);
	await page.goto(`${incident}/import`);
	const choose = page.getByLabel('Bestand', { exact: true });
	await choose.setInputFiles({ name: 'plaatje.csv', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004zip') });
	await expect(page.getByText('Het bestand is beschadigd.')).toBeVisible();
	await expect(page.getByText('Er is nog geen bestand ingelezen.')).toBeVisible();

	await choose.setInputFiles({ name: 'meldingen.csv', mimeType: 'text/csv', buffer: file });
	await expect(page.getByRole('heading', { name: 'Wat staat er in meldingen.csv?' })).toBeFocused();
	await expect(page.getByText('4 rijen, gescheiden met puntkomma’s, geschreven in windows-1252.')).toBeVisible();
	await expect(page.getByText('1 datum is niet te lezen')).toBeVisible();
	await expect(page.getByText('Is het water in Óostwijk nog goed?')).toBeVisible();
	const text = page.getByLabel('Lees Tekst als');
	await expect(text).toHaveValue('text');
	await text.selectOption('');
	await expect(page.getByText('Kies eerst welke kolom de tekst is.')).toBeVisible();
	await text.selectOption('text');
	await page.reload(); // whoever leaves comes back to it
	await page.getByRole('button', { name: 'Ga verder' }).click();
	await page.getByRole('button', { name: 'Haal binnen' }).click();
	const rows = page.locator('[data-import=done]');
	await expect(rows.first()).toContainText('3 nieuwe berichten; 1 daarvan is van voor het incident');
	await expect(rows.first()).toContainText('1 rij gaf geen bericht');
	await expect(rows.first()).toContainText('Rij 5: De datum in deze rij is niet te lezen.');
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Haal de lijst met geweigerde rijen op' }).click();
	expect((await download).suggestedFilename()).toMatch(/^oefening-.*\.csv$/);

	await choose.setInputFiles({ name: 'meldingen (1).csv', mimeType: 'text/csv', buffer: file });
	await expect(page.getByText('Zo zijn dezelfde kolommen de vorige keer gelezen')).toBeVisible();
	await expect(page.getByLabel('Bij welke bron horen ze?')).toHaveValue(/^[0-9a-f-]{36}$/);
	await page.getByRole('button', { name: 'Haal binnen' }).click();
	await expect(rows.first()).toContainText('geen nieuwe berichten; 3 waren al bekend');
	await page.goto(`${incident}/sources`);
	await expect(page.getByRole('rowheader', { name: 'meldingen.csv' })).toBeVisible();
});

test('what is heard on the phone is typed with Enter, also while the server is away, and stored once', async ({ page, program, watch }) => {
	test.slow();
	const incident = await begin(page);
	await page.goto(`${incident}/desk`);
	const field = page.getByLabel('Wat hoort u?');
	await expect(field).toBeFocused();
	const desks = page.getByRole('group', { name: 'Waar hoort u het?' }).getByRole('button');
	await page.keyboard.press('Alt+2');
	await expect(desks.nth(1)).toHaveAttribute('aria-pressed', 'true');
	await expect(field).toBeFocused();
	const notes = ['Beller vraagt of de school dicht is', 'Beller ruikt gas in de Dorpsstraat', 'Beller zoekt zijn moeder'];
	for (const note of notes) {
		await page.keyboard.type(note);
		await page.keyboard.press('Enter');
	}
	await expect(page.locator('.state.saved')).toHaveCount(3);
	watch.allow(/ERR_CONNECTION_REFUSED|Failed to load resource|WebSocket|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
	await program.kill();
	await page.keyboard.type('Beller: het ziekenhuis is vol');
	await page.keyboard.press('Enter');
	await expect(page.locator('.state.sending')).toHaveCount(1);
	await program.start();
	await expect(page.locator('.state.saved')).toHaveCount(4, { timeout: 30_000 });
	await page.goto(incident);
	for (const note of [...notes, 'Beller: het ziekenhuis is vol']) {
		const found = await page.request.get(`/api/v1${incident}/stories?view=search&q=${encodeURIComponent(`"${note}"`)}`);
		const { stories } = (await found.json()) as { stories: { posts: number }[] };
		expect(
			stories.map(({ posts }) => posts),
			note
		).toEqual([1]);
	}
});

test.describe('a feed in a real incident', () => {
	let program: RunningProgram;
	let feed: Server;
	let item = 'Brand in Amsterdam: rook boven Zuid';
	test.beforeAll(async () => {
		program = await startProgram({ env: { FETCH_ALLOW_CIDR: '127.0.0.0/8' } });
		feed = createServer(({ url }, response) => {
			if (url !== '/rss') {
				response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>geen feed');
				return;
			}
			response.writeHead(200, { 'content-type': 'application/rss+xml' });
			response.end(
				`<?xml version="1.0"?><rss version="2.0"><channel><title>Omroep Proef</title><link>http://omroep.example/</link><description>x</description>` +
					`<item><guid>1</guid><title>${item}</title><pubDate>${new Date().toUTCString()}</pubDate></item></channel></rss>`
			);
		});
		await new Promise<void>((done) => feed.listen(0, '127.0.0.1', done));
	});
	test.afterAll(async () => {
		feed.closeAllConnections();
		feed.close();
		await program.remove();
	});

	test('its items come in and are followed when they change; an address that will not do gets its sentence', async ({ browser, watch }) => {
		test.setTimeout(180_000);
		const context = await browser.newContext({
			baseURL: program.base,
			locale: 'nl-NL',
			timezoneId: 'Europe/Amsterdam',
			reducedMotion: 'reduce'
		});
		await watch.add(context);
		watch.allow(/40[09]|422/);
		const page = await context.newPage();
		await page.goto('/set-up');
		await page.getByLabel('Eenmalige code').fill(/\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(program.said)?.[0] ?? '');
		await page.getByLabel('Naam van uw organisatie').fill('Gemeente Proef');
		await page.getByLabel('Uw naam').fill('Noor de Wit');
		await page.getByLabel('Uw e-mailadres').fill('noor@proef.example');
		await page.getByLabel('Wachtwoord', { exact: true }).fill('vier losse gekke woorden');
		await page.getByLabel('Nog een keer hetzelfde wachtwoord').fill('vier losse gekke woorden');
		await page.getByRole('button', { name: 'Richt in' }).click();
		await page.waitForURL(`${program.base}/`);
		await page.goto('/#open');
		await page.getByLabel('Wat is er aan de hand?').fill('Brand Zuid');
		await page.getByLabel('Plaats', { exact: true }).fill('Amsterdam');
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Open incident' }).click();
		await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
		const incident = page.url();
		const { port } = feed.address() as AddressInfo;

		await page.goto(`${incident}/sources`);
		const address = page.getByLabel('Adres van de feed');
		for (const [given, sentence] of [
			[`http://127.0.0.1:${port}/page`, 'Dit adres geeft een webpagina, geen feed.'],
			['http://10.0.0.1/rss', 'Het adres leidt naar een gesloten netwerk.'],
			['file:///etc/passwd', 'Het adres moet met http of https beginnen.']
		] as const) {
			await address.fill(given);
			await page.getByRole('button', { name: 'Sluit aan' }).click();
			await expect(address).toHaveAccessibleDescription(new RegExp(sentence));
			await expect(address).toHaveValue(given);
		}
		await address.fill(`http://127.0.0.1:${port}/rss`);
		await page.getByRole('button', { name: 'Sluit aan' }).click();
		await expect(page.getByText(/is aangesloten/)).toBeVisible();
		await page.goto(`${incident}?view=live`);
		await expect(page.getByRole('article').filter({ hasText: 'rook boven Zuid' })).toBeVisible({ timeout: 20_000 });

		item = 'Brand in Amsterdam: rook boven Zuid en Oost';
		await expect
			.poll(
				async () => {
					const found = await page.request.get(`${program.base}/api/v1${new URL(incident).pathname}/stories?view=newest`);
					return JSON.stringify(await found.json());
				},
				{ timeout: 100_000, intervals: [2_000] }
			)
			.toContain('Zuid en Oost');
		await page.reload();
		await expect(page.getByRole('article').filter({ hasText: 'Zuid en Oost' })).toBeVisible();
		await context.close();
	});
});

for (const look of ['light', 'dark'] as const)
	test(`no page about sources, findings and charts has an accessibility fault or scrolls sideways: ${look}`, async ({ page, base }) => {
		test.setTimeout(240_000);
		const incident = await begin(page);
		await page.context().addCookies([{ name: 'look', value: look, url: base }]);
		await page.goto(`${incident}/findings`);
		await expect(page.locator('header').getByText('Alles opgeslagen').first()).toBeVisible();
		await page.getByRole('button', { name: 'Nieuw gerucht' }).click();
		await page.getByLabel('De bewering').fill('Het drinkwater is vergiftigd');
		const finding = page.getByRole('link', { name: 'Het drinkwater is vergiftigd' });
		await page.getByLabel('Waar gehoord').fill('aan de telefoon');
		await page.keyboard.press('Enter');
		const path = (await finding.getAttribute('href')) ?? '';
		await page.goto(`${incident}/import`);
		await page.getByLabel('Bestand', { exact: true }).setInputFiles({ name: 'open.csv', mimeType: 'text/csv', buffer: file });
		await expect(page.getByRole('button', { name: 'Haal binnen' })).toBeVisible();
		await page.getByRole('button', { name: 'Haal binnen' }).click();
		await expect(page.locator('[data-import=done]').first()).toBeVisible();
		for (const [name, address] of [
			['sources', `${incident}/sources`],
			['desk', `${incident}/desk`],
			['import', `${incident}/import`],
			['preview', `${incident}/import`],
			['findings', `${incident}/findings`],
			['finding', path],
			['charts', `${incident}/charts`]
		] as const) {
			await page.goto(address);
			await expect(page.locator('main h2').first()).toBeVisible();
			if (name === 'preview') {
				await page.getByLabel('Bestand', { exact: true }).setInputFiles({ name: 'kijk.csv', mimeType: 'text/csv', buffer: file });
				await expect(page.getByRole('button', { name: 'Haal binnen' })).toBeVisible();
			}
			if (name === 'import') await expect(page.locator('[data-import=done]').first()).toBeVisible();
			for (const width of [360, 768, 1280] as const) {
				// On a phone so high that the bar for thumbs, which stays in sight, covers nothing that can be scrolled from under it.
				await page.setViewportSize({ width, height: width === 360 ? 5000 : 800 });
				// A tablet shows what one of the others shows: it is only looked at for what sticks out.
				const faults = await (width === 768 ? sidewaysOf(page) : faultsOf(page));
				expect.soft(faults, `${name} at ${width} px`).toEqual([]);
			}
		}
	});
