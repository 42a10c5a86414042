import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The faults of a page for people with low vision or a narrow screen: accessibility faults, and horizontal overflow.
 */
export async function faultsOf(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
	return [
		...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
		...(await sidewaysOf(page))
	];
}

/** What sticks out sideways. */
export const sidewaysOf = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		document.documentElement.scrollWidth <= innerWidth
			? []
			: [...document.querySelectorAll('body *')]
					.filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
					.map(({ tagName, className }) => `sideways: ${tagName} ${className}`)
	);

/**
 * The faults of an address in light and dark, on a phone, a tablet and a laptop. A tablet shows what one of the others
 * shows, so it is only checked for horizontal overflow.
 */
export async function lookOver(page: Page, base: string, address: string): Promise<string[]> {
	const found: string[] = [];
	const before = page.viewportSize();
	for (const look of ['light', 'dark']) {
		await page.context().addCookies([{ name: 'look', value: look, url: base }]);
		await page.goto(address);
		for (const width of [1280, 768, 360]) {
			await page.setViewportSize({ width, height: 800 });
			const faults = await (width === 768 ? sidewaysOf(page) : faultsOf(page));
			found.push(...faults.map((fault) => `${address}, ${look}, ${width} px: ${fault}`));
		}
		if (before) await page.setViewportSize(before);
	}
	return found;
}
