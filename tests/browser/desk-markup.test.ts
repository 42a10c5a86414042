import { markupFaults } from '../markup-faults';
import { beginExercise } from './desk';
import { expect, test } from './server';

/**
 * A desk makes most of its pages in the browser: `tests/server/http/markup.test.ts` checks what is sent, this what is
 * there once the desk has taken over, with what opens on it.
 */
test('the running desk shows valid HTML: posts, rumours, questions and the report', async ({ page }) => {
	test.slow();
	const incident = await beginExercise(page, 40);
	const found: string[] = [];
	const check = async (path: string): Promise<void> => {
		// Each drawer, menu and explanation on the page, open.
		await page.evaluate(() => {
			for (const closed of document.querySelectorAll('main details:not([open])')) closed.setAttribute('open', '');
		});
		for (const fault of await markupFaults(await page.content(), 'browser')) found.push(`${path}: ${fault}`);
	};
	await check('posts');
	for (const path of ['rumours', 'needs', 'report']) {
		await page.goto(`${incident}/${path}`);
		await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
		await expect(page.locator('header').getByText('Alles opgeslagen').first()).toBeVisible();
		await check(path);
	}
	expect(found).toEqual([]);

	// What is not valid is found out here too.
	await page.evaluate(() =>
		document.querySelector('main')?.append(Object.assign(document.createElement('li'), { id: 'content' }))
	);
	await check('broken');
	expect(found.join('\n')).toMatch(/no-dup-id[\s\S]*|element-permitted-parent/);
});
