import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const script = readFileSync('static/partner-worker.js', 'utf8');
const AT = '/r/01930000-0000-7000-8000-000000000001';
const BEGIN = Date.parse('2026-11-20T12:00:00.000Z');
const MINUTE = 60_000;

/** The caches of a browser, in memory. */
class Caches {
	readonly all = new Map<string, Map<string, Response>>();
	keys = () => Promise.resolve([...this.all.keys()]);
	delete = (name: string) => Promise.resolve(this.all.delete(name));
	match = () => Promise.resolve(undefined);
	open = (name: string) => {
		const responses = this.all.get(name) ?? new Map<string, Response>();
		this.all.set(name, responses);
		return Promise.resolve({
			put: (key: string, answer: Response) => Promise.resolve(responses.set(key, answer)),
			match: (key: string) => Promise.resolve(responses.get(key)?.clone()),
			add: () => Promise.resolve()
		});
	};
}

/** A device on which the worker of one link runs; `answer` is what the program answers, null without a connection. */
function openDevice() {
	const device = { now: BEGIN, answer: null as Response | null, caches: new Caches() };
	const listeners = new Map<string, (event: unknown) => void>();
	class Clock extends Date {
		constructor(at: number | string = device.now) {
			super(at);
		}
		static override now = () => device.now;
	}
	const self = {
		registration: { scope: `https://voelspriet.example${AT}` },
		addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
		clients: { claim: () => Promise.resolve() }
	};
	const fetch = () =>
		device.answer ? Promise.resolve(device.answer.clone()) : Promise.reject(new TypeError('no connection'));
	runInNewContext(script, { self, caches: device.caches, fetch, URL, Response, Headers, Intl, Date: Clock, Promise });
	/** Opens a page of the link, and waits for what the worker does with it. @returns null for the browser's own error */
	const open = async (path = '', method = 'GET'): Promise<string | null> => {
		const waits: Promise<unknown>[] = [];
		let answered: Promise<Response> | null = null;
		listeners.get('fetch')?.({
			request: { url: `https://voelspriet.example${AT}${path}`, mode: 'navigate', method },
			respondWith: (answer: Promise<Response>) => (answered = answer),
			waitUntil: (work: Promise<unknown>) => waits.push(work)
		});
		const shown = await ((answered as Promise<Response> | null) ?? fetch()).then(
			(answer) => answer.text(),
			() => null
		);
		await Promise.all(waits);
		return shown;
	};
	return { device, open };
}
const until = (minutes: number): string => new Date(BEGIN + minutes * MINUTE).toISOString();
const report = (number: number, end = until(60)): Response =>
	new Response(
		`<html lang="nl"><body data-until="${end}"><div id="kept" hidden>Bewaard: <b id="kept-at"></b></div>rapport ${number}</body></html>`
	);

test('offline it shows the last report that was read, and says that it is a stored copy and from when', async () => {
	const { device, open } = openDevice();
	device.answer = report(1);
	await open('/1');
	device.answer = report(2);
	expect(await open()).not.toContain('data-kept');
	device.now += 2 * MINUTE;
	device.answer = null;
	for (const path of ['', '/1', '/2/full', `/${'s'.repeat(43)}`]) {
		const shown = await open(path);
		expect(shown).toContain('rapport 2');
		expect(shown).toContain(`data-kept="${new Date(BEGIN).toISOString()}"`);
		expect(shown).toMatch(/<div id="kept">Bewaard: <b id="kept-at">20 november.*13\.00 uur<\/b>/);
	}
	for (const path of ['/wall', '/signal', '/newest', '/reports.atom']) expect(await open(path), path).toBeNull();
	expect(await open('', 'POST')).toBeNull();
});

test('a page that does not state when its link ends is not stored: for a person with an account, a form, a broken link', async () => {
	const { device, open } = openDevice();
	device.answer = new Response('<html lang="nl"><body>een formulier</body></html>');
	await open();
	expect(await device.caches.keys()).toEqual([]);
});

test('stored reports of other links are deleted once their link has ended, and kept otherwise', async () => {
	const { device, open } = openDevice();
	const [expired, current] = [`voelspriet-report /r/b ${until(-1)}`, `voelspriet-report /r/c ${until(9)}`];
	for (const name of [expired, current, 'of another program']) await device.caches.open(name);
	device.answer = report(1);
	await open();
	expect(await device.caches.keys()).toEqual([current, 'of another program', `voelspriet-report ${AT} ${until(60)}`]);
});

test('whatever happens, at most one report is stored, and none after its link ended or an answer said so', async () => {
	const step = fc.oneof(
		fc.record({ is: fc.constant('read' as const), number: fc.integer({ min: 1, max: 9 }) }),
		fc.constantFrom(
			{ is: 'offline' as const },
			{ is: 'ended' as const },
			{ is: 'pin' as const },
			{ is: 'down' as const }
		),
		fc.record({ is: fc.constant('later' as const), minutes: fc.integer({ min: 1, max: 40 }) })
	);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
			const { device, open } = openDevice();
			let last: number | null = null;
			for (const each of steps) {
				if (each.is === 'later') device.now += each.minutes * MINUTE;
				else if (each.is === 'read') {
					device.answer = report(each.number);
					expect(await open()).toContain(`rapport ${String(each.number)}`);
					last = each.number;
				} else if (each.is === 'offline') {
					device.answer = null;
					const shown = await open();
					if (last === null || device.now >= BEGIN + 60 * MINUTE) expect(shown).toBeNull();
					else expect(shown).toContain(`rapport ${String(last)}`);
				} else if (each.is === 'down') {
					device.answer = new Response('niet', { status: 502 });
					const isKept = last !== null && device.now < BEGIN + 60 * MINUTE;
					expect(await open()).toContain(isKept ? `rapport ${String(last)}` : 'niet');
				} else {
					device.answer = new Response('niet', { status: each.is === 'ended' ? 404 : 403 });
					expect(await open()).toBe('niet');
					last = null;
				}
				const cacheCount = (await device.caches.keys()).length;
				expect(cacheCount).toBeLessThanOrEqual(1);
				if (last === null) expect(cacheCount).toBe(0);
			}
		})
	);
});
