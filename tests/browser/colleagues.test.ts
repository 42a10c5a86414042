import { expect, test } from './server';
import { beginExercise, colleagueOf, command, idOf, incidentOf, savedAll, selected, stateOf } from './desk';

test('two analysts at work see each other, avoid each other’s stories, and undo only their own labels', async ({
	page,
	visitor
}) => {
	test.slow();
	await beginExercise(page, 40);
	const other = await colleagueOf(page, visitor);
	const story = await idOf(page);
	await expect(selected(other).getByText('kijkt nu')).toBeVisible();

	// The next free story is one that the other person does not have in focus.
	await other.keyboard.press('j');
	const second = await idOf(other);
	expect(second).not.toBe(story);
	await expect(page.locator(`#story-${second}`).getByText('kijkt nu')).toBeVisible();
	await page.keyboard.press('e');
	await expect.poll(() => idOf(page)).not.toBe(story);
	expect(await idOf(page), 'not the one the colleague looks at').not.toBe(second);
	await page.keyboard.press('k');
	await page.keyboard.press('k');
	expect(await idOf(page)).toBe(story);
	await other.keyboard.press('k');
	expect(await idOf(other)).toBe(story);

	// Both label it: each label shows its author, and the last one holds.
	await page.keyboard.press('5');
	await other.keyboard.press('-');
	const labels = page.locator(`#story-${story}`).getByRole('list', { name: 'Labels', exact: true });
	await expect(labels.getByText('angst')).toContainText('gezegd door u');
	await expect(labels.getByText('kritisch')).toContainText('Anouk Bakker');
	await savedAll(page);
	await other.keyboard.press('6');
	await expect(labels.getByText('boosheid')).toContainText('Anouk Bakker');

	// A colleague's later label stays, and the screen says why.
	await page.keyboard.press('z');
	await expect(selected(page).getByText('Niet teruggenomen')).toBeVisible();
	await expect(labels.getByText('boosheid')).toBeVisible();
	await expect(page.getByText('niet opgeslagen', { exact: false })).toHaveCount(0);

	// The last ten: one in the middle is undone, the rest stays.
	await page.keyboard.press('h');
	await page.keyboard.press('+');
	await savedAll(page);
	await page.reload();
	await expect(page.getByRole('article').first()).toBeVisible();
	await savedAll(page);
	await page.getByRole('button', { name: 'Laatste tien' }).click();
	const dialog = page.getByRole('dialog', { name: 'Wat u het laatst deed' });
	await dialog.getByRole('button', { name: 'Maak ongedaan: Gelabeld als humor' }).click();
	await expect(dialog.getByText('Gelabeld als humor')).toHaveCount(0);
	await expect(dialog.getByText('Gelabeld als waarderend')).toBeVisible();
	await page.keyboard.press('Escape');
	await savedAll(page);
	const [, storedLabels] = (await stateOf(page)).state['labels']?.find(([id]) => id === story) ?? [];
	expect(storedLabels?.['sentiment']).toMatchObject({ emotion: 'anger', attitude: 'positive' });

	// One's own actions are in a separate list.
	await page.goto(`/incidents/${incidentOf(page)}?view=mine`);
	await expect(page).toHaveURL(/view=mine/);
	await expect(page.locator(`#story-${story}`)).toBeVisible();
	await expect(page.getByRole('feed', { name: 'Uw eigen verhalen' }).getByRole('article')).toHaveCount(1);

	// Next to a finding or a text one sees who is reading or writing it.
	const need = '01999999-0000-7000-8000-000000000001';
	await command(page, 'need.raise', { id: need, text: 'Mag ik naar buiten?', offline: 'telefoon', seenIn: null });
	const base = `/incidents/${incidentOf(page)}`;
	await other.goto(`${base}/findings/${need}`);
	await page.goto(`${base}/findings`);
	await expect(page.getByRole('row', { name: /Mag ik naar buiten/ }).getByText('kijkt nu')).toBeVisible();
	await page.goto(`${base}/report`);
	await other.goto(`${base}/report`);
	await other
		.locator('#text-counterSignals')
		.getByRole('button', { name: /Schrijf/ })
		.click();
	await expect(page.locator('#text-counterSignals').getByText('schrijft nu')).toBeVisible();
	await other.locator('#text-counterSignals').getByRole('button', { name: 'Annuleer' }).click();
	await expect(page.locator('#text-counterSignals').getByText('schrijft nu')).toHaveCount(0);
});

test('strip, start page and handover show the same counts of calls, guesses and waiting stories', async ({ page }) => {
	test.slow();
	await beginExercise(page, 80);
	const address = new URL(page.url()).pathname;
	const listed = async (view: string) => {
		const found: { id: string; helpState: string | null }[] = [];
		for (let cursor: string | null = ''; cursor !== null;) {
			const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
			const response = await page.request.get(
				`/api/v1/incidents/${incidentOf(page)}/stories?view=${view}&limit=50${after}`
			);
			const list = (await response.json()) as { stories: typeof found; next: string | null };
			found.push(...list.stories);
			cursor = list.next;
		}
		return found;
	};
	const [first, second] = await listed('help');
	await command(page, 'story.setHelp', { story: first?.id, help: 'pinned' });
	await command(page, 'story.setHelp', { story: second?.id, help: 'passedOn' });
	const calls = await listed('help');
	const pinned = calls.filter(({ helpState }) => helpState === 'pinned').length;
	const guesses = calls.filter(({ helpState }) => helpState === null).length;
	const waiting = (await listed('waiting')).length;
	expect([pinned, guesses > 0, waiting > 20]).toEqual([1, true, true]);

	const looks = `${guesses} ${guesses === 1 ? 'bericht lijkt' : 'berichten lijken'} op een noodkreet`;
	const strip = page.getByRole('region', { name: /^Noodkreten/ });
	await expect(strip).toHaveAccessibleName(`Noodkreten: ${pinned} vastgezet, ${looks}, 1 doorgegeven`);
	await expect(page.getByRole('link', { name: `Wachtend ${waiting}` })).toBeVisible();

	const incident = page
		.getByRole('listitem')
		.filter({ has: page.locator(`a[href="${address}"]`) })
		.first();
	// Counted no oftener than the database can bear: a busy one counts what was just done a little later.
	await expect(async () => {
		await page.goto('/');
		await expect(incident).toContainText(`${pinned} noodkreet nog niet doorgegeven`, { timeout: 1_000 });
	}).toPass();
	await expect(incident).toContainText(looks);
	await expect(incident).toContainText(`${waiting} wachten`);

	await page.goto(`${address}/handover`);
	await expect(page.getByRole('heading', { name: `Noodkreten: ${pinned} open` })).toBeVisible();
	await expect(page.getByText(looks)).toBeVisible();
	await expect(page.getByText(`${waiting} verhalen wachten`)).toBeVisible();
});
