import { chromium, type BrowserContext } from '@playwright/test';
import { findChromium, findShell } from '../../../scripts/chromium.mjs';
import type { Installation, Name } from './installation';

/** Gives the browser of somebody, under the clock of the installation; the same one each time. */
export type BrowserOf = (role: Name) => Promise<BrowserContext>;

/** Does the work in Chromium. @returns its result; null without Chromium */
export async function inChromium<Result>(
	installation: Installation,
	work: (browserOf: BrowserOf) => Promise<Result>
): Promise<Result | null> {
	const executablePath = findShell() ?? findChromium();
	if (executablePath === null) return null;
	const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
	const browser = await chromium.launch({ executablePath, args });
	const open = async (role: Name): Promise<BrowserContext> => {
		const context = await browser.newContext({
			baseURL: installation.program.base,
			reducedMotion: 'reduce',
			locale: 'nl-NL',
			timezoneId: 'Europe/Amsterdam'
		});
		await context.addCookies(installation.people[role].cookies);
		await context.clock.setFixedTime(installation.clock.now());
		context.setDefaultTimeout(20_000);
		return context;
	};
	const opened = new Map<Name, Promise<BrowserContext>>();
	try {
		return await work((role) => {
			const context = opened.get(role) ?? open(role);
			opened.set(role, context);
			return context;
		});
	} finally {
		await browser.close();
	}
}
