import { randomUUID } from 'node:crypto';
import { expect, test } from './server';
import { asSpokesperson, command, incidentOf, openExercise, savedAll, stateOf } from './desk';
import { faultsOf } from './page-faults';
import type { Page } from '@playwright/test';

/** What waits for whom, and the steps of one rumour, on the screens of a spokesperson and an analyst. */
const claim = 'Het water uit de kraan is giftig';

async function signal(page: Page): Promise<string> {
	const rumour = randomUUID();
	await command(page, 'rumour.signal', { id: rumour, text: claim, offline: 'Balie', seenIn: null });
	return rumour;
}
/** A rebuttal of many words, submitted by the analyst. */
async function submitted(page: Page): Promise<{ text: string; rumour: string }> {
	const rumour = await signal(page);
	const [fact, text] = [randomUUID(), randomUUID()];
	await command(page, 'fact.record', { id: fact, text: 'Het kraanwater is veilig.', source: 'Waterbedrijf', at: null });
	await command(page, 'rumour.giveVerdict', { rumour, verdict: 'false', fact });
	const about = { kind: 'rumour', finding: rumour };
	const words =
		'Het kraanwater is veilig. U kunt het gewoon drinken.\n\nOp X staat dat het vergiftigd is. Dat klopt niet.';
	const wordings = [
		{ channel: 'website', text: words },
		{ channel: 'x', text: 'Het kraanwater is veilig.' }
	];
	await command(page, 'text.draft', { id: text, kind: 'rebuttal', about, corrects: null, facts: [], wordings });
	await submit(page, text);
	return { text, rumour };
}
async function submit(page: Page, text: string): Promise<void> {
	const { state } = await stateOf(page);
	const row = state['texts']?.find(([id]) => id === text)?.[1] as {
		variants: { channel: string; checksum: string; submitted: number | null }[];
	};
	const variants = row.variants
		.filter((variant) => variant.submitted === null)
		.map(({ channel, checksum }) => ({ channel, checksum }));
	await command(page, 'text.submit', { text, variants, requestedFrom: null });
}
const rows = (page: Page) => page.getByRole('region', { name: /Wacht op u/ }).getByRole('listitem');

test('a spokesperson lands on the waiting list, reads the text first and decides below it, without a script', async ({
	page,
	base,
	visitor
}) => {
	await openExercise(page);
	const { text } = await submitted(page);
	const incident = `/incidents/${incidentOf(page)}`;
	const phone = await asSpokesperson(
		await visitor({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false }),
		base
	);
	await phone.goto('/');
	const first = rows(phone).filter({ hasText: claim }).first();
	await expect(first.getByRole('heading')).toHaveText(`Weerlegging van ‘${claim}’`);
	await expect(first).toContainText('Een nieuwe tekst voor Website en X.');
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await first.getByRole('link', { name: 'Lees en beslis' }).click();
	await decisionBelow(phone, 'Het kraanwater is veilig. U kunt het gewoon drinken.');

	// Read before, and changed since: the same text in full, the changes marked in it.
	await phone.getByLabel('Wat moet er anders?').fill('Noem de bron.');
	await phone.getByText('klopt niet', { exact: true }).click();
	await phone.getByRole('button', { name: 'Stuur terug' }).click();
	await expect(phone.getByText('De tekst is terug bij de schrijver')).toBeVisible();
	const { state } = await stateOf(page);
	const row = state['texts']?.[0]?.[1] as { variants: { checksum: string }[]; returned: { why: string } };
	expect(row.returned.why).toBe('klopt niet: Noem de bron.');
	const words =
		'Het kraanwater is veilig, zegt het waterbedrijf. U kunt het gewoon drinken.\n\nOp X staat dat het vergiftigd is. Dat klopt niet.';
	await command(page, 'text.write', { text, channel: 'website', words, over: row.variants[0]?.checksum });
	await submit(page, text);
	await phone.goto('/');
	await expect(first).toContainText('De tekst is anders dan versie 1, die u las.');
	await first.getByRole('link', { name: 'Lees en beslis' }).click();
	await decisionBelow(phone, 'Het kraanwater is');
	await expect(phone.locator('ins').first()).toHaveText('veilig, zegt het waterbedrijf.');
	await phone.getByText('Alleen de tekst').click();
	await expect(phone.locator('ins').first()).toBeHidden();
	await expect(phone.getByRole('article', { name: 'Website' }).getByRole('paragraph').first()).toContainText(
		'zegt het waterbedrijf. U kunt'
	);
	await phone.getByRole('button', { name: 'Akkoord', exact: true }).click();
	await expect(phone.getByText('Uw akkoord is opgeslagen.')).toBeVisible();
	await page.goto(`${incident}/waiting`);
	await expect(rows(page).filter({ hasText: claim }).first()).toContainText('Er is akkoord voor Website en X.');
});

/** The first words are on the screen as it opens; the buttons, as high as a thumb wants, stand below all texts. */
async function decisionBelow(phone: Page, words: string): Promise<void> {
	const back = phone.getByRole('link', { name: 'Terug met reden' });
	const approve = phone.getByRole('button', { name: 'Akkoord', exact: true });
	await expect(approve).toBeVisible();
	expect(await phone.evaluate(() => window.scrollY)).toBe(0);
	const [first, last, left, right] = await Promise.all(
		[phone.getByText(words).first(), phone.getByRole('article').last(), back, approve].map((each) => each.boundingBox())
	);
	expect(first?.y ?? Infinity).toBeLessThan(320);
	const end = (last?.y ?? Infinity) + (last?.height ?? 0);
	for (const box of [left, right]) {
		expect(box?.height ?? 0).toBeGreaterThanOrEqual(48);
		expect(box?.y ?? 0).toBeGreaterThanOrEqual(Math.max(end, 640));
	}
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

test('in the incident the waiting list is live, never jumps, and has the same count as the bar; the stream is one step away', async ({
	page,
	base,
	visitor
}) => {
	await openExercise(page);
	const { text } = await submitted(page);
	const incident = `/incidents/${incidentOf(page)}`;
	const other = await asSpokesperson(await visitor({ viewport: { width: 1280, height: 900 } }), base);
	await other.goto(incident);
	await other.waitForURL(`**${incident}/waiting`);
	await expect(rows(other)).toHaveCount(1);
	await expect(other.locator('header summary', { hasText: '1 punt vraagt nu aandacht' })).toBeAttached();
	expect(await faultsOf(other)).toEqual([]);
	await other.setViewportSize({ width: 360, height: 1000 });
	expect(await faultsOf(other)).toEqual([]);
	await other.setViewportSize({ width: 1280, height: 900 });
	// Something new waits until it is asked for; what was done keeps its place.
	const [late] = [randomUUID()];
	await command(page, 'rumour.signal', { id: late, text: 'De school is ontruimd', offline: 'Balie', seenIn: null });
	const { at } = await stateOf(page);
	const deadline = new Date(Date.parse(at) - 5 * 60_000).toISOString();
	await command(page, 'rumour.verify', { rumour: late, body: 'GHOR', question: null, deadline });
	await expect(other.getByRole('button', { name: /Toon 1 nieuw punt/ })).toBeVisible();
	await expect(rows(other)).toHaveCount(1);
	await other.keyboard.press('n');
	await expect(rows(other)).toHaveCount(2);
	await expect(rows(other).last()).toContainText('GHOR gaf nog geen antwoord over ‘De school is ontruimd’');
	await command(page, 'text.withdraw', { text, why: 'Klopt niet' });
	await expect(rows(other).first()).toContainText('afgedaan');
	await expect(rows(other)).toHaveCount(2);
	await expect(other.locator('header summary', { hasText: '1 punt vraagt nu aandacht' })).toBeAttached();
	await other.keyboard.press('n');
	await expect(rows(other)).toHaveCount(1);
	await other.getByRole('link', { name: /^Stroom/ }).click();
	await expect(other.getByRole('article').first()).toBeVisible();
});

for (const width of [360, 1280])
	test(`a rumour says what to do first, one button at a time, from question to text (${String(width)})`, async ({
		page
	}) => {
		// High enough that the bar for thumbs covers nothing.
		await page.setViewportSize({ width, height: 2600 });
		await openExercise(page);
		const rumour = await signal(page);
		await page.goto(`/incidents/${incidentOf(page)}/findings/${rumour}`);
		const task = page.getByRole('region', { name: /^[1-5] / });
		const primary = page.locator('main .button.primary');
		await expect(task.getByRole('heading', { level: 3 }).first()).toContainText('2 Vraag het na');
		await expect(task.getByLabel('Wat vraagt u precies?')).toHaveValue(`Mensen zeggen: ‘${claim}’. Klopt dit?`);
		await expect(primary).toHaveCount(1);
		expect(await faultsOf(page)).toEqual([]);
		await page.getByLabel('3: gevaar').check();
		await expect(page.getByText('hoog: schade').or(page.getByText('midden: schade')).first()).toBeVisible();
		// The answer leaves the choices where they are: the arrow keys go through them.
		await expect(page.getByLabel('3: gevaar')).toBeChecked();
		await page.getByLabel('3: gevaar').press('ArrowUp');
		await expect(page.getByLabel('2: verkeerd gedrag')).toBeFocused();
		await page.keyboard.press('ArrowDown');
		await expect(page.getByLabel('3: gevaar')).toBeChecked();
		await task.getByLabel('Bij wie vraagt u het na?').fill('Waterbedrijf');
		await task.getByRole('button', { name: 'Vraag het na bij Waterbedrijf' }).click();
		await expect(primary).toHaveCount(1);
		await task.getByLabel('Wat zei Waterbedrijf?').fill('Het kraanwater is veilig. Dat is gemeten.');
		await task.getByRole('button', { name: 'Noteer het antwoord' }).click();
		// One press: the fact from the answer, and the verdict that a person chose; nothing was chosen beforehand.
		await expect(task.getByRole('heading', { level: 3 }).first()).toContainText('3 Maak hier een feit van');
		await expect(task.getByLabel('Het feit')).toHaveValue('Het kraanwater is veilig. Dat is gemeten.');
		await expect(task.getByRole('radio', { checked: true })).toHaveCount(0);
		await expect(primary).toHaveCount(1);
		expect(await faultsOf(page)).toEqual([]);
		await task.getByRole('radio', { name: 'onjuist', exact: true }).check();
		await task.getByRole('button', { name: 'Maak hier een feit van' }).click();
		await expect(task.getByRole('heading', { level: 3 }).first()).toContainText('4 Schrijf de tekst');
		await expect(page.getByText('onjuist: Het kraanwater is veilig. Dat is gemeten.')).toBeVisible();
		await expect(primary).toHaveCount(1);
		expect(await faultsOf(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		await savedAll(page);
		await task.getByRole('button', { name: 'Schrijf de tekst' }).click();
		await page.waitForURL(/\/texts\/[^/]+\/edit$/);
		const { state } = await stateOf(page);
		expect(state['rumours']?.find(([id]) => id === rumour)?.[1]).toMatchObject({ judged: { verdict: 'false' } });
	});
