import { untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { presentIn } from '$lib/domain/core/present';
import { momentOf, type Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

/** How often waiting times are updated, in milliseconds. */
const waitingTimeInterval = 5_000;
/** How often the exercise player's clock is updated. */
const playerClockInterval = 1_000;

const subscribeEvery = (every: number): (() => void) =>
	createSubscriber((update) => {
		const timer = setInterval(update, every);
		return () => {
			clearInterval(timer);
		};
	});

/**
 * The incident's time on this screen: the server's clock, independent of the device's, mapped to the incident's own (an
 * exercise's runs faster, or is paused).
 */
export class IncidentClock {
	/** The server's clock minus this page's monotonic clock, which nobody sets back. Milliseconds. */
	// eslint-disable-next-line no-restricted-syntax -- until the server's time is known, the device's clock is used
	#serverOffset = Date.now() - performance.now();
	readonly #everyFiveSeconds = subscribeEvery(waitingTimeInterval);
	readonly #everySecond = subscribeEvery(playerClockInterval);

	constructor(readonly state: ReadState) {}

	/** Sets the server's time. */
	set(server: Moment): void {
		this.#serverOffset = Date.parse(server) - performance.now();
	}
	/** The wall-clock moment, by the server's clock. */
	wall(): Moment {
		return momentOf(performance.now() + this.#serverOffset);
	}
	/** The incident's moment, for actions that happen now. */
	moment(): Moment {
		// What shows a time is not drawn again at every event.
		const latest = untrack(() => this.state.latest);
		return presentIn({ clock: this.state.clock, latest }, this.wall());
	}
	/** The wall-clock moment in milliseconds; markup that reads it is updated every second. */
	get runningWall(): number {
		this.#everySecond();
		return Date.parse(this.wall());
	}
	/** The incident's moment in milliseconds; markup that reads it is updated every five seconds. */
	get now(): number {
		this.#everyFiveSeconds();
		return Date.parse(this.moment());
	}
	/** The same, rounded down to the minute, for values that need not be computed more often. */
	readonly minute = $derived.by(() => Math.floor(this.now / 60_000) * 60_000);
	/** The incident's moment in milliseconds; markup that reads it is updated every second. */
	get running(): number {
		this.#everySecond();
		return Date.parse(this.moment());
	}
}
