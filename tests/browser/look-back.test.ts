import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { beginExercise, command, incidentOf, settleAt, stateOf } from './desk';
import { faultsOf, lookOver } from './page-faults';
import { expect, test } from './server';

/** The coordinator among the made-up people of an exercise. */
const COORDINATOR = '00000000-0000-8000-8000-0000000e0003';

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment' });
const minutes = async (page: Page): Promise<number> => Number(await slider(page).inputValue());
const get = async (page: Page, path: string): Promise<unknown> =>
	(await page.request.get(`/api/v1/incidents/${incidentOf(page)}${path}`)).json();
const moment = async (page: Page): Promise<string> => (await stateOf(page)).at;
const textOf = (answer: unknown): string => JSON.stringify(answer);

test('a closed exercise is shown as it was at any moment: stream, findings, charts and the report', async ({
	page,
	base
}) => {
	test.slow();
	const address = await beginExercise(page, 30);
	await page.request.post('/step-into', { form: { person: COORDINATOR, next: '/' }, headers: { origin: base } });
	const early = randomUUID();
	await command(page, 'need.raise', { id: early, text: 'Is de rook giftig?', offline: 'telefoon', seenIn: null });
	const blank = { certainty: null, noneFound: false, over: null };
	await command(page, 'report.write', { section: 'brief', text: 'Mensen vragen naar de rook.', ...blank });
	await command(page, 'report.write', { section: 'counterSignals', text: '', ...blank, noneFound: true });
	await page.goto(`${address}/report/release`);
	await page.getByRole('button', { name: /Geef rapport 1 vrij/ }).click();
	await expect(page.getByRole('heading', { name: /is vrijgegeven/ })).toBeVisible();
	const half = await moment(page);
	// What the screens are given now, live.
	const live = {
		waiting: await get(page, '/stories?view=newest'),
		figures: await get(page, '/figures'),
		series: await get(page, '/time-series'),
		released: await releasedOf(page, address)
	};
	await page.goto(address);
	await settleAt(page, 60);
	await command(page, 'need.raise', {
		id: randomUUID(),
		text: 'Waar kan ik slapen?',
		offline: 'telefoon',
		seenIn: null
	});
	await command(page, 'incident.close', {});

	// The same questions at that moment have the same answers.
	const at = `at=${encodeURIComponent(half)}`;
	const cards = (answer: unknown) =>
		(
			answer as { stories: { id: string; posts: number; lead: unknown; waiting: boolean; recent: unknown }[] }
		).stories.map(({ id, posts, lead, waiting, recent }) => ({ id, posts, lead, waiting, recent }));
	expect(cards(await get(page, `/stories?view=newest&${at}`))).toEqual(cards(live.waiting));
	expect(await get(page, `/time-series?${at}`)).toEqual(live.series);
	expect(textOf((await get(page, `/figures?${at}`)) as object)).toContain(early);

	// In from the navigation, to the beginning.
	await page.goto(address);
	await page.getByRole('link', { name: 'Terugkijken' }).first().click();
	await expect(page.getByText('U kijkt terug:')).toBeVisible();
	await expect(slider(page)).toBeVisible();
	expect(await minutes(page)).toBe(0);
	await expect(page.getByText('Er was nog geen rapport vrijgegeven.')).toBeVisible();

	const sent: string[] = [];
	page.on('request', (request) => {
		if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
	});

	// Keys: a minute, ten, and back; the address keeps the moment.
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => minutes(page)).toBe(1);
	await page.keyboard.press('Shift+ArrowRight');
	await expect.poll(() => minutes(page)).toBe(11);
	await page.keyboard.press('ArrowLeft');
	await expect.poll(() => minutes(page)).toBe(10);
	const top = page.locator('article[aria-posinset="1"]');
	let lead = '';
	// The address follows the slider when the keys rest.
	await expect(async () => {
		const shown = new URL(page.url()).searchParams.get('at') ?? '';
		const { stories } = (await get(page, `/stories?view=waiting&at=${shown}`)) as {
			stories: { lead: { text: string } }[];
		};
		lead = stories[0]?.lead.text.slice(0, 20) ?? 'none';
		await expect(top).toContainText(lead, { timeout: 2_000 });
	}).toPass({ timeout: 60_000 });
	await page.reload();
	await expect.poll(() => minutes(page)).toBe(10);
	await expect(top).toContainText(lead);

	// No key labels anything here.
	for (const key of ['5', 'e', 'x', '-']) await page.keyboard.press(key);
	await expect(page.getByText('Alles opgeslagen')).toHaveCount(0);

	// To the report as a mark; the needs are those of then.
	await page.getByLabel('Ga naar …').selectOption({ label: await labelOf(page, 'Rapport 1') });
	await expect(page.getByText('Laatst vrijgegeven: rapport 1')).toBeVisible();
	await page.goto(`${address}/needs?${at}`);
	await expect(page.getByText('Is de rook giftig?').first()).toBeVisible();
	await expect(page.getByText('Waar kan ik slapen?')).toHaveCount(0);
	await slider(page).press('End');
	await expect(page.getByText('Waar kan ik slapen?').first()).toBeVisible();
	await page.goto(`${address}/needs?${at}`);

	// Links keep the moment; the report is the one of then, the released one to the letter.
	await page.getByRole('link', { name: 'Laatst vrijgegeven: rapport 1' }).click();
	await expect(page).toHaveURL(/report\/1\?at=/);
	await expect(page.frameLocator('iframe').getByText('Mensen vragen naar de rook.').first()).toBeVisible();
	expect(await releasedOf(page, address)).toBe(live.released);
	await page.goto(`${address}/report?${at}`);
	await expect(page.getByText('Zo stond het concept er toen voor.')).toBeVisible();
	await expect(page.locator('.doc')).toContainText('Is de rook giftig?');
	await expect(page.locator('.doc')).not.toContainText('Waar kan ik slapen?');

	// Settings are of today, and say so.
	await page.goto(`${address}/settings?${at}`);
	await expect(page.getByText('Deze pagina laat zien hoe het vandaag is.')).toBeVisible();

	for (const path of ['', '/charts', '/report', '/rumours'])
		expect(await lookOver(page, base, `${address}${path}?${at}`), path).toEqual([]);

	// Space plays; at the end it stands still.
	await page.goto(`${address}?at=${encodeURIComponent((await stateOf(page)).state.incident.start)}`);
	await expect(slider(page)).toBeVisible();
	await page.getByLabel('Snelheid').selectOption('300');
	await page.locator('h1').first().click();
	await page.keyboard.press('Space');
	await expect(page.getByRole('button', { name: 'Pauze' })).toBeVisible();
	await expect.poll(() => minutes(page), { timeout: 30_000 }).toBeGreaterThan(30);
	await page.keyboard.press('Space');
	await expect(page.getByRole('button', { name: 'Speel af' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	expect(sent).toEqual([]);

	await page.getByRole('button', { name: 'Naar vandaag' }).click();
	await expect(page.getByText('U kijkt terug:')).toHaveCount(0);
	await expect(page).not.toHaveURL(/at=/);
});

/** Report 1 as it was released, to the letter. */
const releasedOf = async (page: Page, address: string): Promise<string> =>
	(await page.request.get(`${address}/report/1/export/html?lang=nl`)).text();
/** The whole label of a choice in the list of moments. */
async function labelOf(page: Page, part: string): Promise<string> {
	const labels = await page.getByLabel('Ga naar …').locator('option').allInnerTexts();
	return labels.find((label) => label.includes(part)) ?? part;
}
