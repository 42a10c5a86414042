import type { Page } from '@playwright/test';
import { startProgram, type RunningProgram } from '../running-program';
import { command, incidentOf } from './desk';
import { faultsOf, lookOver } from './page-faults';
import { expect, test as shared } from './server';

/** A separate program, set up for real: posts come from a source that edits and deletes. */
const test = shared.extend<object, { program: RunningProgram }>({
	program: [
		async ({}, use) => {
			const program = await startProgram();
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});
test.use({ actionTimeout: 15_000 });

const smell = { externalId: 'ruikt', text: 'Het drinkwater ruikt naar benzine in de Kerkstraat' };
const ill = { externalId: 'ziek', text: 'Mijn zus werd vanochtend misselijk van een glas uit de kraan' };
const school = { externalId: 'school', text: 'Gaat de basisschool morgen gewoon open?' };

/** Sets the program up, opens an incident and makes a way in for posts. @returns its address, and how to send them */
async function begin(
	page: Page,
	program: RunningProgram
): Promise<{ desk: string; send: (...posts: object[]) => Promise<void> }> {
	await page.goto('/set-up');
	await page.getByLabel('Eenmalige code').fill(/first administrator: (\S+)/.exec(program.said)?.[1] ?? '');
	await page.getByLabel('Naam van uw organisatie').fill('Gemeente Waterveen');
	await page.getByLabel('Uw naam').fill('Samira Kaya');
	await page.getByLabel('Uw e-mailadres').fill('samira.kaya@waterveen.nl');
	await page.getByLabel('Wachtwoord', { exact: true }).fill('paarse giraf op de kade');
	await page.getByLabel('Nog een keer hetzelfde').fill('paarse giraf op de kade');
	await page.getByRole('button', { name: 'Richt in' }).click();
	await page.getByLabel('Wat is er aan de hand?').fill('Drinkwater');
	await page.getByLabel('Plaats', { exact: true }).fill('Waterveen');
	await page.getByRole('button', { name: 'Open incident' }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
	const desk = `/incidents/${incidentOf(page)}`;
	const source = crypto.randomUUID();
	await command(page, 'source.add', {
		id: source,
		name: 'Luisterdienst',
		kind: 'program',
		platform: 'x',
		connection: null,
		key: null
	});
	const address = `${program.base}/api/v1${desk}/sources/${source}/posts`;
	await page.goto('/programs');
	const form = page.locator('form[action*="make"]');
	await form.getByLabel('Voor welk programma?').fill('Luisterdienst');
	await form.getByLabel('berichten sturen').check();
	await form.getByRole('button', { name: 'Maak de sleutel' }).click();
	const secret = await page.getByRole('status').locator('code').first().textContent();
	const send = async (...posts: object[]): Promise<void> => {
		const headers = { authorization: `Bearer ${secret ?? ''}`, 'content-type': 'application/json' };
		const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ posts }) });
		expect(answer.status, await answer.text()).toBe(200);
	};
	await page.goto(desk);
	return { desk, send };
}

test('what is edited or deleted at its source is marked where it matters, and forgotten after the term', async ({
	page,
	base,
	program,
	watch
}) => {
	test.slow();
	watch.allow(/WebSocket|ERR_CONNECTION|503/); // the program is restarted on the way
	const { desk, send } = await begin(page, program);
	await send(smell, ill, school);
	await expect(page.getByRole('article')).toHaveCount(3);

	// What is based on them: a rumour, a question, a quote, and a released report.
	const { stories } = (await (await page.request.get(`/api/v1${desk}/stories?view=newest`)).json()) as {
		stories: { id: string; lead: { post: string; text: string } }[];
	};
	const of = ({ text }: { text: string }) => stories.find(({ lead }) => lead.text === text);
	const [rumour, need] = [crypto.randomUUID(), crypto.randomUUID()];
	const seenIn = (post: { text: string }, stance: string | null) => ({ story: of(post)?.id, stance });
	await command(page, 'rumour.signal', {
		id: rumour,
		text: 'Het water is vies',
		offline: null,
		seenIn: seenIn(smell, 'supports')
	});
	await command(page, 'story.label', {
		story: of(ill)?.id,
		add: [{ kind: 'rumour', finding: rumour, stance: 'supports' }],
		remove: []
	});
	await command(page, 'need.raise', {
		id: need,
		text: 'Gaat de school open?',
		offline: null,
		seenIn: seenIn(school, null)
	});
	await command(page, 'quote.choose', {
		id: crypto.randomUUID(),
		post: of(ill)?.lead.post,
		text: 'Misselijk van een glas',
		speaker: 'een zus'
	});
	const blank = { certainty: null, noneFound: false, over: null };
	await command(page, 'report.write', { section: 'brief', text: 'Mensen vertrouwen het water niet.', ...blank });
	await command(page, 'report.write', { section: 'counterSignals', text: '', ...blank, noneFound: true });
	await page.goto(`${desk}/report/release`);
	await page.getByRole('button', { name: /Geef rapport 1 vrij/ }).click();
	await expect(page.getByRole('heading', { name: /is vrijgegeven/ })).toBeVisible();

	// On the desk, while a person watches.
	await page.goto(`${desk}?view=live`);
	await expect(page.getByRole('article')).toHaveCount(3);
	await send(
		{ ...smell, text: 'Het drinkwater ruikt nergens naar' },
		{ ...ill, deleted: true },
		{ ...school, deleted: true }
	);
	await expect(page.getByRole('article').filter({ hasText: 'gewijzigd bij de bron' })).toHaveCount(1);
	await expect(page.getByRole('article').filter({ hasText: 'weg bij de bron' })).toHaveCount(2);
	expect(await faultsOf(page)).toEqual([]);
	await page.goto(`${desk}/findings/${rumour}`);
	await expect(page.getByText('1 van 2 weg bij de bron')).toBeVisible();
	await page.getByRole('button', { name: 'Wat stond er?' }).click();
	await expect(page.getByRole('dialog').getByText(smell.text)).toBeVisible();
	await expect(page.getByRole('dialog').getByText(ill.text)).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.goto(`${desk}/findings/${need}`);
	await expect(page.getByText('Al het bewijs is weg bij de bron.')).toBeVisible();

	// The draft marks it; the released report stays, and shows what the posts said when it was made.
	await page.goto(`${desk}/report`);
	await expect(page.getByText('alle berichten hierover zijn weg bij de bron')).toBeVisible();
	await expect(page.locator('dd', { hasText: 'Misselijk van een glas' })).toContainText('weg bij de bron');
	await page.goto(`${desk}/report/1`);
	await page.getByRole('link', { name: 'Lees het bewijs achter dit rapport' }).click();
	await page.getByRole('link', { name: 'Het water is vies' }).click();
	const said = page.getByRole('listitem').filter({ hasText: smell.text });
	await expect(said).toContainText('sindsdien gewijzigd bij de bron');
	await expect(said).toContainText('Het drinkwater ruikt nergens naar');
	expect(await lookOver(page, base, `${desk}/report/1/evidence?finding=${rumour}`)).toEqual([]);

	// The term and the hold.
	await page.goto('/settings');
	await page.getByLabel('Dagen na sluiten').fill('0');
	await page.getByRole('button', { name: 'Sla op' }).click();
	await expect(page.getByText('Opgeslagen: verwijderen na het sluiten.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.goto(`${desk}/settings`);
	await expect(page.getByText('2 berichten zijn nu weg bij de bron.')).toBeVisible();
	const keeping = page.getByRole('region', { name: 'Bewaren' });
	await keeping.getByLabel('Waarom').fill('Een klacht');
	await keeping.getByRole('button', { name: 'Zet vast: verwijder niets' }).click();
	await expect(page.getByText(/staat vast sinds .* Samira Kaya: Een klacht/)).toBeVisible();
	await page.getByRole('button', { name: 'Sluit dit incident' }).click();
	await expect(page.getByRole('heading', { name: 'Heropen' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await keeping.getByLabel('Waarom').fill('Afgehandeld');
	await keeping.getByRole('button', { name: 'Laat de termijn weer lopen' }).click();
	await expect(page.getByText(/De termijn was voorbij op/)).toBeVisible();

	// The program checks by itself, also when it starts.
	await program.stop();
	await program.start();
	await expect
		.poll(async () => {
			await page.goto(`${desk}/settings`);
			return page.getByText('is de tekst van 2 berichten verwijderd').count();
		})
		.toBe(1);
	await page.goto(`${desk}/findings/${need}`);
	await expect(page.getByText('De tekst is verwijderd.').first()).toBeVisible();
	await expect(page.getByText(school.text)).toHaveCount(0);
	await page.goto(`${desk}/report/1/evidence?finding=${need}`);
	await expect(page.getByText('De tekst is verwijderd.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
});
