import { createSubscriber } from 'svelte/reactivity';

const period = 10_000;

/** The machine's clock for components that show "9 min": one timer for the whole page, none while nothing reads it. */
export const wallClock = (() => {
	const subscribe = createSubscriber((update) => {
		const timer = setInterval(update, period);
		return () => {
			clearInterval(timer);
		};
	});
	return {
		/** Milliseconds since 1970; markup that reads it is updated every ten seconds. */
		get now(): number {
			subscribe();
			return Date.now();
		}
	};
})();
