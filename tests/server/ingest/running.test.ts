import { describe, expect, test } from 'vitest';
import { Pause } from '$lib/server/ingest/running/pause';
import { Turns } from '$lib/server/ingest/running/turns';
import { systemCommandId } from '$lib/server/system-command';

describe('turns', () => {
	test('let so many work at once, the others in order, and go on after a failure', async () => {
		const turns = new Turns(2);
		const begun: number[] = [];
		const ends: ((ok: boolean) => void)[] = [];
		const work = (n: number) =>
			turns.take(() => {
				begun.push(n);
				return new Promise<void>((done, fail) =>
					ends.push((ok) => {
						if (ok) done();
						else fail(new Error('x'));
					})
				);
			});
		const all = [0, 1, 2, 3].map((n) => work(n).catch(() => 'failed'));
		await Promise.resolve();
		expect(begun).toEqual([0, 1]);
		ends[1]?.(false);
		expect(await all[1]).toBe('failed');
		expect(begun).toEqual([0, 1, 2]);
		for (const n of [0, 2]) ends[n]?.(true);
		await all[2];
		expect(begun).toEqual([0, 1, 2, 3]);
		ends[3]?.(true);
		await Promise.all(all);
	});
});

describe('a pause', () => {
	const never = new AbortController().signal;
	test('ends when woken, at once when woken before, and when stopped', async () => {
		const pause = new Pause();
		const waiting = pause.for(null, never);
		pause.wake();
		await waiting;
		await pause.for(null, never);
		pause.heed();
		const stop = new AbortController();
		const stopping = pause.for(2 ** 40, stop.signal);
		stop.abort();
		await stopping;
		await pause.for(null, stop.signal);
	});
	test('that is over by itself ends too', async () => {
		await new Pause().for(-5, never);
		await new Pause().for(1, never);
	});
});

test('what the program does by itself has an id that says what and for which window, so that it is done once', () => {
	const id = systemCommandId('incident', 'rule', 'window');
	expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(systemCommandId('incident', 'rule', 'window')).toBe(id);
	expect(new Set([id, systemCommandId('incident', 'rule', 'other'), systemCommandId('inciden', 'trule', 'window')]).size).toBe(3);
});
