import { expect, test } from 'vitest';
import { OnDemand } from '$lib/concurrency/on-demand.svelte';

test('who waits for what comes later gets it, also when fetching it failed before', async () => {
	let isThere = false;
	let fetched = 0;
	const part = new OnDemand(() => {
		fetched++;
		return isThere ? Promise.resolve({ name: 'rules' }) : Promise.reject(new Error('the line is cut'));
	});
	const [first, second] = [part.here(), part.here()];
	await part.fetch();
	expect(part.parts).toBeNull();
	isThere = true;
	await part.fetch();
	await part.fetch();
	expect(await Promise.all([first, second, part.here()])).toEqual(Array(3).fill({ name: 'rules' }));
	expect(fetched).toBe(2);
});
