import type { Page } from '@playwright/test';
import { inChromium } from '../setup/chromium';
import type { Installation } from '../setup/installation';
import type { OpenPage } from './pages';

/** Opens each page once in Chromium, until its scripts have started. @returns what is wrong; null without Chromium */
export function wrongInChromium(installation: Installation, pages: readonly OpenPage[]): Promise<string[] | null> {
	return inChromium(installation, async (browserOf) => {
		const wrong: string[] = [];
		const waiting = [...pages];
		const work = async (): Promise<void> => {
			for (let next = waiting.shift(); next; next = waiting.shift()) {
				const { path, role } = next;
				const page = await (await browserOf(role)).newPage();
				const say = (what: string): void => void wrong.push(`${path} as ${role}: ${what}`);
				page.on(
					'console',
					(message) => message.type() === 'error' && say(`${message.text()} ${message.location().url}`)
				);
				page.on('pageerror', ({ message }) => say(message));
				page.on(
					'response',
					(response) => response.status() >= 500 && say(`${String(response.status())} ${response.url()}`)
				);
				await page
					.goto(path)
					.then(() => started(page))
					.catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
				// What they ask for when they have started comes too; some pages ask on and on.
				await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined);
				await page.close();
			}
		};
		await Promise.all([work(), work(), work()]);
		return wrong;
	});
}

/** SvelteKit announces where people are once its scripts have started; a page without them has started too. */
async function started(page: Page): Promise<void> {
	const hasScripts = await page.evaluate(() => [...document.scripts].some(({ text }) => text.includes('__sveltekit')));
	if (hasScripts) await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}
