import type { Page } from '@playwright/test';
import { startProgram, type RunningProgram } from '../running-program';
import { realProvider, type RealProvider } from '../server/oidc/real-provider';
import { firstIncident } from './first-incident';
import { faultsOf } from './page-faults';
import { expect, test as baseTest } from './server';

/** Signing in through an organisation's own sign-in service; here a real one on this machine. */
const test = baseTest.extend<object, { provider: RealProvider; program: RunningProgram }>({
	provider: [
		async ({}, use) => {
			const provider = await realProvider();
			await use(provider);
			await provider.stop();
		},
		{ scope: 'worker' }
	],
	program: [
		async ({ provider }, use) => {
			const off = { LOCAL_SIGN_IN: 'off', BREAK_GLASS: 'noor@proef.example' };
			const program = await startProgram({ env: { ...provider.env, ...off, OIDC_NAME: 'Gemeente Proef' } });
			provider.register(program.base);
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	]
});
test.use({ actionTimeout: 15_000 });

const signIn = async (page: Page, name: string): Promise<void> => {
	await page.goto('/sign-in');
	await page.getByRole('link', { name: 'Inloggen met Gemeente Proef' }).click();
	await page.getByRole('button', { name }).click();
};

test('one button signs in and out through the organisation, also without a script; roles follow, and signing out there ends the session here', async ({
	page,
	visitor,
	provider,
	program,
	watch
}) => {
	test.slow();
	watch.allow(/favicon\.ico/); // of the provider's own pages
	provider.people.set('anna', { name: 'Anna Visser', email: 'anna@proef.example', roles: ['analisten'] });
	provider.people.set('piet', { name: 'Piet Post', email: 'piet@proef.example', roles: ['postkamer'] });
	const incident = await firstIncident(page, program);

	// The administrator sees what is set, and tries it.
	await page.goto('/settings');
	await expect(page.getByText(`${program.base}/sign-in/organisation/back`)).toBeVisible();
	await page.getByRole('button', { name: 'Probeer de inlogdienst' }).click();
	await expect(page.getByText('De inlogdienst antwoordt goed en heeft 1 sleutel.')).toBeVisible();
	for (const width of [1280, 768, 360]) {
		await page.setViewportSize({ width, height: 800 });
		expect(await faultsOf(page)).toEqual([]);
	}

	// Without a script: a person without a role is not let in, and reads what to do; a person with one is.
	const scriptless = await visitor({ javaScriptEnabled: false });
	await signIn(scriptless, 'Piet Post');
	await expect(scriptless.getByText('Uw account bij Gemeente Proef geeft hier geen rol.')).toBeVisible();
	await scriptless.context().clearCookies();
	await signIn(scriptless, 'Stop');
	await expect(scriptless.getByText('Het aanmelden bij Gemeente Proef is niet afgemaakt.')).toBeVisible();
	await scriptless.goto('/sign-in?next=%2Faccount');
	await scriptless.getByRole('link', { name: 'Inloggen met Gemeente Proef' }).click();
	await scriptless.getByRole('button', { name: 'Anna Visser' }).click();
	await scriptless.waitForURL('**/account');
	await expect(scriptless.getByRole('banner')).toContainText('Gemeente Proef');
	await expect(scriptless.getByText('Uw account is gekoppeld aan Gemeente Proef.')).toBeVisible();
	await expect(scriptless.getByLabel('Uw oude wachtwoord')).toHaveCount(0);
	await scriptless.goto('/');
	await scriptless.locator('summary', { hasText: 'Anna Visser' }).click();
	await scriptless.getByRole('button', { name: 'Meld af' }).click();
	await scriptless.getByRole('button', { name: 'Ja, meld mij af' }).click();
	await scriptless.waitForURL('**/sign-in');
	await scriptless.goto('/account');
	await scriptless.waitForURL('**/sign-in?next=%2Faccount');

	// The emergency door: one administrator, with a warning.
	const glass = await visitor({ javaScriptEnabled: false });
	await glass.goto('/sign-in');
	await glass.getByText('Noodtoegang voor de beheerder').click();
	await glass.getByLabel('E-mailadres').fill('noor@proef.example');
	await glass.getByLabel('Wachtwoord').fill('vier losse gekke woorden');
	await glass.getByRole('button', { name: 'Meld aan' }).click();
	await glass.waitForURL(`${program.base}/`);
	expect(program.output).toContain('BREAK GLASS: signed in with a password');

	// At the desk: signed out elsewhere is signed out here, within two seconds, on the open page.
	const desk = await visitor();
	await signIn(desk, 'Anna Visser');
	await desk.goto(incident);
	await expect(desk.getByRole('main')).toBeVisible();
	watch.allow(/401/);
	const elsewhere = await desk.context().newPage();
	await elsewhere.goto(`${provider.issuer}/session/end`);
	await elsewhere.getByRole('button', { name: 'Ja, meld mij af' }).click();
	const began = performance.now();
	await expect.poll(async () => (await desk.request.get('/account', { maxRedirects: 0 })).status()).toBe(303);
	expect(performance.now() - began).toBeLessThan(2_000);
	await expect(desk.getByText(/afgemeld|Meld u (?:opnieuw )?aan/).first()).toBeVisible();
});

test('the sign-in page has no accessibility fault, with the emergency access closed and open', async ({ page }) => {
	await page.goto('/sign-in?problem=away');
	await expect(page.getByText('geeft nu geen goed antwoord')).toBeVisible();
	for (const width of [1280, 768, 360]) {
		await page.setViewportSize({ width, height: 800 });
		expect(await faultsOf(page)).toEqual([]);
	}
	await expect(page.getByRole('banner')).not.toContainText('object');
	await page.getByText('Noodtoegang voor de beheerder').click();
	expect(await faultsOf(page)).toEqual([]);
});
