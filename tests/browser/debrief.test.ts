import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { PersonId } from '../../src/lib/domain/core/ids';
import { isComputer } from '../../src/lib/domain/core/role';
import { expect, test } from './server';
import { beginExercise, colleagueOf, command, incidentOf, logOf, savedAll, selected, stateOf } from './desk';
import { faultsOf, lookOver } from './page-faults';

interface Gold {
	readonly relevant: boolean;
	readonly rumour: string | null;
	readonly need: string | null;
	readonly emotion: string;
	readonly help: boolean;
	readonly story: string;
}
/** What the makers of the exercise say of each post, read here again from the file, by its words. */
const gold = new Map(
	readFileSync('src/lib/server/ingest/exercises/brand-zuiderpark.jsonl', 'utf8')
		.split('\n')
		.filter((line) => line.includes('"kind":"post"'))
		.map((line) => JSON.parse(line) as { at: string; text: string; gold: Gold })
		.map((post) => [post.text, { ...post.gold, at: post.at }])
);
const names = new Map(
	readFileSync('src/lib/server/ingest/exercises/brand-zuiderpark.jsonl', 'utf8')
		.split('\n')
		.filter((line) => line.includes('"kind":"finding"'))
		.map((line) => JSON.parse(line) as { key: string; text: string })
		.map(({ key, text }) => [key, text])
);

const get = async <T>(page: Page, path: string): Promise<T> =>
	(await (await page.request.get(`/api/v1/incidents/${incidentOf(page)}${path}`)).json()) as T;

/** The stories that wait now, each with the labels of all of its posts. */
async function waitingStories(page: Page): Promise<{ id: string; golds: Gold[] }[]> {
	const found: { id: string; golds: Gold[] }[] = [];
	for (let cursor: string | null = ''; cursor !== null && found.length < 100;) {
		const at: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
		const list: { stories: { id: string }[]; next: string | null } = await get(
			page,
			`/stories?view=waiting&limit=50${at}`
		);
		for (const { id } of list.stories) {
			const { posts } = await get<{ posts: { text: string }[] }>(page, `/stories/${id}/posts`);
			found.push({ id, golds: posts.flatMap(({ text }) => gold.get(text) ?? []) });
		}
		cursor = list.next;
	}
	return found;
}

test('two trainees play to the end with two computer colleagues; each sees what they found, and the leader sees the group', async ({
	page,
	visitor,
	base
}) => {
	test.slow();
	await beginExercise(page, 45);
	const other = await colleagueOf(page, visitor);
	const address = new URL(page.url()).pathname;
	await command(page, 'computer.start', { mode: 'train', roles: ['analyst', 'spokesperson'], errors: 0.1, seed: 7 });

	// Sanne labels emotions, every third one wrongly, and finds a rumour; Anouk passes a call on.
	const stories = await waitingStories(page);
	const felt = stories
		.filter(({ golds }) => golds.length > 0 && golds.every(({ emotion }) => emotion !== 'none'))
		.slice(0, 15);
	expect(felt).toHaveLength(15);
	const expected = { right: 0, different: 0 };
	for (const [index, { id, golds }] of felt.entries()) {
		const emotion = index % 3 === 2 ? 'humour' : (golds[0]?.emotion ?? '');
		expected[golds.some((each) => each.emotion === emotion) ? 'right' : 'different'] += 1;
		await command(page, 'story.setSentiment', { story: id, emotion });
	}
	const rumour = stories.find(({ golds }) => golds.length > 0 && golds.every((each) => each.rumour !== null));
	const key = rumour?.golds[0]?.rumour ?? '';
	await command(page, 'rumour.signal', {
		id: crypto.randomUUID(),
		text: 'In mijn eigen woorden',
		offline: null,
		seenIn: { story: rumour?.id, stance: 'supports' }
	});
	const before = Date.parse((await stateOf(page)).at);
	const call = 'astma-lagekamp';
	const { stories: perhaps } = await get<{ stories: { id: string; text?: string }[] }>(
		page,
		'/stories?view=help&limit=50'
	);
	for (const { id } of perhaps) {
		const { posts } = await get<{ posts: { text: string }[] }>(page, `/stories/${id}/posts`);
		if (posts.some(({ text }) => gold.get(text)?.story === call))
			await command(other, 'story.setHelp', { story: id, help: 'passedOn' });
	}

	// The rest of the exercise in seconds: the clock stops by itself where the script ends, and the debrief opens.
	const { start } = (await stateOf(page)).state.incident;
	const nearEnd = new Date(Date.parse(start) + 133 * 60_000).toISOString();
	await command(page, 'exercise.setClock', { speed: 0, incident: nearEnd });
	const isComputers = ({ type, by, data }: Awaited<ReturnType<typeof logOf>>[number]): boolean =>
		type === 'story.helpSet' && isComputer(PersonId.parse(by)) && JSON.stringify(data).includes('passedOn');
	await expect.poll(async () => (await logOf(page)).some(isComputers), { timeout: 60_000 }).toBe(true);
	await command(page, 'exercise.setClock', { speed: 60, incident: null });
	for (const each of [page, other]) await each.waitForURL(/\/debrief/, { timeout: 60_000 });
	await expect(page.getByText('De klok staat stil op 15.00 uur.')).toBeVisible();
	expect((await logOf(page)).filter(({ type }) => type === 'exercise.ended')).toHaveLength(1);

	// Sanne's own page, against the count above.
	const row = (name: string) =>
		page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
	const cells = (name: string) => row(name).getByRole('cell').allInnerTexts();
	const [, right, different] = (await cells('Emotie')).map((text) => text.trim());
	expect([right, different]).toEqual([String(expected.right), String(expected.different)]);
	const first = Math.min(
		...[...gold.values()]
			.filter((each) => each.rumour === key)
			.map(({ at }) => Date.parse(`1970-01-01T${at.slice(1)}Z`))
	);
	const minutes = Math.round((before - Date.parse(start) - first) / 60_000);
	const line = page
		.getByRole('listitem')
		.filter({ hasText: names.get(key) ?? key })
		.filter({ hasText: /min$/ })
		.first();
	await expect(line).toContainText(
		new RegExp(`(?:^|\\D)(?:${String(minutes - 1)}|${String(minutes)}|${String(minutes + 1)}) min`)
	);
	await expect(page.getByRole('heading', { name: 'Wat oefent u hierna?' })).toBeVisible();
	await expect(page.getByRole('navigation', { name: 'Wie kijkt' })).toHaveCount(0);
	await expect(page.getByRole('main')).not.toContainText(/Anouk|computer/);
	const denied = await page.request.get(`${address}/debrief/group`);
	expect(denied.status()).toBe(403);

	// To keep, to look back, and nothing more is added.
	const csv = await (await page.request.get(`${address}/debrief/file`)).text();
	expect(csv).toContain(names.get(key) ?? key);
	expect(csv).toContain('Dit is een oefening');
	await page.getByRole('link', { name: 'Kijk de stroom terug' }).click();
	await expect(selected(page)).toBeVisible();
	await expect(page.getByRole('link', { name: 'Naar de nabespreking' })).toBeVisible();
	await page.keyboard.press('5');
	await expect(page.getByText('deze oefening is klaar', { exact: false }).first()).toBeVisible();

	// What the computers passed on counts for the group as well: each call once, no matter who did it.
	const passedOn = new Map<string, string>();
	for (const { type, data, by } of await logOf(page)) {
		if (type !== 'story.helpSet') continue;
		const { story, help } = data as { story: string; help: { state: string } | null };
		if (help?.state === 'passedOn') passedOn.set(story, by);
		else passedOn.delete(story);
	}
	const done = new Map<string, string[]>();
	for (const [story, by] of passedOn) {
		const { posts } = await get<{ posts: { text: string }[] }>(page, `/stories/${story}/posts?limit=200`);
		for (const { text } of posts) {
			const each = gold.get(text);
			if (each?.help) done.set(each.story, [...(done.get(each.story) ?? []), by]);
		}
	}
	expect([...done.values()].flat().map((by) => isComputer(PersonId.parse(by)))).toEqual(
		expect.arrayContaining([true, false])
	);
	const end = Date.parse((await stateOf(page)).at) - Date.parse(start);
	const inTime = [...gold.values()].filter(({ at }) => Date.parse(`1970-01-01T${at.slice(1)}Z`) <= end - 3 * 60_000);
	const due = new Set([...inTime.filter(({ help }) => help).map(({ story }) => story), ...done.keys()]);

	// Anouk leads: everyone by the alphabet, computers are no participants, names can be hidden.
	await other.goto(`${address}/debrief/group`);
	const heads = await other.getByRole('columnheader').allInnerTexts();
	expect(heads.slice(1)).toEqual(['Anouk Bakker', 'Sanne Kuipers', 'Groep']);
	const calls = other
		.getByRole('row')
		.filter({ has: other.getByRole('rowheader', { name: 'Noodkreten doorgegeven' }) });
	await expect(calls.getByRole('cell').last()).toHaveText(`${done.size} van ${due.size}`);
	const talk = other.getByRole('region', { name: 'Bespreek dit samen' }).locator('ol > li');
	await expect(talk.last()).toContainText('Wat ging goed');
	await other.getByRole('checkbox', { name: 'Verberg namen' }).check();
	await expect(other.getByRole('columnheader', { name: 'Sanne Kuipers' })).toHaveCount(0);
	await expect(other.getByRole('columnheader', { name: 'Deelnemer B' })).toBeVisible();

	expect([
		...(await lookOver(page, base, `${address}/debrief`)),
		...(await lookOver(other, base, `${address}/debrief/group`))
	]).toEqual([]);

	// The weakest first: twenty posts with the reason after each.
	await page.goto(`${address}/debrief/practice?kind=emotion`);
	await page.getByRole('button', { name: 'angst' }).click();
	await expect(page.getByText(/Zoals het voorbeeld\.|Het voorbeeld zegt:/)).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Volgende' }).click();
	await expect(page.getByText('Bericht 2 van 20')).toBeVisible();

	// The same exercise again, from the moment that went worst.
	await page.goto(`${address}/debrief`);
	await page
		.getByRole('button', { name: /Speel terug|Begin/ })
		.first()
		.click();
	await page.waitForURL((url) => /^\/incidents\/[^/]+$/.test(url.pathname) && url.pathname !== address);
	await savedAll(page);
	expect((await stateOf(page)).state.incident).toMatchObject({ exercise: true, ended: null });
});
