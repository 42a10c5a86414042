import { helpCards } from '../../src/routes/help/topics';
import { beginExercise, hasStarted } from './desk';
import { lookOver } from './page-faults';
import { expect, test } from './server';

/** The help is for everybody: without an account, without a script, and while the line is down. */

test('the help has no accessibility fault in light and dark, on a phone, a tablet and a laptop', async ({
	page,
	base
}) => {
	test.slow();
	for (const address of ['/help?q=schijf', '/help/labels', '/help/configuration', '/help/card/server'])
		expect(await lookOver(page, base, address)).toEqual([]);
});

test('without an account or a script the help can be searched, read and switched to the other language', async ({
	visitor
}) => {
	const page = await visitor({ javaScriptEnabled: false });
	await page.goto('/');
	await page.getByRole('link', { name: 'Hulp' }).click();
	await expect(page.getByRole('heading', { name: 'Beginnen', level: 1 })).toBeVisible();
	await page.getByRole('link', { name: 'Alle hulp' }).click();
	await page.getByLabel('Zoek in de hulp').fill('coordinator wachtwoord');
	await page.getByRole('button', { name: 'Zoek' }).click();
	await expect(page.getByText('Niets gevonden')).toBeVisible();
	await page.getByLabel('Zoek in de hulp').fill('NOODKRETEN');
	await page.getByRole('button', { name: 'Zoek' }).click();
	await page.getByRole('link', { name: 'Noodkreten', exact: true }).first().click();
	await expect(page.getByRole('heading', { name: 'Zo gaat het' })).toBeVisible();
	await page.getByRole('link', { name: 'English' }).click();
	await expect(page.getByRole('heading', { name: 'Calls for help', level: 1 })).toBeVisible();
	await page.getByRole('link', { name: 'All help' }).click();
	await expect(page.getByRole('heading', { name: 'For everyone' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the search works while the server cannot be reached', async ({ page, watch }) => {
	watch.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
	await page.goto('/help');
	await hasStarted(page);
	await page.context().setOffline(true);
	await page.getByLabel('Zoek in de hulp').pressSequentially('back-up');
	await expect(page.getByRole('link', { name: /^Bijhouden/ }).first()).toBeVisible();
	await expect(page.getByRole('status').filter({ hasText: 'gevonden' })).toBeVisible();
	await page.context().setOffline(false);
});

test('the account menu leads from a screen to the help about that screen', async ({ page }) => {
	const incident = await beginExercise(page, 5);
	await page.goto(`${incident}/rumours`);
	await page.locator('header summary', { hasText: 'Uw account' }).click();
	await page.getByRole('link', { name: 'Hulp bij dit scherm' }).click();
	await expect(page.getByRole('heading', { name: 'Geruchten', level: 1 })).toBeVisible();
});

test('each card prints on one page, in both languages', async ({ page }) => {
	for (const card of helpCards)
		for (const language of ['nl', 'en']) {
			await page.goto(`/help/card/${card}?lang=${language}`);
			const file = await page.pdf({ preferCSSPageSize: true });
			expect(file.toString('latin1').match(/\/Type\s*\/Page(?!s)/g), `${card}, ${language}`).toHaveLength(1);
		}
	await page.goto('/help/all');
	const whole = await page.pdf({ preferCSSPageSize: true });
	expect(whole.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length).toBeGreaterThan(5);
});
