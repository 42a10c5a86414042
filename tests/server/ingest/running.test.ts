import { describe, expect, test } from 'vitest';
import { Pace } from '$lib/server/ingest/running/pace';
import { Pause } from '$lib/server/ingest/running/pause';
import { Turns } from '$lib/server/ingest/running/turns';
import { systemCommandId } from '$lib/server/system-command';

const minute = 60_000;
const noon = Date.UTC(2026, 10, 20, 12);

describe('silence', () => {
	/** So many posts a minute, until noon. */
	const talking = (perMinute: number, minutes = 60): Pace => {
		const pace = new Pace();
		for (let n = 0; n < perMinute * minutes; n++) pace.heard(null, noon - (n / perMinute) * minute);
		return pace;
	};
	test('of a source that gave forty a minute is an alarm after three minutes', () => {
		const pace = talking(40);
		expect(pace.read(noon + 2 * minute)).toMatchObject({ silent: false });
		expect(pace.read(noon + 3 * minute)).toMatchObject({ silent: true });
		expect(pace.read(noon)?.normal).toBeGreaterThan(38);
	});
	test('of a source that gives one in four minutes is none before half an hour', () => {
		const pace = talking(0.25);
		expect(pace.read(noon + 20 * minute)?.silent).toBe(false);
		expect(pace.read(noon + 30 * minute)?.silent).toBe(true);
	});
	test('says nothing of a source that was hardly heard', () => {
		expect(new Pace().read(noon)).toBeNull();
		expect(talking(0.1).read(noon + 600 * minute)).toBeNull();
	});
	test('is over with the next post', () => {
		const pace = talking(40);
		pace.heard(null, noon + 30 * minute);
		expect(pace.read(noon + 30 * minute)?.silent).toBe(false);
	});
	test('is not declared because a source came with many old posts when it was connected', () => {
		const pace = new Pace();
		for (let n = 0; n < 500; n++) pace.heard(noon - n * 24 * 60 * minute - 2 * 60 * minute, noon);
		expect(pace.read(noon + 30 * minute)).toBeNull();
	});
	test('tells the pace now beside the normal one', () => {
		const pace = talking(2);
		expect(pace.read(noon + 4 * minute)?.now).toBeLessThan(1);
		expect(pace.read(noon)?.now).toBeCloseTo(2, 0);
	});
});

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
