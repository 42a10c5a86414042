import { expect, test } from './server';
import { beginExercise, command, idOf, Line, savedAll, selected, stateOf } from './desk';

test.describe.configure({ mode: 'parallel' });

/** Cut lines and killed servers make the browser complain; that is what these tests are about. */
const broken = /ERR_|WebSocket|Failed to load resource/;

test('thirty stories by keys alone: what the log says is what was pressed', async ({ page }) => {
	test.slow();
	await beginExercise(page, 60);
	let keys = 0;
	const press = async (...names: string[]): Promise<void> => {
		for (const name of names) {
			await page.keyboard.press(name);
			keys += 1;
		}
	};
	const done: string[] = [];
	let accepted = 0;
	for (let at = 0; at < 30; at++) {
		const story = await idOf(page);
		expect(done).not.toContain(story);
		const proposal = selected(page).getByRole('button', { name: 'Neem over' });
		if (await proposal.isVisible()) {
			accepted += 1;
			await press('Enter');
		} else if (at === 0) {
			await press('2');
			await page.keyboard.type('Het drinkwater is vergiftigd');
			await press('Control+Enter', '5', '-', 'e');
		} else if (at === 1) {
			await press('1');
			await page.keyboard.type('Gaan de scholen dicht?');
			await press('Control+Enter', '0', 'e');
		} else if (at % 4 === 2) await press('2', 'Enter', '5', 'e');
		else if (at % 4 === 3) await press('1', 'Enter', 'e');
		else if (at % 4 === 0) await press('x');
		else await press('8', '=', 'e');
		await expect.poll(() => idOf(page)).not.toBe(story);
		done.push(story);
	}
	await savedAll(page);
	const { state } = await stateOf(page);
	const looked = new Map(state['labels']?.filter(([, labels]) => labels['looked'] !== null));
	expect([...looked.keys()].sort()).toEqual([...done].sort());
	expect(state['rumours']).toHaveLength(1);
	expect(state['needs']).toHaveLength(1);
	console.log(`30 stories: ${keys} keys besides typed words, ${(keys / 30).toFixed(1)} a story, ${accepted} by the proposal alone`);
});

test('where websockets are blocked it goes on by looking every two seconds', async ({ page, watch }) => {
	watch.allow(broken);
	const line = await Line.of(page.context());
	await line.blockSockets();
	await beginExercise(page, 40);
	await expect(page.getByText(/Geen verbinding/)).toBeHidden();
	const story = await idOf(page);
	await command(page, 'story.feel', { story, emotion: 'relief' });
	await expect(selected(page).getByText('opluchting')).toBeVisible({ timeout: 5_000 });
	await page.keyboard.press('e');
	await savedAll(page);
});

test('undo takes one’s own actions back, the newest first, and a whole proposal at once', async ({ page }) => {
	await beginExercise(page, 40);
	const story = await idOf(page);
	const labels = page.locator(`#story-${story}`).getByRole('list', { name: 'Labels', exact: true });
	for (const key of ['5', '-', 'e']) await page.keyboard.press(key);
	await expect.poll(() => idOf(page)).not.toBe(story);
	await page.keyboard.press('z');
	await expect.poll(() => idOf(page)).toBe(story);
	await expect(labels.getByText('kritisch')).toBeVisible();
	await page.keyboard.press('z');
	await expect(labels.getByText('kritisch')).toBeHidden();
	await page.keyboard.press('z');
	await expect(labels).toBeHidden();
	await savedAll(page);
	const held = (await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1];
	expect(held).toMatchObject({ sentiment: null, looked: null, links: [] });
});

test('search finds by words and by finding; a finding shows its evidence', async ({ page }) => {
	await beginExercise(page, 60);
	await page.keyboard.press('2');
	await page.keyboard.type('Er komt gif uit de kraan');
	await page.keyboard.press('Control+Enter');
	const story = await idOf(page);
	await savedAll(page);
	await page.keyboard.press('/');
	await page.keyboard.type('rook');
	await expect(page.getByText(/verhalen gevonden/)).toBeVisible();
	const first = page.getByRole('feed').getByRole('article').first();
	await expect(first).toContainText(/rook/i);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('feed', { name: 'Wachtende verhalen' })).toBeVisible();
	await page
		.getByRole('complementary', { name: 'Bevindingen' })
		.getByRole('link', { name: /Er komt gif uit de kraan/ })
		.click();
	await expect(page.getByRole('feed', { name: 'Verhalen bij deze bevinding' }).getByRole('article')).toHaveCount(1);
	await expect(page.locator(`#story-${story}`)).toBeVisible();
});
