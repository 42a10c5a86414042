import type { Page } from '@playwright/test';
import { expect, test } from './server';
import {
	beginExercise,
	colleagueOf,
	command,
	idOf,
	incidentOf,
	Line,
	lineBroken,
	lineLost,
	listIsStill,
	onDevice,
	savedAll,
	selected,
	stateOf
} from './desk';
import { faultsOf } from './page-faults';

test.describe.configure({ mode: 'parallel' });

/** Follows words over a page that come into what this finds, also for a moment. @returns those that came since */
async function wordsThatCome(page: Page, into: string): Promise<() => Promise<readonly string[]>> {
	const observed = await page.evaluateHandle((selector) => {
		const came: string[] = [];
		new MutationObserver((changes) => {
			for (const { target, type, addedNodes } of changes) {
				if (!(target instanceof Element ? target : target.parentElement)?.closest(selector)) continue;
				for (const node of type === 'characterData' ? [target] : addedNodes)
					if (node.textContent?.trim()) came.push(node.textContent.trim());
			}
		}).observe(document.body, { childList: true, subtree: true, characterData: true });
		return came;
	}, into);
	return () => observed.evaluate((came) => [...came]);
}

test('thirty stories are labelled by keyboard alone, and the log matches the keys pressed', async ({ page }) => {
	test.slow();
	await beginExercise(page, 60);
	const banners = await wordsThatCome(page, 'section[aria-label=Meldingen]');
	const aloud = await wordsThatCome(
		page,
		':is([aria-live=polite], [aria-live=assertive], [role=status], [role=alert]):not([aria-live=off])'
	);
	let keys = 0;
	const press = async (...names: string[]): Promise<void> => {
		for (const name of names) {
			await page.keyboard.press(name);
			keys += 1;
		}
	};
	const done: string[] = [];
	for (let at = 0; at < 30; at++) {
		const story = await idOf(page);
		expect(done).not.toContain(story);
		if (at === 0) {
			await press('2');
			await page.keyboard.type('Het drinkwater is vergiftigd');
			await press('Control+Enter', '2', 'Enter', '5', '-', 'e');
		} else if (at === 1) {
			await press('1');
			await page.keyboard.type('Gaan de scholen dicht?');
			await press('Control+Enter', '0', 'e');
		} else if (at % 4 === 2) {
			await press('2', 'Enter');
			if (await page.getByText('Kies dit eerst.').isVisible()) await press('t', 'Enter');
			await press('5', 'e');
		} else if (at % 8 === 3) await press('1', 'Enter', 'e');
		else if (at % 8 === 7) {
			// From all kinds: nothing is chosen before the arrow, and a rumour asks for the stance.
			await press('Enter', 'ArrowDown', 'Enter');
			if (await page.getByText('Kies dit eerst.').isVisible()) await press('t');
			await press('e');
		} else if (at % 4 === 0) await press('x');
		else await press('8', '=', 'e');
		await expect.poll(() => idOf(page)).not.toBe(story);
		done.push(story);
	}
	// The line is whole: a banner that came and went at a key would move the list under the eye.
	expect(await banners()).toEqual([]);
	// Who listens hears the labels, not how each of them is saved.
	expect((await aloud()).length).toBeLessThan(10);
	await savedAll(page);
	const { state } = await stateOf(page);
	const lookedAt = new Map(state['labels']?.filter(([, labels]) => labels['looked'] !== null));
	expect([...lookedAt.keys()].sort()).toEqual([...done].sort());
	expect(state['rumours']).toHaveLength(1);
	expect(state['needs']).toHaveLength(1);
	console.log(`30 stories: ${keys} keys besides typed words, ${(keys / 30).toFixed(1)} a story`);
});

test('a list that arrives late leaves an open picker open, and letters typed in it are not shortcuts', async ({
	page
}) => {
	await beginExercise(page, 20);
	const { at } = await stateOf(page);
	await command(page, 'exercise.setClock', { speed: 0, incident: new Date(Date.parse(at) + 600_000).toISOString() });
	const fresh = page.getByRole('button', { name: /^\d+ nieuw/ });
	await expect(fresh.first()).toBeVisible();
	const story = await idOf(page);
	const waiting = /\/stories\?.*view=waiting/;
	let release = (): void => undefined;
	const released = new Promise<void>((done) => (release = done));
	await page.route(waiting, async (route) => {
		await released;
		await route.continue();
	});
	const requested = page.waitForRequest(waiting);
	await page.keyboard.press('n');
	await requested;
	await page.keyboard.press('1');
	const field = page.getByRole('dialog', { name: 'Koppel aan een vraag' }).getByRole('combobox');
	await expect(field).toBeFocused();
	await page.keyboard.type('Waar is ');
	// Newer ones may be counted again at once: posts of those ten minutes still come in.
	const answered = page.waitForResponse(waiting);
	release();
	await (await answered).finished();
	await page.evaluate(() => new Promise(requestAnimationFrame));
	await page.keyboard.type('de eerste opvang?');
	await expect(field).toHaveValue('Waar is de eerste opvang?');
	await page.keyboard.press('Control+Enter');
	expect(await idOf(page)).toBe(story);
	await savedAll(page);
	const { state } = await stateOf(page);
	expect(state['needs']?.map(([, { text }]) => text)).toEqual(['Waar is de eerste opvang?']);
	const labelled = state['labels']?.filter(
		([, { links, looked }]) => looked !== null || (links as unknown[]).length > 0
	);
	expect(labelled?.map(([id]) => id)).toEqual([story]);
});

test('a statement of an authority is linked to a rumour only with a stance that a person chose, never by Enter alone', async ({
	page
}) => {
	await beginExercise(page, 40);
	const story = await idOf(page);
	const shown = await page.request.get(`/api/v1/incidents/${incidentOf(page)}/stories/${story}`);
	const { lead } = (await shown.json()) as { lead: { author: { number: number } } };
	await command(page, 'author.setKind', { author: lead.author.number, kind: 'organisation' });
	const rumour = crypto.randomUUID();
	await command(page, 'rumour.signal', {
		id: rumour,
		text: 'Het drinkwater is vergiftigd',
		offline: 'telefoon',
		seenIn: null
	});
	await page.reload();
	await expect(
		page.getByRole('complementary', { name: 'Bevindingen' }).getByText('Het drinkwater is vergiftigd')
	).toBeVisible();
	await expect.poll(() => idOf(page)).toBe(story);
	const linksOf = async () => (await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1]['links'] ?? [];

	await page.keyboard.press('2');
	const picker = page.getByRole('dialog', { name: 'Koppel aan een gerucht' });
	for (const stance of await picker.getByRole('radio').all()) await expect(stance).not.toBeChecked();
	await page.keyboard.press('Enter');
	await expect(picker.getByRole('alert')).toHaveText('Kies dit eerst.');
	expect(await linksOf()).toEqual([]);
	await page.keyboard.press('t');
	await page.keyboard.press('Enter');
	await expect(picker).toBeHidden();
	await savedAll(page);
	expect(await linksOf()).toMatchObject([{ finding: rumour, stance: 'denies' }]);
});

test('a new rumour is made by Ctrl+Enter only, with its harm; an existing name is linked instead, also when two people make it at once', async ({
	page,
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	await beginExercise(page, 40);
	const story = await idOf(page);
	const picker = page.getByRole('dialog', { name: 'Koppel aan een gerucht' });
	const rumours = async () => (await stateOf(page)).state['rumours'] ?? [];
	const linksOf = async (id: string) => (await stateOf(page)).state['labels']?.find(([of]) => of === id)?.[1]['links'];

	// Enter makes nothing, not from the field and not from the stance; one word is not a question.
	await page.keyboard.press('2');
	await page.keyboard.type('er zit gif in de kraan');
	await page.keyboard.press('Enter');
	await expect(picker.getByRole('alert')).toContainText('Er is nog niets gemaakt.');
	for (const key of ['Tab', 's', 'Enter']) await page.keyboard.press(key);
	await expect(picker).toBeVisible();

	// Its own key works after Tab too, and asks how bad it is; nothing is chosen beforehand.
	await page.keyboard.press('Control+Enter');
	const harm = picker.getByRole('group', { name: 'Hoe erg is het als mensen dit geloven?' });
	for (const choice of await harm.getByRole('radio').all()) await expect(choice).not.toBeChecked();
	await expect(harm.getByRole('radio').first()).toBeFocused();
	await expect(harm.getByRole('status')).toContainText('Risico wordt nog niet beoordeeld.');
	await page.keyboard.press('2');
	await expect(harm.getByRole('radio', { name: 'verkeerd gedrag' })).toBeChecked();
	await expect(harm.getByRole('status')).toContainText(/Verspreiding nu (\d): .+\.\s+Risico wordt .+: 2 × \1 = \d\./);
	await page.keyboard.press('d');
	await expect(harm.getByRole('status')).toContainText('Risico wordt direct gevaar.');
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('d');
	await page.keyboard.press('Enter');
	await expect(picker).toBeHidden();
	await savedAll(page);
	const [made] = await rumours();
	expect(made?.[1]).toMatchObject({ text: 'Er zit gif in de kraan', harm: 2, danger: false });
	expect(await linksOf(story)).toMatchObject([{ finding: made?.[0], stance: 'supports' }]);

	// Not judged stays possible, and is a mark of its own.
	await page.keyboard.press('2');
	await page.keyboard.type('De school is ontruimd');
	for (const key of ['Tab', 's', 'Control+Enter', 'Control+Enter']) await page.keyboard.press(key);
	await savedAll(page);
	expect((await rumours()).map(([, { harm }]) => harm)).toEqual([2, null]);
	await page.keyboard.press('1');
	await page.keyboard.type('Asbest?');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(
		'Eén woord is geen vraag. Schrijf de hele vraag.'
	);
	await page.keyboard.press('Escape');

	// The name that is there, in other capitals: linked, and nothing is made.
	await page.keyboard.press('j');
	const next = await idOf(page);
	await page.keyboard.press('2');
	await page.keyboard.type('er zit gif in de KRAAN!');
	for (const key of ['Tab', 's', 'Control+Enter']) await page.keyboard.press(key);
	await expect(picker).toBeHidden();
	await savedAll(page);
	expect(await linksOf(next)).toMatchObject([{ finding: made?.[0] }]);
	expect(await rumours()).toHaveLength(2);

	// A colleague makes one while this desk has no line: what was made here is linked to that one.
	const line = await Line.of(page.context());
	await page.reload();
	await expect(selected(page)).toBeVisible();
	const other = await colleagueOf(page, visitor);
	await line.cut();
	await expect(lineLost(page)).toBeVisible({ timeout: 7_000 });
	const here = await idOf(page);
	const theirs = crypto.randomUUID();
	const claim = 'Er zijn twee doden';
	await command(other, 'rumour.signal', { id: theirs, text: claim, offline: 'straat', seenIn: null });
	await page.keyboard.press('2');
	await page.keyboard.type('er zijn twee doden');
	for (const key of ['Tab', 's', 'Control+Enter', '3', 'Enter']) await page.keyboard.press(key);
	line.restore();
	await expect.poll(async () => (await rumours()).find(([id]) => id === theirs)?.[1]['harm']).toBe(3);
	await savedAll(page);
	const links = (await linksOf(here)) as readonly { finding: string; stance: string }[];
	expect(links.find(({ finding }) => finding === theirs)?.stance).toBe('supports');
	expect((await rumours()).filter(([, { mergedInto }]) => mergedInto === null)).toHaveLength(3);
});

test('Enter opens a list of all kinds: nothing is chosen until an arrow is pressed, a rumour asks for its stance, and nothing is made there', async ({
	page
}) => {
	await beginExercise(page, 40);
	const story = await idOf(page);
	const picker = page.getByRole('dialog', { name: 'Koppel aan een bevinding' });
	const chosen = picker.locator('[aria-selected=true]');
	const arrivedLabels = async () => (await stateOf(page)).state['labels']?.find(([of]) => of === story)?.[1];
	const labelsOf = async () => {
		await savedAll(page);
		return arrivedLabels();
	};

	// Without any finding there is nothing to choose, and the list says how to make one.
	await page.keyboard.press('Enter');
	await expect(picker.getByText('Nieuw? Esc, dan 1, 2, 3 of 4.')).toBeVisible();
	await expect(picker.getByRole('option')).toHaveCount(0);
	for (const key of ['Enter', 'Control+Enter', 'Shift+Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
	await expect(picker).toBeVisible();
	await page.keyboard.press('Escape');
	await page.keyboard.press('1');
	await page.keyboard.type('Gaan de scholen dicht?');
	await page.keyboard.press('Control+Enter');
	await expect(picker).toBeHidden();
	await savedAll(page);
	const need = (await stateOf(page)).state['needs']?.[0]?.[0];
	await expect.poll(labelsOf).toMatchObject({ links: [{ finding: need }], looked: null });
	await page.keyboard.press('Backspace');
	await expect.poll(async () => (await labelsOf())?.['links']).toEqual([]);

	// Rows of every kind with its picture; the likeliest first, and none is chosen.
	const rumour = crypto.randomUUID();
	await command(page, 'rumour.signal', { id: rumour, text: 'Er zijn twee doden', offline: 'straat', seenIn: null });
	await command(page, 'meaning.record', {
		id: crypto.randomUUID(),
		text: 'Wie is de schuldige?',
		theme: 'blame',
		offline: 'straat',
		seenIn: null
	});
	await expect(page.getByRole('complementary', { name: 'Bevindingen' }).getByText('Er zijn twee doden')).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(picker.getByRole('option')).toHaveCount(3);
	for (const kind of ['vraag', 'gerucht', 'betekenis'])
		await expect(picker.getByRole('option').getByRole('img', { name: kind, exact: true })).toHaveCount(1);
	await expect(chosen).toHaveCount(0);
	await expect(picker.getByRole('combobox')).not.toHaveAttribute('aria-activedescendant');
	expect(await faultsOf(page)).toEqual([]);
	for (const key of ['Enter', 'Control+Enter', 'Shift+Enter']) await page.keyboard.press(key);
	await page.keyboard.type('twee doden');
	await expect(picker.getByRole('option').first()).toContainText('Er zijn twee doden');
	await page.keyboard.press('Enter');
	await expect(picker, 'typing chooses nothing either').toBeVisible();
	await expect(page.locator('header').getByText('1 tekst getypt, nog niet bewaard')).toBeAttached();
	expect((await arrivedLabels())?.['links']).toEqual([]);

	// The arrow chooses; the rumour asks, and one letter answers and links.
	await page.keyboard.press('ArrowDown');
	await expect(chosen).toContainText('Er zijn twee doden');
	await page.keyboard.press('Enter');
	await expect(picker.getByRole('alert')).toHaveText('Kies dit eerst.');
	for (const stance of await picker.getByRole('radio').all()) await expect(stance).not.toBeChecked();
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('t');
	await expect(picker).toBeHidden();
	expect(await labelsOf()).toMatchObject({ links: [{ finding: rumour, stance: 'denies' }], looked: null });

	// Another kind asks nothing; with Shift the story is done as well, and one undo takes both back.
	await page.keyboard.press('Enter');
	await page.keyboard.type('scholen');
	for (const key of ['ArrowDown', 'Shift+Enter']) await page.keyboard.press(key);
	await expect.poll(() => idOf(page)).not.toBe(story);
	expect(await labelsOf()).toMatchObject({
		links: [{ finding: rumour }, { finding: need }],
		looked: { outcome: 'looked' }
	});
	await page.keyboard.press('z');
	await expect.poll(labelsOf).toMatchObject({ links: [{ finding: rumour }], looked: null });
	const { state } = await stateOf(page);
	expect([state['needs'], state['rumours'], state['meanings']].map((all) => all?.length)).toEqual([1, 1, 1]);
});

test('a ready-made theme is offered while the incident has few meanings: one key makes and links it, and Enter does not', async ({
	page
}) => {
	await beginExercise(page, 40);
	const story = await idOf(page);
	const picker = page.getByRole('dialog', { name: 'Koppel aan een betekenis' });
	const themes = picker.getByRole('option').filter({ hasText: 'kant-en-klaar thema' });
	const meanings = async () => (await stateOf(page)).state['meanings'] ?? [];
	const linksOf = async () => (await stateOf(page)).state['labels']?.find(([of]) => of === story)?.[1]['links'];

	await page.keyboard.press('4');
	await expect(themes).toHaveCount(7);
	// Its key is next to the words, not on top of them.
	const boxOf = (text: string) => themes.first().getByText(text, { exact: true }).boundingBox();
	const [words, keyCap] = [await boxOf('kant-en-klaar thema'), await boxOf('Ctrl')];
	expect((words?.x ?? 0) + (words?.width ?? Infinity)).toBeLessThan(keyCap?.x ?? 0);
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.type('vertrouwen');
	await expect(themes).toHaveCount(1);
	await expect(themes).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('Enter');
	await expect(picker.getByRole('alert')).toHaveText(/^Er is nog niets gemaakt\./);
	await page.keyboard.press('Control+Enter');
	await expect(picker).toBeHidden();
	await savedAll(page);
	const [made] = await meanings();
	expect(made?.[1]).toMatchObject({ text: 'Vertrouwen in de overheid', theme: 'trust' });
	expect(await linksOf()).toMatchObject([{ kind: 'meaning', finding: made?.[0] }]);

	// It is a meaning like any other now: offered by its name, no longer as a theme.
	await page.keyboard.press('4');
	await expect(picker.getByRole('option', { name: 'Vertrouwen in de overheid' })).toHaveCount(1);
	await expect(themes).toHaveCount(6);
	await page.keyboard.press('Escape');
	await page.keyboard.press('z');
	await savedAll(page);
	expect(await linksOf()).toEqual([]);
	// Taken back it is closed, as every finding: one key opens it again, and no second one is made.
	await page.keyboard.press('4');
	await expect(themes).toHaveCount(6);
	await page.keyboard.type('vertrouwen in de overheid');
	await page.keyboard.press('Control+Enter');
	await savedAll(page);
	expect(await meanings()).toMatchObject([[made?.[0], { closed: null }]]);
	expect(await linksOf()).toMatchObject([{ finding: made?.[0] }]);
});

test('undo reverts one’s own actions, newest first, and everything that one key did together', async ({ page }) => {
	test.slow();
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
	const labelsOf = async () => (await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1];
	expect(await labelsOf()).toMatchObject({ sentiment: null, looked: null, links: [] });

	// Linked and done in one press: one act, and one undo for the whole.
	const text = 'Gemis in de buurt';
	await command(page, 'meaning.record', {
		id: crypto.randomUUID(),
		text,
		theme: 'grief',
		offline: 'straat',
		seenIn: null
	});
	await page.keyboard.press('4');
	await page.keyboard.type('gemis');
	await expect(page.getByRole('option', { name: text })).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('Shift+Enter');
	await expect.poll(() => idOf(page)).not.toBe(story);
	await savedAll(page);
	expect(await labelsOf()).toMatchObject({ looked: { outcome: 'looked' }, links: [{ kind: 'meaning' }] });
	await page.keyboard.press('z');
	await expect.poll(() => idOf(page)).toBe(story);
	await savedAll(page);
	expect(await labelsOf()).toMatchObject({ looked: null, links: [] });
	// Without anything that it could link it says so, and the story stays as it is.
	await page.keyboard.press('4');
	await page.keyboard.type('Zorg van ouders');
	await page.keyboard.press('Shift+Enter');
	await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Er is nog niets gemaakt.');
	expect(await idOf(page)).toBe(story);
});

test('several rows are selected with Shift, labelled as one action, also offline, and undone together', async ({
	page,
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	// High enough that a call for help that comes in meanwhile leaves all three rows visible.
	await page.setViewportSize({ width: 1280, height: 1200 });
	const line = await Line.of(page.context());
	await beginExercise(page, 40);
	const rows = page.getByRole('article').filter({ has: page.getByRole('img', { name: 'gekozen' }) });
	const labelled = async (): Promise<Record<string, unknown>> =>
		Object.fromEntries(
			((await stateOf(page)).state['labels'] ?? []).flatMap(([id, { sentiment, looked }]) =>
				sentiment || looked ? [[id, (sentiment as { emotion?: unknown } | null)?.emotion ?? looked]] : []
			)
		);
	const first = await idOf(page);
	for (let times = 0; times < 3; times++) await page.keyboard.press('Shift+J');
	await page.keyboard.press('Shift+K');
	await expect(rows).toHaveCount(3);
	await expect(page.getByRole('status').filter({ hasText: '3 verhalen gekozen' })).toBeVisible();
	const last = (await rows.last().getAttribute('id')) ?? '';
	await page.keyboard.press('5');
	await expect(rows.getByRole('list', { name: 'Labels', exact: true }).getByText('angst')).toHaveCount(3);
	await savedAll(page);
	const ids = Object.keys(await labelled());
	expect(ids).toHaveLength(3);
	expect(ids).toContain(first);
	// What is about one story does nothing now; Escape leaves the selection, and one undo takes all three back.
	await page.keyboard.press('m');
	await page.keyboard.press('!');
	await expect(rows).toHaveCount(3);
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await expect(rows).toHaveCount(0);
	await page.keyboard.press('z');
	await savedAll(page);
	expect(await labelled()).toEqual({});

	// With the mouse, and while the line is down: the labels wait on this device and are saved in order.
	await page.locator(`#story-${first}`).click();
	await listIsStill(page);
	await page.locator(`#${last}`).click({ modifiers: ['Shift'] });
	await expect(rows).toHaveCount(3);
	// The buttons in the selected row act on all three, and select nothing.
	const wide = page.viewportSize();
	await page.setViewportSize({ width: 700, height: 900 });
	const row = page.locator('article[aria-current=true]');
	await row.getByRole('button', { name: 'Meer' }).click();
	await page.keyboard.press('Escape');
	await expect(rows).toHaveCount(3);
	await row.getByRole('button', { name: 'Label', exact: true }).click();
	await expect(page.getByRole('main', { name: 'Labels' })).toBeVisible();
	if (wide) await page.setViewportSize(wide);
	await expect(rows).toHaveCount(3);
	await line.cut();
	await page.keyboard.press('6');
	await expect.poll(async () => (await onDevice(page)).length).toBe(3);
	line.restore();
	await savedAll(page);
	const angry = await labelled();
	expect(Object.values(angry)).toEqual(['anger', 'anger', 'anger']);

	// What a colleague recorded since stays, and the page says of how many stories.
	const other = await colleagueOf(page, visitor);
	await command(other, 'story.setSentiment', { story: first, emotion: 'relief' });
	await expect(page.locator(`#story-${first}`).getByText('opluchting')).toBeVisible();
	await page.keyboard.press('z');
	await expect(page.getByRole('alert').filter({ hasText: 'Bij 1 van 3 verhalen kon het niet terug.' })).toBeVisible();
	await savedAll(page);
	expect(await labelled()).toEqual({ [first]: 'relief' });

	// An outcome goes to all of them, and they leave the queue.
	await page.locator(`#story-${first}`).click();
	await page.keyboard.press('Shift+J');
	await page.keyboard.press('x');
	await expect(rows).toHaveCount(0);
	await savedAll(page);
	expect(Object.keys(await labelled())).toHaveLength(2);
});

test('a merged finding is offered as its target, and a label that came too late goes there', async ({
	page,
	watch
}) => {
	watch.allow(lineBroken);
	const line = await Line.of(page.context());
	await beginExercise(page, 40);
	const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
	await command(page, 'need.raise', { id: one, text: 'Is het kraanwater veilig?', offline: 'telefoon', seenIn: null });
	await command(page, 'need.raise', {
		id: two,
		text: 'Mag ik uit de kraan drinken?',
		offline: 'telefoon',
		seenIn: null
	});
	await expect(page.getByText('Mag ik uit de kraan drinken?')).toBeVisible();
	await line.cut();
	await expect(lineLost(page)).toBeVisible({ timeout: 7_000 });
	await command(page, 'finding.merge', { kind: 'need', finding: one, into: two });
	await page.keyboard.press('1');
	await page.keyboard.type('kraanwater');
	await page.keyboard.press('Enter');
	await expect(lineLost(page)).toContainText('1 wijziging wacht');
	line.restore();
	await expect(
		selected(page).getByRole('list', { name: 'Labels', exact: true }).getByText('Mag ik uit de kraan drinken?')
	).toBeVisible({ timeout: 15_000 });
	await savedAll(page);

	await page.keyboard.press('1');
	await page.keyboard.type('kraanwater');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Die is samengevoegd.')).toBeVisible();
	await page.keyboard.press('Escape');
});

test('a story is split and merged, and both are undone', async ({ page }) => {
	await beginExercise(page, 60);
	// The most urgent one has several posts.
	const story = await idOf(page);
	const posts = () => page.locator(`#story-${story}`).locator('p strong').first().innerText();
	const before = await posts();
	expect(Number(before)).toBeGreaterThan(2);
	await page.keyboard.press('Space');
	await selected(page).getByRole('button', { name: 'Splits af' }).first().click();
	await expect.poll(posts).toBe(String(Number(before) - 1));
	await savedAll(page);
	await page.keyboard.press('z');
	await expect.poll(posts).toBe(before);

	await page.keyboard.press('j');
	const small = await idOf(page);
	await page.keyboard.press('m');
	await page.keyboard.type('vergiftigd');
	await selected(page).getByRole('button', { name: 'Hiermee' }).first().click();
	await expect.poll(() => idOf(page)).not.toBe(small);
	await expect(page.locator(`#story-${small}`).getByText('Samengevoegd met een ander verhaal')).toBeAttached();
	await savedAll(page);
});
