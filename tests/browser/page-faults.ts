import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Our pages have no frames of other origins, for which axe would open a second page at every run. */
const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

/**
 * The faults of a page for people with low vision or a narrow screen: accessibility faults, and horizontal overflow.
 */
export async function faultsOf(page: Page): Promise<string[]> {
	// `npm run accessibility` makes the accessibility statement from what is written here; nobody else reads the passes.
	const results = process.env['AXE_RESULTS'];
	const { violations, passes, incomplete, testEngine } = await axeOn(page)
		.options(results ? {} : { resultTypes: ['violations'] })
		.withTags(standards)
		.analyze();
	if (results) {
		const [passed, violated, unsure] = [passes, violations, incomplete].map((rules) => rules.map(({ id }) => id));
		const line = { address: page.url(), engine: testEngine.version, passed, violated, unsure };
		appendFileSync(join(results, `${String(process.pid)}.jsonl`), `${JSON.stringify(line)}\n`);
	}
	const found = violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target.join(' ')) }));
	for (const fault of found) if (fault.id === 'target-size') fault.targets = await tooSmall(page, fault.targets);
	return [...found.flatMap(lineOf), ...(await sidewaysOf(page))];
}

/** What a second look (dark, a house style) can spoil of a page whose other faults were looked for in the first. */
export async function contrastFaultsOf(page: Page): Promise<string[]> {
	const { violations } = await axeOn(page).withRules(['color-contrast', 'link-in-text-block']).analyze();
	const found = violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target.join(' ')) }));
	return [...found.flatMap(lineOf), ...(await sidewaysOf(page))];
}

const lineOf = ({ id, targets }: { id: string; targets: readonly string[] }): string[] =>
	targets.length > 0 ? [`${id}: ${targets.join(', ')}`] : [];

/** Those that are too small in the middle of the window as well: a bar at its edge covers whatever lies under it. */
async function tooSmall(page: Page, targets: readonly string[]): Promise<string[]> {
	const from = await page.evaluate(() => scrollY);
	const small: string[] = [];
	for (const target of targets) {
		await page.locator(target).evaluate((element) => {
			element.scrollIntoView({ block: 'center' });
		});
		const { violations } = await axeOn(page).include(target).withRules('target-size').analyze();
		if (violations.length > 0) small.push(target);
	}
	await page.evaluate((top) => {
		scrollTo(0, top);
	}, from);
	return small;
}

/** What sticks out sideways, and short words and numbers that are broken over two lines. */
export const sidewaysOf = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const wide =
			document.documentElement.scrollWidth <= innerWidth
				? []
				: [...document.querySelectorAll('body *')]
						.filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
						.map(({ tagName, className }) => `sideways: ${tagName} ${className}`);
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const broken: string[] = [];
		// What only a screen reader reads is clipped to one pixel; an element without a box of its own has no width.
		const isClipped = (element: Element | null): boolean =>
			element !== null &&
			((element.getBoundingClientRect().width <= 1 && getComputedStyle(element).overflow === 'hidden') ||
				isClipped(element.parentElement));
		for (let text = texts.nextNode(); text; text = texts.nextNode()) {
			if (!/^(?:\p{L}{4,12}|\p{N}{2,6})$/u.test(text.textContent?.trim() ?? '')) continue;
			const range = document.createRange();
			range.selectNodeContents(text);
			const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
			// A closed `details` keeps the boxes of what it does not show.
			const isShown = (text.parentElement?.checkVisibility() ?? false) && !isClipped(text.parentElement);
			if (lines.size > 1 && isShown) broken.push(`broken: ${text.textContent?.trim() ?? ''}`);
		}
		return [...wide, ...broken];
	});

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
			const faults = await (width === 768 ? sidewaysOf : look === 'dark' ? contrastFaultsOf : faultsOf)(page);
			found.push(...faults.map((fault) => `${address}, ${look}, ${width} px: ${fault}`));
		}
		if (before) await page.setViewportSize(before);
	}
	return found;
}
