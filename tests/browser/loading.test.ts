import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../project-files';
import { expect, test } from './server';
import { beginExercise, hasStarted, incidentOf } from './desk';
import { isLive, liveAddresses, opensOffline } from '../../src/routes/incidents/[id]/bar/live-pages';
import type { Page } from '@playwright/test';

/** Nothing is shown as a measurement before it has arrived, and no page ends where the connection does. */

const routes = 'src/routes/incidents/[id]';
/** The routes of all pages of an incident. */
const pages = filesIn(routes, /\+page\.svelte$/, 25).map((file) =>
	file.replace(`${routes}/`, '').replace(/\/?\+page\.svelte$/, '')
);
const idOf = (path: string): string => `/incidents/[id]${path === '' ? '' : `/${path}`}`;
const hasServerData = (path: string): boolean => existsSync(join(routes, path, '+page.server.ts'));

test('a page without server data of its own waits for the state, and opens offline', () => {
	const alone = pages.filter((path) => !hasServerData(path));
	expect(alone.filter((path) => path !== '' && !isLive(idOf(path)))).toEqual([]);
	expect(pages.filter((path) => hasServerData(path) && opensOffline(idOf(path)))).toEqual([]);
	expect(liveAddresses('')).toHaveLength(alone.length);
});

/** The words that say that there is nothing, and counts of nothing. A clock or a figure of two digits does not count. */
const nothing = /Nog geen|Er (?:is|zijn|wacht|wachten) (?:nog |nu )?(?:geen|niets)|(?<![\d.,:/–-])0(?![\d.,:%/–-])/i;

/** What a page shows, without what is typed in fields or chosen from a list. */
const shown = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const elements = [...document.querySelectorAll<HTMLElement>('main, nav, header')];
		return elements.map(({ innerText }) => innerText).join('\n');
	});

test('no page says that there is nothing, or shows a zero, before the state has arrived', async ({
	page,
	watch,
	visitor
}) => {
	watch.allow(/Failed to load resource|ERR_/);
	await beginExercise(page);
	const base = `/incidents/${incidentOf(page)}`;
	const addresses = [
		...liveAddresses(base).filter((address) => !address.includes('/-')),
		...['mine', 'live', 'looks&kind=rumour'].map((view) => `${base}?view=${view}`),
		`${base}/sources`
	];
	const other = await visitor({ storageState: await page.context().storageState() });
	await other.route('**/api/v1/**', () => new Promise(() => undefined));
	await other.routeWebSocket(/\/rt\//, () => undefined);
	const found: string[] = [];
	for (const address of addresses) {
		await other.goto(address);
		await hasStarted(other);
		// The parts of a page that come later have come.
		await other.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 2_000 })));
		const wrong = (await shown(other)).split('\n').filter((line) => nothing.test(line));
		if (wrong.length > 0) found.push(`${address.replace(base, '')}: ${wrong.join(' | ')}`);
	}
	expect(found).toEqual([]);
});

/** Follows a link of the bar, also one that is folded away at this width. */
const follow = (page: Page, address: string): Promise<void> =>
	page.locator(`a[href="${address}"]`).first().dispatchEvent('click');

test('offline, pages of the incident open, or say that they cannot and stay; a reload says what is waiting to be saved', async ({
	page,
	context,
	watch
}) => {
	watch.allow(/ERR_|WebSocket|Failed to load|fetch/);
	await beginExercise(page);
	const base = `/incidents/${incidentOf(page)}`;
	// The code of the other pages is due while there is no connection: it is loaded when there is one again.
	await context.setOffline(true);
	const now = await page.evaluate(() => performance.now());
	await page.waitForFunction((due) => performance.now() > due, now + 4_000);
	await context.setOffline(false);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await page.waitForLoadState('networkidle');
	await context.setOffline(true);
	await page.keyboard.press('w');
	for (const path of ['rumours', 'needs', 'texts', 'findings']) {
		await follow(page, `${base}/${path}`);
		await page.waitForURL(`**${base}/${path}`);
		await expect(page.locator('main h2').first()).toBeVisible();
	}
	// A link that preloads a script would break it in WebKit for good when the connection fails.
	await expect(page.locator('link[rel=modulepreload]')).toHaveCount(0);
	await follow(page, `${base}/report`);
	await expect(page.getByText('Die pagina opent pas als er weer verbinding is.')).toBeVisible();
	expect(new URL(page.url()).pathname).toBe(`${base}/findings`);
	await page.getByRole('button', { name: 'Blijf hier' }).click();
	await expect(page.getByText('Die pagina opent pas als er weer verbinding is.')).toHaveCount(0);
	await page.reload().catch(() => undefined);
	await expect(page.getByRole('heading', { name: 'Geen verbinding met Voelspriet' })).toBeVisible();
	await expect(page.getByText('op dit apparaat')).toBeVisible();
	await context.setOffline(false);
	await page.getByRole('link', { name: 'Probeer opnieuw' }).click();
	await expect(page.locator('main h2').first()).toBeVisible();
	expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('a page whose scripts do not start says so, and reloads once', async ({ page: first, visitor, watch }) => {
	watch.allow(/Failed to load|ERR_|import|404|MIME/);
	await beginExercise(first);
	const base = `/incidents/${incidentOf(first)}`;
	const page = await visitor({ storageState: await first.context().storageState(), serviceWorkers: 'block' });
	let loads = 0;
	await page.route('**/_app/immutable/entry/**', (route) => route.fulfill({ status: 404 }));
	await page.route(`**${base}/rumours`, (route) => {
		loads += 1;
		return route.fallback();
	});
	await page.goto(`${base}/rumours`);
	await expect.poll(() => loads).toBe(2);
	await expect(page.getByText('Deze pagina werkt nog niet')).toBeVisible();
	expect((await shown(page)).split('\n').filter((line) => nothing.test(line))).toEqual([]);
	await page.unroute('**/_app/immutable/entry/**');
	await page.getByRole('link', { name: 'Probeer opnieuw' }).click();
	await expect(page.getByText('Deze pagina werkt nog niet')).toBeHidden();
	await expect(page.locator('header').getByText('Alles opgeslagen').first()).toBeAttached();
	expect(loads).toBe(3);
});

test('a page reloads and works when any one of its files fails to load', async ({ page: first, visitor, watch }) => {
	watch.allow(/Failed to (load|fetch)|ERR_|import|preload|404|MIME/);
	await beginExercise(first);
	const path = `/incidents/${incidentOf(first)}/report/release`;
	const page = await visitor({ storageState: await first.context().storageState(), serviceWorkers: 'block' });
	const files: string[] = [];
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (/_app\/immutable\/.*\.js$/.test(pathname)) files.push(pathname);
	});
	await page.goto(path);
	await hasStarted(page);
	const own = files.filter((file) => /entry|nodes/.test(file));
	const others = files.filter((file) => !own.includes(file)).slice(0, 3);
	expect(own.length).toBeGreaterThan(4);
	let reloads = 0;
	for (const file of new Set([...own, ...others])) {
		let loads = 0;
		await page.route(`**${path}`, (route) => {
			loads += 1;
			return route.fallback();
		});
		await page.route(`**${file}`, (route) => (loads === 1 ? route.abort() : route.fallback()));
		await page.goto(path);
		await hasStarted(page);
		reloads += loads - 1;
		await expect(page.getByRole('heading', { name: 'Er ging iets mis' })).toBeHidden();
		await expect(page.getByText('Deze pagina werkt nog niet')).toBeHidden();
		await page.unrouteAll();
	}
	// A page may start before a file fails that it does not need, as the page of an error.
	expect(reloads).toBeGreaterThan(3);
});
