import { expect, test } from './server';
import { beginExercise, incidentOf } from './desk';
import type { Locator, Page } from '@playwright/test';

/** Text that is typed and not sent is there again after a reload, and the header never says that all is saved. */

interface TypedField {
	readonly path: string;
	readonly field: (page: Page) => Locator;
	/** Opens the form. */
	readonly open?: (page: Page) => Promise<void>;
	readonly send: (page: Page) => Promise<void>;
}
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const text = 'Getypt en nog niet verstuurd';

const fields: readonly TypedField[] = [
	{ path: '/desk', field: (page) => page.locator('#text'), send: (page) => page.locator('#text').press('Enter') },
	{ path: '/sources/paste', field: (page) => page.locator('textarea'), send: press(/^Neem/) },
	{
		path: '/rumours',
		open: press('Nieuw gerucht'),
		field: (page) => page.locator('main form input[type=text], main form input:not([type])').first(),
		send: async (page) => {
			await page.locator('main form input').nth(1).fill('Balie');
			await page.locator('main form button[type=submit]').first().click();
		}
	}
];

const saved = (page: Page) => page.locator('header').getByText('Alles opgeslagen');
const readOrCreateFile = (page: Page): Promise<string[]> =>
	page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('voelspriet-typed-')));

for (const { path, field, open, send } of fields)
	test(`text typed at ${path} survives a reload until it is sent`, async ({ page }) => {
		await beginExercise(page);
		await page.goto(`/incidents/${incidentOf(page)}${path}`);
		await expect(saved(page)).toBeAttached();
		await open?.(page);
		await field(page).pressSequentially(text);
		await expect(saved(page)).toHaveCount(0);
		await page.reload();
		await open?.(page);
		await expect(field(page)).toHaveValue(text);
		await expect(saved(page)).toHaveCount(0);
		await send(page);
		await expect(saved(page)).toBeAttached();
		expect(await readOrCreateFile(page)).toEqual([]);
		await page.reload();
		await open?.(page);
		await expect(saved(page)).toBeAttached();
		await expect(page.locator('main textarea, main input').filter({ hasText: text })).toHaveCount(0);
	});
