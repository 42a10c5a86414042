import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startProgram, type RunningProgram } from '../running-program';
import { command, hasStarted } from './desk';
import { dayBefore } from './day-before';
import { admit, openAccount, setUp, visitorOf } from './first-incident';
import { faultsOf, lookOver } from './page-faults';
import { expect, testOfSeparateProgram } from './server';
import { anyHour } from '../any-hour';

/**
 * A separate program that nobody has used yet: these tests set it up for real. They run in order, as the days of an
 * installation do.
 */
const test = testOfSeparateProgram();
test.describe.configure({ mode: 'serial' });

test.use({ actionTimeout: 15_000 });

const PASSWORD = 'paarse giraf op de kade';
const STREAM = /\/incidents\/[0-9a-f-]{36}$/;
const codeOf = ({ output }: RunningProgram): string => /first administrator: (\S+)/.exec(output)?.[1] ?? '';

async function signIn(page: Page, email = 'samira.kaya@waterveen.nl', password = PASSWORD): Promise<void> {
	await page.getByLabel('E-mailadres').fill(email);
	await page.getByLabel('Wachtwoord').fill(password);
	await page.getByRole('button', { name: 'Meld aan' }).click();
}

test('pages that need a session lead to sign-in and back, never to another site; the first visit offers two choices and is accessible', async ({
	page,
	base
}) => {
	test.slow();
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Begin met Voelspriet');
	await expect(page.getByRole('button', { name: 'Begin de oefening' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Richt in' })).toBeVisible();
	expect(await lookOver(page, base, '/')).toEqual([]);
	expect(await lookOver(page, base, '/set-up')).toEqual([]);

	await page.goto('/people?x=1');
	await expect(page).toHaveURL(/\/sign-in\?next=%2Fpeople%3Fx%3D1$/);
	await page.goto('/sign-in?next=//evil.example/');
	expect(await page.locator('input[name=next]').inputValue()).toBe('/');
});

test('one click leads from the first visit to the stream of a running exercise', async ({ page, watch }) => {
	watch.allow(/WebSocket/); // where sockets are not served yet, the desk goes on over HTTP
	await page.goto('/');
	await page.getByRole('button', { name: 'Begin de oefening' }).click();
	await expect(page).toHaveURL(STREAM);
	await expect(page.getByText('OEFENING').first()).toBeVisible();
	// Of its first posts those that come in while the page opens are only counted.
	await expect(page.getByRole('article').first()).toBeVisible();
	await expect(page.getByRole('button', { name: /nieuw/ })).toBeVisible({ timeout: 20_000 }); // it plays
});

test('a returning visitor continues the running exercise, until they ask for another or it has ended', async ({
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(/WebSocket/);
	const exerciseBy = async (name: string): Promise<{ page: Page; path: string }> => {
		const page = await visitor();
		await page.goto('/');
		await page.getByRole('button', { name, exact: true }).click();
		await expect(page).toHaveURL(STREAM);
		return { page, path: new URL(page.url()).pathname };
	};
	const first = await exerciseBy('Ga verder met oefenen');
	const again = await visitor();
	await again.goto('/');
	await expect(
		again.getByText(anyHour(/‘Brand afvalverwerker Zuiderpark’ is bezig: daar is het \d\d\.\d\d uur\./))
	).toBeVisible();
	expect(await faultsOf(again)).toEqual([]);
	expect((await exerciseBy('Ga verder met oefenen')).path).toBe(first.path);

	// Another one is another press; a demonstration is nobody's work to go on with.
	const second = await exerciseBy('Begin opnieuw');
	expect(second.path).not.toBe(first.path);
	await exerciseBy('Kijk mee');
	expect((await exerciseBy('Ga verder met oefenen')).path).toBe(second.path);

	await command(second.page, 'exercise.end', {});
	await command(first.page, 'exercise.end', {});
	await again.reload();
	await expect(again.getByRole('button', { name: 'Begin de oefening' })).toBeVisible();
	await expect(again.getByRole('button', { name: 'Ga verder met oefenen' })).toHaveCount(0);
});

test('where others can reach the program, visitors play only when the settings allow it', async ({ browser }) => {
	const ORIGIN = 'http://voelspriet.test';
	// One folder: making a database takes longer than all that is looked at here.
	const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-data-'));
	for (const [DEMO, offered] of [
		['0', false],
		['1', true]
	] as const) {
		const program = await startProgram({ dataDir, env: { DEMO, ORIGIN, TRUSTED_PROXIES: '192.0.2.1' } });
		const page = await browser.newPage({ baseURL: program.base, locale: 'nl-NL' });
		await page.goto('/');
		await expect(page.getByRole('link', { name: 'Richt in' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Begin de oefening' })).toHaveCount(offered ? 1 : 0);
		const answer = await page.request.post('/?/try', { headers: { origin: ORIGIN }, form: {} });
		expect((await answer.text()).includes('/incidents/')).toBe(offered);
		await page.close();
		await program.remove();
	}
	rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

test('in an exercise a person switches from one role to another, and can open nothing real', async ({
	page,
	base,
	watch
}) => {
	test.slow();
	watch.allow(/WebSocket/);
	await page.goto('/');
	await page.getByRole('button', { name: /oefen/ }).click();
	await expect(page).toHaveURL(STREAM);
	await page.goto('/');
	await expect(page.getByRole('heading', { name: 'Open een incident' })).toHaveCount(0);
	await expect(page.getByText('Voelspriet is nog niet ingericht.')).toBeVisible();
	await page.locator('header summary').click();
	await page.getByRole('button', { name: 'Jeroen Vos (woordvoerder)' }).click();
	await expect(page.locator('header summary')).toContainText('Jeroen Vos (woordvoerder)');
	await expect(page).toHaveURL(`${base}/`);
	expect(await lookOver(page, base, '/')).toEqual([]);
	const forged = await page.request.post('/?/open', {
		form: { title: 'Echt', kind: 'fire', place: 'Waterveen' },
		headers: { origin: base }
	});
	expect(await forged.text()).not.toContain('"type":"redirect"');
});

test('setting up requires the code; whoever has it becomes the first administrator, and the fictional people disappear', async ({
	page,
	program,
	visitor,
	watch
}) => {
	watch.allow(/WebSocket|400|401|403/);
	await page.goto('/');
	await page.getByRole('button', { name: /oefen/ }).click();
	await expect(page).toHaveURL(STREAM);

	const office = await visitor();
	await office.goto('/');
	await office.getByRole('link', { name: 'Richt in' }).click();
	await office.getByLabel('Eenmalige code').fill('AAAA-BBBB-CCCC');
	await office.getByLabel('Naam van uw organisatie').fill('Gemeente Waterveen');
	await office.getByLabel('Uw naam').fill('Samira Kaya');
	await office.getByLabel('Uw e-mailadres').fill('samira.kaya@waterveen.nl');
	const choose = async (password: string) => {
		await office.getByLabel('Wachtwoord', { exact: true }).fill(password);
		await office.getByLabel('Nog een keer hetzelfde').fill(password);
		await office.getByRole('button', { name: 'Richt in' }).click();
	};
	await choose(PASSWORD);
	await expect(office.getByRole('main').getByRole('alert')).toContainText('Deze code klopt niet.');
	await office.getByLabel('Eenmalige code').fill(codeOf(program));
	await choose('welkom123456');
	await expect(office.getByRole('main').getByRole('alert')).toContainText('Dit wachtwoord kiezen veel mensen.');
	await choose(PASSWORD);
	await expect(office.getByRole('heading', { level: 1 })).toHaveText('Incidenten');
	await expect(office.getByText('Gemeente Waterveen')).toBeVisible();

	await page.goto('/account');
	await expect(page).toHaveURL(/\/sign-in/);
	const next = await visitor();
	await next.goto('/');
	await expect(next).toHaveURL(/\/sign-in$/);
	await next.goto('/set-up');
	await expect(next).toHaveURL(/\/sign-in$/);
});

test('signing in with a wrong and a right password, and signing out', async ({ page, base, watch }) => {
	watch.allow(/401/);
	await page.goto('/account');
	await signIn(page, 'samira.kaya@waterveen.nl', 'iets heel anders dan dat');
	await expect(page.getByRole('main').getByRole('alert')).toContainText('horen niet bij elkaar');
	await expect(page.getByLabel('E-mailadres')).toHaveValue('samira.kaya@waterveen.nl');
	const wrong = await page.getByRole('main').getByRole('alert').textContent();
	await signIn(page, 'niemand@waterveen.nl', 'iets heel anders dan dat');
	await expect(page.getByRole('main').getByRole('alert')).toHaveText(wrong ?? '');
	await signIn(page);
	await expect(page).toHaveURL(/\/account$/);
	const cookie = (await page.context().cookies(base)).find(({ name }) => name === 'voelspriet.session_token');
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
	await page.locator('header summary').click();
	await page.getByRole('button', { name: 'Meld af' }).click();
	await expect(page).toHaveURL(/\/sign-in$/);
	await page.goto('/account');
	await expect(page).toHaveURL(/\/sign-in/);
});

test('an incident is opened from a template by keyboard alone, in seconds; it is closed with its open items in view, and reopened with a reason', async ({
	page,
	watch
}) => {
	watch.allow(/WebSocket/);
	await page.goto('/sign-in');
	await signIn(page);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Incidenten');
	const began = Date.now();
	// The key is handled once the page's script runs; until then it does nothing.
	await expect(async () => {
		await page.keyboard.press('o');
		await expect(page.getByLabel('Wat is er aan de hand?')).toBeFocused({ timeout: 500 });
	}).toPass();
	await page.keyboard.type('Hoogwater Lage Waard');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Hoog');
	await page.keyboard.press('Tab');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Waterveen');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(STREAM);
	expect(Date.now() - began).toBeLessThan(15_000);
	const address = page.url();
	await page.goto(`${address}/sources/profile`);
	await expect(page.getByLabel('Hashtags')).toHaveValue(
		'Waterveen\nhoogwaterWaterveen\nwateroverlastWaterveen\nnlalert'
	);
	await page.goto(`${address}/settings`);
	await expect(page.getByText('rond het hoogwater in Waterveen')).toBeVisible();
	await page.goto('/');
	const listed = page.getByRole('listitem').filter({ hasText: 'Hoogwater Lage Waard' });
	await expect(listed).toContainText('GRIP 1');

	await listed.getByRole('link', { name: 'Instellingen' }).click();
	await expect(page.getByText('Er is nog geen rapport vrijgegeven')).toBeVisible();
	await page.getByRole('button', { name: 'Sluit dit incident' }).click();
	await expect(page.getByText(/Gesloten op .* door Samira Kaya\./)).toBeVisible();
	const reopen = page.getByRole('region', { name: 'Heropen' });
	await reopen.getByLabel('Waarom is dat nodig?').fill('Het water steeg weer.');
	await reopen.getByRole('button', { name: 'Heropen' }).click();
	await expect(page.getByRole('button', { name: 'Sluit dit incident' })).toBeVisible();
});

test('an incident is opened without a script too, and a missing value is reported beside its field', async ({
	browser,
	base
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: base, locale: 'nl-NL' });
	const page = await context.newPage();
	await page.goto('/sign-in');
	await signIn(page);
	await page.getByLabel('Wat is er aan de hand?').fill('Stroomstoring Noord');
	await page.getByLabel('Soort').selectOption('outage');
	await page.getByLabel('Plaats', { exact: true }).fill(' ');
	await page.getByRole('button', { name: 'Open incident' }).click();
	await expect(page.getByText('Vul de plaats in.')).toBeVisible();
	await expect(page.getByLabel('Wat is er aan de hand?')).toHaveValue('Stroomstoring Noord');
	await expect(page.getByLabel('Soort')).toHaveValue('outage');
	await page.getByLabel('Plaats', { exact: true }).fill('Waterveen');
	await page.getByRole('button', { name: 'Open incident' }).click();
	await expect(page).toHaveURL(STREAM);
	await context.close();
});

test('an administrator adds a person, who chooses a password by the link and sees their own work; suspending ends the session at once', async ({
	page,
	visitor,
	watch
}) => {
	watch.allow(/WebSocket|403|404/);
	await page.goto('/sign-in?next=/people');
	await signIn(page);
	await hasStarted(page);
	await page.getByLabel('Naam', { exact: true }).fill('Bas de Wit');
	await page.getByLabel('E-mailadres').fill('bas@waterveen.nl');
	await page.getByLabel('omgevingsanalist').check();
	await page.getByRole('button', { name: 'Voeg toe' }).click();
	const link = (await page.locator('code').textContent()) ?? '';
	expect(link).toMatch(/\/choose-password\/[\w-]{32}$/);
	await page.reload();
	await expect(page.locator('code')).toHaveCount(0);

	const bas = await visitor();
	await bas.goto(link);
	await bas.getByLabel('Nieuw wachtwoord').fill('vier losse tegels zingen');
	await bas.getByLabel('Nog een keer').fill('vier losse tegels zingen');
	await bas.getByRole('button', { name: 'Kies dit wachtwoord' }).click();
	await expect(bas.getByRole('heading', { level: 1 })).toHaveText('Incidenten');
	expect((await bas.goto('/people'))?.status()).toBe(403);

	await page.getByRole('link', { name: 'Bas de Wit' }).click();
	await page.getByRole('button', { name: 'Sluit de toegang' }).click();
	await expect(page.getByText('geen toegang')).toBeVisible();
	await bas.goto('/');
	await expect(bas).toHaveURL(/\/sign-in$/);
	expect((await visitor().then((other) => other.goto(link)))?.status()).toBe(200);
});

test('a reset is confirmed by another administrator, its person is told, and administrators read who did what', async ({
	browser,
	watch
}) => {
	watch.allow(/WebSocket|403/);
	// Who opened an administrator's account today does not count as other eyes than theirs.
	const program = await startProgram();
	const today = await dayBefore(program);
	const machine = async (): Promise<Page> => {
		const context = await visitorOf(browser, program);
		await watch.add(context);
		return context.newPage();
	};
	const password = 'zes stille boten varen';
	const [page, ina, ton] = [await machine(), await machine(), await machine()];
	await setUp(page, program);
	await admit(page, ina, { name: 'Ina Bos', email: 'ina@waterveen.nl', role: 'beheerder', password });
	await today();
	await admit(page, ton, { name: 'Ton Smit', email: 'ton@waterveen.nl', role: 'woordvoerder', password });

	await page.goto('/people');
	await page.getByRole('link', { name: 'Ton Smit' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ton Smit');
	const address = page.url();
	await page.getByRole('button', { name: 'Maak een link' }).click();
	const eyes = (shown: Page) => shown.getByRole('region', { name: 'Wie telt met wie' });
	await expect(eyes(page)).toContainText('één paar met Noor de Wit');
	await expect(page.getByRole('button', { name: 'Bevestig deze persoon' })).toHaveCount(0);
	await openAccount(ton, (await page.locator('code').textContent()) ?? '', password);
	await ton.goto('/account');
	const news = ton.getByRole('region', { name: 'Wat er met uw account gebeurde' });
	await expect(news).toContainText('Account opnieuw geopend');
	expect(await faultsOf(ton)).toEqual([]);
	await news.getByRole('button', { name: 'Gezien' }).click();
	await expect(news).toBeHidden();
	expect((await ton.goto('/audit'))?.status()).toBe(403);

	await ina.goto(address);
	await ina.getByRole('button', { name: 'Bevestig deze persoon' }).click();
	await expect(eyes(ina)).toContainText('eigen paar ogen');

	await page.goto('/audit');
	await page.getByLabel('Wie', { exact: true }).selectOption({ label: 'Ton Smit' });
	await page.getByLabel('Soort').selectOption({ label: 'Mensen en wachtwoorden' });
	await page.getByRole('button', { name: 'Zoek' }).click();
	const lines = page.getByRole('row');
	await expect(lines.filter({ hasText: 'Persoon bevestigd' })).toContainText('Ina Bos');
	await expect(lines.filter({ hasText: 'Account opnieuw geopend' })).toContainText('Noor de Wit');
	await expect(lines.filter({ hasText: 'Ina Bos' }).filter({ hasNotText: 'Ton Smit' })).toHaveCount(0);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Tabel (CSV)' }).click()
	]);
	const file = readFileSync(await download.path(), 'utf8');
	expect(file).toContain('Persoon bevestigd');
	expect(file).not.toContain('ina@waterveen.nl');
	expect(await lookOver(page, program.base, '/audit')).toEqual([]);
	for (const each of [page, ina, ton]) await each.context().close();
	await program.remove();
});

test("one's own sessions are listed, and another device can be signed out from here", async ({ page, visitor }) => {
	const phone = await visitor();
	await phone.goto('/sign-in');
	await signIn(phone);
	await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Incidenten');
	await page.goto('/sign-in?next=/account');
	await signIn(page);
	await page.getByRole('button', { name: 'Meld overal anders af' }).click();
	await expect(page.getByRole('row')).toHaveCount(2);
	await phone.goto('/account');
	await expect(phone).toHaveURL(/\/sign-in/);
	await page.getByLabel('Donker', { exact: true }).check();
	await page.getByLabel('English').check();
	await page.getByRole('button', { name: 'Gebruik dit' }).click();
	await expect(page.locator('html')).toHaveAttribute('data-look', 'dark');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');
});

test('start page, people, account and settings have no accessibility fault in light and dark at every width; the privacy note is correct and downloadable; the accessibility statement is public', async ({
	page,
	base,
	visitor,
	watch
}) => {
	watch.allow(/WebSocket/);
	test.slow();
	await page.goto('/sign-in');
	expect(await lookOver(page, base, '/sign-in')).toEqual([]);
	await signIn(page);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Incidenten');
	const settings = await page.getByRole('link', { name: 'Instellingen' }).first().getAttribute('href');
	await page.goto('/people');
	const person = await page.getByRole('link', { name: 'Bas de Wit' }).getAttribute('href');
	for (const address of ['/', '/people', person ?? '', '/account', settings ?? ''])
		expect(await lookOver(page, base, address)).toEqual([]);
	await page.goto('/');
	await page.getByText('Zoekprofiel, reden en einde').click();
	await page.getByLabel('Dit is een oefening').check();
	expect(await faultsOf(page)).toEqual([]);
	// The open menu covers part of the page under it: here that part has no buttons.
	await page.goto('/account');
	await page.locator('header summary').click();
	await expect(page.getByRole('button', { name: 'Meld af' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);

	await page.goto('/settings/privacy');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacytoets (DPIA)');
	await expect(page.locator('section[aria-labelledby=kept]')).toContainText('30 dagen na het sluiten');
	await expect(page.locator('section[aria-labelledby=receivers]')).toContainText('Er is geen taalmodel ingesteld');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Download als tekst' }).click()
	]);
	expect(download.suggestedFilename()).toBe('privacytoets.txt');
	expect(await lookOver(page, base, '/settings/privacy')).toEqual([]);
	const anybody = await visitor();
	await anybody.goto('/sign-in');
	expect((await anybody.request.get('/settings/privacy/file', { maxRedirects: 0 })).status()).toBe(303);
	await anybody.getByRole('link', { name: 'Toegankelijkheid' }).click();
	await expect(anybody.getByRole('heading', { level: 1 })).toHaveText('Toegankelijkheid');
	expect(await lookOver(anybody, base, '/accessibility')).toEqual([]);
});
