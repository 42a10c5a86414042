import type { Page } from '@playwright/test';
import { startProgram, type RunningProgram } from '../running-program';
import { realProvider, type RealProvider } from '../server/oidc/real-provider';
import { firstIncident } from './first-incident';
import { faultsOf } from './page-faults';
import { expect, test as usual } from './server';

/** What a person does whose organisation has its own sign-in service; here a real one on this machine. */
const test = usual.extend<object, { there: RealProvider; program: RunningProgram }>({
	there: [
		async ({}, use) => {
			const there = await realProvider();
			await use(there);
			await there.stop();
		},
		{ scope: 'worker' }
	],
	program: [
		async ({ there }, use) => {
			const off = { LOCAL_SIGN_IN: 'off', BREAK_GLASS: 'noor@proef.example' };
			const program = await startProgram({ env: { ...there.env, ...off, OIDC_NAME: 'Gemeente Proef' } });
			there.register(program.base);
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

test('one button leads in and out, without a script too; roles follow, and the end there is the end here', async ({
	page,
	visitor,
	there,
	program,
	watch
}) => {
	test.slow();
	watch.allow(/favicon\.ico/); // of the provider's own pages
	there.people.set('anna', { name: 'Anna Visser', email: 'anna@proef.example', roles: ['analisten'] });
	there.people.set('piet', { name: 'Piet Post', email: 'piet@proef.example', roles: ['postkamer'] });
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

	// Without a script: who has no role does not come in, and is told what to do; who has one does.
	const plain = await visitor({ javaScriptEnabled: false });
	await signIn(plain, 'Piet Post');
	await expect(plain.getByText('Uw account bij Gemeente Proef geeft hier geen rol.')).toBeVisible();
	await plain.context().clearCookies();
	await signIn(plain, 'Stop');
	await expect(plain.getByText('Het aanmelden bij Gemeente Proef is niet afgemaakt.')).toBeVisible();
	await plain.goto('/sign-in?next=%2Faccount');
	await plain.getByRole('link', { name: 'Inloggen met Gemeente Proef' }).click();
	await plain.getByRole('button', { name: 'Anna Visser' }).click();
	await plain.waitForURL('**/account');
	await expect(plain.getByRole('banner')).toContainText('Gemeente Proef');
	await expect(plain.getByText('Uw account is gekoppeld aan Gemeente Proef.')).toBeVisible();
	await expect(plain.getByLabel('Uw oude wachtwoord')).toHaveCount(0);
	await plain.goto('/');
	await plain.locator('summary', { hasText: 'Anna Visser' }).click();
	await plain.getByRole('button', { name: 'Meld af' }).click();
	await plain.getByRole('button', { name: 'Ja, meld mij af' }).click();
	await plain.waitForURL('**/sign-in');
	await plain.goto('/account');
	await plain.waitForURL('**/sign-in?next=%2Faccount');

	// The emergency door: one administrator, with a warning.
	const glass = await visitor({ javaScriptEnabled: false });
	await glass.goto('/sign-in');
	await glass.getByText('Noodtoegang voor de beheerder').click();
	await glass.getByLabel('E-mailadres').fill('noor@proef.example');
	await glass.getByLabel('Wachtwoord').fill('vier losse gekke woorden');
	await glass.getByRole('button', { name: 'Meld aan' }).click();
	await glass.waitForURL(`${program.base}/`);
	expect(program.said).toContain('BREAK GLASS: signed in with a password');

	// At the desk: signed out elsewhere is signed out here, within two seconds, on the open page.
	const desk = await visitor();
	await signIn(desk, 'Anna Visser');
	await desk.goto(incident);
	await expect(desk.getByRole('main')).toBeVisible();
	watch.allow(/401/);
	const elsewhere = await desk.context().newPage();
	await elsewhere.goto(`${there.issuer}/session/end`);
	await elsewhere.getByRole('button', { name: 'Ja, meld mij af' }).click();
	const began = performance.now();
	await expect.poll(async () => (await desk.request.get('/account', { maxRedirects: 0 })).status()).toBe(303);
	expect(performance.now() - began).toBeLessThan(2_000);
	await expect(desk.getByText(/afgemeld|Meld u (?:opnieuw )?aan/).first()).toBeVisible();
});

test('the page to sign in is plain, and the emergency door is shut', async ({ page }) => {
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
