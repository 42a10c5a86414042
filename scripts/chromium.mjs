// Finds a Chromium for the browser tests, or installs one.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const SYSTEM = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** The first that exists and starts of CHROMIUM_PATH, Playwright's own and the system's. */
export function findChromium() {
	return (
		[process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM].find(
			(path) => path && existsSync(path) && starts(path)
		) ?? null
	);
}

/**
 * A Chromium without windows, tabs and menus of its own, which takes half the processor time and has no notifications.
 * Null when there is none, or when CHROMIUM_PATH names another browser.
 */
export function findShell() {
	if (process.env.CHROMIUM_PATH) return null;
	// Playwright keeps its own beside its whole Chromium, in a folder with the same number.
	const folder = chromium.executablePath().replace(/([\\/])chromium-(\d+)[\\/].*$/, '$1chromium_headless_shell-$2');
	const own = existsSync(folder)
		? readdirSync(folder, { recursive: true }).find((name) =>
				/[\\/](chrome-headless-shell|headless_shell)(\.exe)?$/.test(name)
			)
		: undefined;
	return (
		[own && join(folder, own), '/usr/bin/chromium-headless-shell'].find(
			(path) => path && existsSync(path) && starts(path)
		) ?? null
	);
}

/** The same as `findChromium`, but installs one when there is none; prints what it does. @returns {string | null} */
export function getChromium() {
	const requestedPath = process.env.CHROMIUM_PATH;
	if (requestedPath && !(existsSync(requestedPath) && starts(requestedPath)))
		console.log(`browser: CHROMIUM_PATH (${requestedPath}) does not start; looking elsewhere.`);
	const found = findChromium();
	if (found) {
		console.log(`browser: ${found}`);
		return found;
	}
	console.log('browser: no Chromium found; Playwright downloads its own …');
	const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
	spawnSync(process.execPath, [cli, 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium'], { stdio: 'inherit' });
	if (!findChromium() && isRoot() && existsSync('/usr/bin/apt-get')) {
		console.log('browser: that did not work; installing the package "chromium" of this system …');
		spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
		spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
			stdio: 'inherit',
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	}
	const installed = findChromium();
	console.log(
		installed
			? `browser: ${installed}`
			: 'browser: no Chromium could be had. Install Chromium or Chrome, or set CHROMIUM_PATH to one, and run the tests again.'
	);
	return installed;
}

const isRoot = () => process.getuid?.() === 0;

/** A browser whose libraries are missing exists but does not start. */
const starts = (path) =>
	process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
