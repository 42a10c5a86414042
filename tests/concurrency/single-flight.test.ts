import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { deferred, type Deferred } from './deferred';

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout'] });
});
afterEach(() => {
	vi.useRealTimers();
});

function steps(pace?: { minFresh: number; restFactor: number; maxRest?: number }) {
	const flights: Deferred<number>[] = [];
	const flight = new SingleFlight<number>(
		() => {
			const made = deferred<number>();
			flights.push(made);
			return made.promise;
		},
		pace && { maxRest: 60_000, ...pace }
	);
	return { flights, flight };
}

test('ten concurrent callers share one computation; without minFresh the next caller gets a new one', async () => {
	const { flights, flight } = steps();
	const requests = Array.from({ length: 10 }, () => flight.get());
	flights[0]?.resolve(1);
	expect(await Promise.all(requests)).toEqual(Array.from({ length: 10 }, () => 1));
	const next = flight.get();
	flights[1]?.resolve(2);
	expect(await next).toBe(2);
	expect(flights).toHaveLength(2);
	expect(flight.peek()).toBeUndefined();
});

test('a value stays fresh for the minimum time, and longer the more it cost', async () => {
	const { flights, flight } = steps({ minFresh: 1_000, restFactor: 20 });
	const first = flight.get();
	vi.advanceTimersByTime(100);
	flights[0]?.resolve(1);
	await first;
	vi.advanceTimersByTime(1_800); // 1,900 ms after it began; good for 20 times 100
	expect(await flight.get()).toBe(1);
	vi.advanceTimersByTime(200);
	const second = flight.get();
	flights[1]?.resolve(2);
	expect(await second).toBe(2);
});

test('one slow computation delays the next by no more than the maximum rest', async () => {
	const { flights, flight } = steps({ minFresh: 2_000, restFactor: 5, maxRest: 5_000 });
	const first = flight.get();
	vi.advanceTimersByTime(14_000);
	flights[0]?.resolve(1);
	await first;
	const request = flight.get((value) => value >= 2);
	await vi.advanceTimersByTimeAsync(4_999);
	expect(await flight.get()).toBe(1);
	expect(flights).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(1);
	flights[1]?.resolve(2);
	expect(await request).toBe(2);
});

test('setting the wall clock back or forward changes nothing', async () => {
	const { flights, flight } = steps({ minFresh: 1_000, restFactor: 1 });
	const first = flight.get();
	flights[0]?.resolve(1);
	await first;
	vi.setSystemTime(Date.now() + 3_600_000);
	expect(await flight.get()).toBe(1);
	vi.setSystemTime(Date.now() - 7_200_000);
	vi.advanceTimersByTime(1_001);
	const second = flight.get();
	flights[1]?.resolve(2);
	expect(await second).toBe(2);
});

test('when a newer computation fails the last value is served; without one the error is thrown', async () => {
	const { flights, flight } = steps({ minFresh: 1_000, restFactor: 1 });
	const first = flight.get();
	flights[0]?.reject(new Error('away'));
	await expect(first).rejects.toThrow('away');
	vi.advanceTimersByTime(1_001);
	const second = flight.get();
	flights[1]?.resolve(2);
	await second;
	vi.advanceTimersByTime(1_001);
	const third = flight.get();
	flights[2]?.reject(new Error('away again'));
	expect(await third).toBe(2);
	expect(flight.peek()).toBe(2);
});

test('a caller that needs a newer value than the fresh one gets it after the rest, shared with all others who need it', async () => {
	const { flights, flight } = steps({ minFresh: 60_000, restFactor: 5 });
	const first = flight.get();
	vi.advanceTimersByTime(100);
	flights[0]?.resolve(1);
	expect(await first).toBe(1);
	expect(await flight.get((value) => value >= 1)).toBe(1);
	const requests = Array.from({ length: 10 }, () => flight.get((value) => value >= 2));
	expect(flights).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(399);
	expect(flights).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(1);
	flights[1]?.resolve(2);
	expect(await Promise.all(requests)).toEqual(Array.from({ length: 10 }, () => 2));
	expect(flights).toHaveLength(2);
});

test('when the running computation began too early, all callers who need a newer value share one more, and never a third', async () => {
	const { flights, flight } = steps({ minFresh: 1_000, restFactor: 0 });
	const first = flight.get();
	const requests = Array.from({ length: 10 }, () => flight.get((value) => value >= 9));
	flights[0]?.resolve(1);
	expect(await first).toBe(1);
	await vi.advanceTimersByTimeAsync(0);
	expect(flights).toHaveLength(2);
	flights[1]?.resolve(2);
	expect(await Promise.all(requests)).toEqual(Array.from({ length: 10 }, () => 2));
	expect(flights).toHaveLength(2);
});
