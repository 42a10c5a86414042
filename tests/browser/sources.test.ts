import type { Page } from '@playwright/test';
import { openExercise, stateOf } from './desk';
import { contrastFaultsOf, faultsOf, sidewaysOf } from './page-faults';
import { expect, test } from './server';

/** Into the exercise that a first visit starts. @returns the incident's address */
async function begin(page: Page): Promise<string> {
	await openExercise(page);
	return new URL(page.url()).pathname;
}

/** Cells as Excel in the Netherlands writes them: Windows-1252, semicolons, the day first. */
const dutch = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
const dutchDay = new Intl.DateTimeFormat('nl-NL', {
	timeZone: 'Europe/Amsterdam',
	day: '2-digit',
	month: '2-digit',
	year: 'numeric'
});
/**
 * Two posts a quarter of an hour into the exercise, which starts at 12:45 on the day it is opened; one from before it;
 * one with an impossible date; one row without text.
 */
async function fileOf(page: Page): Promise<Buffer> {
	const day = dutchDay.format(new Date((await stateOf(page)).state.incident.start));
	return dutch([
		'Datum;Tijd;Tekst;Gebruikersnaam;Bron;Bereik',
		`${day};13:05;"Café Zuid ruikt naar rook; blijf binnen?";jan;X;1.234`,
		`${day};13:06;Is het water in Óostwijk nog goed?;piet;Facebook;`,
		'03-01-2025;09:00;Vorig jaar brandde het hier ook;piet;X;12',
		'31-02-2026;13:07;Deze dag bestaat niet;jan;X;1',
		`${day};13:08;;jan;X;1`
	]);
}

test('an export of a Dutch spreadsheet is previewed, corrected, stored, and recognised the second time', async ({
	page,
	watch
}) => {
	watch.allow(/422/); // a file that only starts like a workbook
	const incident = await begin(page);
	const file = await fileOf(page);
	await page.goto(`${incident}/import`);
	const choose = page.getByLabel('Bestand', { exact: true });
	await choose.setInputFiles({ name: 'plaatje.csv', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004zip') });
	await expect(page.getByText('Het bestand is beschadigd.')).toBeVisible();
	await expect(page.getByText('Er is nog geen bestand ingelezen.')).toBeVisible();

	await choose.setInputFiles({ name: 'meldingen.csv', mimeType: 'text/csv', buffer: file });
	await expect(page.getByRole('heading', { name: 'Wat staat er in meldingen.csv?' })).toBeFocused();
	await expect(page.getByText('5 rijen, gescheiden met puntkomma’s, geschreven in windows-1252.')).toBeVisible();
	await expect(page.getByText('1 datum is niet te lezen')).toBeVisible();
	await expect(page.getByRole('table').getByText('Is het water in Óostwijk nog goed?')).toBeVisible();
	const text = page.getByLabel('Lees Tekst als');
	await expect(text).toHaveValue('text');
	await text.selectOption('');
	await expect(page.getByText('Kies eerst welke kolom de tekst is.')).toBeVisible();
	await text.selectOption('text');
	await page.reload(); // anyone who leaves comes back to it
	await page.getByRole('button', { name: 'Ga verder' }).click();
	await page.getByRole('button', { name: 'Haal binnen' }).click();
	const rows = page.locator('[data-import=done]');
	await expect(rows.first()).toContainText('4 nieuwe berichten; 1 daarvan is van voor het incident');
	await expect(rows.first()).toContainText('1 rij gaf geen bericht');
	await expect(rows.first()).toContainText('Rij 6: Er staat geen tekst in deze rij.');
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Haal de lijst met geweigerde rijen op' }).click();
	expect((await download).suggestedFilename()).toMatch(/^oefening-.*\.csv$/);

	await choose.setInputFiles({ name: 'meldingen (1).csv', mimeType: 'text/csv', buffer: file });
	await expect(page.getByText('Zo zijn dezelfde kolommen de vorige keer gelezen')).toBeVisible();
	await expect(page.getByLabel('Bij welke bron horen ze?')).toHaveValue(/^[0-9a-f-]{36}$/);
	await page.getByRole('button', { name: 'Haal binnen' }).click();
	await expect(rows.first()).toContainText('geen nieuwe berichten; 4 waren al bekend');
	await page.goto(`${incident}/sources`);
	await expect(page.getByRole('rowheader', { name: 'meldingen.csv' })).toBeVisible();
});

test('what a caller says is typed and saved with Enter, also while the server is down, and stored once', async ({
	page,
	program,
	watch
}) => {
	test.slow();
	const incident = await begin(page);
	await page.goto(`${incident}/desk`);
	const field = page.getByLabel('Wat hoort u?');
	await expect(field).toBeFocused();
	const desks = page.getByRole('group', { name: 'Waar hoort u het?' }).getByRole('button');
	await page.keyboard.press('Alt+2');
	await expect(desks.nth(1)).toHaveAttribute('aria-pressed', 'true');
	await expect(field).toBeFocused();
	const notes = [
		'Beller vraagt of de school dicht is',
		'Beller ruikt gas in de Dorpsstraat',
		'Beller zoekt zijn moeder'
	];
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

for (const look of ['light', 'dark'] as const)
	test(`no page about sources, findings and charts has an accessibility fault or scrolls sideways: ${look}`, async ({
		page,
		base
	}) => {
		test.slow();
		const incident = await begin(page);
		const file = await fileOf(page);
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
		await page
			.getByLabel('Bestand', { exact: true })
			.setInputFiles({ name: 'open.csv', mimeType: 'text/csv', buffer: file });
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
				await page
					.getByLabel('Bestand', { exact: true })
					.setInputFiles({ name: 'kijk.csv', mimeType: 'text/csv', buffer: file });
				await expect(page.getByRole('button', { name: 'Haal binnen' })).toBeVisible();
			}
			if (name === 'import') await expect(page.locator('[data-import=done]').first()).toBeVisible();
			for (const width of [360, 768, 1280] as const) {
				// The phone is so high that the thumb bar, which stays visible, covers nothing that cannot be scrolled from
				// under it.
				await page.setViewportSize({ width, height: width === 360 ? 5000 : 800 });
				// A tablet shows what one of the others shows: it is only looked at for what sticks out.
				const faults = await (width === 768 ? sidewaysOf : look === 'dark' ? contrastFaultsOf : faultsOf)(page);
				expect.soft(faults, `${name} at ${width} px`).toEqual([]);
			}
		}
	});
