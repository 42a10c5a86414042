import { randomUUID } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import type { Page } from '@playwright/test';
import { deferred } from '../concurrency/deferred';
import { startProgram, type RunningProgram } from '../running-program';
import { realProvider } from '../server/oidc/real-provider';
import { command, incidentOf, stateOf } from './desk';
import { dayBefore, inDatabase } from './day-before';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

/** A second factor from set-up to approval, on a program that asks for one. */
const PASSWORD = 'vier losse gekke woorden';
let program: RunningProgram;
/** By its name: an address by number has no passkeys. */
let home = '';
let today: () => Promise<void>;
/** Of the program, from its next start. */
const env: Record<string, string> = { SECOND_FACTOR: 'required' };
test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.beforeAll(async () => {
	program = await startProgram({ env });
	home = program.base.replace('127.0.0.1', 'localhost');
	env['ORIGIN'] = home;
	// Its first administrator and their colleague opened their accounts a day ago.
	today = await dayBefore(program);
});
test.afterAll(() => program.remove());

/** A device with a screen lock, that keeps passkeys and never asks. @returns the line to it, and its name there */
async function addDevice(page: Page) {
	const line = await page.context().newCDPSession(page);
	await line.send('WebAuthn.enable');
	const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true
		}
	});
	return { line, authenticatorId };
}
async function withAuthenticator(page: Page): Promise<Page> {
	await addDevice(page);
	return page;
}
/** An authenticator app that was given this key; `steps` further than now. */
const codeOf = (typed: string, steps = 0): Promise<string> =>
	createOTP(new TextDecoder().decode(base32.decode(typed.replaceAll(' ', '')))).hotp(
		Math.floor(Date.now() / 30_000) + steps
	);
/** Delays requests for these addresses. @returns `requested`: settles at the first; `release`: lets all continue */
async function holdBack(page: Page, addresses: string): Promise<{ requested: Promise<void>; release: () => void }> {
	const [requested, released] = [deferred(), deferred()];
	await page.route(addresses, async (route) => {
		requested.resolve();
		await released.promise;
		await route.continue();
	});
	return { requested: requested.promise, release: () => released.resolve() };
}
const inDark = async (page: Page): Promise<string[]> => {
	await page.emulateMedia({ colorScheme: 'dark' });
	const faults = await faultsOf(page);
	await page.emulateMedia({ colorScheme: 'light' });
	return faults;
};

/** What the tests hand on: they are one story. */
const story = { key: '', codes: [] as string[], codesOfBas: [] as string[], link: '', sheet: '', second: '' };

test('the first administrator is led to set up a second factor, cannot administer without it, and gets an app and ten codes', async ({
	visitor,
	watch
}) => {
	watch.allow(/WebSocket|40[03]/);
	const page = await visitor({ baseURL: home });
	await page.goto('/set-up');
	await page.getByLabel('Eenmalige code').fill(/\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(program.output)?.[0] ?? '');
	await page.getByLabel('Naam van uw organisatie').fill('Gemeente Proef');
	await page.getByLabel('Uw naam').fill('Noor de Wit');
	await page.getByLabel('Uw e-mailadres').fill('noor@proef.example');
	await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
	await page.getByLabel('Nog een keer hetzelfde wachtwoord').fill(PASSWORD);
	await page.getByRole('button', { name: 'Richt in' }).click();
	await expect(page).toHaveURL(/\/account\/second-factor\?next=/);
	await expect(page.getByText('Daarvoor is hier een tweede stap nodig.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	for (const closed of ['/people', '/settings', '/programs', '/outlets']) {
		await page.goto(closed);
		await expect(page, closed).toHaveURL(/\/account\/second-factor\?next=/);
	}
	await page.goto('/account/second-factor?next=/people');
	await page.getByRole('button', { name: 'Stel een app in' }).click();
	story.key = (await page.locator('code').first().textContent()) ?? '';
	await page.getByLabel('Code van zes cijfers').fill('000000');
	await page.getByRole('button', { name: 'Zet de app aan' }).click();
	await expect(page.getByRole('main').getByRole('alert')).toContainText('Deze code klopt niet');
	expect(await faultsOf(page)).toEqual([]);
	expect(await inDark(page)).toEqual([]);
	await page.getByLabel('Code van zes cijfers').fill(await codeOf(story.key));
	await page.getByRole('button', { name: 'Zet de app aan' }).click();
	await expect(page.getByText('Uw herstelcodes: u ziet ze alleen nu')).toBeVisible();
	story.codes = await page.getByRole('status').locator('code').allTextContents();
	expect(story.codes).toHaveLength(10);
	expect(await faultsOf(page)).toEqual([]);
	expect(await inDark(page)).toEqual([]);
	await page.getByRole('link', { name: 'Ga verder' }).click();
	await expect(page).toHaveURL(/\/people$/);

	// A colleague who will approve.
	await page.getByLabel('Naam', { exact: true }).fill('Bas Vermeer');
	await page.getByLabel('E-mailadres').fill('bas@proef.example');
	await page.getByLabel('woordvoerder').check();
	await page.getByRole('button', { name: 'Voeg toe' }).click();
	story.link = (await page.locator('code').textContent()) ?? '';
	expect(story.link).toContain('/choose-password/');

	// Two texts that wait for colleagues.
	await page.goto('/#open');
	await page.getByLabel('Wat is er aan de hand?').fill('Brand Zuid');
	await page.getByLabel('Plaats', { exact: true }).fill('Amsterdam');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Open incident' }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
	[story.sheet, story.second] = [
		await waitingText(page, 'Er is brand in Zuid. Sluit ramen en deuren.'),
		await waitingText(page, 'De brand in Zuid is uit. U kunt weer naar buiten.')
	];
});

/** A text that waits for approval. @returns the page on which it is decided */
async function waitingText(page: Page, words: string): Promise<string> {
	const text = randomUUID();
	const about = { kind: 'incident', finding: null };
	const wordings = [{ channel: 'website', text: words }];
	await command(page, 'text.draft', { id: text, kind: 'advice', about, corrects: null, facts: [], wordings });
	const { state } = await stateOf(page);
	const drafted = state['texts']?.find(([id]) => id === text)?.[1];
	const { variants: all } = drafted as unknown as { variants: { channel: string; checksum: string }[] };
	const variants = all.map(({ channel, checksum }) => ({ channel, checksum }));
	await command(page, 'text.submit', { text, variants, requestedFrom: null });
	return `/incidents/${incidentOf(page)}/texts/${text}`;
}

test('a spokesperson creates a passkey on a phone, and approves in three taps from the link in an email', async ({
	visitor,
	watch
}) => {
	watch.allow(/WebSocket|40[03]/);
	const phone = await withAuthenticator(await visitor({ baseURL: home, viewport: { width: 360, height: 740 } }));
	await phone.goto(story.link);
	await phone.getByLabel('Nieuw wachtwoord').fill(PASSWORD);
	await phone.getByLabel('Nog een keer').fill(PASSWORD);
	await phone.getByRole('button', { name: 'Kies dit wachtwoord' }).click();
	await expect(phone).toHaveURL(/\/account\/second-factor/);
	await today();
	// Without a factor the approval says what it needs, and where.
	await phone.goto(story.sheet);
	await expect(phone.getByText('Hiervoor hebt u een tweede stap nodig.')).toBeVisible();
	await phone.getByRole('button', { name: 'Akkoord', exact: true }).click();
	await expect(phone.getByRole('main').getByRole('alert')).toContainText('hiervoor hebt u een tweede stap nodig');
	await phone.getByRole('link', { name: 'Stel die in' }).click();
	await phone.getByLabel('Naam van dit apparaat').fill('Telefoon van Bas');
	await phone.getByRole('button', { name: 'Maak een toegangssleutel' }).click();
	await expect(phone.getByText('Uw herstelcodes: u ziet ze alleen nu')).toBeVisible();
	await expect(phone.getByRole('table')).toContainText('Telefoon van Bas');
	story.codesOfBas = await phone.getByRole('status').locator('code').allTextContents();
	expect(await faultsOf(phone)).toEqual([]);
	expect(await inDark(phone)).toEqual([]);

	// The next day: signed out, and the mail comes. One tap opens its link.
	await phone.context().clearCookies();
	await phone.goto(story.sheet);
	await expect(phone).toHaveURL(/\/sign-in\?next=/);
	expect(await faultsOf(phone)).toEqual([]);
	await phone.getByRole('button', { name: 'Meld aan met een toegangssleutel' }).click();
	await expect(phone).toHaveURL(new RegExp(`${story.sheet}$`));
	// Signed in, but too long ago: the same passkey once more. The page for it, and where it does not ask by itself.
	await inDatabase(program, `update session set strong_at = now() - interval '31 minutes'`);
	await phone.goto(`/sign-in/second?next=${encodeURIComponent(story.sheet)}`);
	await expect(phone.getByRole('button', { name: 'Gebruik uw toegangssleutel' })).toBeVisible();
	expect(await faultsOf(phone)).toEqual([]);
	// From the mail: its link, the passkey, the approval. The device asks as soon as the passkey was chosen.
	let taps = 1;
	await phone.goto(story.sheet);
	await expect(phone.getByText('Bevestig met uw toegangssleutel')).toBeVisible();
	expect(await faultsOf(phone)).toEqual([]);
	expect(await inDark(phone)).toEqual([]);
	for (const chosen of [
		phone.getByRole('link', { name: 'Bevestig met uw toegangssleutel' }),
		phone.getByRole('button', { name: 'Akkoord', exact: true })
	]) {
		taps += 1;
		await chosen.click();
		await expect(phone).toHaveURL(new RegExp(`${story.sheet}(\\?done=approved)?$`));
	}
	await expect(phone.getByText('Uw akkoord is opgeslagen.')).toBeVisible();
	expect(taps).toBe(3);
});

test('when a device refuses the passkey request, the page says what to do, keeps what was typed, and every other way works', async ({
	visitor,
	watch
}) => {
	watch.allow(/WebSocket|40[03]/);
	const page = await visitor({ baseURL: home, viewport: { width: 360, height: 740 } });
	const { line, authenticatorId } = await addDevice(page);
	await page.goto('/sign-in?next=/account/second-factor');
	await page.getByLabel('E-mailadres').fill('bas@proef.example');
	await page.getByLabel('Wachtwoord').fill(PASSWORD);
	await page.getByRole('button', { name: 'Meld aan', exact: true }).click();
	await page.getByLabel('Herstelcode').fill(story.codesOfBas[0] ?? '');
	await page.getByRole('button', { name: 'Ga verder' }).click();
	await expect(page).toHaveURL(/\/account\/second-factor$/);
	await page.getByRole('button', { name: 'Stel een app in' }).click();
	const key = (await page.locator('code').first().textContent()) ?? '';
	await page.getByLabel('Code van zes cijfers').fill(await codeOf(key));
	await page.getByRole('button', { name: 'Zet de app aan' }).click();
	await expect(page.getByRole('button', { name: 'Verwijder de app' })).toBeVisible();
	await page.getByLabel('Naam van dit apparaat').fill('Tablet van Bas');
	await page.getByRole('button', { name: 'Maak een toegangssleutel' }).click();
	await expect(page.getByRole('table')).toContainText('Tablet van Bas');

	// The finger is not recognised.
	const ask = '/sign-in/second?next=%2Faccount&ask';
	const advice = page.getByText('Uw apparaat gaf geen toegangssleutel. Druk op de knop om het opnieuw te proberen');
	const field = page.getByLabel('Code van uw app, of een herstelcode');
	await inDatabase(program, `update session set strong_at = now() - interval '31 minutes'`);
	await line.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
	await page.goto(ask);
	await expect(advice).toBeVisible();
	await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
	expect(await faultsOf(page)).toEqual([]);
	expect(await inDark(page)).toEqual([]);
	await page.getByRole('button', { name: 'Gebruik uw toegangssleutel' }).click();
	await expect(page.getByRole('main').getByRole('alert')).toContainText('er kwam geen toegangssleutel');

	// While the question is under way, a code is typed; then the device gives up.
	const question = await holdBack(page, '**/sign-in/passkey');
	await page.goto(ask);
	await question.requested;
	await field.click();
	await page.keyboard.type('123');
	question.release();
	await expect(advice).toBeVisible();
	await expect(field).toBeFocused();
	await expect(field).toHaveValue('123');
	await field.fill(await codeOf(key, 1));
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/account$/);

	// Who types before the page can ask is not asked; a recovery code does it where no device is.
	await inDatabase(program, `update session set strong_at = now() - interval '31 minutes'`);
	await line.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
	const scripts = await holdBack(page, '**/_app/**/*.js');
	let questions = 0;
	page.on('request', (request) => (questions += request.url().endsWith('/sign-in/passkey') ? 1 : 0));
	await page.goto(ask, { waitUntil: 'commit' });
	await field.click();
	await page.keyboard.type(story.codesOfBas[1] ?? '');
	scripts.release();
	await expect(page.getByRole('button', { name: 'Gebruik uw toegangssleutel' })).toBeVisible();
	await expect(field).toBeFocused();
	await expect(field).toHaveValue(story.codesOfBas[1] ?? '');
	expect(questions).toBe(0);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/account$/);
});

test('without a script: a password alone opens nothing, the code of the app does, and a reset requires a fresh one', async ({
	visitor,
	watch
}) => {
	watch.allow(/WebSocket|40[03]/);
	const page = await visitor({ baseURL: home, javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
	const enter = async (): Promise<void> => {
		await page.goto('/sign-in?next=/people');
		await page.getByLabel('E-mailadres').fill('noor@proef.example');
		await page.getByLabel('Wachtwoord').fill(PASSWORD);
		await page.getByRole('button', { name: 'Meld aan', exact: true }).click();
		await expect(page).toHaveURL(/\/sign-in\/second\?next=%2Fpeople$/);
	};
	await enter();
	// Whatever is asked meanwhile leads back to the second step, and the API knows nobody.
	await page.goto(story.sheet);
	await expect(page).toHaveURL(/\/sign-in\/second\?next=/);
	expect((await page.request.get('/api/v1/installation/commands', { failOnStatusCode: false })).status()).toBe(401);
	await page.getByLabel('Code van uw app, of een herstelcode').fill(await codeOf(story.key, 1));
	await page.getByRole('button', { name: 'Ga verder' }).click();
	await expect(page).toHaveURL(new RegExp(`${story.sheet}$`));

	// A recovery code in its place, once.
	await page.context().clearCookies();
	await enter();
	await page.getByLabel('Code van uw app, of een herstelcode').fill(story.codes[0] ?? '');
	await page.getByRole('button', { name: 'Ga verder' }).click();
	await expect(page).toHaveURL(/\/people$/);
	await page.goto('/account/second-factor');
	await expect(page.getByText('Nog 9 codes van de 10 over.')).toBeVisible();

	// Too old for a reset: the field is in the form itself.
	await inDatabase(program, `update session set strong_at = now() - interval '31 minutes'`);
	await page.goto('/people');
	await page.getByRole('link', { name: 'Bas Vermeer' }).click();
	const reset = page.getByRole('region', { name: 'Nieuw wachtwoord' });
	await reset.getByRole('button', { name: 'Maak een link' }).click();
	await expect(page.getByRole('main').getByRole('alert')).toContainText('bevestig eerst opnieuw dat u het bent');
	await reset.getByLabel('Code van uw app, of een herstelcode').fill(story.codes[0] ?? '');
	await reset.getByRole('button', { name: 'Maak een link' }).click();
	await expect(page.getByRole('main').getByRole('alert')).toContainText('deze code klopt niet');
	await reset.getByLabel('Code van uw app, of een herstelcode').fill(story.codes[1] ?? '');
	await reset.getByRole('button', { name: 'Maak een link' }).click();
	await expect(page.locator('code')).toContainText('/choose-password/');
});

test('a person who signed in through the organisation confirms a second factor there again, and approves what they came for', async ({
	visitor,
	watch
}) => {
	watch.allow(/WebSocket|40[03]|favicon\.ico/);
	const there = await realProvider();
	Object.assign(env, there.env, {
		OIDC_NAME: 'Gemeente Proef',
		OIDC_ROLES: 'voorlichters=spokesperson',
		OIDC_SECOND_FACTOR: 'otp'
	});
	there.register(home, { saysHow: true });
	there.people.set('eva', { name: 'Eva Smit', email: 'eva@proef.example', roles: ['voorlichters'] });
	await program.stop();
	await program.start();
	try {
		const page = await visitor({ baseURL: home, viewport: { width: 360, height: 740 } });
		await page.goto(story.second);
		await page.getByRole('link', { name: 'Inloggen met Gemeente Proef' }).click();
		await page.getByRole('button', { name: 'Eva Smit' }).click();
		await expect(page).toHaveURL(new RegExp(`${story.second}$`));
		const again = page.getByRole('link', { name: 'Laat het opnieuw zien bij uw organisatie' });
		await expect(page.getByRole('button', { name: 'Akkoord', exact: true })).toBeVisible();
		await expect(again).toHaveCount(0);

		// While they read, what they showed grew too old.
		await inDatabase(program, `update session set strong_at = now() - interval '31 minutes'`);
		await page.getByRole('button', { name: 'Akkoord', exact: true }).click();
		await expect(page.getByRole('main').getByRole('alert')).toContainText('bevestig eerst opnieuw dat u het bent');
		expect(await faultsOf(page)).toEqual([]);
		expect(await inDark(page)).toEqual([]);
		await again.click();
		// Signed in there or not: the service asks who it is.
		await expect(page.getByRole('button', { name: 'Eva Smit' })).toBeVisible();
		expect(page.url()).toContain(there.issuer);
		await page.getByRole('button', { name: 'Eva Smit' }).click();
		await expect(page).toHaveURL(new RegExp(`${story.second}$`));
		await expect(page.getByText('De brand in Zuid is uit.').first()).toBeVisible();
		await expect(again).toHaveCount(0);
		await page.getByRole('button', { name: 'Akkoord', exact: true }).click();
		await expect(page.getByText('Uw akkoord is opgeslagen.')).toBeVisible();
	} finally {
		await there.stop();
	}
});
