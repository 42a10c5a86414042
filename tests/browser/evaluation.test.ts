import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { beginExercise, command, confirmAnswer, openExercise, stateOf } from './desk';
import { faultsOf, lookOver } from './page-faults';
import { expect, test } from './server';
import { readPdf } from '../server/report/read-pdf';

/** Made-up people of an exercise. */
const [SPOKESPERSON, COORDINATOR] = ['2', '3'].map((last) => `00000000-0000-8000-8000-0000000e000${last}`);

const stepInto = (page: Page, person: string | undefined, base: string) =>
	page.request.post('/switch-person', { form: { person: person ?? '', next: '/' }, headers: { origin: base } });

/** A rumour with a verdict and a published text, a need with an answer, and advice that was adopted. */
async function work(page: Page, base: string): Promise<void> {
	const [fact, rumour, need, text, advice] = Array.from({ length: 5 }, () => randomUUID());
	const { stories } = (await (
		await page.request.get(`/api/v1${new URL(page.url()).pathname}/stories?view=waiting&limit=10`)
	).json()) as { stories: { id: string }[] };
	const seenIn = (at: number, stance: string | null) => ({ story: stories[at]?.id, stance });
	await command(page, 'shift.take', {});
	await command(page, 'rumour.signal', {
		id: rumour,
		text: 'Het drinkwater is vergiftigd',
		offline: null,
		seenIn: seenIn(0, 'supports')
	});
	await command(page, 'need.raise', {
		id: need,
		text: 'Waar is de opvang?',
		offline: null,
		seenIn: seenIn(1, null)
	});
	await command(page, 'fact.record', { id: fact, text: 'Het water is getest.', source: 'Vitens', at: null });
	await command(page, 'rumour.giveVerdict', { rumour, verdict: 'false', fact });
	await command(page, 'text.draft', {
		id: text,
		kind: 'rebuttal',
		about: { kind: 'rumour', finding: rumour },
		corrects: null,
		facts: [fact],
		wordings: [{ channel: 'website', text: 'Het water is veilig.' }]
	});
	const texts = (await stateOf(page)).state['texts'] ?? [];
	const [words] = (texts.find(([id]) => id === text)?.[1]['variants'] ?? []) as { checksum: string }[];
	const variant = { channel: 'website', checksum: words?.checksum };
	await command(page, 'text.submit', { text, variants: [variant], requestedFrom: null });
	await command(page, 'need.answer', { need, text: 'In de sporthal.', fact: null, channel: 'website', at: null });
	await command(page, 'advice.write', {
		id: advice,
		goal: 'informing',
		what: 'Meld de uitslag van de meting',
		who: 'burgemeester',
		channel: '',
		audience: '',
		tone: '',
		urgency: 'high'
	});
	const lines = (await stateOf(page)).state['advice'] ?? [];
	const over = lines.find(([id]) => id === advice)?.[1]['seq'];
	await command(page, 'advice.decide', {
		advice,
		outcome: 'adopted',
		why: '',
		who: 'woordvoerder',
		effect: 'Minder vragen',
		over
	});
	await stepInto(page, SPOKESPERSON, base);
	await confirmAnswer(page, need ?? '');
	await command(page, 'text.approve', { text, variants: [variant] });
	await command(page, 'text.publish', {
		text,
		id: randomUUID(),
		...variant,
		where: 'Website',
		address: null,
		at: null
	});
}

test('a closed exercise is evaluated, gets learning points, is archived and compared with another', async ({
	page,
	base,
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(/WebSocket|404|409/);
	await openExercise(page);
	const other = new URL(page.url()).pathname.split('/').at(-1) ?? '';
	await page.goto('about:blank');
	await page.context().clearCookies();
	const address = await beginExercise(page, 45);
	await work(page, base);

	// Still open: it says so.
	await page.goto(`${address}/evaluation`);
	await expect(page.getByText('Dit is een voorlopige stand')).toBeVisible();
	await expect(page.getByText('Alleen de coördinator schrijft leerpunten.')).toBeVisible();
	await stepInto(page, COORDINATOR, base);
	await command(page, 'incident.close', {});
	await page.goto(`${address}/archive`);
	await page.getByRole('main').getByRole('link', { name: 'Evaluatie' }).click();
	await expect(page.getByRole('heading', { name: 'Evaluatie' })).toBeVisible();
	await expect(page.getByText('Dit is een voorlopige stand')).toHaveCount(0);
	const row = (table: string, name: string | RegExp) =>
		page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: name });
	await expect(row('Hoeveel het was', 'Geruchten met een uitkomst').getByRole('cell')).toHaveText('1');
	await expect(row('Hoeveel het was', 'Overgenomen adviezen').getByRole('cell')).toHaveText('1');
	await expect(row('Geruchten', 'Het drinkwater is vergiftigd')).toContainText('Onjuist');
	await expect(row('Geruchten', 'Het drinkwater is vergiftigd')).toContainText('Weerlegging');
	await expect(row('Vragen', 'Waar is de opvang?')).not.toContainText('nog niet');
	await expect(row('Adviezen', 'Meld de uitslag van de meting')).toContainText('Minder vragen');
	await expect(row('Akkoord op teksten', 'Het drinkwater')).toContainText('Akkoord');
	await expect(row('Wie had dienst', 'Leiding van de analyse')).toHaveCount(1);
	await expect(row('Tijdlijn', 'Eerste teken van een gerucht')).toHaveCount(1);
	await expect(row('Tijdlijn', 'Fase: gesloten')).toHaveCount(1);

	await page.getByLabel('Wat doen wij een volgende keer anders?').fill('Wij oefenen de wachttekst elk kwartaal');
	await page.getByLabel('Wie zorgt ervoor?').fill('gemeente');
	await page.getByLabel('Voor welke dag?').fill('2020-01-01');
	await page.getByRole('button', { name: 'Voeg het leerpunt toe' }).click();
	const point = row('Leerpunten', 'Wij oefenen de wachttekst elk kwartaal');
	await expect(point).toContainText('Te laat');
	expect(await lookOver(page, base, `${address}/evaluation`)).toEqual([]);
	await point.getByText('Wijzig').click();
	// A colleague rewrites it meanwhile: what is typed stays, and is not saved over theirs.
	await point.getByLabel('Wie zorgt ervoor?').fill('veiligheidsregio');
	expect(await faultsOf(page)).toEqual([]);
	const [[id, stored] = ['', {}]] = (await stateOf(page)).state['learningPoints'] ?? [];
	const theirs = { id, text: 'Wij oefenen de wachttekst elk kwartaal', owner: 'de regio', until: null };
	await command(page, 'learningPoint.write', { ...theirs, over: stored['seq'] });
	await expect(point.getByText('de regio')).toBeVisible();
	await expect(point.getByLabel('Wie zorgt ervoor?')).toHaveValue('veiligheidsregio');
	await point.getByRole('button', { name: 'Bewaar' }).click();
	await expect(page.getByRole('alert').filter({ hasText: 'collega' })).toBeVisible();
	await expect(point.getByLabel('Wie zorgt ervoor?')).toHaveValue('veiligheidsregio');
	await point.getByRole('button', { name: 'Bewaar' }).click();
	await expect(point.getByText('veiligheidsregio')).toBeVisible();
	await point.getByRole('button', { name: /^Gedaan/ }).click();
	await expect(point.getByRole('button', { name: /^Zet weer open/ })).toBeVisible();

	// Beside the other exercise, in the files as well; an incident that is not there is not there.
	await page.getByLabel('Vergelijk met een andere oefening').selectOption(other);
	await page.getByRole('button', { name: 'Vergelijk' }).click();
	await expect(row('Hoeveel het was', 'Geruchten met een uitkomst').getByRole('cell')).toHaveText(['1', '0']);
	expect(await faultsOf(page)).toEqual([]);
	const [pdf] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PDF' }).click()]);
	expect(pdf.suggestedFilename()).toMatch(/^evaluatie-.+-OEFENING\.pdf$/);
	const { text } = await readPdf(await readFile(await pdf.path()), false);
	expect(text).toContain('Wat er binnenkwam');
	const csv = await page.request.get(`${address}/evaluation/file/csv?with=${other}`);
	expect((await csv.text()).split('\r\n')[0]?.split(';')).toHaveLength(4);
	expect((await page.request.get(`${address}/evaluation?with=${randomUUID()}`)).status()).toBe(404);
	expect((await page.request.get(`${address}/evaluation/file/docx`)).status()).toBe(200);
	await page.goto(`${address}/evaluation`);
	await row('Geruchten', 'Het drinkwater is vergiftigd').getByRole('link', { name: 'Weerlegging' }).click();
	await expect(page).toHaveURL(/\/texts\//);

	// Without a script: everything reads, and a point is written.
	const scriptless = await visitor({ javaScriptEnabled: false, storageState: await page.context().storageState() });
	await scriptless.goto(`${address}/evaluation?with=${other}`);
	await expect(scriptless.getByRole('table', { name: 'Tijdlijn' })).toContainText('Weerlegging op Website');
	await scriptless.getByLabel('Wat doen wij een volgende keer anders?').last().fill('Wij bellen eerder');
	await scriptless.getByRole('button', { name: 'Voeg het leerpunt toe' }).click();
	await expect(scriptless.getByRole('table', { name: 'Leerpunten' })).toContainText('Wij bellen eerder');
});
