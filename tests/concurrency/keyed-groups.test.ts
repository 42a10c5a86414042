import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyedGroups } from '$lib/concurrency/keyed-groups';
import { deferred, settle } from './deferred';

const done = <T>(value: T): PromiseSettledResult<T> => ({ status: 'fulfilled', value });
const failed = (reason: Error): PromiseSettledResult<never> => ({ status: 'rejected', reason });

/** Groups of words, which note who went with whom; those in capitals go alone. */
function noted(maxGroupSize = 10) {
	const groups: string[][] = [];
	let until = deferred();
	const queue = new KeyedGroups<string, string, string>(
		async (_, group) => {
			groups.push([...group]);
			await until.promise;
			return group.map(done);
		},
		maxGroupSize,
		(word) => word === word.toUpperCase()
	);
	return {
		queue,
		groups,
		/** Lets the group at work end. */
		end: async () => {
			until.resolve();
			until = deferred();
			await settle();
			await settle();
		}
	};
}

test('an item on an idle key runs at once and alone; items that arrive meanwhile run together, in order', async () => {
	const { queue, groups, end } = noted();
	const results = ['a', 'b', 'c'].map((word) => queue.run('log', word));
	expect(groups).toEqual([['a']]);
	await end();
	expect(groups).toEqual([['a'], ['b', 'c']]);
	await end();
	expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
	void queue.run('log', 'd');
	expect(groups).toEqual([['a'], ['b', 'c'], ['d']]);
});

test('another key does not wait, and a group never mixes two keys', async () => {
	const { queue, groups } = noted();
	for (const [key, word] of [
		['one', 'a'],
		['two', 'b'],
		['one', 'c'],
		['two', 'd']
	] as const)
		void queue.run(key, word);
	expect(groups).toEqual([['a'], ['b']]);
	await settle();
	expect(groups).toHaveLength(2);
});

test('a group has a maximum size; an item that runs alone waits for earlier ones and holds back later ones', async () => {
	const { queue, groups, end } = noted(2);
	for (const word of ['a', 'b', 'c', 'd', 'E', 'f', 'g']) void queue.run('log', word);
	for (let i = 0; i < 6; i += 1) await end();
	expect(groups).toEqual([['a'], ['b', 'c'], ['d'], ['E'], ['f', 'g']]);
});

test('a caller that asks again after its answer joins those already waiting', async () => {
	const { queue, groups, end } = noted();
	const first = queue.run('log', 'a').then(() => queue.run('log', 'a again'));
	const second = queue.run('log', 'b');
	await end();
	expect(groups).toEqual([['a'], ['b', 'a again']]);
	await end();
	expect(await Promise.all([first, second])).toEqual(['a again', 'b']);
});

test('a failed item fails alone; work that fails as a whole fails its group, and not later ones', async () => {
	let calls = 0;
	const queue = new KeyedGroups<string, string, string>(
		(_, group) => {
			calls += 1;
			if (calls === 3) return Promise.reject(new Error('all'));
			return Promise.resolve(group.map((word) => (word === 'bad' ? failed(new Error('one')) : done(word))));
		},
		3,
		() => false
	);
	const words = ['a', 'b', 'bad', 'c', 'd', 'e', 'f', 'g'];
	const results = await Promise.allSettled(words.map((word) => queue.run('log', word)));
	expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
		'a',
		'b',
		'Error: one',
		'c',
		'Error: all',
		'Error: all',
		'Error: all',
		'g'
	]);
});

test('work may leave part of a group to the next; work that settles nothing fails instead of looping', async () => {
	const groups: string[][] = [];
	const queue = new KeyedGroups<string, string, string>(
		(_, group) => {
			groups.push([...group]);
			return Promise.resolve(group.slice(0, group.includes('none') ? 0 : 1).map(done));
		},
		10,
		() => false
	);
	expect(await Promise.all(['a', 'b', 'c', 'd'].map((word) => queue.run('log', word)))).toEqual(['a', 'b', 'c', 'd']);
	expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['c', 'd'], ['d']]);
	await expect(queue.run('log', 'none')).rejects.toThrow('settled none');
});

test('in any order of arrival, everything is settled once, in order, and every group follows the rules', async () => {
	const moment = fc.record({ waits: fc.integer({ min: 0, max: 2 }), alone: fc.boolean(), fails: fc.boolean() });
	await fc.assert(
		fc.asyncProperty(fc.array(moment, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), async (moments, limit) => {
			const worked: number[] = [];
			const queue = new KeyedGroups<string, number, number>(
				async (_, group) => {
					expect(group.length).toBeLessThanOrEqual(limit);
					if (group.some((i) => moments[i]?.alone)) expect(group).toHaveLength(1);
					await settle();
					const own = group.slice(0, 1 + ((group[0] ?? 0) % group.length));
					worked.push(...own);
					return own.map((i) => (moments[i]?.fails ? failed(new Error('no')) : done(i)));
				},
				limit,
				(i) => moments[i]?.alone ?? false
			);
			const all: Promise<number>[] = [];
			for (const [i, { waits }] of moments.entries()) {
				for (let turn = 0; turn < waits; turn += 1) await settle();
				const result = queue.run('log', i);
				result.catch(() => undefined);
				all.push(result);
			}
			const results = await Promise.allSettled(all);
			expect(results.map(({ status }) => status === 'rejected')).toEqual(moments.map(({ fails }) => fails));
			expect(worked).toEqual(moments.map((_, i) => i));
		}),
		{ numRuns: 60 }
	);
});
