import type { Locator, Page } from '@playwright/test';
import {
	asSpokesperson,
	beginExercise,
	command,
	confirmAnswer,
	idOf,
	Line,
	lineBroken,
	lineLost,
	offline,
	savedAll,
	selected
} from './desk';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

// Each begins an exercise of its own: none waits in one worker while another has nothing left to do.
test.describe.configure({ mode: 'parallel' });

/** Where things are on the screen, and that they stay there. */

const widths = [360, 768, 1104, 1280, 1600, 1920] as const;

/** The position of all parts of the header that are shown, by their names. */
const headerOf = (page: Page): Promise<Record<string, readonly number[]>> =>
	page.evaluate(() => {
		const header = document.querySelector('header');
		const parts = [...(header?.querySelectorAll('a, h1, summary, button, [role=status]') ?? [])].filter(
			(part) => part.checkVisibility() && !part.closest('.panel')
		);
		const placed = [...(header ? [header] : []), ...parts].map((part, at) => {
			const { x, y, width, height } = part.getBoundingClientRect();
			return [`${at} ${part.tagName}`, [x, y, width, height].map((each) => Math.round(each))] as const;
		});
		return Object.fromEntries(placed);
	});

/** How much taller and wider the page is than its window. */
const excessOf = (page: Page): Promise<readonly number[]> =>
	page.evaluate(() => {
		const { scrollHeight, scrollWidth } = document.documentElement;
		return [scrollHeight - innerHeight, scrollWidth - innerWidth];
	});

test('the header is one row of 48 pixels at every width, and nothing in it moves when a key is saved or the connection is lost', async ({
	page,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	await page.setViewportSize({ width: 1280, height: 800 });
	const line = await Line.of(page.context());
	await beginExercise(page, 40);
	// More findings than a pane shows: the pane scrolls, not the page.
	const about = { offline: 'straat', seenIn: null };
	for (let n = 1; n <= 12; n++) {
		await command(page, 'rumour.signal', { id: crypto.randomUUID(), text: `De brug is dicht ${n}`, ...about });
		if (n > 5) continue;
		await command(page, 'need.raise', { id: crypto.randomUUID(), text: `Is de brug open ${n}?`, ...about });
		const noted = { id: crypto.randomUUID(), text: `Mensen zijn bezorgd ${n}`, ...about };
		await command(page, 'behaviour.record', { ...noted, effect: null });
		await command(page, 'meaning.record', { ...noted, id: crypto.randomUUID(), theme: 'trust' });
	}
	await expect(page.getByText('Mensen zijn bezorgd 5', { exact: true })).toHaveCount(2);
	const measure = async (): Promise<Record<string, Record<string, readonly number[]>>> => {
		const all: Record<string, Record<string, readonly number[]>> = {};
		for (const width of widths) {
			await page.setViewportSize({ width, height: 800 });
			all[String(width)] = await headerOf(page);
		}
		return all;
	};
	const before = await measure();
	for (const width of widths) {
		const parts = Object.entries(before[String(width)] ?? {});
		expect(parts[0]?.[1], `${width} px`).toEqual([0, 20, width, 48]);
		for (const [name, [x = 0, y = 0, wide = 0, high = 0]] of parts) {
			expect(y + high, `${width} px, ${name}`).toBeLessThanOrEqual(68);
			expect(y, `${width} px, ${name}`).toBeGreaterThanOrEqual(20);
			expect(x + wide, `${width} px, ${name}`).toBeLessThanOrEqual(width);
		}
		await page.setViewportSize({ width, height: 800 });
		expect(await excessOf(page), `${width} px`).toEqual([0, 0]);
	}
	await page.keyboard.press('5');
	await savedAll(page);
	expect(await measure()).toEqual(before);
	await line.cut();
	await expect(lineLost(page)).toBeVisible({ timeout: 7_000 });
	await expect(offline(page)).toBeHidden();
	await page.keyboard.press('-');
	await expect(lineLost(page)).toContainText('1 wijziging wacht');
	expect(await measure()).toEqual(before);
	await expect(offline(page)).toBeVisible();
	line.restore();
	await savedAll(page);
	await expect(offline(page)).toBeHidden();
});

test('links that do not fit in the header are in its menu, the current page stays visible, and the clock is a button', async ({
	page
}) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	const address = await beginExercise(page, 40);
	const header = page.locator('header');
	const menu = header.locator('nav summary');
	const shown = header.locator('nav > ul').getByRole('link');
	await expect(shown).toHaveText([/^Stroom/, /^Vragen/, /^Geruchten/, 'Teksten', 'Rapport']);
	await menu.click();
	await header.getByRole('link', { name: 'Verloop' }).click();
	await expect(page).toHaveURL(`${address}/charts`);
	await expect(header.locator('nav details')).not.toHaveAttribute('open');
	await expect(shown.last()).toHaveText('Verloop');
	await expect(shown.last()).toHaveAttribute('aria-current', 'page');
	expect(await excessOf(page)).toMatchObject({ 1: 0 });
	await page.setViewportSize({ width: 768, height: 800 });
	await expect(shown).toHaveText([/^Stroom/, /^Vragen/, /^Geruchten/, 'Verloop']);
	await menu.click();
	await header.getByRole('link', { name: 'Overdracht' }).click();
	await expect(menu).toHaveText(/^Meer: Overdracht/);
	await page.setViewportSize({ width: 1600, height: 900 });
	await expect(shown).toHaveCount(8);

	await page.goto(address);
	const player = header.locator('.clock details');
	await player.locator('summary').click();
	await player.getByRole('button', { name: 'Speel af' }).click();
	await expect(player.getByRole('button', { name: 'Pauze' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await player.getByRole('button', { name: 'Pauze' }).click();
	await page.keyboard.press('Escape');
	await expect(player).not.toHaveAttribute('open');

	// On a phone the name is the button of the clock, and the rest is behind the fifth place at the foot.
	await page.setViewportSize({ width: 360, height: 740 });
	await expect(header.getByRole('heading')).toHaveCSS('text-overflow', 'ellipsis');
	await player.locator('summary').click();
	await expect(player.getByRole('button', { name: 'Speel af' })).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('navigation', { name: 'Onderdelen' }).getByRole('button', { name: 'Meer' }).click();
	const sections = page.getByRole('dialog', { name: 'Onderdelen' });
	await expect(sections.getByRole('link', { name: 'Bronnen' })).toBeVisible();
	await expect(sections.getByRole('button', { name: 'Meld af' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
});

/** Top and bottom of an element on the screen. */
const spanOf = (locator: Locator): Promise<readonly [number, number]> =>
	locator.evaluate((element) => {
		const { top, bottom } = element.getBoundingClientRect();
		return [top, bottom] as const;
	});

test('the selected row rests at a third of the window, pickers open fully visible, and outcomes stay in view', async ({
	page
}) => {
	test.slow();
	await page.setViewportSize({ width: 1280, height: 800 });
	await beginExercise(page, 60);
	const labels = page.getByRole('complementary', { name: 'Labels' });
	for (const [width, height] of [
		[1280, 800],
		[1366, 657],
		[1920, 1080]
	] as const) {
		await page.setViewportSize({ width, height });
		const list = page.getByRole('feed', { name: /Wachtend|wachten/ }).locator('..');
		const third = async (): Promise<number> => Math.max(height / 3, (await spanOf(list))[0]);
		for (const key of ['j', 'j', 'j', 'e', 'x', 'e', 'k', 'j', 'j']) {
			const before = await idOf(page);
			await page.keyboard.press(key);
			await expect.poll(() => idOf(page)).not.toBe(before);
			// A frame later it is measured, and rests.
			await expect
				.poll(async () => Math.abs((await spanOf(selected(page)))[0] - (await third())), {
					message: `${width} × ${height}, ${key}`
				})
				.toBeLessThan(2);
		}
		// Also right after a step, which puts the row to rest.
		for (const keys of [['2'], ['2', 'g', 'i', 'f', 'Control+Enter'], ['m'], ['j', '2'], ['k', '2', 'g']]) {
			for (const key of keys) await page.keyboard.press(key);
			const picker = selected(page).getByRole('dialog');
			await expect(picker).toBeVisible();
			if (keys.includes('m')) {
				await picker.getByRole('textbox').fill('rook');
				await expect(picker.getByRole('button', { name: 'Hiermee' }).nth(3)).toBeVisible();
			}
			// On a low screen the stance is under the harm, one Tab away.
			const cutIn = (): Promise<readonly (string | null)[]> =>
				picker.evaluate((element) => {
					const room = element.getBoundingClientRect();
					return [...element.querySelectorAll('input.input, fieldset:first-of-type label, .do button')]
						.filter((part) => part.checkVisibility())
						.filter((part) => {
							const { top, bottom } = part.getBoundingClientRect();
							return top < room.top || bottom > room.bottom + 1;
						})
						.map(({ textContent }) => textContent);
				});
			await expect.poll(cutIn, `${width} × ${height}, ${keys.join(' ')}`).toEqual([]);
			const cutOff = async (): Promise<readonly number[]> => {
				const [[top, bottom], [first, last]] = [await spanOf(picker), await spanOf(list)];
				return [Math.round(Math.min(0, top - first)), Math.round(Math.max(0, bottom - last))];
			};
			await expect.poll(cutOff, `${width} × ${height}, ${keys.join(' ')}`).toEqual([0, 0]);
			// Nor does what comes in above it, such as a proposal, push it off the screen.
			const text = selected(page).locator('.main');
			const grow = (by: string) => text.evaluate((element, px) => void (element.style.paddingBlockEnd = px), by);
			await grow('60px');
			await expect.poll(cutOff, `${width} × ${height}, ${keys.join(' ')}, pushed`).toEqual([0, 0]);
			await grow('');
			// Nor does a list that becomes lower, as by a call for help.
			await page.setViewportSize({ width, height: height - 40 });
			await grow('20px');
			await expect.poll(cutOff, `${width} × ${height}, ${keys.join(' ')}, lower`).toEqual([0, 0]);
			await grow('');
			await page.setViewportSize({ width, height });
			await page.keyboard.press('Escape');
			await expect(picker).toBeHidden();
		}
		for (const name of [/^Bekeken/, /^Niet van belang/, /^Later/, /^Noodkreet/]) {
			const [top, bottom] = await spanOf(labels.getByRole('button', { name }));
			expect(top).toBeGreaterThan(68);
			expect(bottom, `${width} × ${height}, ${String(name)}`).toBeLessThan(height - 20);
		}
	}
	// Words that the browser finds in another row stay visible: only the next key goes back to the selected one.
	const rows = page.getByRole('feed', { name: /Wachtend|wachten/ });
	const scrolledBy = await rows.evaluate(async (feed) => {
		const list = feed.parentElement;
		const before = list?.scrollTop ?? 0;
		[...feed.querySelectorAll('article')].at(-1)?.scrollIntoView();
		for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
		return Math.abs((list?.scrollTop ?? 0) - before);
	});
	expect(scrolledBy).toBeGreaterThan(40);
	// After a press on a label the keys go on in the list.
	await labels.getByRole('button', { name: /^angst/ }).click();
	await expect(selected(page)).toBeFocused();
	const story = await idOf(page);
	await labels.getByRole('button', { name: /^Bekeken/ }).click();
	await expect.poll(() => idOf(page)).not.toBe(story);
	await expect(selected(page)).toBeFocused();
	// So does the rest: the next story is where a key would have put it.
	await expect(async () => {
		const [third] = await spanOf(rows.locator('..'));
		expect(Math.abs((await spanOf(selected(page)))[0] - Math.max(1080 / 3, third))).toBeLessThan(2);
	}).toPass({ timeout: 5_000 });

	// So low that the shortest story reaches below the list.
	await page.setViewportSize({ width: 360, height: 600 });
	const thumbs = selected(page).locator('.actions');
	const list = page.getByRole('feed', { name: /Wachtend|wachten/ }).locator('..');
	await expect(thumbs.getByRole('button')).toHaveText(['Label', 'Bekeken', 'Niet van belang', 'Meer']);
	await expect(async () => {
		const [[top], [, foot], [, end]] = [await spanOf(selected(page)), await spanOf(thumbs), await spanOf(list)];
		const [bar] = await spanOf(page.getByRole('navigation', { name: 'Onderdelen' }));
		expect(top).toBeLessThan((await spanOf(list))[0] + 2);
		expect(Math.abs(end - foot)).toBeLessThan(2);
		expect(Math.abs(end - bar)).toBeLessThan(2);
	}).toPass({ timeout: 10_000 });
	expect(await faultsOf(page)).toEqual([]);
	await thumbs.getByRole('button', { name: 'Label' }).click();
	await expect(page.getByRole('main', { name: 'Labels' }).getByRole('button', { name: /^Bekeken/ })).toBeInViewport();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Terug' }).click();
	await expect(thumbs).toBeVisible();
});

test('from 1600 px the selected story has a column of its own: nothing opens in the list, and the newest posts run beside it', async ({
	page
}) => {
	test.slow();
	await page.setViewportSize({ width: 1280, height: 800 });
	const address = await beginExercise(page, 60);
	const column = page.getByRole('region', { name: 'Open verhaal' });
	const newest = page.getByRole('region', { name: /^Live/ });
	await expect(column).toBeHidden();
	await page.keyboard.press('Space');
	await expect(selected(page).getByRole('list', { name: /^\d+ van / })).toBeVisible();
	await page.keyboard.press('Space');

	await page.setViewportSize({ width: 1600, height: 900 });
	const posts = column.getByRole('list', { name: /^\d+ van / });
	for (const key of ['j', 'j', 'j', 'k', 'e']) {
		const before = await idOf(page);
		await page.keyboard.press(key);
		await expect.poll(() => idOf(page)).not.toBe(before);
		const story = await idOf(page);
		const response = await page.request.get(`/api/v1${address}/stories/${story}/posts?limit=1`);
		const { posts: all } = (await response.json()) as { posts: { text: string }[] };
		await expect(posts.getByRole('listitem').first()).toContainText((all[0]?.text ?? '').slice(0, 40).trim());
	}
	// A key that opens posts elsewhere makes the column large; the list neither moves nor gets another width. The height
	// of a row is not compared: it also changes when something new is known about its story.
	const list = page.getByRole('feed').locator('..');
	const rowOf = async () => {
		const [row, around] = [await selected(page).boundingBox(), await list.boundingBox()];
		return [row?.y, row?.width, around?.width].map((each) => Math.round(each ?? -1));
	};
	const [rest, width] = [await rowOf(), (await column.boundingBox())?.width ?? 0];
	await page.keyboard.press('Space');
	await expect(page.getByRole('complementary', { name: 'Bevindingen' })).toBeHidden();
	expect((await column.boundingBox())?.width ?? 0).toBeGreaterThan(width + 200);
	expect(await rowOf()).toEqual(rest);
	await expect(selected(page).getByRole('list', { name: /^\d+ van / })).toHaveCount(0);
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('Space');
	await expect(page.getByRole('complementary', { name: 'Bevindingen' })).toBeVisible();
	expect(await excessOf(page)).toEqual([0, 0]);

	// What it belongs to is shown above it: proposed by the machine until a person says so.
	await page.keyboard.press('2');
	await selected(page).getByRole('combobox').fill('Er komt gif uit de kraan');
	for (const key of ['Tab', 's', 'Control+Enter', 'Control+Enter']) await page.keyboard.press(key);
	const finding = column.getByRole('link', { name: 'Open het gerucht' });
	await expect(finding.first()).toHaveAttribute('href', new RegExp(`^${address}/findings/`));
	await page.keyboard.press('Escape');

	await expect(newest).toBeHidden();
	await page.setViewportSize({ width: 2560, height: 1440 });
	await expect(newest.getByRole('listitem').first()).toBeVisible();
	await expect(newest).toContainText('Staat stil zodra u leest');
	const labels = await page.getByRole('complementary', { name: 'Labels' }).boundingBox();
	const last = await newest.boundingBox();
	expect(last?.x).toBeGreaterThanOrEqual((labels?.x ?? 0) + (labels?.width ?? 0));
	expect(last?.y).toBe(labels?.y);
	expect(last?.height).toBe(labels?.height);
	expect(await excessOf(page)).toEqual([0, 0]);
	expect(await faultsOf(page)).toEqual([]);
	await newest.hover();
	await expect(newest.getByRole('button', { name: /^Loop weer mee/ })).toBeVisible();
	await newest.getByRole('listitem').nth(1).getByRole('button').click();
	await expect(page).toHaveURL(/view=live/);
	await expect(selected(page)).toBeVisible();
});

test('findings take one line each, rumours first; five questions are shown, and the others are counted as in the menu', async ({
	page,
	base,
	visitor
}) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await beginExercise(page, 40);
	const claim = 'Er is heel veel asbest vrijgekomen bij de brand en niemand zegt er iets over';
	const seen = { offline: 'telefoon', seenIn: null };
	await command(page, 'rumour.signal', { id: crypto.randomUUID(), text: claim, ...seen });
	await command(page, 'rumour.signal', {
		id: crypto.randomUUID(),
		text: 'Er zijn doden',
		...seen,
		harm: 3,
		danger: true
	});
	const needs = Array.from({ length: 7 }, () => crypto.randomUUID());
	for (const [n, id] of needs.entries())
		await command(page, 'need.raise', { id, text: `Welke brug nummer ${n} is open?`, ...seen });
	await command(page, 'need.answer', { need: needs[0], text: 'De eerste', fact: null, channel: 'website', at: null });
	await confirmAnswer(await asSpokesperson(await visitor(), base), needs[0] ?? '');
	const pane = page.getByRole('complementary', { name: 'Bevindingen' });
	await expect(pane.getByRole('heading', { level: 3 })).toHaveText([
		/^\s*Geruchten\s*2/,
		/^\s*Vragen\s*6/,
		/^\s*Gedrag\s*0/,
		/^\s*Betekenis\s*0/,
		/^Berichten/
	]);
	const rumours = pane.getByRole('region', { name: /^Geruchten/ }).getByRole('listitem');
	await expect(rumours).toHaveText([/Er zijn doden/, /asbest/]);
	await expect(rumours.first().getByRole('link')).toHaveAccessibleName(/Er zijn doden direct gevaar/);
	await expect(rumours.last().getByRole('link')).toHaveAttribute(
		'title',
		new RegExp(`^${claim}: risico nog niet beoordeeld`)
	);
	const questions = pane.getByRole('region', { name: /^Vragen/ });
	await expect(questions.getByRole('listitem')).toHaveCount(5);
	await expect(questions.getByRole('link', { name: 'Nog 1 open, 1 beantwoord' })).toBeVisible();
	await expect(page.locator('header').getByRole('link', { name: /^Vragen/ })).toHaveText(/6$/);
	await expect(page.locator('header').getByRole('link', { name: /^Geruchten/ })).toHaveText(/2$/);
	for (const [width, height] of [
		[1280, 28],
		[1920, 28],
		[768, 28],
		[360, 44]
	] as const) {
		await page.setViewportSize({ width, height: 800 });
		if (width === 360) await selected(page).locator('.actions').getByRole('button', { name: 'Label' }).click();
		if (width < 1000) await page.getByRole('button', { name: 'Bevindingen' }).click();
		for (const line of await pane.getByRole('listitem').all()) {
			const [top, bottom] = await spanOf(line);
			expect(bottom - top, `${width} px`).toBe(height);
		}
		// On a phone one pane is shown at a time; that the list is next to it is not a fault of the pane.
		if (width !== 360) expect(await faultsOf(page), `${width} px`).toEqual([]);
	}
});
