import type { Page } from '@playwright/test';
import { beginExercise, command, openExercise, selected, stateOf } from './desk';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

const strip = (page: Page) => page.getByRole('region', { name: 'Meekijken' });
const isEmpty = ({ links, sentiment, looked, help }: Record<string, unknown>): boolean =>
	JSON.stringify([links, sentiment, looked, help]) === '[[],null,null,null]';
const labelled = async (page: Page): Promise<number> =>
	((await stateOf(page)).state['labels'] ?? []).filter(([, labels]) => !isEmpty(labels)).length;
const speedOf = async (page: Page): Promise<unknown> => (await singleOf(page, 'clock'))['speed'];
async function singleOf(page: Page, name: string): Promise<Record<string, unknown>> {
	return ((await stateOf(page)).state as unknown as Record<string, Record<string, unknown>>)[name] ?? {};
}

async function watchAlong(page: Page): Promise<void> {
	await page.goto('/');
	await page.getByRole('button', { name: 'Kijk mee' }).click();
	await page.waitForURL(/\/incidents\//);
	await expect(strip(page)).toBeVisible();
}
/** Moves the demonstration to so many seconds after its start, and stops its clock there. */
async function stopClockAt(page: Page, seconds: number): Promise<void> {
	const computers = await singleOf(page, 'computers');
	const { at } = computers['started'] as { at: string };
	const incident = new Date(Date.parse(at) + seconds * 15_000).toISOString();
	await command(page, 'exercise.setClock', { speed: 0, incident });
}

test('a visitor watches, pauses with Space, leaves with Escape, and starts from scratch when taking over in the first scene', async ({
	page
}) => {
	test.slow();
	await watchAlong(page);
	await expect(strip(page)).toContainText(/Anna \(computer\) drukt op/);
	await expect.poll(() => labelled(page), { timeout: 30_000 }).toBeGreaterThan(0);

	await page.keyboard.press('Space');
	await expect(strip(page).getByRole('button', { name: 'Ga door' })).toBeVisible();
	expect(await speedOf(page)).toBe(0);
	// Their keys are shown: the visitor's do nothing.
	const before = await selected(page).getAttribute('id');
	// What a computer sent just before the pause may still arrive; a visitor's key would have an effect each time.
	await expect(async () => {
		const seq = (await stateOf(page)).seq;
		for (const key of ['j', 'e', '5', '2', 'x']) await page.keyboard.press(key);
		expect(await selected(page).getAttribute('id')).toBe(before);
		await expect(page.getByRole('dialog')).toHaveCount(0);
		expect((await stateOf(page)).seq).toBe(seq);
	}).toPass({ timeout: 20_000 });
	const incident = page.url();
	await page.keyboard.press('Escape');
	await page.waitForURL(/\/$/);
	await page.goto(incident);
	await expect(selected(page)).toBeVisible();

	await strip(page).getByRole('button', { name: 'Neem het over' }).click();
	await expect(strip(page)).toHaveCount(0);
	await expect.poll(() => labelled(page), { timeout: 15_000 }).toBe(0);
	await expect(selected(page)).toBeVisible();
	// A possible call for help comes first, and E leaves it open.
	await page.keyboard.press('5');
	await expect.poll(() => labelled(page)).toBe(1);
});

test('the three-minute demonstration visits every screen, is accessible, and keeps its work when a visitor takes over midway', async ({
	page
}) => {
	test.slow();
	await watchAlong(page);
	await stopClockAt(page, 64);
	await expect(strip(page).locator('[aria-current=step]')).toHaveText('Gerucht');
	await expect(strip(page).getByText('Anna (computer)')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await stopClockAt(page, 88);
	await expect(page).toHaveURL(/\/findings\//, { timeout: 20_000 });
	await stopClockAt(page, 118);
	await expect(page).toHaveURL(/\/texts\/[^/]+\/edit/, { timeout: 20_000 });
	await expect(strip(page).getByText('Bas (computer)')).toBeVisible();
	await stopClockAt(page, 147);
	await expect(page).toHaveURL(/\/needs/, { timeout: 20_000 });
	await stopClockAt(page, 168);
	await expect(page).toHaveURL(/\/report/, { timeout: 20_000 });
	await expect.poll(async () => (await stateOf(page)).state['versions']?.length, { timeout: 20_000 }).toBe(1);
	expect(await faultsOf(page)).toEqual([]);
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await faultsOf(page)).toEqual([]);
	await page.setViewportSize({ width: 1280, height: 800 });
	await stopClockAt(page, 185);
	await expect(strip(page)).toContainText('Nu u.');

	await strip(page).getByRole('button', { name: 'Neem het over' }).click();
	await expect(strip(page)).toHaveCount(0);
	expect(await labelled(page)).toBeGreaterThan(20);
	await page.goto(`${new URL(page.url()).pathname.split('/').slice(0, 3).join('/')}/handover`);
	await expect(page.getByText('(computer)').first()).toBeVisible();
});

test('somebody who trains alone plays with computers in the other roles, and sees that they are computers', async ({
	page
}) => {
	test.slow();
	await openExercise(page);
	await page.goto('/');
	await page.getByRole('radio', { name: /soms een fout maken/ }).check();
	await page.locator('#exercise').getByRole('button', { name: 'Begin', exact: true }).first().click();
	await page.waitForURL(/\/incidents\//);
	expect(await singleOf(page, 'computers')).toMatchObject({
		mode: 'train',
		roles: ['spokesperson', 'coordinator'],
		errors: 0.2,
		stopped: null
	});
	await expect(strip(page)).toHaveCount(0);
	await page.setViewportSize({ width: 1920, height: 1080 });
	await expect(page.getByText('Bas (computer)').first()).toBeAttached();
});

test('a newcomer learns ten keys at the bottom of the stream, and never sees them again', async ({ page }) => {
	test.slow();
	const steps = page.getByRole('region', { name: 'Uw eerste tien toetsen' });
	await beginExercise(page);
	await expect(steps).toContainText('0 van 10');
	await expect(steps.getByText('Druk op')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	const [foot, rows] = [await steps.boundingBox(), await page.getByRole('feed').boundingBox()];
	expect(foot && rows && foot.y + 1 >= rows.y, 'over no row').toBe(true);
	await page.keyboard.press('j');
	await expect(steps).toContainText('1 van 10');
	await page.keyboard.press('j');
	await page.keyboard.press('k');
	await page.keyboard.press('6');
	await expect(steps).toContainText('3 van 10');
	await page.reload();
	await expect(steps).toContainText('3 van 10');
	await page.setViewportSize({ width: 360, height: 740 });
	await expect(steps).toBeHidden();
	await page.setViewportSize({ width: 1280, height: 800 });
	await steps.getByRole('button', { name: 'Niet meer tonen' }).click();
	await expect(steps).toHaveCount(0);
	await page.reload();
	await expect(selected(page)).toBeVisible();
	await expect(steps).toHaveCount(0);
});

test('the ten keys are suggested one at a time, each where it fits, and disappear for good after the tenth', async ({
	page
}) => {
	test.slow();
	const steps = page.getByRole('region', { name: 'Uw eerste tien toetsen' });
	await beginExercise(page, 60);
	const pressed: string[] = [];
	for (let used = 0; used < 10; used += 1) {
		await expect(steps).toContainText(`${used} van 10`);
		const key = (await steps.locator('.head .visually-hidden').textContent()) ?? '';
		expect(pressed, 'one that was used is not named again').not.toContain(key);
		pressed.push(key);
		await page.keyboard.press(key);
		const picker = page.getByRole('dialog').filter({ has: page.getByRole('combobox') });
		if (key === '1' || key === '2') {
			await expect(steps, 'it makes room for the picker').toHaveCount(0);
			await page.keyboard.press('Escape');
			await expect(picker).toBeHidden();
		}
	}
	expect(pressed.toSorted()).toEqual(['j', 'k', 'Space', '1', '2', '5', 'Enter', 'e', 'z', 'a'].toSorted());
	await expect(steps).toHaveCount(0);
	await page.reload();
	await expect(selected(page)).toBeVisible();
	await expect(steps).toHaveCount(0);
	await page.goto('/');
	await page.locator('#exercise').getByRole('button', { name: 'Begin', exact: true }).first().click();
	await page.waitForURL(/\/incidents\//);
	await expect(selected(page)).toBeVisible();
	await expect(steps).toHaveCount(0);
});

test('a person’s own exercise is written by keyboard, keeps invalid input, and plays', async ({ page }) => {
	test.slow();
	await openExercise(page);
	await page.goto('/');
	await page.getByRole('link', { name: 'Maak zelf een oefening' }).click();
	await page.getByRole('button', { name: 'Begin leeg' }).click();
	await page.waitForURL(/\/exercises\/.+/);
	expect(await faultsOf(page)).toEqual([]);
	await page.getByLabel('Naam van de oefening').fill('Stroom uit in Lutterdam');
	await page.getByRole('textbox', { name: 'Plaats' }).fill('Lutterdam');
	await page.getByRole('button', { name: 'Bericht', exact: true }).click();
	await expect(page.getByLabel('Tijd vanaf het begin')).toBeFocused();
	await page.getByLabel('Tijd vanaf het begin').fill('straks');
	await page.getByRole('textbox', { name: 'Tekst' }).fill('Bij ons is alles donker');
	await expect(page.getByText(/Er klopt nog 1 ding niet/)).toBeVisible();
	await expect(page.getByRole('status').getByText('Opgeslagen')).toBeVisible();

	// What is wrong is kept over a reload, and named where it is put right.
	await page.reload();
	await page.getByRole('button', { name: /Dit veld klopt niet: at/ }).click();
	await expect(page.getByLabel('Tijd vanaf het begin')).toBeFocused();
	await page.getByLabel('Tijd vanaf het begin').fill('00:00:05');
	await page.keyboard.press('Control+Enter');
	// So late that the exercise goes on for as long as this test takes.
	await page.getByLabel('Tijd vanaf het begin').fill('00:10:00');
	await page.getByRole('textbox', { name: 'Tekst' }).fill('Wanneer is er weer stroom?');
	await expect(page.getByText('Deze oefening kan zo gespeeld worden.')).toBeVisible();
	await expect(page.getByRole('status').getByText('Opgeslagen')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await faultsOf(page)).toEqual([]);
	await page.setViewportSize({ width: 1280, height: 800 });
	const { suggestedFilename } = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Haal op als bestand' }).click()
	]).then(([download]) => ({ suggestedFilename: download.suggestedFilename() }));
	expect(suggestedFilename).toBe('OEFENING-Stroom-uit-in-Lutterdam.jsonl');

	await page.getByRole('button', { name: 'Speel deze oefening' }).click();
	await page.waitForURL(/\/incidents\//);
	await expect(page.getByText('Bij ons is alles donker').first()).toBeVisible({ timeout: 20_000 });
	const played = page.url();
	await page.goto('/');
	await expect(page.locator('#exercise').getByText('Stroom uit in Lutterdam')).toBeVisible();

	// Removed after a question, it is offered no more; what was played with it goes on.
	await page.goto('/exercises');
	await page.getByRole('link', { name: 'Stroom uit in Lutterdam' }).click();
	const question = page.getByRole('dialog', { name: 'Verwijdert u ‘Stroom uit in Lutterdam’?' });
	await page.getByRole('button', { name: 'Verwijder deze oefening' }).click();
	expect(await faultsOf(page)).toEqual([]);
	await question.getByRole('button', { name: 'Annuleer' }).click();
	await expect(question).toBeHidden();
	await page.getByRole('button', { name: 'Verwijder deze oefening' }).click();
	await question.getByRole('button', { name: 'Verwijder de oefening' }).click();
	await page.waitForURL(/\/exercises$/);
	await expect(page.getByRole('link', { name: 'Stroom uit in Lutterdam' })).toHaveCount(0);
	await page.goto('/');
	await expect(page.locator('#exercise')).not.toContainText('Stroom uit in Lutterdam');
	await page.goto(played);
	await expect(page.getByText('Bij ons is alles donker').first()).toBeVisible();

	// One of our own scripts is 300 KB: read, changed and saved like any other.
	await page.goto('/exercises');
	await page.getByLabel('Uit een bestand').setInputFiles('src/lib/server/ingest/exercises/lekkage-kender.jsonl');
	await page.getByRole('button', { name: 'Lees het bestand' }).click();
	await page.waitForURL(/\/exercises\/.+/);
	await page.getByLabel('Naam van de oefening').fill('Lekkage in het groot');
	await expect(page.getByRole('status').getByText('Opgeslagen', { exact: true })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Lekkage in het groot', level: 1 })).toBeVisible();
});
