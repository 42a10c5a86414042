import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { devHost } from './scripts/dev-host.mjs';
import { helpText } from './scripts/help-text.mjs';
import { lowestBrowsers } from './scripts/lowest-browsers.mjs';
import { patched, patches } from './scripts/patches.mjs';
import { serverPackages } from './scripts/server-packages.mjs';

export default defineConfig(({ command }) => ({
	plugins: [sveltekit(), devHost(), helpText(), patches()],
	ssr: command === 'build' ? serverPackages : patched,
	build: {
		sourcemap: false,
		// Scripts are not preloaded by links: WebKit keeps using such a preload after it failed, also after a reload.
		modulePreload: { resolveDependencies: () => [] },
		// Each page gets the messages that it uses: the index of messages does nothing by itself.
		rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/\/src\/lib\/messages\//.test(id) } }
	},
	environments: {
		client: {
			build: {
				target: Object.entries(lowestBrowsers).map(([browser, version]) => `${browser}${String(version)}`),
				rolldownOptions: {
					// Code that many pages use comes in one file, and so do texts: each file is a request.
					output: {
						codeSplitting: {
							groups: [
								{ name: 'messages', test: /src.lib.messages/, minShareCount: 20 },
								{ name: 'shared', test: /^(?!.*src.lib.(messages|report))/, minShareCount: 5 }
							]
						}
					}
				}
			}
		}
	},
	test: {
		testTimeout: 240_000,
		hookTimeout: 240_000,
		// A second try for what met a time limit on a busy machine; the reporter names it.
		retry: 1,
		// Most of them wait for a database or a program: two at a time also where there are only two cores.
		maxWorkers: 2,
		// Else a style sheet that is read as text comes empty.
		css: { include: [/color-scheme\/.*\.css/, /report\/.*\.css/] },
		expect: { poll: { timeout: 20_000 } },
		// Not isolated: most of the time of small tests went into reading the same modules again for each file.
		projects: [
			{
				extends: true,
				test: {
					name: 'domain',
					isolate: false,
					include: ['tests/domain/**/*.test.ts', 'tests/concurrency/**/*.test.ts', 'tests/*.test.ts']
				}
			},
			{
				extends: true,
				test: {
					name: 'server',
					include: ['tests/{server,faults,rehearsal}/**/*.test.ts'],
					isolate: false,
					globalSetup: './tests/server/postgres.ts',
					setupFiles: ['./tests/server/quiet.ts']
				}
			},
			{
				extends: true,
				resolve: { conditions: ['browser'] },
				test: {
					name: 'client',
					isolate: false,
					include: ['tests/desk/**/*.test.ts', 'tests/ui/**/*.test.ts'],
					environment: './tests/client-environment.ts'
				}
			}
		]
	}
}));
