import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AbortableDelay } from '$lib/concurrency/abortable-delay';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

function waiting(delay: AbortableDelay, milliseconds: number | null, signal = new AbortController().signal) {
	const state = { isOver: false };
	void delay.wait(milliseconds, signal).then(() => (state.isOver = true));
	return state;
}

test('waits for the given time, and forever with null', async () => {
	const [short, endless] = [waiting(new AbortableDelay(), 1_000), waiting(new AbortableDelay(), null)];
	await vi.advanceTimersByTimeAsync(999);
	expect(short.isOver).toBe(false);
	await vi.advanceTimersByTimeAsync(1);
	expect(short.isOver).toBe(true);
	await vi.advanceTimersByTimeAsync(1e9);
	expect(endless.isOver).toBe(false);
	expect(vi.getTimerCount()).toBe(0);
});

test('a wake since the last clear ends the next wait at once', async () => {
	const delay = new AbortableDelay();
	delay.wake();
	const first = waiting(delay, 1_000);
	await vi.advanceTimersByTimeAsync(0);
	expect(first.isOver).toBe(true);
	delay.clear();
	const second = waiting(delay, 1_000);
	await vi.advanceTimersByTimeAsync(0);
	expect(second.isOver).toBe(false);
	delay.wake();
	await vi.advanceTimersByTimeAsync(0);
	expect(second.isOver).toBe(true);
});

test('an abort ends the wait and leaves no timer', async () => {
	const stop = new AbortController();
	const state = waiting(new AbortableDelay(), 1_000, stop.signal);
	stop.abort();
	await vi.advanceTimersByTimeAsync(0);
	expect(state.isOver).toBe(true);
	expect(vi.getTimerCount()).toBe(0);
});
