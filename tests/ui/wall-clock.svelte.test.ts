import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { wallClock } from '$lib/ui/display/wall-clock.svelte';

afterEach(() => void vi.useRealTimers());

test('"9 min" updates automatically while the page uses it, and no timer runs otherwise', () => {
	vi.useFakeTimers({ now: 0 });
	const seen: number[] = [];
	const stop = $effect.root(() => {
		$effect(() => {
			seen.push(wallClock.now);
		});
	});
	flushSync();
	vi.advanceTimersByTime(10_000);
	flushSync();
	vi.advanceTimersByTime(10_000);
	flushSync();
	expect(seen).toEqual([0, 10_000, 20_000]);
	stop();
	vi.advanceTimersByTime(0);
	return Promise.resolve().then(() => {
		expect(vi.getTimerCount()).toBe(0);
	});
});
