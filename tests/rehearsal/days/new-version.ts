import { chromium } from '@playwright/test';
import { findChromium, findShell } from '../../../scripts/chromium.mjs';
import { copyAsNewVersion } from '../setup/new-version';
import type { Installation } from '../setup/installation';
import { give } from './incident';

/**
 * The program starts again as a new version while somebody has the rumours open: the page shows what is noted next.
 * @returns what is wrong
 */
export async function newVersion(installation: Installation): Promise<string[]> {
	const root = installation.file('new-version');
	copyAsNewVersion(root);
	const executablePath = findShell() ?? findChromium();
	const browser = executablePath === null ? null : await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	const wrong: string[] = [];
	try {
		const context = await browser?.newContext({ baseURL: installation.program.base });
		await context?.addCookies(installation.people.coordinator.cookies);
		const page = await context?.newPage();
		page?.on('pageerror', ({ message }) => wrong.push(message));
		await page?.goto(`/incidents/${installation.incident}/rumours`);
		await page?.getByText('Het drinkwater is vergiftigd').first().waitFor();

		await installation.program.stop();
		await installation.program.start(root);

		const text = 'De rook zou giftig zijn';
		await give(installation, 'analyst', 'rumour.signal', {
			id: installation.ids.make('second rumour'),
			text,
			offline: 'Gehoord aan de balie',
			seenIn: null
		});
		await page?.getByText(text).first().waitFor({ timeout: 60_000 });
		await page?.getByRole('link', { name: text }).first().click();
		await page?.getByRole('heading', { name: text }).first().waitFor({ timeout: 60_000 });
	} catch (error) {
		wrong.push(String(error));
	} finally {
		await browser?.close();
	}
	return wrong;
}
