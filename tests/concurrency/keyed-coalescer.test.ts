import { expect, test } from 'vitest';
import { KeyedCoalescer } from '$lib/concurrency/keyed-coalescer';
import { deferred, settle, type Deferred } from './deferred';

function steps() {
	const runs: { readonly key: string; readonly run: Deferred<void> }[] = [];
	const coalescer = new KeyedCoalescer<string>((key) => {
		const run = deferred();
		runs.push({ key, run });
		return run.promise;
	});
	return { coalescer, runs, keys: () => runs.map(({ key }) => key) };
}

test('requests during a run of a key share one further run; another key does not wait', async () => {
	const { coalescer, runs, keys } = steps();
	const first = coalescer.run('a');
	const [second, third] = [coalescer.run('a'), coalescer.run('a')];
	const other = coalescer.run('b');
	expect(keys()).toEqual(['a', 'b']);
	runs[1]?.run.resolve();
	await other;
	runs[0]?.run.resolve();
	await first;
	await settle();
	expect(keys()).toEqual(['a', 'b', 'a']);
	runs[2]?.run.resolve();
	await Promise.all([second, third]);
	await coalescer.idle();
	expect(runs).toHaveLength(3);
});

test('a failed run rejects its own callers, and the key runs again', async () => {
	const { coalescer, runs } = steps();
	const first = coalescer.run('a');
	runs[0]?.run.reject(new Error('away'));
	await expect(first).rejects.toThrow('away');
	const second = coalescer.run('a');
	runs[1]?.run.resolve();
	await second;
	await coalescer.idle();
});

test('a key never runs twice at once, however short its runs', async () => {
	let [running, highest, remaining] = [0, 0, 200];
	const coalescer = new KeyedCoalescer<string>(async () => {
		highest = Math.max(highest, ++running);
		if (remaining % 3 === 0) await Promise.resolve();
		running--;
	});
	const again = async (): Promise<void> => {
		while (remaining-- > 0) {
			if (remaining % 2 === 0) void coalescer.run('a');
			await coalescer.run('a');
		}
	};
	await Promise.all([again(), again(), again()]);
	await coalescer.idle();
	expect([highest, running]).toEqual([1, 0]);
});
