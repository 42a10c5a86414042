import { test as playwright, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { startProgram, type RunningProgram } from '../running-program';

export { expect } from '@playwright/test';

interface Watch {
	/** For a test that causes a fault itself (a cut line, a killed server): matching errors are expected from now on. */
	allow(pattern: RegExp): void;
	/** For a context that the test opened without `visitor`. */
	add(context: BrowserContext): Promise<void>;
}

interface Fixtures {
	/** Address of the running program, without a slash at the end. `page.goto('/')` goes there by itself. */
	base: string;
	/** Another person at another machine: a page with its own cookies and storage, monitored like the first. */
	visitor: (options?: BrowserContextOptions) => Promise<Page>;
	/** Every error in the browser's console and everything the security policy blocks fails the test. */
	watch: Watch;
}

interface WorkerFixtures {
	/**
	 * The production build with exercises on and a separate data folder: one per worker, so many files share it, and
	 * each of their tests has an exercise of its own.
	 * `stop`, `kill`, `start`.
	 */
	program: RunningProgram;
}

/**
 * `test` for browser tests on the production build:
 *
 * ```ts
 * import { expect, test } from './server';
 * test('the desk comes back by itself', async ({ page, program, watch }) => {
 *   await page.goto('/');
 *   watch.allow(/ERR_CONNECTION_REFUSED/);
 *   await program.kill();
 *   await program.start();
 *   …
 * });
 * ```
 */
export const test = playwright.extend<Fixtures, WorkerFixtures>({
	program: [
		async ({}, use) => {
			const program = await startProgram({ env: { DEMO: '1', DEMO_EXERCISES: '999' } });
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	],
	base: ({ program }, use) => use(program.base),
	baseURL: ({ program }, use) => use(program.base),
	watch: [
		async ({ context }, use) => {
			const watched = watchErrors();
			await watched.add(context);
			await use(watched);
			watched.settle();
		},
		{ auto: true }
	],
	visitor: async ({ browser, base, watch, contextOptions, locale, timezoneId }, use) => {
		const opened: BrowserContext[] = [];
		await use(async (options = {}) => {
			const context = await browser.newContext({ ...contextOptions, locale, timezoneId, baseURL: base, ...options });
			opened.push(context);
			await watch.add(context);
			return context.newPage();
		});
		for (const context of opened) await context.close();
	}
});

/** `test` with a separate program, which has no incidents yet. @param env its settings */
export const testOfSeparateProgram = (env: Record<string, string> = {}) =>
	test.extend<object, Pick<WorkerFixtures, 'program'>>({
		program: [
			async ({}, use) => {
				const program = await startProgram({ env });
				await use(program);
				await program.remove();
			},
			{ scope: 'worker', timeout: 300_000 }
		]
	});

function watchErrors(): Watch & { settle(): void } {
	const found: string[] = [];
	// The code of other pages and the service worker are fetched in the background, also while the program is away.
	const allowed: RegExp[] = [
		/error occurred when fetching the script|bad HTTP response code \(503\) was received when fetching the script/,
		/Refused to apply style .* MIME type \('text\/plain'\)/
	];
	return {
		allow(pattern) {
			allowed.push(pattern);
		},
		async add(context) {
			context.on('console', (message) => {
				if (message.type() === 'error') found.push(`${message.text()} (${message.location().url})`);
			});
			context.on('weberror', (error) => found.push(error.error().message));
			await context.addInitScript(() => {
				addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
					console.error(`blocked by the security policy: ${violatedDirective} ${blockedURI}`);
				});
			});
		},
		settle() {
			const odd = found.filter((text) => !allowed.some((pattern) => pattern.test(text)));
			if (odd.length > 0) throw new Error(`errors in the browser:\n${odd.join('\n')}`);
		}
	};
}
