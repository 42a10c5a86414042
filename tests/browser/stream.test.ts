import { readFileSync } from 'node:fs';
import { expect, test } from './server';
import {
	allCame,
	beginExercise,
	colleagueOf,
	command,
	idOf,
	incidentOf,
	logOf,
	savedAll,
	selected,
	settleAt,
	stateOf
} from './desk';
import { faultsOf } from './page-faults';

test.describe.configure({ mode: 'parallel' });

test('two people at two desks see the same, whoever did it, and a partner reads what they found', async ({
	page,
	visitor
}) => {
	test.slow();
	await beginExercise(page, 40);
	const other = await colleagueOf(page, visitor);
	const story = await idOf(page);
	expect(await idOf(other)).toBe(story);

	// Each sees where the other is, and both label the same story.
	await expect(selected(other).getByText('kijkt nu')).toBeVisible();
	await page.keyboard.press('5');
	await other.keyboard.press('-');
	for (const desk of [page, other]) {
		const labels = desk.locator(`#story-${story}`).getByRole('list', { name: 'Labels', exact: true });
		await expect(labels.getByText('angst')).toBeVisible();
		await expect(labels.getByText('kritisch')).toBeVisible();
	}
	await page.keyboard.press('1');
	await page.keyboard.type('Mag ik naar buiten?');
	await page.keyboard.press('Control+Enter');
	await expect(
		other.getByRole('complementary', { name: 'Bevindingen' }).getByText('Mag ik naar buiten?')
	).toBeVisible();
	await other.keyboard.press('e');
	await expect(selected(page).getByText('bekeken', { exact: true })).toBeVisible();
	await savedAll(page);
	await savedAll(other);

	// The analyst writes the message; the coordinator releases and shares; the partner has no account.
	await command(page, 'report.write', {
		section: 'brief',
		text: 'Mensen vragen of zij naar buiten mogen.',
		certainty: null,
		noneFound: false,
		over: null
	});
	await command(page, 'report.write', {
		section: 'counterSignals',
		text: '',
		certainty: null,
		noneFound: true,
		over: null
	});
	await other.goto(`/incidents/${incidentOf(page)}/report/release`);
	await other.getByRole('button', { name: 'Geef rapport 1 vrij' }).click();
	await expect(other.getByRole('heading', { name: 'Rapport 1 is vrijgegeven' })).toBeVisible();
	await other.getByRole('button', { name: 'Maak een link' }).click();
	await other.getByLabel('Voor wie?').fill('politie');
	await other.getByRole('button', { name: 'Maak een link' }).click();
	const partner = await visitor();
	await partner.goto(await other.locator('.made code').innerText());
	await expect(partner.getByText('Mensen vragen of zij naar buiten mogen.', { exact: true })).toBeVisible();
	await expect(partner.getByText('Mag ik naar buiten?').first()).toBeVisible();
	await page.goto(`/incidents/${incidentOf(page)}/report`);
	await expect(page.getByText('Rapport 1').first()).toBeVisible();
});

test('the queue never jumps: new stories are counted, and added at the bottom only on request', async ({ page }) => {
	await beginExercise(page, 20);
	const order = () =>
		page
			.getByRole('feed')
			.getByRole('article')
			.evaluateAll((rows) => rows.slice(0, 6).map(({ id }) => id));
	const before = await order();
	await page.keyboard.press('e');
	await expect.poll(() => idOf(page)).toBe((before[1] ?? '').replace('story-', ''));
	const now = Date.parse((await stateOf(page)).at);
	await command(page, 'exercise.setClock', { speed: 0, incident: new Date(now + 10 * 60_000).toISOString() });
	const pill = page.getByRole('button', { name: /\d+ nieuw/ });
	await expect(pill).toBeVisible({ timeout: 20_000 });
	await expect.poll(() => allCame(page), { timeout: 30_000 }).toBe(true);
	expect(await order()).toEqual(before);
	// The last posts may reach this screen a moment later than the log: then they are counted and requested again.
	await expect(async () => {
		await page.keyboard.press('n');
		await expect(pill).toBeHidden({ timeout: 1_000 });
	}).toPass();
	await expect(page.locator(`#${before[0] ?? ''}`)).toBeHidden();
});

test('a call for help is pinned by one key, and passed on by the next after a confirmation', async ({ page }) => {
	await beginExercise(page, 20);
	const story = await idOf(page);
	await page.keyboard.press('!');
	const strip = page.getByRole('region', { name: /Noodkreten/ });
	await expect(strip.locator(`#story-${story}`).getByText('Noodkreet', { exact: true })).toBeVisible();
	await page.keyboard.press('!');
	const question = page.getByRole('dialog', { name: /meldkamer/ });
	await expect(question).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(question).toBeHidden();
	await savedAll(page);
	expect((await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1]['help']).toMatchObject({
		state: 'pinned'
	});
	await strip
		.locator(`#story-${story}`)
		.getByRole('button', { name: /Geef door/ })
		.click();
	await question.getByRole('button', { name: 'Ja, doorgegeven' }).click();
	await expect(strip.locator(`#story-${story}`).getByText(/Doorgegeven aan de meldkamer om/)).toBeVisible();
	await savedAll(page);

	// From here only 'Toch niet' leads back: the key says so and does nothing, and undo opens the same dialog.
	const helpOf = async () => (await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1]['help'];
	await strip.locator(`#story-${story}`).focus();
	await page.keyboard.press('!');
	await expect(page.getByRole('alert').getByText(/al doorgegeven aan de meldkamer/)).toBeVisible();
	expect(await helpOf()).toMatchObject({ state: 'passedOn' });
	const why = page.getByRole('dialog', { name: /toch niet doorgegeven/ });
	await page.keyboard.press('z');
	await expect(why).toBeVisible();
	await why.getByRole('button', { name: 'Annuleer' }).click();
	expect(await helpOf()).toMatchObject({ state: 'passedOn' });
	await strip.locator(`#story-${story}`).locator('.do').getByRole('button', { name: 'Toch niet' }).click();
	await why.getByRole('button', { name: 'Toch niet doorgegeven' }).click();
	await expect(why).toBeVisible();
	await why.getByLabel('Waarom toch niet?').fill('Niemand nam op');
	await why.getByRole('button', { name: 'Toch niet doorgegeven' }).click();
	await expect(why).toBeHidden();
	await savedAll(page);
	expect(await helpOf()).toMatchObject({ state: 'pinned' });
	expect((await logOf(page)).some(({ data }) => data['reason'] === 'Niemand nam op')).toBe(true);
	await expect(strip.locator(`#story-${story}`).getByRole('button', { name: /Geef door/ })).toBeVisible();
});

test('keys act on a call for help only in the strip, and E and X do not settle it', async ({ page }) => {
	await beginExercise(page, 60);
	const before = await idOf(page);
	await page.keyboard.press('a');
	const strip = page.getByRole('region', { name: /^Noodkreten/ });
	const call = strip.locator('article[aria-current=true]');
	await expect(call).toBeVisible();
	const story = await idOf(page);
	expect(story).not.toBe(before);
	expect(await page.title()).toMatch(/^\(\d+!\)/);

	// The picker opens in the strip, and what is typed is text.
	await page.keyboard.press('1');
	await page.keyboard.type('Xe zs');
	await expect(call.getByRole('dialog').getByRole('combobox')).toHaveValue('Xe zs');
	await page.keyboard.press('Escape');
	for (const key of ['e', 'x']) await page.keyboard.press(key);
	await page.keyboard.press('7');
	await expect(call.getByText('verdriet')).toBeVisible();
	await savedAll(page);
	const labelsOf = async () => (await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1];
	expect(await labelsOf()).toMatchObject({ looked: null, help: null, sentiment: { emotion: 'sadness' } });

	// The same key leads back, and only the call's own key says that it is no call for help.
	await page.keyboard.press('a');
	await expect.poll(() => idOf(page)).toBe(before);
	await page.keyboard.press('a');
	await expect.poll(() => idOf(page)).toBe(story);
	await page.keyboard.press('Shift+X');
	await savedAll(page);
	await expect.poll(async () => (await labelsOf())?.['help']).toMatchObject({ state: 'dismissed' });
});

test('after dismissing the last call a visible story is selected; when a colleague dismisses it, none is until the person moves on', async ({
	page,
	visitor
}) => {
	test.slow();
	await beginExercise(page, 60);
	const other = await colleagueOf(page, visitor);
	const calls = async (): Promise<string[]> => {
		const answer = await page.request.get(`/api/v1/incidents/${incidentOf(page)}/stories?view=help&limit=50`);
		const { stories } = (await answer.json()) as { stories: { id: string; helpState: string | null }[] };
		return stories.filter(({ helpState }) => helpState === null || helpState === 'pinned').map(({ id }) => id);
	};
	const lookedAt = async (id: string) =>
		(await stateOf(page)).state['labels']?.find(([story]) => story === id)?.[1]['looked'] ?? null;
	for (const story of (await calls()).slice(2)) await command(page, 'story.setHelp', { story, help: 'dismissed' });
	const strip = page.getByRole('region', { name: /^Noodkreten/ });
	await expect(strip.getByRole('article')).toHaveCount(2);

	// A colleague settles the call that this person has selected, with its picker open: keys act on nothing then.
	await page.keyboard.press('a');
	await expect(strip.locator('article[aria-current=true]')).toBeVisible();
	const theirs = await idOf(page);
	await page.keyboard.press('2');
	await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
	await command(other, 'story.setHelp', { story: theirs, help: 'dismissed' });
	await expect(page.locator(`#story-${theirs}`)).toHaveCount(0);
	await expect(selected(page)).toHaveCount(0);
	const labelsOf = async (id: string) => (await stateOf(page)).state['labels']?.find(([story]) => story === id)?.[1];
	const settled = await labelsOf(theirs);
	for (const key of ['5', 'e', 'x', 'Enter']) await page.keyboard.press(key);
	await page.keyboard.press('j');
	await expect(selected(page)).toBeVisible();
	const next = await idOf(page);
	expect(next).not.toBe(theirs);
	// What was done after those keys is stored, and they did nothing.
	await page.keyboard.press('7');
	await expect.poll(async () => (await labelsOf(next))?.['sentiment']).toMatchObject({ emotion: 'sadness' });
	expect(await labelsOf(theirs)).toEqual(settled);

	// In a list with nothing left to do, the last call is dismissed: what is shown is selected, and keys act on it.
	const [last = ''] = await calls();
	const listed = page.getByRole('feed').getByRole('article').first();
	const text = (await listed.locator('[id^=text-]').innerText()).split(' ').slice(0, 8).join(' ');
	await page.goto(`${new URL(page.url()).pathname}?view=search`);
	await page.getByRole('searchbox').fill(text);
	await expect(listed).toContainText(text.slice(0, 20));
	await page.keyboard.press('ArrowDown');
	for (const row of await page.getByRole('feed').getByRole('article').all()) {
		await expect(row).toBeVisible();
		await page.keyboard.press('e');
	}
	await savedAll(page);
	await page.keyboard.press('a');
	await expect.poll(() => idOf(page)).toBe(last);
	await page.keyboard.press('Shift+X');
	await expect(strip).toHaveCount(0);
	await expect(selected(page)).toBeVisible();
	const shown = await idOf(page);
	expect(shown).not.toBe(last);
	await page.keyboard.press('8');
	await expect(selected(page).getByText('medeleven')).toBeVisible();
	await savedAll(page);
	expect(await lookedAt(last)).toMatchObject({ outcome: 'help' });
});

test('an alert rule is made once, and its alert shows above the stream with its reason until somebody has seen it', async ({
	page,
	watch
}) => {
	test.slow();
	watch.allow(/409/); // the same rule twice is refused so
	const address = await beginExercise(page, 20);
	await page.goto(`${address}/settings`);
	const rules = page.getByRole('region', { name: 'Meldingen over wat opvalt' });
	await rules.getByLabel('Woord of zin.').fill('*water*');
	await rules.getByRole('button', { name: 'Voeg de regel toe' }).click();
	await expect(rules.getByRole('listitem').filter({ hasText: '‘*water*’ in een nieuw bericht' })).toBeVisible();
	await rules.getByLabel('Woord of zin.').fill('*water*');
	await rules.getByRole('button', { name: 'Voeg de regel toe' }).click();
	await expect(rules.getByRole('alert')).toHaveText('Deze meldingsregel is er al. Er is niets gewijzigd.');
	await rules.getByRole('radio', { name: 'Een piek' }).check();
	await rules.getByLabel('Hoeveel keer zo veel berichten').fill('20');
	await rules.getByRole('button', { name: 'Voeg de regel toe' }).click();
	await expect(rules.getByRole('listitem')).toHaveCount(2);
	expect(await faultsOf(page)).toEqual([]);

	await page.goto(address);
	const alerts = page.getByRole('region', { name: 'Wat opvalt' });
	await expect(alerts).toHaveCount(0);
	await settleAt(page, 40);
	const alert = alerts
		.getByRole('paragraph')
		.filter({ hasText: /‘\*water\*’ staat in (\d+ nieuwe berichten|1 nieuw bericht)\./ });
	await expect(alert).toBeVisible({ timeout: 30_000 });
	await expect(alerts.getByRole('paragraph')).toHaveCount(1);
	await alert.getByRole('link').click();
	const feed = page.getByRole('feed', { name: 'Verhalen bij deze melding' });
	await expect(feed.getByRole('article').first()).toContainText(/water/i);
	expect(await faultsOf(page)).toEqual([]);
	await alert.getByRole('button').click();
	await expect(alerts).toHaveCount(0);
	await savedAll(page);

	// The rule raises another one while the first is still shown: the list is about that one then.
	const later = new Date(Date.parse((await stateOf(page)).at) + 30 * 60_000).toISOString();
	await command(page, 'exercise.setClock', { speed: 0, incident: later });
	await expect(alert).toBeVisible({ timeout: 30_000 });
	const open = ((await stateOf(page)).state['alerts'] ?? []).find(([, { seen }]) => seen === null);
	const about = (open?.[1]['stories'] as string[]).map((id) => `story-${id}`);
	const others = () =>
		feed.getByRole('article').evaluateAll((rows, ids) => rows.filter(({ id }) => !ids.includes(id)).length, about);
	await expect.poll(others).toBe(0);
	await expect(feed.getByRole('article').first()).toBeVisible();
});

test('a search is saved as a personal tab with a count, on any device, renamed and removed by keyboard', async ({
	page,
	visitor
}) => {
	test.slow();
	await beginExercise(page, 60);
	await page.keyboard.press('/');
	await page.getByRole('searchbox').fill('water ');
	const list = page.getByRole('feed', { name: 'Gevonden verhalen' });
	await expect(list.getByRole('article').first()).toBeVisible();
	await page.getByRole('button', { name: 'Bewaar als tab' }).press('Enter');
	await page.getByLabel('Naam van de tab').fill('Kraanwater');
	await page.getByLabel('Naam van de tab').press('Enter');
	const tabs = page.getByRole('navigation', { name: 'Uw zoektabs' });
	const tab = tabs.getByRole('link', { name: 'Kraanwater' });
	await expect(tab).toHaveAttribute('aria-current', 'page');
	const { counts } = (await page.request
		.get(`/api/v1/incidents/${incidentOf(page)}/searches`)
		.then((response) => response.json())) as { counts: { count: number }[] };
	expect(counts[0]?.count).toBeGreaterThan(0);
	await expect(tab).toContainText(String(counts[0]?.count));
	await expect(page.getByText(`${counts[0]?.count ?? ''} verhalen gevonden`)).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);

	// The same person elsewhere has the tab; a colleague has not.
	const address = page.url();
	await page.goto(address);
	await expect(page.getByRole('searchbox')).toHaveValue('water ');
	const other = await colleagueOf(page, visitor);
	await expect(other.getByRole('navigation', { name: 'Uw zoektabs' })).toHaveCount(0);

	await page.getByRole('button', { name: 'Wijzig de tab' }).press('Enter');
	await page.getByLabel('Naam van de tab').fill('Drinkwater');
	await page.getByLabel('Naam van de tab').press('Enter');
	await expect(tabs.getByRole('link', { name: 'Drinkwater' })).toBeVisible();
	await page.getByRole('button', { name: 'Verwijder de tab' }).press('Enter');
	await expect(tabs).toHaveCount(0);
	await savedAll(page);
	expect((await stateOf(page)).state['savedSearches']).toEqual([]);
});

test('an opened story and its rumour show who spread it: the first post, the path between sources, and the largest accounts', async ({
	page,
	watch
}) => {
	watch.allow(/503/);
	await beginExercise(page, 60);
	const { stories } = (await page.request
		.get(`/api/v1/incidents/${incidentOf(page)}/stories?view=waiting`)
		.then((response) => response.json())) as { stories: { id: string; posts: number; platforms: string[] }[] };
	const story = stories.find(({ posts, platforms }) => posts > 1 && platforms.length > 1)?.id ?? '';
	const row = page.locator(`#story-${story}`);
	await row.click();
	await page.keyboard.press('Space');
	await row.getByRole('button', { name: 'Wie verspreidde het' }).click();
	const spread = row.getByRole('region', { name: 'Wie verspreidde het' });
	await expect(spread.getByRole('heading', { name: 'Van bron naar bron' })).toBeVisible();
	expect(await spread.getByRole('list').first().getByRole('listitem').count()).toBeGreaterThan(1);
	expect(await faultsOf(page)).toEqual([]);

	const rumour = crypto.randomUUID();
	const seenIn = { story, stance: 'supports' };
	await command(page, 'rumour.signal', { id: rumour, text: 'Er zijn twee doden', offline: null, seenIn });
	await page.goto(`/incidents/${incidentOf(page)}/findings/${rumour}`);
	const panel = page.getByRole('region', { name: 'Wie verspreidde het' });
	await expect(panel.getByRole('heading', { name: 'Het eerste bericht dat wij kennen' })).toBeVisible();
	await expect(panel.getByText('zonder onze eigen accounts')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);

	// Beside them the stances, from the report, and the bars, which are the live figures and never an older report's.
	const stances = page.getByRole('region', { name: 'Wat de berichten doen', exact: true });
	const bars = page.getByRole('region', { name: 'Berichten per 10 minuten' });
	await expect(stances).toBeVisible();
	let changed = 0;
	await page.route('**/report?from=*', async (route) => {
		const answer = await route.fetch();
		const body = (await answer.text()).replaceAll(/"recent":\[[^\]]*\]/g, '"recent":[8888,9999]');
		if (body.includes('9999')) changed += 1;
		await route.fulfill({ response: answer, body });
	});
	await page.reload();
	await expect.poll(() => changed).toBeGreaterThan(0);
	await expect(stances).toBeVisible();
	await expect(bars).toBeVisible();
	await expect(bars).not.toContainText('9999');
	// A report that cannot be fetched becomes outdated: its counts would differ from the figures next to them.
	await page.unroute('**/report?from=*');
	await page.route('**/report?from=*', (route) => route.fulfill({ status: 503 }));
	await command(page, 'fact.record', { id: crypto.randomUUID(), text: 'De kraan is dicht', source: 'GGD', at: null });
	await expect(stances).toBeHidden({ timeout: 15_000 });
	await expect(bars).toBeVisible();
});

test('search finds by words and by finding; a finding shows its evidence', async ({ page }) => {
	await beginExercise(page, 60);
	await page.keyboard.press('2');
	await page.keyboard.type('Er komt gif uit de kraan');
	for (const key of ['Control+Enter', 'Control+Enter']) await page.keyboard.press(key);
	const story = await idOf(page);
	await savedAll(page);
	await page.keyboard.press('/');
	await page.keyboard.type('rook');
	await expect(page.getByText(/verhaal gevonden|verhalen gevonden/)).toBeVisible();
	const first = page.getByRole('feed').getByRole('article').first();
	await expect(first).toContainText(/rook/i);

	// Arrow down leaves the field for the list, where the keys act; its own key leads back.
	const field = page.getByRole('searchbox');
	await expect(field).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(selected(page)).toBeFocused();
	await expect(selected(page)).toContainText(/rook/i);
	const chosen = await idOf(page);
	await page.keyboard.press('ArrowDown');
	await expect.poll(() => idOf(page)).not.toBe(chosen);
	await expect(field).toHaveValue('rook');
	await page.keyboard.press('/');
	await expect(field).toBeFocused();

	// Around a moment: only what came then; a moment before everything finds nothing.
	const found = page.getByRole('feed', { name: 'Gevonden verhalen' }).getByRole('article');
	await page.getByRole('combobox', { name: 'Tijd' }).selectOption('Rond een tijdstip');
	await page.getByLabel(/^Tijd \(/).fill('13:05');
	await expect(found.first()).toContainText(/1[23]\.\d\d/);
	await page.getByLabel('Dag', { exact: true }).fill('2020-01-01');
	await expect(page.getByText('Niets gevonden. Gebruik minder woorden, of kies een langere tijd.')).toBeVisible();
	await page.getByRole('combobox', { name: 'Tijd' }).selectOption('De hele tijd');
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

test('a post in another language says in which, and is read in its own words', async ({ page }) => {
	await beginExercise(page, 60);
	await page.keyboard.press('/');
	await page.keyboard.type('Zuiderpark yangın');
	const turkish = page.getByRole('feed', { name: 'Gevonden verhalen' }).getByRole('article').first();
	await expect(turkish).toContainText('yangın');
	await expect(turkish.getByText('Turks', { exact: true })).toBeVisible();
	await turkish.click();
	await page.keyboard.press('Space');
	await expect(turkish.locator('[lang=tr]').first()).toContainText('yangın');
	expect(await faultsOf(page)).toEqual([]);
});

test('the situation is copied as text by one button and saved as a picture by another, which is light in any color scheme', async ({
	page,
	context
}) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	const address = await beginExercise(page, 60);
	await page.goto(`${address}/charts`);
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.getByRole('button', { name: 'Kopieer het beeld' }).click();
	const dialog = page.getByRole('dialog', { name: 'Het beeld voor een chat' });
	await expect(dialog.getByRole('status')).toContainText('Gekopieerd');
	const text = await page.evaluate(() => navigator.clipboard.readText());
	expect(text).toMatch(/^OEFENING: Brand/);
	expect(text.length).toBeLessThanOrEqual(600);
	await expect(dialog).toContainText(text.split('\n')[1] ?? '');
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();

	for (const look of ['light', 'crisis']) {
		await page.evaluate((to) => (document.documentElement.dataset['look'] = to), look);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Beeld als afbeelding' }).first().click()
		]);
		expect(download.suggestedFilename()).toMatch(/^brand-[a-z-]+-beeld-\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-oefening\.png$/);
		await expect(dialog.getByRole('status')).toContainText(download.suggestedFilename());
		const png = readFileSync(await download.path());
		expect(png.subarray(1, 4).toString()).toBe('PNG');
		expect(png.readUInt32BE(16)).toBe(2400);
		// Just under the band of the exercise: paper, with words and bars of the same picture in every look.
		const shades = await dialog.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
			const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
			const at = (x: number, y: number) => [...data.slice((y * canvas.width + x) * 4, (y * canvas.width + x) * 4 + 3)];
			let dark = 0;
			for (let index = 0; index < data.length; index += 4) if ((data[index] ?? 255) < 100) dark += 1;
			return { paper: at(20, 100), band: at(4, 4), isDrawn: dark > 20_000 };
		});
		expect(shades.paper).toEqual([255, 255, 255]);
		expect(shades.band).not.toEqual([255, 255, 255]);
		expect(shades.isDrawn).toBe(true);
		expect(await faultsOf(page)).toEqual([]);
		await page.keyboard.press('Escape');
	}
});
