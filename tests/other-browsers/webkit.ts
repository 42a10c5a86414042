import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { Builder, By } from 'selenium-webdriver';
import { findProgram, isExecutable, keys, type Driver, type Options } from './browser';

/** Debian keeps it in the folder of its architecture. */
const miniBrowser = (process.platform === 'linux' ? readdirSync('/usr/lib') : [])
	.map((folder) => join('/usr/lib', folder, 'webkit2gtk-4.1', 'MiniBrowser'))
	.find(isExecutable);
const driver = findProgram('WebKitWebDriver');
const xvfb = findProgram('Xvfb');

/** What is missing here; null when nothing is. */
export const missingForWebKit = (): string | null => {
	if (!driver || !miniBrowser) return 'webkit2gtk-driver';
	return xvfb ? null : 'xvfb';
};

/** By WebDriver, on a screen of its own. */
export async function startWebKit({ script }: Options): Promise<Driver> {
	const screen = spawn(xvfb ?? '', ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'], {
		stdio: ['ignore', 'ignore', 'ignore', 'pipe']
	});
	const display = await outputOf(screen, 3, /(\d+)\n/);
	const port = await freePort();
	const server = spawn(driver ?? '', [`--port=${String(port)}`], {
		env: { ...process.env, DISPLAY: `:${display}`, LANGUAGE: 'nl_NL:nl' },
		stdio: 'ignore'
	});
	await listening(port);
	const args = ['--automation', `--enable-javascript-markup=${String(script)}`];
	const browser = await new Builder()
		.usingServer(`http://127.0.0.1:${String(port)}`)
		.withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: miniBrowser, args } })
		.build();
	await browser.manage().window().setRect({ x: 0, y: 0, width: 1440, height: 1000 });
	const errors: string[] = [];
	return {
		goto: (url) => browser.get(url),
		async evaluate<Input, Output>(work: (input: Input) => Output, input: Input): Promise<Awaited<Output>> {
			const { output, seen } = await browser.executeScript<{ output: Awaited<Output>; seen: string[] }>(
				`return (async (input) => ({ output: await (${String(work)})(input), seen: (${String(takeErrors)})() }))(arguments[0])`,
				input
			);
			errors.push(...seen);
			return output;
		},
		click: (selector) => browser.findElement(By.css(selector)).click(),
		type: (text) => browser.actions().sendKeys(text).perform(),
		async press(...pressed) {
			const actions = browser.actions();
			for (const key of pressed) actions.keyDown(keys[key]);
			for (const key of pressed.toReversed()) actions.keyUp(keys[key]);
			await actions.perform();
		},
		upload: (selector, file) => browser.findElement(By.css(selector)).sendKeys(file),
		async resize(width, height) {
			await browser.manage().window().setRect({ width, height });
		},
		errors: () => errors,
		async close() {
			await browser.quit();
			for (const child of [server, screen]) {
				const exited = new Promise((done) => child.once('exit', done));
				child.kill();
				await exited;
			}
		}
	};
}

/**
 * Runs in the page: the errors since it last ran there. The driver offers no console, so errors before the first run in
 * a page are not seen.
 */
function takeErrors(): string[] {
	const page: Window & { errorsSeen?: string[] } = window;
	if (!page.errorsSeen) {
		const seen: string[] = (page.errorsSeen = []);
		addEventListener('error', (event) => seen.push(event.message));
		addEventListener('unhandledrejection', (event) => seen.push(String(event.reason)));
		const { error } = console;
		console.error = (...parts: unknown[]) => {
			seen.push(parts.map(String).join(' '));
			error(...parts);
		};
	}
	return page.errorsSeen.splice(0);
}

/** Waits for what a program writes to this descriptor. */
const outputOf = (child: ChildProcess, descriptor: number, wanted: RegExp): Promise<string> =>
	new Promise((done, fail) => {
		let all = '';
		child.stdio[descriptor]?.on('data', (piece: Buffer) => {
			all += piece.toString();
			const found = wanted.exec(all)?.[1];
			if (found !== undefined) done(found);
		});
		child.once('exit', () => fail(new Error(`${child.spawnfile} ended`)));
	});
async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((done) => server.once('listening', done));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}
/** Until the driver answers on its port. */
async function listening(port: number): Promise<void> {
	for (let tries = 0; ; tries += 1) {
		const answer = await fetch(`http://127.0.0.1:${String(port)}/status`).catch((error: unknown) => error as Error);
		if (answer instanceof Response) return;
		if (tries > 300) throw answer;
		await new Promise((done) => setTimeout(done, 100));
	}
}
