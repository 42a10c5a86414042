import type { Page } from '@playwright/test';
import { beginExercise, command, hasStarted, listIsStill } from './desk';
import { contrastFaultsOf, faultsOf, sidewaysOf } from './page-faults';
import { expect, test } from './server';

/** What every component holds to, tried on the screens of an exercise. */

async function openCharts(page: Page, address: string): Promise<void> {
	await page.goto(`${address}/charts`);
	await expect(page.locator('figure svg text').first()).toBeVisible();
	await page.evaluate(() => document.fonts.ready);
}

/** Texts in letters smaller than 14 px. */
const smallTextsOf = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const found = new Set<string>();
		while (walker.nextNode()) {
			const { parentElement, textContent } = walker.currentNode;
			if (
				parentElement &&
				textContent?.trim() &&
				!['SCRIPT', 'STYLE'].includes(parentElement.tagName) &&
				parseFloat(getComputedStyle(parentElement).fontSize) < 13.99
			)
				found.add(textContent.trim());
		}
		return [...found];
	});

/** Controls of a page that are lower than 44 px. */
const lowControlsOf = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[
			...document.querySelectorAll(
				'main :is(button, select, input:not([type=radio], [type=checkbox], [type=hidden]), textarea, label:has(input))'
			)
		]
			.filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.9)
			.map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 30)}`)
	);

test('the screens of an exercise: text size, touch targets, zoom and print', async ({ page, base }) => {
	test.slow();
	const address = await beginExercise(page, 60);
	expect(await smallTextsOf(page), 'stream').toEqual([]);
	await openCharts(page, address);
	expect(await smallTextsOf(page), 'charts').toEqual([]);

	// 400 % zoom: nothing scrolls sideways, and what sticks leaves room to read.
	await page.setViewportSize({ width: 320, height: 256 });
	expect(await sidewaysOf(page)).toEqual([]);
	await page.evaluate(() => {
		scrollTo(0, 1500);
	});
	const stuck = await page.evaluate(() =>
		[...document.querySelectorAll('body *')]
			.filter((element) => getComputedStyle(element).position === 'sticky' && !element.closest('dialog'))
			.reduce((height, element) => height + element.getBoundingClientRect().height, 0)
	);
	expect(stuck).toBeLessThan(256 / 3);

	// On a phone: the bands of an exercise stay at both edges, and a thumb gets 44 pixels.
	await page.setViewportSize({ width: 360, height: 700 });
	await openCharts(page, address);
	await page.evaluate(() => {
		scrollTo(0, 1500);
	});
	const bands = await page
		.locator('[data-exercise]')
		.evaluateAll((all) =>
			all.map((band) => band.getBoundingClientRect()).map(({ top, bottom }) => [Math.round(top), Math.round(bottom)])
		);
	expect(bands).toHaveLength(2);
	expect([bands[0]?.[0], bands[1]?.[1]]).toEqual([0, 700]);
	await expect(page.getByRole('region', { name: 'Dit is een oefening' })).toBeVisible();
	await page.goto(`${address}/settings`);
	expect(await lowControlsOf(page)).toEqual([]);

	// On paper: light, without buttons and bars.
	await page.context().addCookies([{ name: 'look', value: 'crisis', url: base }]);
	await page.setViewportSize({ width: 1280, height: 800 });
	await openCharts(page, address);
	await page.emulateMedia({ media: 'print' });
	expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
	await expect(page.getByRole('button', { name: 'Kopieer het beeld' })).toBeHidden();
	await expect(page.getByRole('banner')).toBeHidden();
});

test('without a choice the color scheme follows the system, and charts follow the color scheme', async ({ page }) => {
	const address = await beginExercise(page, 60);
	await page.emulateMedia({ colorScheme: 'light' });
	await openCharts(page, address);
	const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const picture = (): Promise<string> =>
		page
			.locator('figure canvas')
			.first()
			.evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
	expect(await ground()).toBe('rgb(255, 255, 255)');
	const blank = await page.evaluate(() => document.createElement('canvas').toDataURL());
	await expect.poll(picture).not.toBe(blank);
	const light = await picture();
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await ground()).toBe('rgb(22, 27, 33)');
	await expect.poll(picture).not.toBe(light);
	const dark = await picture();
	await page.evaluate(() => {
		document.documentElement.dataset['look'] = 'crisis';
	});
	await expect.poll(picture).not.toBe(dark);
});

test('a menu works by keyboard and returns the focus', async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await beginExercise(page, 60);
	const opener = page.getByRole('button', { name: 'Wat lijkt op' });
	await opener.focus();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('menuitem', { name: 'een vraag' })).toBeFocused();
	await page.keyboard.press('n');
	await expect(page.getByRole('menuitem', { name: 'niet van belang' })).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('menuitem', { name: 'een vraag' })).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('menu')).toHaveCount(0);
	await expect(opener).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/view=looks&kind=notRelevant/);
});

test('a disabled button can have the focus, says why, and does nothing', async ({ page }) => {
	const address = await beginExercise(page, 20);
	await page.goto(`${address}/report/release`);
	const button = page.getByRole('button', { name: 'Geef rapport 1 vrij' });
	await button.focus();
	await expect(button).toBeFocused();
	await expect(button).toHaveAccessibleDescription(/.+/);
	await page.keyboard.press('Enter');
	await button.click({ force: true });
	await expect(page).toHaveURL(/\/report\/release$/);
	await expect(button).toHaveAttribute('aria-disabled', 'true');
});

test('a long list keeps few rows in the page, and visible rows stay in place when new ones arrive', async ({
	page
}) => {
	test.slow();
	await page.setViewportSize({ width: 1280, height: 700 });
	const address = await beginExercise(page, 60);
	const feed = page.getByRole('feed');
	for (let moves = 0; moves < 6; moves += 1) await page.keyboard.press('j');
	await listIsStill(page);
	const row = feed.locator('article[aria-current=true]');
	await expect(row).toBeInViewport();
	const { stories } = (await (await page.request.get(`/api/v1${address}/stories?view=waiting&limit=50`)).json()) as {
		stories: unknown[];
	};
	expect(await feed.locator('article').count()).toBeLessThan(stories.length);
	const id = (await row.getAttribute('id')) ?? '';
	const positionOf = (): Promise<number> =>
		feed
			.locator(`#${id}`)
			.evaluate(
				(element) =>
					element.getBoundingClientRect().top -
					(element.closest('[role=feed]')?.parentElement?.getBoundingClientRect().top ?? 0)
			);
	await expect.poll(async () => Math.abs((await positionOf()) - (await positionOf()))).toBeLessThan(1);
	const before = await positionOf();
	const { start } = (
		(await (await page.request.get(`/api/v1${address}/state`)).json()) as { state: { incident: { start: string } } }
	).state.incident;
	await command(page, 'exercise.setClock', {
		speed: 0,
		incident: new Date(Date.parse(start) + 90 * 60_000).toISOString()
	});
	await expect(page.getByRole('button', { name: /nieuw/ }).first()).toBeVisible();
	await expect.poll(async () => Math.abs((await positionOf()) - before)).toBeLessThan(1);
});

test('a missing page says what happened, what was kept and what to do, in the requested language', async ({
	page,
	visitor,
	watch
}) => {
	watch.allow(/404/);
	await page.goto('/nergens');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deze pagina is er niet');
	await expect(page.getByText('Uw werk is niet veranderd.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Naar het overzicht' })).toHaveAttribute('href', '/');
	expect(await faultsOf(page)).toEqual([]);
	const english = await visitor({ locale: 'en-GB' });
	await english.goto('/nergens');
	await expect(english.getByRole('heading', { level: 1 })).toHaveText('This page does not exist');
});

test('the checks find planted faults: an unlabelled field, low contrast in any color scheme, and a broken word or number', async ({
	page
}) => {
	await page.goto('/help');
	await hasStarted(page);
	await page.evaluate(() => {
		const [pale, field] = [document.createElement('p'), document.createElement('input')];
		const narrow = ['Beoordelen', '10'].map((text) => {
			const line = document.createElement('p');
			line.textContent = text;
			line.style.cssText = 'inline-size: 0.8ch; overflow-wrap: anywhere';
			return line;
		});
		pale.textContent = 'Dit is te bleek.';
		pale.style.cssText = 'color: #999; background: #fff';
		document.querySelector('main')?.append(pale, field, ...narrow);
	});
	expect((await faultsOf(page)).map((fault) => fault.split(':')[0])).toEqual([
		'color-contrast',
		'label',
		'broken',
		'broken'
	]);
	expect((await contrastFaultsOf(page)).map((fault) => fault.split(':')[0])).toEqual([
		'color-contrast',
		'broken',
		'broken'
	]);
});
