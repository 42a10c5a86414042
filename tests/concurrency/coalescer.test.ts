import { expect, test } from 'vitest';
import { Coalescer } from '$lib/concurrency/coalescer';
import { deferred, settle, type Deferred } from './deferred';

function steps() {
	const runs: Deferred<void>[] = [];
	const coalescer = new Coalescer(() => {
		const run = deferred();
		runs.push(run);
		return run.promise;
	});
	return { runs, coalescer };
}

test('requests during a run share one further run, which begins after it', async () => {
	const { runs, coalescer } = steps();
	const first = coalescer.run();
	const [second, third] = [coalescer.run(), coalescer.run()];
	expect(runs).toHaveLength(1);
	runs[0]?.resolve();
	await first;
	await settle();
	expect(runs).toHaveLength(2);
	runs[1]?.resolve();
	await Promise.all([second, third]);
	await coalescer.idle();
	expect(runs).toHaveLength(2);
	expect(coalescer.isRunning).toBe(false);
});

test('a request between two runs joins the one about to begin; two never run at once', async () => {
	const { runs, coalescer } = steps();
	const first = coalescer.run();
	void coalescer.run();
	let joined: Promise<void> | undefined;
	void first.then(() => (joined = coalescer.run()));
	runs[0]?.resolve();
	await settle();
	expect(runs).toHaveLength(2);
	runs[1]?.resolve();
	await joined;
	await coalescer.idle();
	expect(runs).toHaveLength(2);
});

test('a failed run rejects its own callers, and the next run still happens', async () => {
	const { runs, coalescer } = steps();
	const first = coalescer.run();
	const second = coalescer.run();
	runs[0]?.reject(new Error('away'));
	await expect(first).rejects.toThrow('away');
	await settle();
	runs[1]?.resolve();
	await second;
	await coalescer.idle();
});
