import { test as playwright } from '@playwright/test';
import { startProgram } from '../running-program';
import { startTcpProxy, type TcpProxy } from '../server/tcp-proxy';
import { Page, type Driver, type Options } from './browser';
import { firefox, startFirefox } from './firefox';
import { missingForWebKit, startWebKit } from './webkit';

export { expect } from '@playwright/test';

const kinds = {
	Firefox: { missing: () => (firefox() ? null : 'firefox-esr'), start: startFirefox },
	WebKitGTK: { missing: missingForWebKit, start: startWebKit }
} satisfies Record<string, { missing: () => string | null; start: (options: Options) => Promise<Driver> }>;

interface Settings {
	kind: keyof typeof kinds;
}
interface Shared extends Settings {
	/** Between the browser and a program of exercises. */
	line: TcpProxy;
	/** The analyst's page, in an exercise whose clock is stopped. */
	desk: Page;
	/** The page of an outside reader, whose browser runs no scripts. */
	reader: Page;
	incident: Incident;
}

/** The tool that must be installed for this browser; null when it is there. */
export const missing = (kind: keyof typeof kinds): string | null => kinds[kind].missing();

export const test = playwright.extend<object, Shared>({
	kind: ['Firefox', { option: true, scope: 'worker' }],
	line: [
		async ({}, use) => {
			const env: Record<string, string> = { DEMO: '1' };
			const program = await startProgram({ env });
			const line = await startTcpProxy(program.base);
			env['ORIGIN'] = new URL(line.url).origin;
			await program.stop();
			await program.start();
			await use(line);
			await line.stop();
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	],
	desk: [({ kind }, use) => openPage(kind, { script: true }, use), { scope: 'worker', timeout: 300_000 }],
	reader: [({ kind }, use) => openPage(kind, { script: false }, use), { scope: 'worker', timeout: 300_000 }],
	incident: [
		async ({ desk: page, line }, use) => {
			const base = new URL(line.url).origin;
			await page.goto(base);
			await page.click('Begin de oefening');
			await playwright.expect.poll(() => page.path()).toMatch(/^\/incidents\/[0-9a-f-]{36}$/);
			const incident = new Incident(page, base, await page.path());
			await playwright.expect.poll(() => selectedStory(page)).not.toBe('');
			await incident.send('exercise.setClock', { speed: 0, incident: null });
			await use(incident);
		},
		{ scope: 'worker', timeout: 300_000 }
	]
});

async function openPage(kind: Settings['kind'], options: Options, use: (page: Page) => Promise<void>): Promise<void> {
	const driver = await kinds[kind].start(options);
	await use(new Page(driver));
	await driver.close();
	// Expected: a lost connection, a page that was left, a page without an icon, a layout that took one more frame.
	const expected =
		/connect|favicon|interrupted|onderbroken|WebSocket|network|Load failed|NS_ERROR|ResizeObserver loop/i;
	playwright.expect(driver.errors().filter((error) => !expected.test(error))).toEqual([]);
}

export const selectedStory = (page: Page): Promise<string> =>
	page.driver.evaluate(() => document.querySelector('article[aria-current=true]')?.id ?? '', null);

/** What the API does for the person in the page. */
class Incident {
	constructor(
		readonly page: Page,
		readonly base: string,
		readonly path: string
	) {}

	get url(): string {
		return this.base + this.path;
	}
	async send(type: string, input: object): Promise<void> {
		const answer = await this.page.driver.evaluate(
			async (command) => {
				const body = JSON.stringify({ id: crypto.randomUUID(), type: command.type, input: command.input });
				const headers = { 'content-type': 'application/json' };
				const response = await fetch(`/api/v1${command.path}/commands`, { method: 'POST', body, headers });
				return response.ok ? '' : response.text();
			},
			{ path: this.path, type, input }
		);
		playwright.expect(answer).toBe('');
	}
	state(): Promise<Record<string, [string, Record<string, unknown>][]>> {
		return this.page.driver.evaluate(
			async (path) => ((await (await fetch(`/api/v1${path}/state`)).json()) as { state: never }).state,
			this.path
		);
	}
	async switchTo(person: string): Promise<void> {
		await this.page.driver.evaluate(async (id) => {
			await fetch('/switch-person', { method: 'POST', body: new URLSearchParams({ person: id, next: '/' }) });
		}, person);
	}
}
