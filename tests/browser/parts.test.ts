import type { Page } from '@playwright/test';
import { contrastFaultsOf, faultsOf, sidewaysOf } from './page-faults';
import { expect, test } from './server';

/** The page that shows every part: what holds here holds wherever a part is used. */
const looks = ['light', 'dark', 'crisis'] as const;
const widths = [360, 768, 1280] as const;

/** Open and ready: charts are drawn, keys are handled. */
async function open(page: Page, address = '/parts'): Promise<void> {
	await page.goto(address);
	await expect(page.locator('figure svg text').first()).toBeVisible();
	await page.evaluate(() => document.fonts.ready);
}

for (const look of looks)
	test(`no part has an accessibility fault or scrolls sideways, on a phone, a tablet and a laptop: ${look}`, async ({
		page,
		base
	}) => {
		test.slow(); // three pages, each looked through
		await page.context().addCookies([{ name: 'look', value: look, url: base }]);
		for (const width of widths) {
			// On a phone high enough that the bar for thumbs covers nothing.
			await page.setViewportSize({ width, height: width === 360 ? 12_000 : 800 });
			await open(page, '/parts?exercise');
			expect(await (look === 'light' ? faultsOf : contrastFaultsOf)(page), `${width} px`).toEqual([]);
		}
	});

test('at 400 % zoom (320 × 256) nothing scrolls sideways, and what sticks leaves room to read', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 256 });
	await open(page, '/parts?exercise');
	expect(await sidewaysOf(page)).toEqual([]);
	await page.evaluate(() => {
		scrollTo(0, 2000);
	});
	const stuck = await page.evaluate(() => {
		let height = 0;
		for (const element of document.querySelectorAll('body *'))
			if (getComputedStyle(element).position === 'sticky' && !element.closest('dialog'))
				height += element.getBoundingClientRect().height;
		return height;
	});
	expect(stuck).toBeLessThan(256 / 3);
});

test('no text is smaller than 14 px', async ({ page }) => {
	await open(page);
	const small = await page.evaluate(() => {
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
	expect(small).toEqual([]);
});

test('a thumb gets 44 pixels on a phone', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 800 });
	await open(page);
	const low = await page.evaluate(() =>
		[
			...document.querySelectorAll(
				'button, main a[href], select, input:not([type=radio], [type=checkbox]), textarea, label:has(input)'
			)
		]
			.filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.9)
			.map(
				(element) =>
					`${element.tagName} ${element.textContent.trim().slice(0, 30)} ${element.getBoundingClientRect().height}`
			)
	);
	expect(low).toEqual([]);
});

test('without a choice the color scheme follows the machine, and charts follow the color scheme', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await open(page);
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

test('without a script everything can be read and every form control has its label', async ({ browser, base }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: base, locale: 'nl-NL' });
	const page = await context.newPage();
	await page.goto('/parts');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Onderdelen');
	await expect(page.getByLabel('Wat is er aan de hand?')).toBeVisible();
	await expect(page.getByLabel('Feit')).toHaveAccessibleDescription(/Vul het feit in/);
	await expect(page.getByRole('radio', { name: '30 minuten' })).toBeVisible();
	await expect(page.getByText('14.05').first()).toBeVisible();
	await expect(page.getByRole('feed', { name: 'Berichten' }).locator('article')).not.toHaveCount(0);
	await context.close();
});

test('a browser gets the words of its own language only', async ({ visitor }) => {
	for (const [locale, own, other] of [
		['nl-NL', 'Naar de inhoud', 'Skip to the content'],
		['en-GB', 'Skip to the content', 'Naar de inhoud']
	] as const) {
		const page = await visitor({ locale });
		const scripts: Promise<string>[] = [];
		page.on('response', (response) => {
			if (response.url().endsWith('.js')) scripts.push(response.text());
		});
		await open(page);
		expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2));
		await expect(page.getByRole('link', { name: own })).toBeAttached();
		await expect(
			page.locator('b', {
				hasText: locale === 'nl-NL' ? 'Geen verbinding sinds 14.03 uur.' : 'No connection since 14:03.'
			})
		).toBeVisible();
		const texts = await Promise.all(scripts);
		expect(texts.some((text) => text.includes(own))).toBe(true);
		expect(texts.some((text) => text.includes(other))).toBe(false);
	}
});

test('an exercise says so at the top and the bottom of the screen, wherever one has scrolled', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 700 });
	await open(page, '/parts?exercise');
	await page.evaluate(() => {
		scrollTo(0, 1500);
	});
	const bands = page.locator('[data-exercise]');
	await expect(bands).toHaveCount(2);
	const boxes = await bands.evaluateAll((all) =>
		all.map((band) => band.getBoundingClientRect()).map(({ top, bottom }) => [Math.round(top), Math.round(bottom)])
	);
	expect(boxes[0]?.[0]).toBe(0);
	expect(boxes[1]?.[1]).toBe(700);
	await expect(page.getByRole('region', { name: 'Dit is een oefening' })).toBeVisible();
});

test('a menu is walked by keys, shows what cannot be done, and gives the focus back', async ({ page }) => {
	await open(page);
	const opener = page.locator('[aria-haspopup=menu]');
	await opener.focus();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('menuitem', { name: 'Voeg samen' })).toBeFocused();
	await page.keyboard.press('s');
	await expect(page.getByRole('menuitem', { name: 'Splits af' })).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter'); // "Sluit" cannot be done
	await expect(page.getByTestId('chosen')).toHaveText('nog niets');
	await page.keyboard.press('Home');
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('chosen')).toHaveText('merge');
	await expect(opener).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('menu')).toHaveCount(0);
	await expect(opener).toBeFocused();
});

test('a question takes the focus, keys do not reach the page, and Escape answers no', async ({ page }) => {
	await open(page);
	const ask = page.getByRole('button', { name: 'Stel een vraag' });
	await ask.click();
	const dialog = page.getByRole('dialog', { name: 'Wilt u deze tekst publiceren?' });
	await expect(dialog).toBeVisible();
	await page.keyboard.press('e');
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await expect(ask).toBeFocused();
	await expect(page.getByTestId('done')).toHaveText('');
	await expect(page.getByTestId('chosen')).toHaveText('nog niets');
	await ask.click();
	await dialog.getByRole('button', { name: 'Publiceer' }).click();
	await expect(page.getByTestId('chosen')).toHaveText('gepubliceerd');
	await expect(dialog).toBeHidden();
});

test('a blocked button can have the focus, says why, and does nothing', async ({ page }) => {
	await open(page);
	const button = page.getByRole('button', { name: 'Akkoord' });
	await button.focus();
	await expect(button).toBeFocused();
	await expect(button).toHaveAccessibleDescription(/Vraag een collega/);
	await page.keyboard.press('Enter');
	await button.click({ force: true });
	await expect(page.getByTestId('chosen')).toHaveText('nog niets');
});

test('keys act on the page, never in a field, and not after a sequence that does not exist', async ({ page }) => {
	await open(page);
	const done = page.getByTestId('done');
	await page.keyboard.press('j');
	await page.keyboard.press('Shift+Digit1'); // the exclamation mark
	await page.keyboard.press('g');
	await page.keyboard.press('r');
	await expect(done).toHaveText('next help goRumours');
	await page.keyboard.press('g');
	await page.keyboard.press('e');
	await expect(done).toHaveText('next help goRumours');
	const field = page.getByLabel('Wat is er aan de hand?');
	await field.fill('');
	await field.pressSequentially('jes!');
	await expect(field).toHaveValue('jes!');
	await expect(done).toHaveText('next help goRumours');
	await field.press('Control+Enter');
	await expect(done).toHaveText('next help goRumours save');
	await page.getByRole('button', { name: 'Stel een vraag' }).focus();
	await page.keyboard.press('e');
	await expect(done).toHaveText('next help goRumours save looked');
});

test('a person changes a key, is informed when it is taken, switches all off, and finds it so the next time', async ({
	page
}) => {
	await open(page);
	const done = page.getByTestId('done');
	await page.getByRole('button', { name: 'Wijzig de toets voor: volgende verhaal' }).click();
	await page.keyboard.press('n');
	await page.locator('h1').click();
	await page.keyboard.press('n');
	await page.keyboard.press('ArrowDown'); // the arrow stays
	await page.keyboard.press('j');
	await expect(done).toHaveText('next next');
	await page.getByRole('button', { name: 'Zet alle toetsen terug' }).click();
	await open(page);
	await page.getByRole('button', { name: 'Wijzig de toets voor: later' }).click();
	await page.keyboard.press('e');
	await expect(page.getByText('Deze toets is al voor: bekeken, volgende.')).toBeVisible();
	await page.keyboard.press('l');
	await page.locator('h1').click();
	await page.keyboard.press('s');
	await page.keyboard.press('l');
	await expect(done).toHaveText('later');
	await page.getByLabel('Gebruik toetsen').uncheck();
	await open(page);
	await expect(page.getByLabel('Gebruik toetsen')).not.toBeChecked();
	await page.keyboard.press('l');
	await page.getByLabel('Gebruik toetsen').check();
	await page.locator('h1').click();
	await page.keyboard.press('l');
	await expect(done).toHaveText('later');
});

test('a long list keeps few rows in the page, and what is in sight stays where it is when rows come above', async ({
	page
}) => {
	await open(page);
	const feed = page.getByRole('feed', { name: 'Berichten' });
	await feed.scrollIntoViewIfNeeded();
	const add = page.getByRole('button', { name: 'Vijf erbij, bovenaan' });
	await add.click();
	await expect(feed.locator('article[data-id="5005"]')).toBeVisible(); // at the top: what is new is seen
	await page.getByRole('button', { name: 'Naar bericht 2500' }).click();
	const row = feed.locator('article[data-id="2500"]');
	await expect(row).toBeInViewport();
	await expect(page.getByTestId('at-top')).toHaveText('niet bovenaan');
	const place = (): Promise<number> => row.evaluate((element) => element.getBoundingClientRect().top);
	await expect.poll(async () => Math.abs((await place()) - (await place()))).toBeLessThan(1);
	const before = await place();
	for (let times = 0; times < 5; times += 1) await add.click();
	await expect(row).toHaveAttribute('aria-setsize', '5030');
	expect(Math.abs((await place()) - before)).toBeLessThan(1);
	expect(await feed.locator('article').count()).toBeLessThan(60);
	await row.focus();
	await page.getByRole('button', { name: 'Naar boven' }).click();
	await expect(page.getByTestId('at-top')).toHaveText('bovenaan');
	await expect(row).toBeAttached(); // the selected row stays in the page
});

test('a page that is not there says what happened, what was kept and what to do, in the language asked for', async ({
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

test('buttons are left out of a print, and paper is light', async ({ page, base }) => {
	await page.context().addCookies([{ name: 'look', value: 'crisis', url: base }]);
	await open(page);
	await page.emulateMedia({ media: 'print' });
	expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
	await expect(page.getByRole('button', { name: 'Bekeken', exact: true })).toBeHidden();
	await expect(page.getByRole('banner')).toBeHidden();
});

test('a fault that is put on a page is found: a field without a name, and pale words in any look', async ({ page }) => {
	await page.goto('/help');
	// Until the page's script has run, it may still make its content again.
	await page.waitForLoadState('networkidle');
	await page.evaluate(() => {
		const [pale, field] = [document.createElement('p'), document.createElement('input')];
		pale.textContent = 'Dit is te bleek.';
		pale.style.cssText = 'color: #999; background: #fff';
		document.querySelector('main')?.append(pale, field);
	});
	expect((await faultsOf(page)).map((fault) => fault.split(':')[0])).toEqual(['color-contrast', 'label']);
	expect((await contrastFaultsOf(page)).map((fault) => fault.split(':')[0])).toEqual(['color-contrast']);
});
