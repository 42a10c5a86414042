import type { Page } from '@playwright/test';
import type { IncidentId } from '$lib/domain/core/ids';
import { atLargeIncident, keyTimes, KEY_PAINTED_BY } from './key-to-paint';
import { percentile, round, type Result } from './result';

const POSTS = 5_000;
const CPU_SLOWDOWN = 4;
const VISITS = 5;
const KEYS = 150;
const MAX_REQUESTS = 60;
const MAX_KILOBYTES = 260;
const MAX_BLOCKED_MS = 400;
const KEY_PAINTED_SLOWLY_BY = 100;
/** A task that takes longer holds up a key; the rest of it counts. Milliseconds. */
const LONG = 50;
/** How long after the first story what is still to come may hold up a key. Milliseconds. */
const AFTER = 2_000;

/** The stream on a first visit, also on a processor four times slower, and keys there. */
export async function run(server: string): Promise<Result[]> {
	return atLargeIncident(
		server,
		{ posts: POSTS, findings: 40, labels: 1_500 },
		async ({ page, log }): Promise<Result[]> => {
			const quick = await visits(page, log, 1);
			const slow = await visits(page, log, CPU_SLOWDOWN);
			const [{ requests, kilobytes }] = quick;
			const [fast, slowly] = [median(quick, 'blocked'), median(slow, 'blocked')];
			const keys = await keysAt(page, log, 1);
			const slowKeys = await keysAt(page, log, CPU_SLOWDOWN);
			return [
				{
					case: 'first load: requests of the stream until its stories are shown',
					value: requests,
					bound: MAX_REQUESTS,
					ratio: round(requests / MAX_REQUESTS),
					aim: `≤ ${MAX_REQUESTS}`,
					ok: requests <= MAX_REQUESTS
				},
				{
					case: 'first load: kilobytes of scripts, styles and words until then, as they are sent',
					value: round(kilobytes),
					bound: MAX_KILOBYTES,
					ratio: round(kilobytes / MAX_KILOBYTES),
					aim: `≤ ${MAX_KILOBYTES} kB`,
					ok: kilobytes <= MAX_KILOBYTES
				},
				{
					case: `first load: milliseconds of blocking on a processor ${CPU_SLOWDOWN}× slower, against this one`,
					value: round(slowly),
					bound: round(fast),
					ratio: round(slowly / Math.max(1, fast)),
					aim: `≤ ${MAX_BLOCKED_MS} ms`,
					ok: slowly <= MAX_BLOCKED_MS,
					extra: { storiesShown: round(median(quick, 'shown')), storiesShownSlowly: round(median(slow, 'shown')) }
				},
				{
					case: `first load: milliseconds from a key to its paint (p95) on a processor ${CPU_SLOWDOWN}× slower, against this one`,
					value: round(percentile(slowKeys, 0.95)),
					bound: round(percentile(keys, 0.95)),
					ratio: round(percentile(slowKeys, 0.95) / percentile(keys, 0.95)),
					aim: `≤ ${KEY_PAINTED_SLOWLY_BY} ms`,
					ok: percentile(slowKeys, 0.95) <= KEY_PAINTED_SLOWLY_BY && slowKeys.length === KEYS,
					extra: {
						p50: round(percentile(slowKeys, 0.5)),
						p99: round(percentile(slowKeys, 0.99)),
						aimOfThisProcessor: KEY_PAINTED_BY
					}
				}
			];
		}
	);
}

interface Visit {
	readonly requests: number;
	readonly kilobytes: number;
	/** Milliseconds beyond LONG of every long task. */
	readonly blocked: number;
	/** Milliseconds until the first story was painted. */
	readonly shown: number;
}

const median = (visits: readonly Visit[], of: 'blocked' | 'shown'): number =>
	percentile(
		visits.map((visit) => visit[of]),
		0.5
	);

/** Each in a browser context of its own, so that nothing is cached. */
async function visits(page: Page, log: IncidentId, slower: number): Promise<[Visit, ...Visit[]]> {
	const browser = page.context().browser();
	if (!browser) throw new Error('no browser');
	const storageState = await page.context().storageState();
	const visit = async (): Promise<Visit> => {
		const context = await browser.newContext({
			baseURL: new URL(page.url()).origin,
			locale: 'nl-NL',
			viewport: { width: 1280, height: 800 },
			storageState
		});
		try {
			const fresh = await context.newPage();
			const devtools = await context.newCDPSession(fresh);
			await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
			await fresh.addInitScript(observe);
			await fresh.goto(`/incidents/${log}`, { waitUntil: 'commit' });
			await fresh.locator('article[aria-current=true]').waitFor();
			await fresh.waitForTimeout(AFTER);
			const { tasks, shown, sizes } = await fresh.evaluate(observed);
			if (shown === null) throw new Error('no story was selected');
			const blocked = tasks.reduce((sum, took) => sum + Math.max(0, took - LONG), 0);
			const bytes = sizes.filter(({ isOurs }) => isOurs).reduce((sum, { size }) => sum + size, 0);
			return { requests: sizes.length, kilobytes: bytes / 1000, blocked, shown };
		} finally {
			await context.close();
		}
	};
	await visit(); // the program's own caches are cold
	const all: [Visit, ...Visit[]] = [await visit()];
	while (all.length < VISITS) all.push(await visit());
	return all;
}

/** What a page observes of itself: who asks from outside for the first story delays it. */
interface Observed {
	/** Milliseconds of each task that took long. */
	readonly tasks: number[];
	/** When the selected story was painted; null before. */
	shown: number | null;
}

function observe(): void {
	const observed: Observed = { tasks: [], shown: null };
	Object.assign(window, { observed });
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) observed.tasks.push(duration);
	}).observe({ type: 'longtask', buffered: true });
	const seen = new MutationObserver(() => {
		if (!document.querySelector('article[aria-current=true]')) return;
		seen.disconnect();
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port2.onmessage = () => (observed.shown = performance.now());
			port1.postMessage(null);
		});
	});
	seen.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-current'] });
}

/** With the bytes of each request until the first story was painted, as they were sent. */
function observed(): Observed & { readonly sizes: readonly { readonly isOurs: boolean; readonly size: number }[] } {
	const { tasks, shown } = (window as unknown as { observed: Observed }).observed;
	const requests = [
		...performance.getEntriesByType('navigation'),
		...performance.getEntriesByType('resource')
	] as PerformanceResourceTiming[];
	const sizes = requests
		.filter(({ startTime }) => startTime <= (shown ?? Infinity))
		.map(({ name, transferSize }) => ({ isOurs: name.includes('/_app/'), size: transferSize }));
	return { tasks, shown, sizes };
}

async function keysAt(page: Page, log: IncidentId, slower: number): Promise<number[]> {
	await page.goto(`/incidents/${log}`);
	await page.locator('article[aria-current=true]').waitFor();
	await page.waitForTimeout(AFTER);
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
	const took = await keyTimes(page, KEYS, ['5', '-', 'j', '6', '=', 'e', 'j', '7', 'x', 'k']);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
	await devtools.detach();
	return took;
}
