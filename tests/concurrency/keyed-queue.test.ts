import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { deferred, settle } from './deferred';

test('tasks of a key run one at a time, in order; another key does not wait', async () => {
	const queue = new KeyedQueue<string>();
	const began: string[] = [];
	const work = (name: string, until = deferred()) => ({
		until,
		run: async () => {
			began.push(name);
			await until.promise;
			return name;
		}
	});
	const [a1, a2, b1] = [work('a1'), work('a2'), work('b1')];
	const results = [queue.run('a', a1.run), queue.run('a', a2.run), queue.run('b', b1.run)];
	expect(began).toEqual(['a1', 'b1']);
	a1.until.resolve();
	await settle();
	expect(began).toEqual(['a1', 'b1', 'a2']);
	a2.until.resolve();
	b1.until.resolve();
	expect(await Promise.all(results)).toEqual(['a1', 'a2', 'b1']);
});

test('a failed task does not block the tasks behind it', async () => {
	const queue = new KeyedQueue<string>();
	const failed = queue.run('a', () => Promise.reject(new Error('refused')));
	const next = queue.run('a', () => Promise.resolve('done'));
	await expect(failed).rejects.toThrow('refused');
	expect(await next).toBe('done');
});

test('nothing is kept for a key once its work is done', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ key: fc.integer({ min: 0, max: 3 }), fails: fc.boolean() })),
			async (jobs) => {
				const queue = new KeyedQueue<number>();
				const order: number[] = [];
				const all = jobs.map(({ key, fails }, index) =>
					queue.run(key, async () => {
						await settle();
						order.push(index);
						if (fails) throw new Error('no');
					})
				);
				await Promise.allSettled(all);
				await queue.idle();
				for (const key of [0, 1, 2, 3]) {
					const own = order.filter((index) => jobs[index]?.key === key);
					expect(own).toEqual([...own].sort((a, b) => a - b));
					expect(queue.has(key)).toBe(false);
				}
				expect(order).toHaveLength(jobs.length);
			}
		),
		{ numRuns: 50 }
	);
});
