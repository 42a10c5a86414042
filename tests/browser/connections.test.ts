import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { startProgram, type RunningProgram } from '../running-program';
import { MastodonServer } from '../server/ingest/mastodon-server';
import { expect, test } from './server';

let program: RunningProgram;
let mastodon: MastodonServer;
test.beforeAll(async () => {
	program = await startProgram({ env: { FETCH_ALLOW_CIDR: '127.0.0.0/8' } });
	mastodon = await MastodonServer.open();
});
test.afterAll(async () => {
	await mastodon.stop();
	await program.remove();
});

/** The first administrator, in an incident of their own. @returns its address */
async function openIncident(page: Page): Promise<string> {
	await page.goto('/set-up');
	await page.getByLabel('Eenmalige code').fill(/\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(program.said)?.[0] ?? '');
	await page.getByLabel('Naam van uw organisatie').fill('Gemeente Proef');
	await page.getByLabel('Uw naam').fill('Noor de Wit');
	await page.getByLabel('Uw e-mailadres').fill('noor@proef.example');
	await page.getByLabel('Wachtwoord', { exact: true }).fill('vier losse gekke woorden');
	await page.getByLabel('Nog een keer hetzelfde wachtwoord').fill('vier losse gekke woorden');
	await page.getByRole('button', { name: 'Richt in' }).click();
	await page.waitForURL(`${program.base}/`);
	await page.goto('/#open');
	await page.getByLabel('Wat is er aan de hand?').fill('Brand Zuid');
	await page.getByLabel('Plaats', { exact: true }).fill('Amsterdam');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Open incident' }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
	return page.url();
}

async function faultless(page: Page, name: string): Promise<void> {
	// So high that the bar for thumbs covers nothing that can be scrolled from under it.
	await page.setViewportSize({ width: 360, height: 5000 });
	const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
	const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
	expect.soft(faults, name).toEqual([]);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect.soft(wide, name).toBeLessThanOrEqual(0);
	await page.setViewportSize({ width: 1280, height: 800 });
}

test('Mastodon is connected, seen live, broken by another key, and mended; a program gets a key; a chat is pasted', async ({
	browser,
	watch
}) => {
	test.setTimeout(120_000);
	const context = await browser.newContext({
		baseURL: program.base,
		locale: 'nl-NL',
		timezoneId: 'Europe/Amsterdam',
		reducedMotion: 'reduce'
	});
	await watch.add(context);
	watch.allow(/40[09]|422/);
	const page = await context.newPage();
	const incident = await openIncident(page);

	await page.goto(`${incident}/sources`);
	await page.getByRole('link', { name: 'Mastodon' }).click();
	const key = page.getByLabel('Sleutel');
	const connect = async (secret: string): Promise<void> => {
		await page.getByLabel('Adres van de server').fill(mastodon.origin);
		await key.fill(secret);
		await page.getByRole('button', { name: 'Sluit aan' }).click();
	};
	await connect('fout');
	await expect(key).toHaveAccessibleDescription(/De sleutel klopt niet/);
	await expect(key).toHaveValue('');
	await faultless(page, 'connect');
	await connect('good');
	await page.waitForURL(`${incident}/sources`);
	const row = page.getByRole('row').filter({ hasText: '127.0.0.1' });
	await expect(row).toContainText('werkt', { timeout: 20_000 });
	mastodon.say('Brand in Amsterdam, veel rook');
	await page.goto(`${incident}?view=live`);
	await expect(page.getByRole('article').filter({ hasText: 'veel rook' })).toBeVisible({ timeout: 20_000 });

	mastodon.token = 'nieuw';
	mastodon.cut();
	await page.goto(`${incident}/sources`);
	await expect(row).toContainText('De sleutel klopt niet', { timeout: 20_000 });
	mastodon.say('Amsterdam: de brand is uit', { deaf: true });
	await row.getByRole('link', { name: 'Nieuwe sleutel' }).click();
	await connect('nieuw');
	await page.waitForURL(`${incident}/sources`);
	await expect(row).toContainText('werkt', { timeout: 20_000 });
	await page.goto(`${incident}?view=live`);
	await expect(page.getByRole('article').filter({ hasText: 'de brand is uit' })).toBeVisible({ timeout: 20_000 });

	await page.goto(`${incident}/sources`);
	await page.getByLabel('Naam', { exact: true }).last().fill('Meldkamer');
	await page.getByRole('button', { name: 'Maak deze bron' }).click();
	await page.getByRole('link', { name: 'Laat een programma ondertekenen' }).first().click();
	await page.getByRole('button', { name: 'Maak een sleutel' }).click();
	await expect(page.locator('.secret')).toHaveText(/^vsk_/);
	await expect(page.locator('pre')).toContainText('openssl dgst -sha256 -hmac');
	await faultless(page, 'hook');

	await page.goto(`${incident}/sources/paste`);
	await page
		.getByLabel('Gekopieerde berichten')
		.fill(
			'[20-11-2026 14:03] Anna: Ruiken jullie dat?\n[20-11-2026 14:04] Bram: Ja, rook bij de haven\n[20-11-2026 14:05] Bram: Oeps, verkeerde groep'
		);
	await expect(page.getByRole('heading', { name: '3 berichten' })).toBeVisible();
	await page.getByRole('button', { name: 'Laat weg' }).last().click();
	await page.getByLabel('Waar komen ze vandaan?').selectOption('whatsapp');
	await faultless(page, 'paste');
	await page.getByRole('button', { name: 'Neem 2 berichten over' }).click();
	await expect(page.getByText('2 nieuwe berichten.')).toBeVisible();
	await page.goto(`${incident}?view=live`);
	await expect(page.getByRole('article').filter({ hasText: 'rook bij de haven' })).toBeVisible({ timeout: 20_000 });
	await context.close();
});
