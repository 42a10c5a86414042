import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';

const script = readFileSync('static/partner.js', 'utf8');

/** Runs the script on the page of report 1, opened this long ago, and counts the reloads after this answer. */
async function reloadsAfter(milliseconds: number, made: readonly string[]): Promise<number> {
	const reload = vi.fn();
	await new Promise<void>((fetched) => {
		runInNewContext(script, {
			document: {
				body: { dataset: { newest: '/newest', number: '1', made: 'aaaaaaaa' } },
				documentElement: { lang: 'nl' },
				getElementById: () => null,
				addEventListener: () => undefined
			},
			addEventListener: () => undefined,
			AbortSignal,
			clearTimeout: () => undefined,
			setTimeout: () => {
				fetched();
			},
			performance: { now: () => milliseconds },
			location: { reload },
			fetch: () => Promise.resolve(Response.json({ newest: made.length, withdrawn: [], made }))
		});
	});
	return reload.mock.calls.length;
}

test('the page of a report that no longer exists reloads, and at most once a minute', async () => {
	for (const made of [[], ['bbbbbbbb']]) {
		expect(await reloadsAfter(61_000, made)).toBe(1);
		expect(await reloadsAfter(1_000, made)).toBe(0);
	}
	expect(await reloadsAfter(61_000, ['aaaaaaaa', 'bbbbbbbb'])).toBe(0);
});

test('an open page says when the phase has changed, and not otherwise', async () => {
	for (const [phase, isShown] of [
		['acute', false],
		['closed', true]
	] as const) {
		const notice = { hidden: true };
		await new Promise<void>((fetched) => {
			runInNewContext(script, {
				document: {
					body: { dataset: { newest: '/newest', number: '1', phase: 'acute' } },
					documentElement: { lang: 'nl' },
					getElementById: (id: string) => (id === 'phase' ? notice : null),
					addEventListener: () => undefined
				},
				addEventListener: () => undefined,
				AbortSignal,
				clearTimeout: () => undefined,
				setTimeout: () => {
					fetched();
				},
				performance: { now: () => 0 },
				fetch: () => Promise.resolve(Response.json({ newest: 1, withdrawn: [], made: [], phase }))
			});
		});
		expect(notice.hidden).toBe(!isShown);
	}
});

type Dispatch = (name: string, event?: object) => void;
/** Opens the page of report 1 in a browser that reports these signs, and counts how often it tells that a person reads. */
async function reportsBy(
	signs: (dispatch: Dispatch, pass: (milliseconds: number) => void) => void,
	{ kept, scope = '/r/link', newest = 1 }: { kept?: string; scope?: string | null; newest?: number } = {}
): Promise<number> {
	const listeners: [name: string, listen: (event: object) => void][] = [];
	const addEventListener = (name: string, listen: (event: object) => void) => void listeners.push([name, listen]);
	let now = 1_000;
	let reported = 0;
	const document = {
		body: { dataset: { newest: '/r/link/newest', number: '1', kept, scope: scope ?? undefined } },
		documentElement: { lang: 'nl' },
		getElementById: () => null,
		visibilityState: 'visible',
		addEventListener
	};
	await new Promise<void>((fetched) => {
		runInNewContext(script, {
			document,
			addEventListener,
			AbortSignal,
			clearTimeout: () => undefined,
			setTimeout: () => {
				fetched();
			},
			performance: { now: () => now },
			location: { reload: () => undefined },
			navigator: {},
			fetch: (address: string, { method = 'GET' } = {}) => {
				if (address === '/r/link/read' && method === 'POST') reported++;
				return Promise.resolve(Response.json({ newest, withdrawn: [] }));
			}
		});
	});
	const dispatch: Dispatch = (name, event = {}) => {
		if (name === 'hidden') document.visibilityState = 'hidden';
		if (name === 'visible') document.visibilityState = 'visible';
		const type = name === 'hidden' || name === 'visible' ? 'visibilitychange' : name;
		for (const [of, listen] of listeners) if (of === type) listen({ type, isTrusted: true, ...event });
	};
	signs(dispatch, (milliseconds) => (now += milliseconds));
	return reported;
}

test.each<[what: string, reported: number, signs: Parameters<typeof reportsBy>[0]]>([
	['a scanner that loads the page and waits', 0, (_, pass) => pass(120_000)],
	['a scanner that comes and goes without an event', 0, (dispatch) => dispatch('online')],
	['a restored scroll position', 0, (dispatch) => dispatch('scroll')],
	[
		'a pointer that lies still where the page appears',
		0,
		(dispatch) => dispatch('pointermove', { movementX: 0, movementY: 0 })
	],
	['a script that pretends to click', 0, (dispatch) => dispatch('pointerdown', { isTrusted: false })],
	['a script that pretends to type', 0, (dispatch) => dispatch('keydown', { isTrusted: false })],
	['a page that is hidden', 0, (dispatch) => dispatch('hidden')],
	['a moved pointer', 1, (dispatch) => dispatch('pointermove', { movementX: 3, movementY: 0 })],
	['a pen that moves upwards', 1, (dispatch) => dispatch('pointermove', { movementX: 0, movementY: -1 })],
	['a click or a touch', 1, (dispatch) => dispatch('pointerdown')],
	['a finger that scrolls', 1, (dispatch) => dispatch('touchmove')],
	['a wheel', 1, (dispatch) => dispatch('wheel')],
	['a key', 1, (dispatch) => dispatch('keydown')],
	[
		'a return to the page',
		1,
		(dispatch) => {
			dispatch('hidden');
			dispatch('visible');
		}
	],
	['many signs at once', 1, (dispatch) => Array.from({ length: 50 }, () => dispatch('wheel'))],
	[
		'a person who is still there much later',
		2,
		(dispatch, pass) => {
			dispatch('wheel');
			pass(301_000);
			dispatch('wheel');
		}
	]
])('%s is reported %i times', async (_, reported, signs) => {
	expect(await reportsBy(signs)).toBe(reported);
	expect(await reportsBy(signs, { newest: 2 }), 'an older report').toBe(0);
	expect(await reportsBy(signs, { kept: '2026-11-29T12:00:00Z' }), 'a copy on this device').toBe(0);
	expect(await reportsBy(signs, { scope: null }), 'a person with an account').toBe(0);
});
