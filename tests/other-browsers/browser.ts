import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect } from '@playwright/test';

/** The keys that have a name here, by the code points of WebDriver. */
export const keys = { Tab: '\uE004', Enter: '\uE007', Control: '\uE009', Escape: '\uE00C' } as const;
export type Key = keyof typeof keys;

export interface Options {
	/** False: a page runs no scripts, as when a browser blocks them. */
	readonly script: boolean;
}

/** What each browser does in its own way. */
export interface Driver {
	goto(url: string): Promise<void>;
	/** Runs a function in the page. */
	evaluate<Input, Output>(work: (input: Input) => Output, input: Input): Promise<Awaited<Output>>;
	/** Clicks the middle of the first element that matches. */
	click(selector: string): Promise<void>;
	/** Types into what has the focus. */
	type(text: string): Promise<void>;
	press(...pressed: readonly Key[]): Promise<void>;
	upload(selector: string, file: string): Promise<void>;
	/** Resizes the window, as far as it can. */
	resize(width: number, height: number): Promise<void>;
	/** Errors of the pages since the start, in the console and uncaught. */
	errors(): readonly string[];
	close(): Promise<void>;
}

/** The first of these programs that is on the path; null when none is. */
export function findProgram(...names: readonly string[]): string | null {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const named = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return named.find(isExecutable) ?? null;
}
export function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** A page, operated by its visible text, as a person would. */
export class Page {
	constructor(readonly driver: Driver) {}

	/** Opens the page and waits until its scripts, if it has any, have started. */
	async goto(url: string): Promise<void> {
		await this.driver.goto(url);
		await this.started(url);
	}
	/** The scripts of the page that is open, if it has any, have started. */
	async started(message = ''): Promise<void> {
		const isReady = () =>
			'started' in document.documentElement.dataset ||
			![...document.scripts].some(({ text }) => text.includes('kit.start('));
		await expect.poll(() => this.driver.evaluate(isReady, null).catch(() => false), { message }).toBe(true);
	}
	type = (text: string): Promise<void> => this.driver.type(text);
	press = (...pressed: readonly Key[]): Promise<void> => this.driver.press(...pressed);
	text = (): Promise<string> => this.driver.evaluate(() => document.body.innerText, null);
	path = (): Promise<string> => this.driver.evaluate(() => location.pathname, null);
	async shows(text: string | RegExp): Promise<void> {
		await expect
			.poll(() => this.text().catch(String))
			.toEqual(typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text));
	}
	/** Clicks the button, link or summary whose text or name begins so, once it is there and enabled. */
	async click(name: string): Promise<void> {
		await this.#mark(({ name, mark }) => {
			const found = [...document.querySelectorAll('button, a, summary')].find(
				(one) =>
					(one.textContent.trim().startsWith(name) || one.ariaLabel?.startsWith(name)) &&
					one.checkVisibility() &&
					!one.matches(':disabled, [aria-disabled=true]')
			);
			found?.scrollIntoView({ block: 'center' });
			found?.setAttribute(mark, '');
			return found !== undefined;
		}, name);
		await this.driver.click(`[${MARK}]`);
	}
	/** Types into the field with this label, replacing its content. */
	async fill(label: string, text: string): Promise<void> {
		await this.#mark(fieldOf, label);
		await this.driver.evaluate((mark) => {
			const field = document.querySelector<HTMLInputElement>(`[${mark}]`);
			field?.focus();
			field?.select();
		}, MARK);
		await this.driver.type(text);
	}
	async upload(label: string, file: string): Promise<void> {
		await this.#mark(fieldOf, label);
		await this.driver.upload(`[${MARK}]`, file);
	}

	/** Marks an element, once it is there. */
	async #mark(find: (wanted: { name: string; mark: string }) => boolean, name: string): Promise<void> {
		const wanted = { name, mark: MARK };
		await expect
			.poll(
				async () => {
					await this.driver.evaluate((mark) => document.querySelector(`[${mark}]`)?.removeAttribute(mark), MARK);
					return this.driver.evaluate(find, wanted);
				},
				{ message: name }
			)
			.toBe(true);
	}
}
const MARK = 'data-found';
function fieldOf({ name, mark }: { name: string; mark: string }): boolean {
	const labels = [...document.querySelectorAll('label')].filter((one) => one.checkVisibility());
	const label =
		labels.find((one) => one.textContent.trim() === name) ??
		labels.find((one) => one.textContent.trim().startsWith(name));
	label?.control?.setAttribute(mark, '');
	return Boolean(label?.control);
}
