import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeSlice } from '$lib/concurrency/time-slice';

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
	vi.useRealTimers();
});

test('a slice ends after its length, and others run before the next one begins', async () => {
	const slice = new TimeSlice(5);
	expect(slice.isOver).toBe(false);
	vi.advanceTimersByTime(5);
	expect(slice.isOver).toBe(true);
	const order: string[] = [];
	setImmediate(() => order.push('a command'));
	await slice.yield();
	order.push('next slice');
	expect(order).toEqual(['a command', 'next slice']);
	expect(slice.isOver).toBe(false);
});
