import { readFileSync } from 'node:fs';
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
/** The first that waits of which this is true; proposals come a moment after the first look. */
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

test('the proposal of a selected story does not change: Enter accepts what was read, and a newer proposal shows only when asked for', async ({
	page
}) => {
	test.slow();
	await beginExercise(page, 70);
	const golds = readFileSync('src/lib/server/ingest/exercises/brand-zuiderpark.jsonl', 'utf8')
		.split('\n')
		.filter((line) => line.includes('"rumour":"drinkwater-vergiftigd"'))
		.map((line) => JSON.parse(line) as { text: string; gold: { stance: string } });
	const stanceOf = new Map(golds.map(({ text, gold }) => [text, gold.stance]));
	const all = await waiting(page);
	const about = all.filter(({ lead }) => stanceOf.has(lead.text));
	// Those at the top of the queue are proposed for first: the rest was looked at.
	for (const { id } of all.filter((card) => !about.includes(card)))
		await command(page, 'story.look', { story: id, outcome: 'looked' });
	const labelled = about.filter((_, at) => at % 3 < 2);
	expect(labelled.length, 'stories about the water').toBeGreaterThan(4);
	const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
	const [one, other] = ['Het drinkwater is vergiftigd', 'Het kraanwater is vergiftigd'];
	for (const [id, text] of [
		[first, one],
		[second, other]
	])
		await command(page, 'rumour.signal', { id, text, offline: 'telefoon', seenIn: null });
	const put = async (finding: string, instead: string): Promise<void> => {
		for (const { id, lead } of labelled) {
			const add = [{ kind: 'rumour', finding, stance: stanceOf.get(lead.text) }];
			await command(page, 'story.label', { story: id, add, remove: [instead] });
		}
	};
	const proposes = (finding: string) => (card: StoryCard) =>
		!labelled.some(({ id }) => id === card.id) &&
		(card.suggestion?.links.some((link) => link.finding === finding && link.stance !== null) ?? false);
	// One for which the computer follows the colleagues, whichever of both they say.
	await put(second, first);
	await waitingWith(page, proposes(second));
	const either = new Set((await waiting(page)).filter(proposes(second)).map(({ id }) => id));
	await put(first, second);
	const card = await waitingWith(page, (each) => either.has(each.id) && proposes(first)(each));
	await goTo(page, card);
	const proposal = selected(page).locator(`#proposal-${card.id}`);
	const newer = proposal.getByText('De computer stelt nu iets anders voor.');
	await expect(proposal.locator('.part').first()).toContainText(one);
	const linked = async () => {
		await savedAll(page);
		const links = (await stateOf(page)).state['labels']?.find(([id]) => id === card.id)?.[1]['links'];
		return ((links ?? []) as { finding: string }[]).map(({ finding }) => finding);
	};

	/** The computer may say more than one thing on the way to what the colleagues say. */
	const settles = (finding: string) =>
		expect
			.poll(async () => (await cardNow(page, card))?.suggestion?.links.map((link) => link.finding))
			.toContain(finding);

	// Between reading and pressing, colleagues find that these are about something else.
	await put(second, first);
	await settles(second);
	await expect(newer).toBeVisible();
	await expect(proposal.locator('.part').first()).toContainText(one);
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('Enter');
	await expect.poll(linked).toContain(first);
	expect(await linked()).not.toContain(second);

	// Who takes that back, leaves and returns reads the newer one.
	await page.keyboard.press('z');
	await savedAll(page);
	await settles(second);
	// What the computer settled on may reach this desk a moment after it reached the API.
	await expect(async () => {
		for (const key of ['a', 'a']) await page.keyboard.press(key);
		await expect.poll(() => idOf(page)).toBe(card.id);
		await expect(proposal.locator('.part').first()).toContainText(other, { timeout: 3_000 });
	}).toPass({ timeout: 60_000 });
	await expect(newer).toBeHidden();

	// Who asks for it does so too, and then takes it.
	await put(first, second);
	await expect(newer).toBeVisible();
	await expect(proposal.locator('.part').first()).toContainText(other);
	await settles(first);
	await expect(async () => {
		if (await newer.isVisible()) await proposal.getByRole('button', { name: 'Toon het' }).click();
		await expect(proposal.locator('.part').first()).toContainText(one, { timeout: 500 });
	}).toPass();
	await expect(proposal.getByRole('button', { name: 'Neem over' })).toBeEnabled();
	await page.keyboard.press('Enter');
	await expect.poll(linked).toContain(first);
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

test('a sign too weak for the strip is a mark in the queue, with the key that pins it', async ({ page }) => {
	await beginExercise(page, 60);
	const card = await waitingWith(page, ({ weakHelp }) => weakHelp !== null);
	expect(card.help).toBeNull();
	await goTo(page, card);
	const mark = page.locator(`#hint-${card.id}-help`);
	await expect(mark.getByRole('link', { name: /misschien een noodkreet/ })).toHaveAttribute('href', '/methods#help');
	await expect(mark.locator('kbd')).toHaveText('!');
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('!');
	await expect(page.getByRole('region', { name: /^Noodkreten: 1 vastgezet/ })).toBeVisible();
	await expect(mark).toHaveCount(0);
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

test('a proposal says what, why, and the stance where it is sure of one, also to a screen reader', async ({ page }) => {
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
	const about = StoryPage.parse(await found.json()).stories.slice(0, 8);
	for (const { id } of about)
		await command(page, 'story.label', {
			story: id,
			add: [{ kind: 'rumour', finding: rumour, stance: 'supports' }],
			remove: []
		});
	const card = await waitingWith(
		page,
		({ id, suggestion, help }) =>
			help === null && about.every((each) => each.id !== id) && (suggestion?.links.length ?? 0) > 0
	);
	await goTo(page, card);
	const proposal = selected(page).locator(`#proposal-${card.id}`);
	await expect(proposal).toContainText('Het drinkwater is vergiftigd');
	await expect(proposal.getByRole('link', { name: /^lijkt op \d+ verha/ })).toHaveAttribute(
		'href',
		'/methods#proposals'
	);
	await expect(selected(page)).toHaveAccessibleDescription(/Voorstel.*Het drinkwater is vergiftigd.*lijkt op/);
	const stance = card.suggestion?.links[0]?.stance ?? null;
	const checked = proposal.getByRole('radio', { checked: true });
	await expect(checked).toHaveCount(stance === null ? 0 : 1);
	expect(await faultsOf(page)).toEqual([]);
});
