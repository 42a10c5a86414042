import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { postgres } from '$lib/server/platform/driver/sql';
import type { RunningProgram } from '../running-program';
import { inDatabase as asOwner } from './day-before';
import { command, incidentOf } from './desk';
import { faultsOf, lookOver } from './page-faults';
import { expect, testOfSeparateProgram } from './server';

// Logs as an installation does, to see what is in it.
const env: Record<string, string> = { LOG_LEVEL: 'info' };
/** A separate program, set up for real: posts come from a source that edits and deletes. */
const test = testOfSeparateProgram(env);
test.use({ actionTimeout: 15_000 });

const smell = {
	externalId: 'ruikt',
	text: 'Het drinkwater ruikt naar benzine in de Kerkstraat, zegt @buurvrouw_12',
	author: { externalId: 'truus', handle: 'truus_de_wit', name: 'Truus de Wit', followers: 40 }
};
/** Two accounts of one person on one network. */
const asks = ['een', 'twee'].map((account) => ({
	externalId: `vraagt-${account}`,
	text: `Bij mij in de straat is het water bruin, zegt mijn account ${account}`,
	author: { externalId: `gijs-${account}`, handle: 'gijs_vd_berg', name: 'Gijs van den Berg', followers: 3 }
}));
const ill = { externalId: 'ziek', text: 'Mijn zus werd vanochtend misselijk van een glas uit de kraan' };
const school = { externalId: 'school', text: 'Gaat de basisschool morgen gewoon open?' };

/** Sets the program up, opens an incident and makes a way in for posts. @returns its address, and how to send them */
async function begin(
	page: Page,
	program: RunningProgram
): Promise<{ desk: string; send: (...posts: object[]) => Promise<void> }> {
	await page.goto('/set-up');
	await page.getByLabel('Eenmalige code').fill(/first administrator: (\S+)/.exec(program.output)?.[1] ?? '');
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

/** Lets the program run eight days later, for its clock and for the log of this incident, until that is masked. */
async function passAWeek(program: RunningProgram, incident: string): Promise<void> {
	const inDatabase = async <T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
		const url = execFileSync(process.execPath, ['build/admin.js', 'database'], {
			encoding: 'utf8',
			env: { PATH: process.env['PATH'], DATA_DIR: program.dataDir }
		});
		const sql = postgres(url.trim(), { max: 1, onnotice: () => undefined });
		try {
			return await work(sql);
		} finally {
			await sql.end();
		}
	};
	// The database lets nobody move the clock of a log.
	const passDays = `update log set head_at = head_at + interval '8 days' where id = '${incident}'`;
	await asOwner(program, `alter table log disable trigger user; ${passDays}; alter table log enable trigger user`);
	await program.stop();
	const later = 'const { now } = Date; Date.now = () => now() + 8 * 86400000;';
	env['NODE_OPTIONS'] = `--import=data:text/javascript,${encodeURIComponent(later)}`;
	await program.start();
	const isMasked = (sql: postgres.Sql) =>
		sql`select from event where log_id = ${incident} and type = 'posts.masked'`.then(({ length }) => length > 0);
	await expect.poll(() => inDatabase(isMasked)).toBe(true);
	await program.stop();
	delete env['NODE_OPTIONS'];
	await program.start();
}

test('a post edited or deleted at its source is marked where it matters, and forgotten after the retention term', async ({
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
	const newest = async () =>
		(await (await page.request.get(`/api/v1${desk}/stories?view=newest`)).json()) as {
			stories: { id: string; lead: { post: string; text: string } }[];
		};
	const { stories } = await newest();
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
	const quote = page.getByRole('listitem').filter({ hasText: smell.text });
	await expect(quote).toContainText('sindsdien gewijzigd bij de bron');
	await expect(quote).toContainText('Het drinkwater ruikt nergens naar');
	expect(await lookOver(page, base, `${desk}/report/1/evidence?finding=${rumour}`)).toEqual([]);

	// A person asks what is stored about them.
	await page.goto(`${desk}/settings`);
	await page.getByRole('link', { name: 'Iemand vraagt wat u van hem of haar bewaart' }).click();
	await page.getByLabel('Accountnaam of schuilnaam').fill('@Truus_de_Wit');
	await page.getByLabel('Reden').fill('Verzoek 12');
	await page.getByRole('button', { name: 'Zoek wat bewaard is' }).click();
	await expect(page.getByRole('checkbox', { name: /X: 1 bericht$/ })).toBeVisible();
	await expect(page.getByLabel('In het Nederlands')).toHaveValue(
		/Bij ‘Drinkwater’ bewaren wij dit van u:[\s\S]*accountnaam: truus_de_wit/
	);
	await expect(page.getByLabel('In het Engels')).toHaveValue(/account name: truus_de_wit/);
	expect(page.url()).not.toContain('truus');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByLabel('Accountnaam of schuilnaam').fill('iemand_anders');
	await page.getByLabel('Reden').first().fill('Verzoek 13');
	await page.getByRole('button', { name: 'Zoek wat bewaard is' }).click();
	await expect(page.getByText('Onder deze naam is niets bewaard.')).toBeVisible();

	// Another one asks to be forgotten, while a colleague has the posts on screen.
	const colleague = await page.context().newPage();
	await colleague.goto(`${desk}?view=live`);
	await send(...asks);
	const brown = colleague.getByRole('article').filter({ hasText: 'het water bruin' });
	await expect(brown).not.toHaveCount(0);
	// Until it is chosen: one that has just come may still move.
	await expect(async () => {
		await brown.first().click();
		await expect(brown.first()).toHaveAttribute('aria-current', 'true', { timeout: 1_000 });
	}).toPass();
	await colleague.keyboard.press('Space');
	await expect(brown.first().getByRole('listitem').filter({ hasText: 'het water bruin' })).not.toHaveCount(0);
	// Nothing that the colleague's browser asks for is answered at first: the words go all the same.
	await colleague.route(/\/stories\/[^/]+\/posts\?/, (route) => route.fulfill({ status: 503 }));
	let failures = 0;
	await colleague.route(/\/stories\?.*view=ids/, (route) =>
		(failures += 1) > 3 ? route.continue() : route.fulfill({ status: 503 })
	);
	const another = await page.context().newPage();
	const brownStory = (await newest()).stories.find(({ lead }) => lead.text.includes('het water bruin'));
	const bruin = crypto.randomUUID();
	await command(page, 'rumour.signal', {
		id: bruin,
		text: 'Het water heeft een kleur',
		offline: null,
		seenIn: { story: brownStory?.id, stance: 'supports' }
	});
	await another.goto(`${desk}/findings/${bruin}`);
	await expect(another.getByText('het water bruin').first()).toBeVisible();
	await another.route(/\/stories\?.*view=finding/, (route) => route.fulfill({ status: 503 }));
	await page.getByLabel('Accountnaam of schuilnaam').fill('gijs_vd_berg');
	await page.getByLabel('Reden').first().fill('Verzoek 14');
	await page.getByRole('button', { name: 'Zoek wat bewaard is' }).click();
	await expect(page.getByRole('checkbox', { name: /X: 1 bericht$/ })).toHaveCount(2);
	for (const account of await page.getByRole('checkbox', { name: /X: 1 bericht$/ }).all()) await account.check();
	const removal = page.locator('form[action*="remove"]');
	await removal.getByLabel('Reden').fill('Verzoek 14');
	await expect(removal.getByText('Dit is niet ongedaan te maken.')).toBeVisible();
	await removal.getByRole('button', { name: 'Verwijder wat gekozen is' }).click();
	await expect(page.getByText('Verwijderd. Hieronder staat de brief voor deze persoon.')).toBeVisible();
	const letter = page.getByLabel('In het Nederlands');
	await expect(letter).toHaveValue(/Het is nu verwijderd:[\s\S]*gijs_vd_berg[\s\S]*gijs_vd_berg/);
	await expect(letter).not.toHaveValue(/water bruin/);
	expect(await faultsOf(page)).toEqual([]);
	await expect(brown).toHaveCount(0, { timeout: 15_000 });
	expect(failures).toBeGreaterThan(3);
	await expect(colleague.getByText('het water bruin')).toHaveCount(0);
	await expect(another.getByText('het water bruin')).toHaveCount(0);
	await another.close();
	await colleague.close();
	await page.getByLabel('Accountnaam of schuilnaam').fill('gijs_vd_berg');
	await page.getByLabel('Reden').first().fill('Verzoek 14');
	await page.getByRole('button', { name: 'Zoek wat bewaard is' }).click();
	await expect(page.getByText('Onder deze naam is niets bewaard.')).toBeVisible();

	// The term and the hold.
	await page.goto('/settings');
	await page.getByLabel('Dagen na sluiten').fill('0');
	await page.getByRole('button', { name: 'Sla op' }).click();
	await expect(page.getByText('Opgeslagen: 7 dagen na het sluiten.')).toBeVisible();
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
	await expect(page.getByText(/Zet het incident vast als iemand ze nog nodig heeft/)).toBeVisible();
	// With a week left, the people who can put it on hold are warned on their start page.
	const keep = async (days: string, saved: RegExp) => {
		await page.goto('/settings');
		await page.getByLabel('Dagen na sluiten').fill(days);
		await page.getByRole('button', { name: 'Sla op' }).click();
		await expect(page.getByText(saved)).toBeVisible();
	};
	await keep('7', /Opgeslagen: 7 dagen/);
	await page.goto('/');
	await expect(page.getByText(/Drinkwater: op .* gaan persoonsgegevens uit de berichten/)).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('link', { name: 'Bekijk of zet vast' }).click();
	await expect(page.getByText(/Zet het incident vast als iemand ze nog nodig heeft/)).toBeVisible();
	await keep('8', /Opgeslagen: 8 dagen/);
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'Bekijk of zet vast' })).toHaveCount(0);
	// Without a term people are warned for a week as well.
	await keep('0', /Opgeslagen: 7 dagen/);
	await page.goto(`${desk}/settings`);
	await expect(page.getByText(/Zet het incident vast als iemand ze nog nodig heeft/)).toBeVisible();
	const reopen = page.getByRole('region', { name: 'Heropen' });
	await reopen.getByLabel('Waarom').fill('Een correctie');
	await reopen.getByRole('button', { name: 'Heropen' }).click();
	await page.getByRole('button', { name: 'Sluit dit incident' }).click();
	await expect(reopen).toBeVisible();

	// The program checks by itself, also when it starts.
	const incident = incidentOf(page);
	await page.goto('about:blank');
	await passAWeek(program, incident);
	// The session has not lasted as long.
	await page.goto('/sign-in');
	await page.getByLabel('E-mailadres').fill('samira.kaya@waterveen.nl');
	await page.getByLabel('Wachtwoord').fill('paarse giraf op de kade');
	await page.getByRole('button', { name: 'Meld aan' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await expect
		.poll(async () => {
			await page.goto(`${desk}/settings`);
			return page.getByText(/zijn persoonsgegevens uit 5 berichten gehaald/).count();
		})
		.toBe(1);
	await expect(page.getByText('is de tekst van 2 berichten verwijderd')).toBeVisible();
	await expect(page.getByText(/Namen en adressen van voor die dag komen niet terug/).first()).toBeVisible();
	expect(await lookOver(page, base, `${desk}/settings`)).toEqual([]);
	await page.goto(`${desk}/findings/${rumour}`);
	await expect(page.getByText('Het drinkwater ruikt nergens naar').first()).toBeVisible();
	await page.goto(`${desk}/report/1/evidence?finding=${rumour}`);
	await expect(page.getByText('Persoonsgegevens zijn uit deze berichten gehaald.')).toBeVisible();
	await expect(page.getByText('Kerkstraat, zegt @…')).toBeVisible();
	await page.goto(`${desk}/findings/${need}`);
	await expect(page.getByText('De tekst is verwijderd.').first()).toBeVisible();
	await expect(page.getByText(school.text)).toHaveCount(0);
	await page.goto(`${desk}/report/1/evidence?finding=${need}`);
	await expect(page.getByText('De tekst is verwijderd.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	// Nothing of what people posted, or gave to be searched for, is in what the program logged.
	expect(program.output).toContain('author.lookUp');
	expect(program.output).not.toMatch(/truus|buurvrouw|gijs|bruin|Kerkstraat|misselijk|benzine/i);
});
