import { beginExercise, idOf, Line, lineBroken, lineLost, onDevice, savedAll, selected, stateOf } from './desk';
import { expect, test } from './server';

test('keys work while the panes beside the list are still loading', async ({ page, visitor }) => {
	const address = await beginExercise(page, 20);
	const other = await visitor({ storageState: await page.context().storageState() });
	let isShown = false;
	let release = (): void => undefined;
	const released = new Promise<void>((done) => (release = done));
	other.on('request', (request) => {
		if (request.url().endsWith('/figures')) isShown = true;
	});
	await other.route('**/_app/immutable/**/*.js', async (route) => {
		if (isShown) await released;
		await route.continue();
	});
	await other.goto(address);
	await expect(selected(other)).toBeVisible();
	const story = await idOf(other);
	await other.keyboard.press('1');
	const field = other.getByRole('dialog', { name: 'Koppel aan een vraag' }).getByRole('combobox');
	await expect(field).toBeFocused();
	await other.keyboard.type('Waar is de opvang?');
	await other.keyboard.press('Control+Enter');
	await savedAll(other);
	expect(await idOf(other)).toBe(story);
	const { state } = await stateOf(other);
	expect(state['needs']?.map(([, { text }]) => text)).toEqual(['Waar is de opvang?']);
	release();
	await expect(other.getByRole('complementary', { name: 'Labels' }).getByRole('button').first()).toBeVisible();
});

test('once the stream has loaded, everything on it works offline', async ({ page, watch }) => {
	watch.allow(lineBroken);
	const line = await Line.of(page.context());
	await beginExercise(page, 20);
	await expect(page.getByRole('complementary', { name: 'Labels' }).getByRole('button').first()).toBeVisible();
	await page.route('**/_app/immutable/**', (route) => route.abort('internetdisconnected'));
	await line.cut();
	await expect(lineLost(page)).toBeVisible();
	await page.keyboard.press('1');
	const picker = page.getByRole('dialog', { name: 'Koppel aan een vraag' });
	await picker.getByRole('combobox').fill('Waar is de opvang?');
	await page.keyboard.press('Control+Enter');
	await expect(picker).toHaveCount(0);
	await page.keyboard.press('5');
	await expect.poll(async () => (await onDevice(page)).length).toBe(2);
	await page.keyboard.press('/');
	await expect(page.getByRole('searchbox')).toBeFocused();
	line.restore();
	await savedAll(page);
});

test('stories that failed to load are fetched again automatically, and the first is selected', async ({
	page,
	visitor,
	watch
}) => {
	const address = await beginExercise(page, 20);
	const other = await visitor({ storageState: await page.context().storageState() });
	watch.allow(/the server responded with a status of 503/);
	let refused = 0;
	await other.route('**/stories?view=waiting*', (route) =>
		refused < 2 && (refused += 1) ? route.fulfill({ status: 503, json: {} }) : route.continue()
	);
	await other.goto(address);
	await expect(other.getByText('De verhalen kwamen niet aan.')).toBeVisible();
	await expect(selected(other)).toBeVisible({ timeout: 20_000 });
	expect(refused).toBe(2);
});
