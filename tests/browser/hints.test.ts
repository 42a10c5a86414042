import type { Page } from '@playwright/test';
import { StoryPage, type StoryCard } from '../../src/lib/domain/stories/card';
import { beginExercise, colleagueOf, command, idOf, incidentOf, savedAll, selected, settleAt, stateOf } from './desk';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

test.describe.configure({ mode: 'parallel' });

/** The stories of the queue, as the server sends them. */
async function waiting(page: Page): Promise<readonly StoryCard[]> {
	const found: StoryCard[] = [];
	let cursor: string | null = '';
	while (cursor !== null) {
		const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
		const answer = await page.request.get(`/api/v1/incidents/${incidentOf(page)}/stories?view=waiting&limit=50${from}`);
		const { stories, next } = StoryPage.parse(await answer.json());
		found.push(...stories);
		cursor = next;
	}
	return found;
}
/** The first that waits of which this is true; hints come a moment after the first look. */
async function waitingWith(page: Page, is: (card: StoryCard) => boolean): Promise<StoryCard> {
	let found: StoryCard | undefined;
	await expect(async () => {
		found = (await waiting(page)).find(is);
		expect(found).toBeDefined();
	}).toPass();
	if (!found) throw new Error('not found');
	return found;
}
/** The card as the server sends it now. */
async function cardNow(page: Page, { id }: StoryCard): Promise<StoryCard | undefined> {
	const answer = await page.request.get(`/api/v1/incidents/${incidentOf(page)}/stories?view=ids&ids=${id}`);
	return StoryPage.parse(await answer.json()).stories[0];
}
const wordsOf = ({ lead }: StoryCard): string =>
	lead.text
		.replaceAll(/[^\p{L}\p{N} ]/gu, ' ')
		.split(/\s+/)
		.slice(0, 8)
		.join(' ');
/** Goes to a story by its words. */
async function goTo(page: Page, card: StoryCard): Promise<void> {
	const { id } = card;
	await page.goto(`/incidents/${incidentOf(page)}?view=search`);
	await page.getByRole('searchbox').fill(wordsOf(card));
	await page.locator(`#story-${id}`).click({ position: { x: 60, y: 10 } });
	await expect.poll(() => idOf(page)).toBe(id);
}

test('a story that may repeat an earlier one is merged by one key, and one undo separates them', async ({ page }) => {
	await beginExercise(page, 60);
	const card = await waitingWith(page, ({ perhapsSame }) => perhapsSame !== null);
	await goTo(page, card);
	const line = selected(page).locator(`#same-${card.id}`);
	await expect(line).toContainText(`‘${card.perhapsSame?.text ?? ''}’`);
	await expect(line.getByRole('link', { name: 'Misschien hetzelfde verhaal' })).toHaveAttribute(
		'href',
		'/methods#retellings'
	);
	expect(await faultsOf(page)).toEqual([]);

	await page.keyboard.press('m');
	await savedAll(page);
	const merged = async () => (await stateOf(page)).state['mergedStories']?.map(([id, { into }]) => [id, into]);
	expect(await merged()).toEqual([[card.id, card.perhapsSame?.story]]);
	const posts = async (id: string) => {
		const answer = await page.request.get(`/api/v1/incidents/${incidentOf(page)}/stories?view=ids&ids=${id}`);
		return StoryPage.parse(await answer.json()).stories[0]?.posts;
	};
	const both = (card.perhapsSame?.posts ?? 0) + card.posts;
	expect(await posts(card.perhapsSame?.story ?? '')).toBe(both);

	await page.keyboard.press('z');
	await savedAll(page);
	expect(await posts(card.perhapsSame?.story ?? '')).toBe(card.perhapsSame?.posts);
	expect(await posts(card.id)).toBe(card.posts);
	// The row is the story again: it has its posts, and keys work on it.
	await goTo(page, card);
	await page.keyboard.press('5');
	await savedAll(page);
	const labels = (await stateOf(page)).state['labels']?.find(([id]) => id === card.id);
	expect(labels?.[1]).toMatchObject({ sentiment: { emotion: 'fear' } });
});

test('two stories that somebody kept apart are not proposed again, also after a reload', async ({ page }) => {
	await beginExercise(page, 60);
	const card = await waitingWith(page, ({ perhapsSame }) => perhapsSame !== null);
	await goTo(page, card);
	const line = page.locator(`#same-${card.id}`);
	// It may look like several earlier stories: the next one is asked once the first is answered.
	const askedStories = new Set<string>();
	for (let other = card.perhapsSame; other; other = (await cardNow(page, card))?.perhapsSame ?? null) {
		expect(askedStories, 'none is asked twice').not.toContain(other.story);
		askedStories.add(other.story);
		await expect(line).toContainText(`‘${other.text}`);
		await line.getByRole('button', { name: 'Niet hetzelfde' }).click();
		await expect(line.getByText(`‘${other.text}`)).toBeHidden();
		expect(await idOf(page), 'the story stays selected').toBe(card.id);
		await savedAll(page);
	}
	await expect(line).toBeHidden();
	await goTo(page, card);
	await expect(selected(page)).toContainText(card.lead.text.slice(0, 20));
	await expect(line).toBeHidden();
	await page.keyboard.press('m');
	await expect(page.getByRole('dialog', { name: 'Voeg dit verhaal samen met' }), 'then the key asks').toBeVisible();
});

test('calls for help: the surest with all their words, the others on one line each, all reachable, within a third of the height', async ({
	page
}) => {
	await page.setViewportSize({ width: 1280, height: 1000 });
	await beginExercise(page, 60);
	const strip = page.getByRole('region', { name: /^Noodkreten/ });
	await expect(strip).toHaveAccessibleName(/^Noodkreten: 0 vastgezet, \d+ berichten lijken op een noodkreet/);
	const answer = await page.request.get(`/api/v1/incidents/${incidentOf(page)}/stories?view=help`);
	const scores = StoryPage.parse(await answer.json()).stories.map(({ help }) => help?.score ?? 0);
	const sure = scores.filter((score) => score >= 0.9).length;
	expect(sure, 'the exercise has both').toBeGreaterThan(0);
	expect(scores.length).toBeGreaterThan(sure);
	expect(Math.min(...scores)).toBeGreaterThanOrEqual(0.7);

	const rows = strip.getByRole('article');
	await expect(rows).toHaveCount(scores.length);
	await expect(rows.getByRole('button', { name: 'Zet vast' })).toHaveCount(Math.min(2, sure));
	await expect(strip.getByText(`${scores.length} berichten lijken op een noodkreet.`)).toBeVisible();
	await rows.last().scrollIntoViewIfNeeded();
	await expect(rows.last()).toBeInViewport();
	await expect(rows.locator('kbd'), 'keys act on the selected one only').toHaveCount(0);
	expect((await strip.boundingBox())?.height).toBeLessThanOrEqual(341);
	for (const row of await rows.filter({ has: page.getByRole('button') }).all()) {
		const isCut = await row
			.locator('p[id^=text-]')
			.evaluate(
				({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
					scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1
			);
		expect(isCut).toBe(false);
	}
	expect(await faultsOf(page)).toEqual([]);

	await page.keyboard.press('a');
	const call = strip.locator('article[aria-current=true]');
	await expect(call.locator('kbd')).toHaveText(['!', 'Shift', 'X']);
	await expect(rows.locator('kbd')).toHaveCount(3);

	// A person pins it; on a lower screen the sure guesses next to it keep their words and lose their buttons.
	await page.keyboard.press('!');
	await expect(call.getByRole('button', { name: 'Geef door aan de meldkamer' })).toBeVisible();
	await page.setViewportSize({ width: 1280, height: 800 });
	await expect(strip.getByRole('button', { name: 'Zet vast' })).toHaveCount(0);
	await expect(strip.getByText('1 noodkreet vastgezet.')).toBeVisible();
	await expect(rows).toHaveCount(scores.length);
	expect(await faultsOf(page)).toEqual([]);
});

test('a call for help sounds once, and only for a person who turned the sound on', async ({ page }) => {
	await page.addInitScript(() => {
		class Counting extends AudioContext {
			override createOscillator(): OscillatorNode {
				Reflect.set(window, 'tones', Number(Reflect.get(window, 'tones') ?? 0) + 1);
				return super.createOscillator();
			}
		}
		Reflect.set(window, 'AudioContext', Counting);
	});
	const sounds = () => page.evaluate(() => Number(Reflect.get(window, 'tones') ?? 0) / 2);
	await beginExercise(page, 20);
	expect(await sounds(), 'off by itself').toBe(0);
	const incident = page.url();
	await page.goto('/account');
	await page.getByRole('checkbox', { name: 'Geluid bij een noodkreet' }).check();
	expect(await sounds(), 'a person knows how it sounds').toBe(1);

	await page.goto(incident);
	const strip = page.getByRole('region', { name: /^Noodkreten/ });
	await settleAt(page, 40);
	await expect(strip).toBeVisible();
	await page.reload();
	await expect(strip).toBeVisible();
	const before = await sounds();
	const call = (await waiting(page))[0];
	await command(page, 'story.setHelp', { story: call?.id, help: 'pinned' });
	await expect(strip.getByRole('button', { name: 'Geef door aan de meldkamer' })).toBeVisible();
	expect(await sounds(), 'one’s own pin is no news').toBe(before);
});

test('start page, settings and handover count pinned calls, call the others guesses, and the handover quotes the words', async ({
	page
}) => {
	await beginExercise(page, 60);
	const incident = `/incidents/${incidentOf(page)}`;
	const answer = await page.request.get(`/api/v1${incident}/stories?view=help`);
	const [call, ...rest] = StoryPage.parse(await answer.json()).stories;
	const guesses = new RegExp(`${rest.length} berichten\\s+lijken op een noodkreet`);
	await command(page, 'story.setHelp', { story: call?.id, help: 'pinned' });

	await page.goto(`${incident}/handover`);
	await expect(page.getByRole('heading', { name: 'Noodkreten: 1 open' })).toBeVisible();
	await expect(page.getByText(`‘${call?.lead.text ?? ''}’`)).toBeVisible();
	await expect(page.getByText(guesses)).toBeVisible();

	await page.goto('/');
	const running = page.getByRole('listitem').filter({ has: page.locator(`a[href="${incident}"]`) });
	await expect(running.first()).toContainText(/1 noodkreet\s+nog niet doorgegeven/);
	await expect(running.first()).toContainText(guesses);
	await page.goto(`${incident}/settings`);
	await expect(page.getByText('1 noodkreet is nog niet doorgegeven')).toBeVisible();
	await expect(page.getByText(guesses)).toBeVisible();

	await page.goto(`${incident}/handover`);
	await expect(page.getByRole('heading', { name: 'Noodkreten: 1 open' })).toBeVisible();
	await command(page, 'story.setHelp', { story: call?.id, help: 'passedOn' });
	const none = `Noodkreten: geen vastgezet, ${rest.length} misschien`;
	await expect(page.getByRole('heading', { name: none }), 'without a reload').toBeVisible();
});

/** The keys that label a story as what it looks like. */
const kinds = [
	['need', '1', /lijkt (sterk op )?een vraag/],
	['rumour', '2', /lijkt (sterk op )?een gerucht/]
] as const;

test('a hint says what a story looks like and why, also to a screen reader, until the first label of that kind', async ({
	page
}) => {
	test.slow();
	await beginExercise(page, 60);
	for (const [kind, key, says] of kinds) {
		const card = await waitingWith(page, ({ maybe, help }) => maybe[0]?.kind === kind && help === null);
		await goTo(page, card);
		const hint = selected(page).getByRole('list', { name: 'Zo lijkt het, volgens de computer' });
		await expect(hint.getByRole('link', { name: says })).toHaveAttribute('href', '/methods#looks');
		await expect(selected(page)).toHaveAccessibleDescription(says);
		const word = /‘([^’]+)’/.exec(await hint.getByRole('listitem').filter({ hasText: says }).innerText())?.[1];
		if (word !== undefined)
			await expect(
				selected(page)
					.locator('mark')
					.filter({ hasText: new RegExp(word.split(' ')[0] ?? '', 'i') })
					.first()
			).toBeVisible();
		await page.keyboard.press(key);
		await page.keyboard.type(`Eigen woorden voor ${kind}`);
		await page.keyboard.press('Control+Enter');
		if (kind === 'rumour') await page.keyboard.press('Enter');
		await expect(page.locator(`[id^="hint-${card.id}"]`).getByText(says)).toHaveCount(0);
		await savedAll(page);
	}
	const noise = await waitingWith(page, ({ maybe }) => maybe[0]?.kind === 'notRelevant');
	await goTo(page, noise);
	await expect(selected(page)).toHaveAccessibleDescription(/waarschijnlijk niet van belang/);
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('x');
	await expect(page.locator(`[id^="hint-${noise.id}"]`)).toHaveCount(0);
});

test('an answered question says so with the answer, also to a screen reader', async ({ page, visitor }) => {
	await beginExercise(page, 60);
	const card = await waitingWith(page, ({ maybe, help }) => maybe[0]?.kind === 'need' && help === null);
	const need = crypto.randomUUID();
	await command(page, 'need.raise', {
		id: need,
		text: 'Gaan de scholen dicht?',
		offline: null,
		seenIn: { story: card.id, stance: null }
	});
	const [text, fact] = [crypto.randomUUID(), crypto.randomUUID()];
	await command(page, 'fact.record', { id: fact, text: 'De scholen zijn open.', source: 'Gemeente', at: null });
	await command(page, 'text.draft', {
		id: text,
		kind: 'answer',
		about: { kind: 'need', finding: need },
		corrects: null,
		facts: [fact],
		wordings: [{ channel: 'website', text: 'De scholen blijven open.' }]
	});
	const [stored] = (await stateOf(page)).state['texts'] ?? [];
	const variants = (stored?.[1]['variants'] as { channel: string; checksum: string }[]).map(
		({ channel, checksum }) => ({ channel, checksum })
	);
	await command(page, 'text.submit', { text, variants, requestedFrom: null });
	const spokesperson = await colleagueOf(page, visitor);
	await spokesperson.request.post('/switch-person', {
		form: { person: '00000000-0000-8000-8000-0000000e0002', next: '/' },
		headers: { origin: new URL(page.url()).origin }
	});
	await command(spokesperson, 'text.approve', { text, variants });
	await goTo(page, card);
	await expect(selected(page).getByText('‘De scholen blijven open.’')).toBeVisible();
	await expect(selected(page)).toHaveAccessibleDescription(/Deze vraag is al beantwoord: ‘De scholen blijven open/);
	await expect(selected(page).getByText(/lijkt (sterk op )?een vraag/), 'a person said so').toHaveCount(0);
});

test('a row offers no ready label, however many stories were labelled', async ({ page }) => {
	test.slow();
	await beginExercise(page, 80);
	const rumour = crypto.randomUUID();
	await command(page, 'rumour.signal', {
		id: rumour,
		text: 'Het drinkwater is vergiftigd',
		offline: 'telefoon',
		seenIn: null
	});
	const found = await page.request.get(
		`/api/v1/incidents/${incidentOf(page)}/stories?view=search&q=${encodeURIComponent('drinken')}`
	);
	for (const { id } of StoryPage.parse(await found.json()).stories.slice(0, 8))
		await command(page, 'story.label', {
			story: id,
			add: [{ kind: 'rumour', finding: rumour, stance: 'supports' }],
			remove: []
		});
	const noise = (await waiting(page)).filter(({ maybe }) => maybe.some(({ kind }) => kind === 'notRelevant'));
	for (const { id } of noise.slice(0, 12))
		await command(page, 'story.markLookedAt', { story: id, outcome: 'notRelevant' });
	const card = await waitingWith(
		page,
		({ likely, help }) => help === null && likely.some(({ finding, likeness }) => finding === rumour && likeness > 0.5)
	);
	await goTo(page, card);
	await expect(selected(page).getByRole('button', { name: /Neem over|Niet van belang|Kies de houding/ })).toHaveCount(
		0
	);
	await expect(selected(page).getByText('Voorstel', { exact: true })).toHaveCount(0);
	expect(Object.keys(card)).not.toContain('suggestion');
	expect(await faultsOf(page)).toEqual([]);
});
