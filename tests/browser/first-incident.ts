import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { RunningProgram } from '../running-program';

/** A person at a separate machine, whose program is not the one that the tests share. */
export const visitorOf = (browser: Browser, { base }: RunningProgram): Promise<BrowserContext> =>
	browser.newContext({ baseURL: base, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' });

/** Sets a new program up for real, as its first administrator. */
export async function setUp(page: Page, { base, output }: RunningProgram): Promise<void> {
	await page.goto('/set-up');
	await page.getByLabel('Eenmalige code').fill(/\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(output)?.[0] ?? '');
	await page.getByLabel('Naam van uw organisatie').fill('Gemeente Proef');
	await page.getByLabel('Uw naam').fill('Noor de Wit');
	await page.getByLabel('Uw e-mailadres').fill('noor@proef.example');
	await page.getByLabel('Wachtwoord', { exact: true }).fill('vier losse gekke woorden');
	await page.getByLabel('Nog een keer hetzelfde wachtwoord').fill('vier losse gekke woorden');
	await page.getByRole('button', { name: 'Richt in' }).click();
	await page.waitForURL(`${base}/`);
}

/** An administrator in `page` adds a person, who opens the account in `theirs`, at a machine of their own. */
export async function admit(
	page: Page,
	theirs: Page,
	{ name, email, role, password }: Readonly<Record<'name' | 'email' | 'role' | 'password', string>>
): Promise<void> {
	await page.goto('/people');
	await page.getByLabel('Naam', { exact: true }).fill(name);
	await page.getByLabel('E-mailadres').fill(email);
	await page.getByRole('checkbox', { name: role }).check();
	await page.getByRole('button', { name: 'Voeg toe' }).click();
	await openAccount(theirs, (await page.locator('code').textContent()) ?? '', password);
}
/** A person chooses a password by the link that an administrator made. */
export async function openAccount(theirs: Page, link: string, password: string): Promise<void> {
	await theirs.goto(link);
	await theirs.getByLabel('Nieuw wachtwoord').fill(password);
	await theirs.getByLabel('Nog een keer').fill(password);
	await theirs.getByRole('button', { name: 'Kies dit wachtwoord' }).click();
	await theirs.getByRole('heading', { level: 1, name: 'Incidenten' }).waitFor();
}

/** Opens an incident in Amsterdam. @returns its address */
export async function openIncident(page: Page): Promise<string> {
	await page.goto('/#open');
	await page.getByLabel('Wat is er aan de hand?').fill('Brand Zuid');
	await page.getByLabel('Plaats', { exact: true }).fill('Amsterdam');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Open incident' }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
	return page.url();
}

/** Sets a new program up and opens an incident. @returns its address */
export async function firstIncident(page: Page, program: RunningProgram): Promise<string> {
	await setUp(page, program);
	return openIncident(page);
}
