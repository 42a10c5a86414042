import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { RunningProgram } from '../running-program';

/** A person at a separate machine, whose program is not the one that the tests share. */
export const visitorOf = (browser: Browser, { base }: RunningProgram): Promise<BrowserContext> =>
	browser.newContext({ baseURL: base, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' });

/**
 * Sets a new program up for real, as its first administrator, and opens an incident in Amsterdam.
 * @returns the incident's address
 */
export async function firstIncident(page: Page, { base, said }: RunningProgram): Promise<string> {
	await page.goto('/set-up');
	await page.getByLabel('Eenmalige code').fill(/\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(said)?.[0] ?? '');
	await page.getByLabel('Naam van uw organisatie').fill('Gemeente Proef');
	await page.getByLabel('Uw naam').fill('Noor de Wit');
	await page.getByLabel('Uw e-mailadres').fill('noor@proef.example');
	await page.getByLabel('Wachtwoord', { exact: true }).fill('vier losse gekke woorden');
	await page.getByLabel('Nog een keer hetzelfde wachtwoord').fill('vier losse gekke woorden');
	await page.getByRole('button', { name: 'Richt in' }).click();
	await page.waitForURL(`${base}/`);
	await page.goto('/#open');
	await page.getByLabel('Wat is er aan de hand?').fill('Brand Zuid');
	await page.getByLabel('Plaats', { exact: true }).fill('Amsterdam');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Open incident' }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
	return page.url();
}
