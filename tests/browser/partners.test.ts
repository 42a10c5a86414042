import { createHash, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { command, confirmAnswer, incidentOf, openExercise, stateOf } from './desk';
import { faultsOf, lookOver } from './page-faults';
import { expect, test } from './server';
import { anyHour } from '../any-hour';

// Each begins an exercise of its own: none waits in one worker while another has nothing left to do.
test.describe.configure({ mode: 'parallel' });

/** What goes between the desk and people outside: signals, a question by a link, the script of the phone desk; and the crisis team's table. */

const HOUR = 3_600_000;
const made = (last: number): string => `00000000-0000-8000-8000-0000000e000${last}`;
const [ANALYST, SPOKESPERSON, CARLA] = [made(1), made(2), made(3)];

/** An exercise whose clock is stopped; the person in `page` is its analyst. @returns its address */
async function begin(page: Page): Promise<string> {
	await openExercise(page);
	await command(page, 'exercise.setClock', { speed: 0, incident: null });
	return `/incidents/${incidentOf(page)}`;
}
/** Makes a link for readers outside. @returns the address to send */
async function linkBy(page: Page, type: string, to: object): Promise<string> {
	const [id, secret] = [randomUUID(), randomUUID().replaceAll('-', '')];
	const hash = createHash('sha256').update(secret).digest('hex');
	const expires = new Date(Date.now() + HOUR).toISOString();
	await command(page, type, { id, hash, expires, ...to });
	return `/r/${id}/${secret}`;
}
/** A telephone of somebody outside, without a script. */
const outside = { javaScriptEnabled: false, viewport: { width: 360, height: 780 } };
/** The width of A4 without its margins, in pixels. */
const PAPER = 680;
/** Printed: no field, button or link to press, no bar of the program; every answer is on the paper in full. */
async function onPaper(page: Page, answer: string, link?: string): Promise<void> {
	const before = page.viewportSize();
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: PAPER, height: 900 });
	for (const gone of await page.locator('button, input, nav, header a').all()) await expect(gone).toBeHidden();
	if (link) await expect(page.getByText(link)).toBeHidden();
	await expect(page.getByText(answer)).toBeVisible();
	const cut = await page.evaluate(() =>
		[...document.querySelectorAll('main *')]
			.filter((element) => element.checkVisibility())
			.filter(
				(element) =>
					element.getBoundingClientRect().right > innerWidth ||
					(getComputedStyle(element).overflow !== 'visible' && element.scrollHeight > element.clientHeight + 1)
			)
			.filter((element) => !element.matches('.visually-hidden'))
			.map(({ tagName, className }) => `${tagName} ${className}`)
	);
	expect(cut).toEqual([]);
	await page.emulateMedia({ media: 'screen' });
	if (before) await page.setViewportSize(before);
}
const as = async (page: Page, person: string): Promise<void> => {
	const { origin } = new URL(page.url());
	await page.request.post('/switch-person', { form: { person, next: '/' }, headers: { origin } });
};

test('a signal is read and its sender sees it; an organisation answers a question by a link, and the answer counts once accepted', async ({
	page,
	base,
	visitor,
	watch
}) => {
	test.slow();
	const incident = await begin(page);
	const rumour = randomUUID();
	const claim = 'De brand is aangestoken';
	await command(page, 'rumour.signal', { id: rumour, text: claim, offline: 'telefoon', seenIn: null });
	const address = await linkBy(page, 'link.make', { label: 'Brandweer', pin: false, signals: true });

	const partner = await visitor(outside);
	await partner.goto(address);
	await partner.goto(`${new URL(partner.url()).pathname}/signal`);
	await partner.getByLabel('Wat ziet of hoort u?').fill('Ouders wachten bij de school');
	await partner.getByRole('button', { name: 'Verstuur' }).click();
	await expect(partner.getByText(anyHour(/gestuurd \d\d\.\d\d uur/))).toContainText('nog niet gelezen');

	await page.goto(`${incident}/partners`);
	const signal = page.getByRole('article', { name: /^Brandweer/ });
	await expect(signal).toContainText('Ouders wachten bij de school');
	await expect(signal).toContainText(/wacht/);
	expect(await faultsOf(page)).toEqual([]);
	await signal.getByRole('button', { name: /^Gelezen/ }).click();
	await expect(page.getByText('Alle meldingen zijn gelezen.')).toBeVisible();
	await expect(async () => {
		await partner.reload();
		await expect(partner.getByText(anyHour(/gestuurd \d\d\.\d\d uur/))).toContainText(
			anyHour(/· gelezen \d\d\.\d\d uur/),
			{
				timeout: 2_000
			}
		);
	}).toPass({ timeout: 10_000 });

	// The question is filled in from the claim; the link is shown once.
	await page.goto(`${incident}/findings/${rumour}`);
	await page.getByLabel('Bij wie vraagt u het na?').fill('Politie');
	await page.getByLabel('Tot wanneer wacht u?').selectOption('20');
	await page.getByLabel('Laat antwoorden met een link').check();
	await expect(page.getByLabel('Wat vraagt u precies?')).toHaveValue(`Mensen zeggen: ‘${claim}’. Klopt dit?`);
	watch.allow(/409/);
	await page.getByLabel('Wat vraagt u precies?').fill('Klopt wat @jan_78 zegt?');
	await page.getByRole('button', { name: 'Vraag het na bij Politie' }).click();
	await expect(page.getByText(/iets dat naar een persoon leidt/)).toBeVisible();
	await page.getByLabel('Wat vraagt u precies?').fill('Is de brand aangestoken?');
	await page.getByRole('button', { name: 'Vraag het na bij Politie' }).click();
	const link = await page.locator('code.secret').innerText();
	expect(await faultsOf(page)).toEqual([]);

	const body = await visitor(outside);
	await body.goto(link);
	expect(body.url()).not.toContain(link.split('/').at(-1));
	await expect(body.getByRole('heading', { level: 1 })).toHaveText('Klopt dit?');
	await expect(body.getByText('Is de brand aangestoken?')).toBeVisible();
	await expect(body.getByText(claim)).toHaveCount(0);
	await body.getByLabel('Uw antwoord').fill('Wij onderzoeken de oorzaak nog.');
	await body.getByLabel(/^Vanuit welke functie/).fill('dienstdoende');
	await body.getByRole('button', { name: 'Verstuur uw antwoord' }).click();
	await expect(body.getByRole('status')).toContainText('is binnen');

	// With a script the page is the same, at any width and in either look.
	const reader = await visitor();
	await reader.goto(link);
	expect(await lookOver(reader, base, reader.url())).toEqual([]);

	await page.goto(`${incident}/partners`);
	const question = page.getByRole('article', { name: /^Politie/ });
	await expect(question).toContainText('Politie (dienstdoende) antwoordde om');
	await expect(question).toContainText('Dit is nog geen feit.');
	expect(await lookOver(page, base, `${incident}/partners`)).toEqual([]);
	await question.getByRole('button', { name: /^Neem het antwoord over/ }).click();
	await expect(question).toContainText('overgenomen');
	const { state } = await stateOf(page);
	const stored = state['rumours']?.find(([key]) => key === rumour)?.[1];
	expect(stored).toMatchObject({ inquiries: [{ body: 'Politie', answer: { from: 'dienstdoende' } }] });
	await expect(async () => {
		await body.reload();
		await expect(body.getByRole('status')).toContainText('Wij namen uw antwoord over', { timeout: 2_000 });
	}).toPass({ timeout: 10_000 });
	await expect(body.getByRole('button')).toHaveCount(0);
});

test('the phone script: on the desk and by a link without JavaScript, searched, marked, never outdated, and closed again', async ({
	page,
	base,
	visitor,
	watch
}) => {
	test.slow();
	const incident = await begin(page);
	const [fact, schoolQuestion, roadQuestion] = [randomUUID(), randomUUID(), randomUUID()];
	await command(page, 'fact.record', { id: fact, text: 'De scholen zijn open', source: 'Gemeente', at: null });
	for (const [id, text] of [
		[schoolQuestion, 'Gaan de scholen dicht?'],
		[roadQuestion, 'Is de Havenweg open?']
	])
		await command(page, 'need.raise', { id, text, offline: 'telefoon', seenIn: null });
	const answer = { text: 'De scholen blijven vandaag open.', fact, channel: 'website', at: null };
	await command(page, 'need.answer', { need: schoolQuestion, ...answer });

	await page.goto(`${incident}/phone`);
	const unchecked = page.getByRole('region', { name: 'Let op: nog niet nagekeken (1)' });
	await expect(unchecked).toContainText('nog niet nagekeken: zeg dit nog niet');
	await as(page, SPOKESPERSON);
	await page.goto(`${incident}/phone`);
	await confirmAnswer(page, schoolQuestion);
	await expect(unchecked).toHaveCount(0);
	await as(page, ANALYST);
	await page.goto(`${incident}/phone`);
	await expect(page.getByRole('region', { name: 'Antwoorden (1)' })).toContainText(answer.text);
	await expect(page.getByRole('region', { name: 'Nog geen antwoord (1)' })).toContainText('Is de Havenweg open?');
	await expect(page.getByRole('button', { name: 'Open het script met een link' })).toHaveCount(0);
	await page.getByLabel('Zoek in de antwoorden').fill('HAVENWEG');
	await expect(page.getByText('1 van 2 gevonden')).toBeVisible();
	await expect(page.getByText(answer.text)).toHaveCount(0);
	expect(await lookOver(page, base, `${incident}/phone`)).toEqual([]);

	await as(page, CARLA);
	await page.goto(`${incident}/phone`);
	await page.getByLabel('Voor wie?').fill('callcenter');
	await page.getByRole('button', { name: 'Open het script met een link' }).click();
	const link = await page.locator('code.secret').innerText();
	expect(await faultsOf(page)).toEqual([]);

	// On paper: the answers only, whole, whatever the screen shows.
	await onPaper(page, answer.text, link);

	const agent = await visitor(outside);
	await agent.goto(link);
	await expect(agent.getByRole('region', { name: 'Antwoorden (1)' })).toContainText('bron: Gemeente');
	await expect(agent.getByText('gewijzigd', { exact: true })).toHaveCount(0);
	await agent.getByLabel('Zoek in de antwoorden').fill('havenweg');
	await agent.getByRole('button', { name: 'Zoek' }).click();
	await expect(agent.getByRole('status').filter({ hasText: '1 van 2 gevonden' })).toBeVisible();
	await expect(agent.getByText(answer.text)).toHaveCount(0);
	await agent.getByRole('link', { name: 'Toon alles' }).click();
	await onPaper(agent, answer.text);

	// With a script: filtered as one types, and told when something changed.
	const other = await visitor({ viewport: { width: 1280, height: 900 } });
	await other.goto(link);
	await other.getByLabel('Zoek in de antwoorden').fill('havenweg');
	await expect(other.getByText(answer.text)).toBeHidden();
	await expect(other.locator('#newer')).toBeHidden();

	const news = { id: randomUUID(), text: 'De scholen sluiten om 15.00 uur', source: 'Gemeente', at: null };
	await command(page, 'fact.replace', { replaces: fact, ...news });
	await expect(other.locator('#newer')).toBeVisible({ timeout: 15_000 });
	await agent.reload();
	await expect(agent.getByRole('region', { name: 'Antwoorden (1)' })).toHaveCount(0);
	const outdated = agent.getByRole('region', { name: 'Zeg dit niet meer (1)' });
	await expect(outdated.locator('del').first()).toHaveText(answer.text);
	await expect(outdated).toContainText('gewijzigd');
	await agent.getByRole('button', { name: 'Ik heb ze gelezen' }).click();
	await expect(agent.getByRole('region', { name: 'Zeg dit niet meer (1)' })).toBeVisible();
	await expect(agent.getByText('gewijzigd', { exact: true })).toHaveCount(0);
	expect(await lookOver(other, base, other.url())).toEqual([]);

	watch.allow(/404/);
	await page.getByRole('button', { name: 'Zet dicht callcenter' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Zet dicht' }).click();
	await expect(async () => {
		expect((await agent.reload())?.status()).toBe(404);
	}).toPass({ timeout: 10_000 });
});

test('the crisis team decides line by line, by keyboard and on a phone; the next report says who does it and by when', async ({
	page,
	base
}) => {
	const incident = await begin(page);
	const { at } = await stateOf(page);
	const blank = { channel: '', audience: '', tone: '', over: null };
	const soon = new Date(Date.parse(at) + 20 * 60_000).toISOString();
	const [blog, mayor, school] = [randomUUID(), randomUUID(), randomUUID()];
	const lines = [
		{ id: blog, goal: 'informing', what: 'Begin een liveblog.', who: 'communicatie', urgency: 'low', deadline: null },
		{
			id: mayor,
			goal: 'meaning',
			what: 'Laat de burgemeester naar de opvang gaan.',
			who: '',
			urgency: 'high',
			deadline: null
		},
		{ id: school, goal: 'limiting', what: 'Sluit de scholen.', who: '', urgency: 'low', deadline: soon }
	];
	for (const line of lines) await command(page, 'advice.write', { ...line, decider: 'crisisteam', ...blank });

	await page.goto(`${incident}/table`);
	const order = page.getByRole('article');
	await expect(order).toHaveCount(3);
	expect(await order.evaluateAll((all) => all.map((one) => one.querySelector('.what')?.textContent))).toEqual([
		'Sluit de scholen.',
		'Laat de burgemeester naar de opvang gaan.',
		'Begin een liveblog.'
	]);
	expect(await lookOver(page, base, `${incident}/table`)).toEqual([]);

	// By keyboard: no, and why; the next line then has the focus.
	await page.getByRole('article', { name: 'Sluit de scholen.' }).getByRole('radio', { name: 'Nee' }).focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('Tab');
	await page.keyboard.type('De rook trekt weg.');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Besloten (1)' })).toBeVisible();
	const second = page.getByRole('article', { name: 'Laat de burgemeester naar de opvang gaan.' });
	await expect(second.getByRole('radio').first()).toBeFocused();
	await page.keyboard.press('Space');
	await page.keyboard.press('Tab');
	await page.keyboard.type('burgemeester');
	await page.keyboard.press('Tab');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Besloten (2)' })).toBeVisible();

	// On a phone: later.
	await page.setViewportSize({ width: 360, height: 780 });
	const third = page.getByRole('article', { name: 'Begin een liveblog.' });
	await third.getByRole('radio', { name: 'Later' }).check();
	await third.getByRole('button', { name: 'Leg het besluit vast' }).click();
	await expect(third).toContainText('uitgesteld');
	expect(await faultsOf(page)).toEqual([]);
	const decided = page.getByRole('article').filter({ hasText: 'Laat de burgemeester naar de opvang gaan.' });
	await decided.getByText('Wat was het effect?').first().click();
	await decided.getByLabel('Wat was het effect?').fill('Mensen waarderen het.');
	await decided.getByRole('button', { name: 'Leg het effect vast' }).click();
	await expect(decided).toContainText('Effect: Mensen waarderen het.');

	await page.goto(`${incident}/report`);
	const advice = page.getByRole('listitem').filter({ hasText: 'Laat de burgemeester naar de opvang gaan.' });
	await expect(advice).toContainText('Overgenomen');
	await expect(advice).toContainText('Mensen waarderen het.');
});
