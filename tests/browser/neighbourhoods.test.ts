import type { Page } from '@playwright/test';
import { beginExercise, command } from './desk';
import { faultsOf, lookOver } from './page-faults';
import { expect, test } from './server';

/** The figures as the screen shows them, by neighbourhood. */
const shownOf = (page: Page): Promise<string[][]> =>
	page
		.getByRole('table', { name: 'Per wijk, de meeste eerst' })
		.locator('tbody tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...row.children].map((cell) => (cell.querySelector('a') ?? cell).textContent.trim()))
		);

test('once neighbourhoods are entered, a table shows what people write about each', async ({ page, base, watch }) => {
	test.slow();
	// A list that cannot be read.
	watch.allow(/422/);
	await page.setViewportSize({ width: 1280, height: 800 });
	const address = await beginExercise(page, 60);
	await page.goto(`${address}/neighbourhoods`);
	await expect(page.getByText('Er zijn nog geen wijken ingevuld.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('link', { name: 'Vul de wijken in' }).click();
	const form = page.locator('#neighbourhoods');
	const field = form.getByRole('textbox', { name: 'De wijken' });
	await field.fill('Zuid\nzuid');
	await form.getByRole('button', { name: 'Bewaar de wijken' }).click();
	await expect(form.getByRole('alert')).toBeVisible();
	await expect(form.getByText('Dit is niet te lezen.')).toBeVisible();
	await expect(field).toHaveValue('Zuid\nzuid');
	await field.fill('Noord\nOost\nWest\nCentrum (Markt)\nLage Kamp\nZuiderpark\nZuid');
	await form.getByRole('button', { name: 'Bewaar de wijken' }).click();
	await expect(form.getByRole('status')).toBeVisible();
	await command(page, 'fact.record', {
		id: crypto.randomUUID(),
		text: 'De rook trekt over Zuid.',
		source: 'Brandweer',
		at: null
	});
	await form.getByRole('link', { name: 'Bekijk de aantallen per wijk' }).click();

	const table = page.getByRole('table', { name: 'Per wijk, de meeste eerst' });
	await expect(table.locator('tbody tr')).toHaveCount(7);
	const { places, placed } = (await (await page.request.get(`/api/v1${address}/places`)).json()) as {
		placed: number;
		places: { name: string; posts: number; before: number }[];
	};
	expect(placed).toBeGreaterThan(0);
	await expect(page.locator('main').getByText(new RegExp(`minuten: ${placed} berichten noem`))).toBeVisible();
	const rows = await shownOf(page);
	for (const { name, posts, before } of places) {
		const row = rows.find(([first]) => first === name);
		expect([name, row?.[1], row?.[2]]).toEqual([name, String(posts), expect.stringContaining(`was ${before}`)]);
	}
	const counts = rows.map(([, posts]) => Number(posts));
	expect(counts).toEqual([...counts].sort((a, b) => b - a));
	await expect(table.getByRole('row', { name: /^Zuid\s/ })).toContainText('feit');
	await expect(table.getByRole('row', { name: /^Zuiderpark/ })).toContainText('plaats van het incident');
	await table.getByRole('link', { name: 'Zuid', exact: true }).click();
	await expect(page).toHaveURL(/place=Zuid/);
	const details = page.getByRole('region', { name: /^Zuid \d/ });
	await expect(details).toContainText('Feit: De rook trekt over Zuid. (Brandweer');
	await page.locator('header nav summary').click();
	await expect(page.locator('header').getByRole('link', { name: 'Wijken' })).toBeVisible();
	await page.keyboard.press('Escape');
	expect(await lookOver(page, base, `${address}/neighbourhoods?place=Zuid`)).toEqual([]);

	await page.goto(`${address}/neighbourhoods?place=Zuid`);
	await details.getByRole('link', { name: 'Zoek Zuid in de stroom' }).click();
	await expect(page.getByRole('feed').getByRole('article').first()).toContainText(/zuid/i);
});
