import { defineConfig } from '@playwright/test';
import { missing } from './browser-test';

type Kind = Parameters<typeof missing>[0];

const project = (kind: Kind) => {
	const tool = missing(kind);
	return { name: tool === null ? kind : `${kind}, skipped without ${tool}`, use: { kind } };
};

/** `npm run test:browsers`: the main flows in browsers that Playwright does not drive. */
export default defineConfig<object, { kind: Kind }>({
	testDir: '.',
	outputDir: '../results/other-browsers',
	workers: 1,
	timeout: 300_000,
	expect: { timeout: 30_000 },
	reporter: 'list',
	projects: [project('Firefox'), project('WebKitGTK')]
});
