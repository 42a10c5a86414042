import { expect, test } from './server';

test('the program answers, and after a kill it comes back at the same address', async ({
	page,
	program,
	base,
	watch
}) => {
	await page.goto('/health/live');
	await expect(page.locator('body')).toHaveText('live');
	await program.kill();
	await program.start();
	expect(program.base).toBe(base);
	watch.allow(/503/); // it answers before the database has recovered
	await expect(async () => {
		await page.goto('/health/ready');
		expect(await page.locator('body').textContent()).toContain('"ready":true');
	}).toPass({ timeout: 60_000 });
});

test('a second visitor has separate cookies', async ({ page, visitor, base }) => {
	await page.context().addCookies([{ name: 'look', value: 'dark', url: base }]);
	const other = await visitor();
	await other.goto('/health/live');
	expect(await other.context().cookies()).toEqual([]);
});
