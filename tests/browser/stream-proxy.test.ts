import { expect, test } from './server';
import { beginExercise, lineBroken, logOf, onDevice, savedAll, stateOf } from './desk';

test('every key is saved once when a proxy answers for the server and the storage is deleted and then fails', async ({
	page,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	await beginExercise(page, 40);
	const { seq } = await stateOf(page);
	const commands = '**/api/v1/incidents/*/commands**';
	let answers = 0;
	await page.context().route(commands, (route) => {
		answers += 1;
		return route.fulfill({ status: answers % 2 ? 404 : 403, contentType: 'text/html', body: '<h1>Not found</h1>' });
	});
	for (const key of ['5', '-', 'e']) await page.keyboard.press(key);
	await expect.poll(async () => (await onDevice(page)).length).toBe(3);
	const waiting = await onDevice(page);
	await page.evaluate(async () => {
		for (const { name = '' } of await indexedDB.databases())
			await new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done));
	});
	await expect.poll(() => onDevice(page)).toEqual(waiting);
	await page.evaluate(() => {
		IDBDatabase.prototype.transaction = () => {
			throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
		};
	});
	for (const key of ['6', 'e']) await page.keyboard.press(key);
	await expect(page.getByText('Deze browser bewaart niets.')).toBeVisible();
	await expect(page.locator('header').getByText('5 wachten op opslaan')).toBeAttached();
	await expect.poll(() => answers).toBeGreaterThan(5);
	await page.context().unroute(commands);
	await savedAll(page);
	await expect(page.getByText('Deze browser bewaart niets.')).toHaveCount(0);
	const saved = (await logOf(page)).filter((event) => event.seq > seq && event.type.startsWith('story.'));
	const ids = saved.map(({ command }) => command);
	// Of one story in order; of two stories the second may go past the first.
	expect(ids.filter((id) => id !== null && waiting.includes(id))).toEqual(waiting);
	expect([ids.length, new Set(ids).size]).toEqual([5, 5]);
});
