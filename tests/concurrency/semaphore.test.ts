import { expect, test } from 'vitest';
import { Semaphore } from '$lib/concurrency/semaphore';
import { deferred, settle } from './deferred';

test('runs at most the given number at once; the next begins when one ends, also by failing', async () => {
	const semaphore = new Semaphore(2);
	const jobs = Array.from({ length: 4 }, () => deferred());
	const began: number[] = [];
	const all = jobs.map(({ promise }, index) =>
		semaphore.run(async () => {
			began.push(index);
			await promise;
		})
	);
	await settle();
	expect(began).toEqual([0, 1]);
	jobs[1]?.reject(new Error('no'));
	await expect(all[1]).rejects.toThrow('no');
	await settle();
	expect(began).toEqual([0, 1, 2]);
	for (const job of jobs) job.resolve();
	await Promise.allSettled(all);
	expect(began).toEqual([0, 1, 2, 3]);
});
