import type { Page } from '@playwright/test';
import { openExercise } from './desk';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

async function begin(page: Page): Promise<string> {
	await openExercise(page);
	return new URL(page.url()).pathname;
}
async function judge(page: Page): Promise<void> {
	for (const width of [360, 1280]) {
		await page.setViewportSize({ width, height: width === 360 ? 5000 : 800 });
		expect.soft(await faultsOf(page), `${width} px`).toEqual([]);
	}
}

test('a new search term shows what it would find before it is saved, and is marked in posts afterwards', async ({
	page
}) => {
	const incident = await begin(page);
	await expect(page.getByRole('article').first()).toBeVisible();
	await page.goto(`${incident}/sources`);
	await page.getByRole('link', { name: 'Wijzig het zoekprofiel' }).click();
	const preview = page.getByRole('region', { name: 'Het laatste uur met dit zoekprofiel' });
	await expect(preview.getByText('Bekeken: de')).toBeVisible();
	const terms = page.getByLabel('Zoekwoorden');
	await terms.fill(`${await terms.inputValue()}\nbrand*\nonvindbaarwoord`);
	await page.getByLabel('Accounts van media').fill('@omroeplaagland');
	await expect(preview.getByRole('listitem').filter({ hasText: 'brand*' })).toContainText(/vindt \d+ bericht/);
	await expect(preview.getByRole('listitem').filter({ hasText: 'onvindbaarwoord' })).toContainText('vindt niets');
	await judge(page);
	await page.getByRole('button', { name: 'Sla het zoekprofiel op' }).click();
	await expect(page.getByText('Opgeslagen', { exact: true })).toBeVisible();
	await page.goto(`${incident}/sources`);
	await expect(page.getByText('@omroeplaagland')).toBeVisible();
	await page.goto(`${incident}?view=live`);
	await expect(page.locator('article mark', { hasText: /brand/i }).first()).toBeVisible();

	// The record for a supervisor, also without a script: why, on what ground, who changed what and when.
	await page.goto(`${incident}/sources`);
	await page.getByRole('link', { name: 'Protocol, om af te drukken' }).click();
	await expect(page.getByRole('heading', { name: 'Protocol van het volgen' })).toBeVisible();
	await expect(page.getByText('Wettelijke grond')).toBeVisible();
	const steps = page.getByRole('main').getByRole('listitem');
	await expect(steps.first()).toContainText('Incident geopend.');
	await expect(
		steps.filter({ hasText: /erbij: .*zoekwoord ‘brand\*’.*account ‘@omroeplaagland’/ }).filter({ hasText: 'Kuipers' })
	).toBeVisible();
	await judge(page);
});

test('a silent source is reported on every screen, until a person has seen it', async ({ page }) => {
	const incident = await begin(page);
	await page.route('**/state', async (route) => {
		const answer = await route.fetch();
		const body = (await answer.json()) as {
			state: { sources: [string, { name: string; kind: string }][]; outages: unknown[] };
		};
		const [source] = body.state.sources.find(([, { kind }]) => kind === 'exercise') ?? [''];
		const outage = { why: 'silent', from: '2026-11-20T13:03:00.000Z', to: null, problem: null, normal: 40 };
		await route.fulfill({
			response: answer,
			json: { ...body, state: { ...body.state, outages: [[source, { outages: [outage] }]] } }
		});
	});
	const band = page
		.getByRole('paragraph')
		.filter({ hasText: /is stil sinds 14.03 uur\. Normaal zijn het er 40 per minuut\./ });
	for (const path of ['', '/rumours', '/sources']) {
		await page.goto(incident + path);
		await expect(band).toBeVisible();
	}
	await expect(
		page.getByRole('row').getByText('stil sinds 14.03 uur; normaal zijn het er 40 per minuut')
	).toBeVisible();
	await judge(page);
	await page.getByRole('button', { name: 'Gezien' }).click();
	await expect(band).toBeHidden();
	await expect(page.getByRole('link', { name: 'Bronnen 1 valt uit' })).toBeVisible();
});
