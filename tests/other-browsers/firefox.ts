import puppeteer from 'puppeteer-core';
import { findProgram, type Driver, type Options } from './browser';

export const firefox = (): string | null => findProgram('firefox-esr', 'firefox');

/** By WebDriver BiDi, which needs no program besides Firefox. */
export async function startFirefox({ script }: Options): Promise<Driver> {
	const browser = await puppeteer.launch({
		browser: 'firefox',
		executablePath: firefox() ?? '',
		timeout: 120_000,
		extraPrefsFirefox: {
			'javascript.enabled': script,
			'intl.accept_languages': 'nl-NL, nl',
			'ui.prefersReducedMotion': 1
		}
	});
	const [page = await browser.newPage()] = await browser.pages();
	const errors: string[] = [];
	page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
	page.on('pageerror', (error) => errors.push(String(error)));
	return {
		async goto(url) {
			await page.goto(url);
		},
		evaluate: <Input, Output>(work: (input: Input) => Output, input: Input) =>
			page.evaluate(work as (input: unknown) => Output, input),
		async click(selector) {
			const { x, y } = await page.evaluate((wanted) => {
				const box = document.querySelector(wanted)?.getBoundingClientRect() ?? new DOMRect();
				return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
			}, selector);
			await page.mouse.click(x, y);
		},
		type: (text) => page.keyboard.type(text),
		async press(...pressed) {
			for (const key of pressed) await page.keyboard.down(key);
			for (const key of pressed.toReversed()) await page.keyboard.up(key);
		},
		async upload(selector, file) {
			const field = await page.$(selector);
			await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
		},
		resize: (width, height) => page.setViewport({ width, height }),
		errors: () => errors,
		close: () => browser.close()
	};
}
