import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium, findShell } from './scripts/chromium.mjs';

const args = [
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
];
const started = (executablePath: string | null) => ({
	launchOptions: { ...(executablePath && { executablePath }), args }
});
const chromium = findChromium();
/** What needs more of a browser than its pages. */
const WHOLE = '**/notifications.test.ts';

// Each run has a folder of its own; its workers read this file too and inherit the name.
const results = (process.env['BROWSER_RESULTS'] ??= join(tmpdir(), `voelspriet-browser-${process.pid}`));

/** Browser tests run against the production build; tests/browser/server.ts starts it. */
export default defineConfig({
	testDir: 'tests/browser',
	outputDir: results,
	fullyParallel: false,
	// Most of what a test does is wait: a third beside two saves a minute on two cores.
	workers: 3,
	// A second try for what met a time limit on a busy machine; scripts/test.mjs names every test that needed it.
	retries: 1,
	timeout: 300_000,
	expect: { timeout: 20_000 },
	reporter: 'list',
	use: {
		// What waits for longer than this waits for something that does not come.
		actionTimeout: 30_000,
		locale: 'nl-NL',
		timezoneId: 'Europe/Amsterdam',
		contextOptions: { reducedMotion: 'reduce' },
		trace: 'on-first-retry'
	},
	projects: [
		{ name: 'whole', testMatch: process.env['MAKE_PICTURES'] ? [] : WHOLE, use: started(chromium) },
		// The pictures of the help are made by `npm run pictures` alone.
		{
			name: 'shell',
			testMatch: process.env['MAKE_PICTURES'] ? '**/pictures.ts' : '**/*.test.ts',
			testIgnore: WHOLE,
			use: started(findShell() ?? chromium)
		}
	]
});
