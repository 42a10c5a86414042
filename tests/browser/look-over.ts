import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong with a page for somebody who cannot see it well or has a narrow screen: accessibility faults, and what sticks out sideways. */
export async function faultsOf(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
	const sideways = await page.evaluate(() =>
		document.documentElement.scrollWidth <= innerWidth
			? []
			: [...document.querySelectorAll('body *')]
					.filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
					.map(({ tagName, className }) => `sideways: ${tagName} ${className}`)
	);
	return [...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`), ...sideways];
}

/** The faults of an address in light and dark, on a phone, a tablet and a laptop. */
export async function lookOver(page: Page, base: string, address: string): Promise<string[]> {
	const found: string[] = [];
	const before = page.viewportSize();
	for (const look of ['light', 'dark']) {
		await page.context().addCookies([{ name: 'look', value: look, url: base }]);
		for (const width of [360, 768, 1280]) {
			await page.setViewportSize({ width, height: 800 });
			await page.goto(address);
			found.push(...(await faultsOf(page)).map((fault) => `${address}, ${look}, ${width} px: ${fault}`));
		}
	}
	if (before) await page.setViewportSize(before);
	return found;
}
