import { createSubscriber } from 'svelte/reactivity';

const period = 10_000;

/** The machine's clock for whoever shows "9 min": one timer for the whole page, none while nobody looks. */
export const wallClock = (() => {
	const subscribe = createSubscriber((update) => {
		const timer = setInterval(update, period);
		return () => {
			clearInterval(timer);
		};
	});
	return {
		/** Milliseconds since 1970; who reads it in markup is told every ten seconds. */
		get now(): number {
			subscribe();
			return Date.now();
		}
	};
})();
