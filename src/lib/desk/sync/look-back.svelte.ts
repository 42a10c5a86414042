import { Coalescer } from '$lib/concurrency/coalescer';
import type { Moment } from '$lib/domain/core/ids';
import type { State } from '$lib/domain/core/state';
import { movedBy, within, type PlayerSpeed } from '$lib/domain/look-back/playing';
import type { PlayerTimeline } from '$lib/domain/look-back/timeline';
import type { Figures } from '$lib/domain/overview/figures';
import type { EventsPage } from '$lib/domain/realtime';
import type { IncidentClock } from './clock.svelte';
import type { IncidentStore } from './incident-store.svelte';

/** What is read of a closed incident at a moment. */
export interface LookBackReads {
	timeline(): Promise<PlayerTimeline>;
	stateAt(at: Moment): Promise<{ readonly state: State; readonly seq: number; readonly time: Moment }>;
	/** The events after a number, up to that moment; `head` is the last number by then. */
	eventsUpTo(after: number, at: Moment): Promise<EventsPage>;
	figuresAt(at: Moment): Promise<Figures>;
}

/** How often a playing player moves on, and how often the lists on screen are read again meanwhile. Milliseconds. */
const tick = 500;
const settleEvery = 1_000;
/** The most events that one step on reads; for more the whole state is read. */
const mostEvents = 1_000;

/**
 * Looks back on a closed incident: the state, the figures and the clock as they were at one moment. A step on applies
 * the events in between; a step back reads the state again. It replaces the connection: nothing is followed, nothing is
 * sent.
 */
export class LookBack {
	/** Where the slider stands. */
	moment: Moment;
	/** The moment that the screens show; null until the first was read. */
	shown: Moment | null = $state(null);
	/** The same, but while playing at most once a second: lists are read again when it changes. */
	settled: Moment | null = $state(null);
	timeline: PlayerTimeline | null = $state.raw(null);
	failed = $state(false);
	playing = $state(false);
	speed: PlayerSpeed = $state(60);

	/** One at a time; the last place asked for counts. */
	readonly #loads = new Coalescer(() => this.#load());
	#timer: ReturnType<typeof setInterval> | undefined;
	#settledAt = 0;

	constructor(
		readonly store: IncidentStore,
		readonly clock: IncidentClock,
		readonly reads: LookBackReads,
		at: Moment
	) {
		this.moment = $state(at);
	}

	async start(): Promise<void> {
		try {
			this.timeline = await this.reads.timeline();
			this.goTo(this.moment);
		} catch {
			this.failed = true;
		}
	}
	stop(): void {
		this.pause();
	}

	goTo(moment: Moment): void {
		this.moment = this.timeline ? within(moment, this.timeline) : moment;
		void this.#loads.run();
	}
	/** So many milliseconds on, or back. */
	move(milliseconds: number): void {
		if (this.timeline) this.goTo(movedBy(this.moment, milliseconds, this.timeline));
	}
	/** From the end it begins again. */
	play(): void {
		const { timeline } = this;
		if (!timeline || this.playing) return;
		if (this.moment >= timeline.until) this.goTo(timeline.from);
		this.playing = true;
		this.#timer = setInterval(() => {
			// A slow answer slows the player: it skips nothing.
			if (this.#loads.isRunning) return;
			this.move(tick * this.speed);
			if (this.moment >= timeline.until) this.pause();
		}, tick);
	}
	pause(): void {
		clearInterval(this.#timer);
		this.playing = false;
		this.#settle();
	}
	toggle(): void {
		if (this.playing) this.pause();
		else this.play();
	}

	async #load(): Promise<void> {
		const at = this.moment;
		try {
			const [step, figures] = await Promise.all([this.#read(at), this.reads.figuresAt(at)]);
			step();
			this.store.takeFigures(figures);
			this.shown = at;
			this.failed = false;
			this.#settle();
		} catch {
			this.failed = true;
			this.pause();
		}
	}
	/** @returns what puts it on the screen: with the figures, in one go */
	async #read(at: Moment): Promise<() => void> {
		const { cursor } = this.store;
		if (cursor > 0 && this.shown !== null && at >= this.shown) {
			const { events, head } = await this.reads.eventsUpTo(cursor, at);
			if (events.length < mostEvents && head === cursor + events.length)
				return () => {
					this.clock.freeze(events.at(-1)?.wallAt ?? this.clock.wall(), at);
					this.store.takeEvents(events);
				};
		}
		const { state, seq, time } = await this.reads.stateAt(at);
		return () => {
			this.clock.freeze(time, at);
			this.store.restart(state, seq);
		};
	}
	#settle(): void {
		if (this.playing && Date.now() - this.#settledAt < settleEvery) return;
		this.#settledAt = Date.now();
		this.settled = this.shown;
	}
}
