import { readFileSync } from 'node:fs';
import { readTheme } from '../../src/lib/server/platform/theme/read-theme';
import { startProgram, type RunningProgram } from '../running-program';
import { expect, test as baseTest } from './server';
import { beginExercise } from './desk';
import { contrastFaultsOf } from './page-faults';
import { filesIn } from '../project-files';

const themes = filesIn('tests/fixtures/themes', /\.css$/, 3);
const [first = ''] = themes;

/** A municipality's own program, with its house style. */
const test = baseTest.extend<object, { program: RunningProgram }>({
	program: [
		async ({}, use) => {
			const program = await startProgram({ env: { DEMO: '1', THEME_CSS: first } });
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	]
});

test('with three extreme house styles and the crisis room everything is readable, nothing overflows and nothing is blocked', async ({
	page,
	base
}) => {
	test.slow();
	await beginExercise(page, 30);
	const incident = new URL(page.url()).pathname;
	await page.keyboard.press('5');
	const found: string[] = [];
	const look = async (name: string, addresses: readonly string[]): Promise<void> => {
		for (const address of addresses) {
			await page.goto(address);
			await expect(page.locator('main')).toBeVisible();
			found.push(...(await contrastFaultsOf(page)).map((fault) => `${name}, ${address}: ${fault}`));
		}
	};
	// The first as the program serves it; the others in its place.
	for (const name of themes) {
		const { css } = readTheme(readFileSync(name));
		if (name !== first)
			await page.context().route('**/theme.css*', (route) => route.fulfill({ contentType: 'text/css', body: css }));
		await look(name, [incident, `${incident}/report`]);
		const ink = await page.evaluate(() =>
			getComputedStyle(document.documentElement).getPropertyValue('--basis-color-default-color-document')
		);
		expect(css, 'the theme is worn').toContain(`--basis-color-default-color-document:${ink.trim()}`);
		await page.context().unrouteAll();
	}
	await page.context().addCookies([{ name: 'look', value: 'light', url: base }]);
	await page.goto(`${incident}?look=crisis`);
	await expect(page.locator('html')).toHaveAttribute('data-look', 'crisis');
	expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('18px');
	await page.goto(incident);
	await expect(page.locator('html'), 'the machine’s own choice stays').toHaveAttribute('data-look', 'light');
	await page.context().addCookies([{ name: 'look', value: 'crisis', url: base }]);
	await look('crisis room', [incident, `${incident}/findings`, `${incident}/report`, '/account/keys']);
	expect(found).toEqual([]);
});

test('a remapped key works, shows on its button, and is refused where it is taken', async ({ page }) => {
	await beginExercise(page, 30);
	const incident = new URL(page.url()).pathname;
	await page.goto('/account/keys');
	await page.getByRole('button', { name: 'Wijzig de toets voor: Bekeken, volgende' }).click();
	await page.keyboard.press('x');
	await expect(page.getByText('Deze toets is al voor: Niet van belang, volgende.')).toBeVisible();
	await page.keyboard.press('q');
	await expect(page.getByRole('button', { name: 'Wijzig de toets voor: Bekeken, volgende' })).toBeFocused();
	await page.getByRole('button', { name: 'Wijzig de toets voor: Later' }).click();
	await page.getByRole('button', { name: 'Geen toets', exact: true }).click();
	await page.goto(incident);
	const lookedAtButton = page.getByRole('complementary', { name: 'Labels' }).getByRole('button', { name: /Bekeken/ });
	await expect(lookedAtButton).toHaveAttribute('aria-keyshortcuts', 'q');
	await expect(
		page.getByRole('complementary', { name: 'Labels' }).getByRole('button', { name: 'Later' })
	).not.toHaveAttribute('aria-keyshortcuts');
	const before = await page.locator('article[aria-current=true]').getAttribute('id');
	await page.keyboard.press('s');
	await page.keyboard.press('e');
	await expect(page.locator('article[aria-current=true]')).toHaveAttribute('id', before ?? '');
	await page.keyboard.press('q');
	await expect(page.locator('article[aria-current=true]')).not.toHaveAttribute('id', before ?? '');
});
