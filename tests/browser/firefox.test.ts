import { expect, test } from '@playwright/test';
import { startProgram } from '../running-program';
import { findFirefox, Firefox, type FirefoxPage } from './firefox';

const path = findFirefox();
const COORDINATOR = '00000000-0000-8000-8000-0000000e0003';

const words = (page: FirefoxPage): Promise<string> => page.evaluate(() => document.body.innerText, null);
const place = (page: FirefoxPage): Promise<string> => page.evaluate(() => location.pathname, null);
/** As this person, from the page itself. */
const send = (page: FirefoxPage, incident: string, type: string, input: object): Promise<number> =>
	page.evaluate(
		async (given) => {
			const body = JSON.stringify({ id: crypto.randomUUID(), type: given.type, input: given.input });
			const headers = { 'content-type': 'application/json' };
			return (await fetch(`/api/v1${given.incident}/commands`, { method: 'POST', body, headers })).status;
		},
		{ incident, type, input }
	);

test('in Firefox: from the first visit by keys through the stream to a released report that a partner reads', async () => {
	test.slow();
	test.skip(path === null, 'there is no Firefox here: set FIREFOX_PATH, or put one on the path');
	const program = await startProgram({ env: { DEMO: '1' } });
	const firefox = await Firefox.start(path ?? '');
	try {
		// The start.
		const page = await firefox.newPage();
		await page.goto(program.base);
		expect(await words(page)).toContain('Begin met Voelspriet');
		await page.press('Begin de oefening');
		await expect.poll(() => place(page)).toMatch(/^\/incidents\/[0-9a-f-]{36}$/);
		const incident = await place(page);

		// The stream, by keys.
		const selected = (): Promise<string> =>
			page.evaluate(() => document.querySelector('article[aria-current=true]')?.id ?? '', null);
		await expect.poll(selected).not.toBe('');
		await send(page, incident, 'exercise.setClock', { speed: 0, incident: null });
		const story = await selected();
		await page.type('2');
		const hasField = (): Promise<string | null> =>
			page.evaluate(() => document.activeElement?.getAttribute('role') ?? null, null);
		await expect.poll(hasField).toBe('combobox');
		await page.type('Het drinkwater is vergiftigd', 'Tab', 's', 'Control+Enter', 'Control+Enter');
		const hasPicker = (): Promise<boolean> =>
			page.evaluate(() => document.querySelector('dialog[open], [role=dialog]') !== null, null);
		await expect.poll(hasPicker).toBe(false);
		await page.type('5', 'e');
		await expect.poll(selected).not.toBe(story);
		const labels = () =>
			page.evaluate(
				async (given) => {
					const { state } = (await (await fetch(`/api/v1${given.incident}/state`)).json()) as {
						state: { labels: [string, Record<string, unknown>][]; rumours: [string, { text: string }][] };
					};
					const [, own] = state.labels.find(([id]) => given.story.endsWith(id)) ?? [];
					return { own, rumours: state.rumours.map(([, { text }]) => text) };
				},
				{ incident, story }
			);
		await expect.poll(labels).toMatchObject({
			own: { sentiment: { emotion: 'fear' }, looked: { outcome: 'looked' }, links: [{ stance: 'supports' }] },
			rumours: ['Het drinkwater is vergiftigd']
		});

		// The report: written, and released by the coordinator.
		const text = { certainty: null, over: null };
		const brief = { ...text, section: 'brief', text: 'Mensen vragen naar het water.', noneFound: false };
		expect(await send(page, incident, 'report.write', brief)).toBe(200);
		const counter = { ...text, section: 'counterSignals', text: '', noneFound: true };
		expect(await send(page, incident, 'report.write', counter)).toBe(200);
		await page.goto(`${program.base}${incident}/report`);
		expect(await words(page)).toContain('Mensen vragen naar het water.');
		await page.evaluate(async (person) => {
			await fetch('/switch-person', { method: 'POST', body: new URLSearchParams({ person, next: '/' }) });
		}, COORDINATOR);
		await page.goto(`${program.base}${incident}/report/release`);
		await page.press('Geef rapport 1 vrij');
		await expect.poll(() => words(page)).toContain('Rapport 1 is vrijgegeven');

		// The partner, without an account.
		await page.press('Maak een link');
		await page.fill('Voor wie?', 'politie');
		await page.press('Maak een link');
		const link = (): Promise<string> =>
			page.evaluate(() => document.querySelector('.made code')?.textContent.trim() ?? '', null);
		await expect.poll(link).toMatch(/^http/);
		const partner = await firefox.newPage();
		await partner.goto(await link());
		expect(await words(partner)).toContain('Mensen vragen naar het water.');
		expect(await words(partner)).toContain('OEFENING');

		// A socket that a page leaves behind is not a fault.
		expect(firefox.errors.filter((error) => !/interrupted while the page was loading|onderbroken/.test(error))).toEqual(
			[]
		);
	} finally {
		await firefox.close();
		await program.remove();
	}
});
