import type { Page } from '@playwright/test';
import { beginExercise, command } from './desk';
import { faultsOf, lookOver } from './page-faults';
import { expect, test } from './server';

/** The figures of the map as the screen shows them, by neighbourhood. */
const shownOf = (page: Page): Promise<string[][]> =>
	page
		.getByRole('table', { name: 'Per wijk, de meeste eerst' })
		.locator('tbody tr')
		.evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())));

test('the map is off until somebody lays out the neighbourhoods; then tiles and table have the same figures', async ({
	page,
	base,
	watch
}) => {
	test.slow();
	// A layout that cannot be read.
	watch.allow(/422/);
	await page.setViewportSize({ width: 1280, height: 800 });
	const address = await beginExercise(page, 60);
	await page.goto(`${address}/map`);
	await expect(page.getByText('De kaart staat uit.')).toBeVisible();
	await page.getByRole('link', { name: 'Zet de kaart aan' }).click();
	const form = page.locator('#map');
	const field = form.getByRole('textbox', { name: 'De wijken, zoals zij liggen' });
	await field.fill('Zuid | zuid');
	await form.getByRole('button', { name: 'Bewaar de kaart' }).click();
	await expect(form.getByRole('alert')).toBeVisible();
	await expect(form.getByText('Dit is niet te lezen.')).toBeVisible();
	await expect(field).toHaveValue('Zuid | zuid');
	await field.fill('- | Noord | - | Oost\nWest | Centrum (Markt) | Lage Kamp | -\n- | Zuiderpark | Zuid | -');
	await form.getByRole('button', { name: 'Bewaar de kaart' }).click();
	await expect(form.getByRole('status')).toBeVisible();
	await command(page, 'fact.record', {
		id: crypto.randomUUID(),
		text: 'De rook trekt over Zuid.',
		source: 'Brandweer',
		at: null
	});
	await form.getByRole('link', { name: 'Bekijk de kaart' }).click();

	const tiles = page.getByRole('region', { name: 'De wijken, schematisch' });
	await expect(tiles.getByRole('listitem')).toHaveCount(7);
	const { places, placed } = (await (await page.request.get(`/api/v1${address}/places`)).json()) as {
		placed: number;
		places: { name: string; posts: number; before: number }[];
	};
	expect(placed).toBeGreaterThan(0);
	await expect(page.locator('main').getByText(new RegExp(`minuten: ${placed} berichten noem`))).toBeVisible();
	const rows = await shownOf(page);
	for (const { name, posts, before } of places) {
		const row = rows.find(([first]) => first === name);
		expect([row?.[2], row?.[3]]).toEqual([String(posts), expect.stringContaining(`was ${before}`)]);
		await expect(tiles.getByRole('link', { name: new RegExp(`^${name}\\b.* ${posts} bericht`) })).toBeVisible();
	}
	expect(rows.map(([, , posts]) => Number(posts))).toEqual(
		rows.map(([, , posts]) => Number(posts)).sort((a, b) => b - a)
	);
	const zuid = tiles.getByRole('link', { name: /^Zuid\b/ });
	await expect(zuid).toContainText('feit');
	await expect(tiles.getByRole('link', { name: /^Zuiderpark/ })).toContainText('plaats van het incident');
	// A tile lies where its neighbourhood was laid out.
	const [west, centre] = [
		await tiles.getByRole('link', { name: /^West/ }).boundingBox(),
		await tiles.getByRole('link', { name: /^Centrum/ }).boundingBox()
	];
	expect(west?.y).toBe(centre?.y);
	expect(west?.x).toBeLessThan(centre?.x ?? 0);
	await zuid.click();
	await expect(page).toHaveURL(/place=Zuid/);
	const details = page.getByRole('region', { name: /^Zuid \d/ });
	await expect(details).toContainText('Feit: De rook trekt over Zuid. (Brandweer');
	await page.locator('header nav summary').click();
	await expect(page.locator('header').getByRole('link', { name: 'Kaart' })).toBeVisible();
	await page.keyboard.press('Escape');
	expect(await lookOver(page, base, `${address}/map?place=Zuid`)).toEqual([]);

	await page.goto(`${address}/map?place=Zuid`);
	await details.getByRole('link', { name: 'Zoek Zuid in de stroom' }).click();
	await expect(page.getByRole('feed').getByRole('article').first()).toContainText(/zuid/i);
	await page.goto(`${address}/settings#map`);
	await form.getByRole('button', { name: 'Zet de kaart uit' }).click();
	await expect(form.getByRole('button', { name: 'Zet de kaart uit' })).toBeHidden();
	await page.goto(`${address}/map`);
	await expect(page.getByText('De kaart staat uit.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
});
