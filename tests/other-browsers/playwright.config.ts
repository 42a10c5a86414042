import { defineConfig } from '@playwright/test';
import { missing, type Settings } from './browser-test';

const project = (kind: Settings['kind']) => {
	const tool = missing(kind);
	return { name: tool === null ? kind : `${kind}, skipped without ${tool}`, use: { kind } };
};

/** `npm run test:browsers`: the main flows in browsers that Playwright does not drive. */
export default defineConfig<object, Settings>({
	testDir: '.',
	outputDir: '../results/other-browsers',
	workers: 1,
	timeout: 300_000,
	expect: { timeout: 30_000 },
	reporter: 'list',
	projects: [project('Firefox'), project('WebKitGTK')]
});
