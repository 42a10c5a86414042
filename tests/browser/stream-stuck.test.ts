import type { Page } from '@playwright/test';
import { beginExercise, idOf, incidentOf, leaveOnDevice, lineBroken, logOf, onDevice, stateOf } from './desk';
import { expect, test } from './server';

test.describe.configure({ mode: 'parallel' });

const mark = (page: Page) => page.locator('header .save');

test('a change that a proxy refuses for ever is named, does not stop others, and can be set aside', async ({
	page,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	await beginExercise(page, 40);
	const story = await idOf(page);
	const { seq } = await stateOf(page);
	const past = Date.now() - 120_000;
	const waiting = [
		{ type: 'story.setSentiment', input: { story, emotion: 'anger' } },
		{ type: 'story.markLookedAt', input: { story, outcome: 'looked' } }
	].map((command, at) => {
		const id = crypto.randomUUID();
		const key = `${String(past + at).padStart(15, '0')}:${id}`;
		return { key, log: incidentOf(page), id, ...command, given: new Date(past + at).toISOString(), refused: null };
	});
	await page.context().route('**/api/v1/incidents/*/commands**', (route) =>
		route
			.request()
			.postData()
			?.includes(waiting[0]?.id ?? '')
			? route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>Blocked by policy</h1>' })
			: route.fallback()
	);
	await leaveOnDevice(page, waiting);
	await page.reload();
	await expect(mark(page).getByText('2 wachten op opslaan')).toBeAttached();
	await expect(page.getByText(/wacht sinds/)).toHaveCount(0);
	// The next story: its label passes, so the line works.
	await page.keyboard.press('ArrowDown');
	await expect.poll(() => idOf(page)).not.toBe(story);
	await page.keyboard.press('5');
	const named = page.getByRole('region', { name: 'Meldingen' }).getByText(/‘Gelabeld als .+’ wacht sinds/);
	await expect(named).toContainText('een tussenliggende server antwoordt 403. 1 wijziging wacht erop.');
	expect((await logOf(page)).filter((event) => event.seq > seq && event.type === 'story.sentimentSet')).toHaveLength(1);
	await page.getByRole('button', { name: 'Zet beide opzij' }).click();
	await expect(named).toHaveCount(0);
	await expect(mark(page).getByText('2 niet opgeslagen')).toBeAttached();
	await page.reload();
	await expect(mark(page).getByText('2 niet opgeslagen')).toBeAttached();
	await page.getByRole('button', { name: 'Bekijk' }).click();
	await expect(page.getByRole('dialog').getByText(/is opzij gezet, omdat het niet aankwam/)).toHaveCount(2);
	expect(await onDevice(page)).toHaveLength(2);
});

test('without a working IndexedDB the save mark is there and says what is saved', async ({ page, watch }) => {
	watch.allow(/IndexedDB|not in a private window/);
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('not in a private window', 'SecurityError');
		};
	});
	await page.goto('/');
	await page.getByRole('button', { name: /^(Begin de oefening|Begin opnieuw)$/ }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
	await expect(page.getByRole('article').first()).toBeVisible();
	await expect(mark(page)).toBeVisible();
	await expect(mark(page).getByText('Wat u hier deed, is opgeslagen.')).toBeAttached();
	await page.keyboard.press('5');
	await expect.poll(async () => (await logOf(page)).some(({ type }) => type === 'story.sentimentSet')).toBe(true);
	await expect(mark(page).getByText('Wat u hier deed, is opgeslagen.')).toBeAttached();
});

const pages = [
	...['desk', 'rumours', 'needs', 'findings', 'texts', 'report', 'report/links', 'handover', 'sources'],
	...['sources/paste', 'sources/profile', 'sources/record', 'partners', 'phone', 'archive', 'channel', 'openness'],
	...['evaluation', 'neighbourhoods', 'sources/smaller', 'debrief', 'import']
];
const ofCoordinator = ['settings', 'settings/request'];

test('what is typed in any field is marked as typed and not saved, also in the picker', async ({ page, base }) => {
	test.slow();
	await beginExercise(page, 40);
	for (const [at, key] of ['1', '2', '3', '4'].entries()) {
		await page.keyboard.press(key);
		await page.getByRole('combobox').fill(`Een zin ${at}`);
		await expect(mark(page), key).toContainText('1 tekst getypt, nog niet bewaard');
		await page.getByRole('combobox').fill('');
		await page.keyboard.press('Escape');
		await expect(mark(page)).toContainText('Alles opgeslagen');
	}
	const unmarked: string[] = [];
	let count = 0;
	for (const path of [...pages, ...ofCoordinator]) {
		if (path === ofCoordinator[0]) {
			const form = { person: '00000000-0000-8000-8000-0000000e0003', next: '/' };
			await page.request.post('/switch-person', { form, headers: { origin: base } });
		}
		await page.goto(`/incidents/${incidentOf(page)}/${path}`);
		await expect(mark(page)).toContainText('Alles opgeslagen');
		await page.evaluate(() => {
			for (const part of document.querySelectorAll('details')) part.open = true;
		});
		const fields = page
			.locator('main')
			.locator(
				'textarea:visible:enabled:not([readonly]), ' +
					'input:visible:enabled:not([readonly]):is([type=text], :not([type])):not(form[method=get] *)'
			);
		for (const field of await fields.all()) {
			const before = await field.inputValue();
			await field.fill(`${before} x`);
			const isMarked = await mark(page)
				.getByText('getypt, nog niet bewaard')
				.waitFor({ state: 'attached', timeout: 2_000 })
				.then(
					() => true,
					() => false
				);
			if (!isMarked)
				unmarked.push(
					`${path}: ${(await field.getAttribute('id')) ?? ''} ${await field.evaluate((one) => one.outerHTML.slice(0, 120))}`
				);
			count += 1;
			await field.fill(before);
		}
	}
	expect(unmarked).toEqual([]);
	expect(count).toBeGreaterThan(15);
});
