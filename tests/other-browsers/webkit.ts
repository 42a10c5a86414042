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
		stdio: ['ignore', 'pipe', 'ignore']
	});
	const errors: string[] = [];
	server.stdout.on('data', (piece: Buffer) => errors.push(...(piece.toString().match(/CONSOLE .*ERROR .*/g) ?? [])));
	await listening(port);
	const args = [
		'--automation',
		'--enable-write-console-messages-to-stdout=true',
		`--enable-javascript-markup=${String(script)}`
	];
	const browser = await new Builder()
		.usingServer(`http://127.0.0.1:${String(port)}`)
		.withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: miniBrowser, args } })
		.build();
	await browser.manage().window().setRect({ x: 0, y: 0, width: 1440, height: 1000 });
	return {
		goto: (url) => browser.get(url),
		evaluate: <Input, Output>(work: (input: Input) => Output, input: Input) =>
			browser.executeScript<Awaited<Output>>(work, input),
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
