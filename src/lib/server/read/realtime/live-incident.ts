import { Semaphore } from '$lib/concurrency/semaphore';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { momentOf, type IncidentId, type Moment, type StoryId } from '$lib/domain/core/ids';
import type { DiskState, FiguresMessage, Frame, Heartbeat, PresenceMessage } from '$lib/domain/realtime';
import type { ReadState } from '$lib/domain/core/state';
import type { Figures } from '$lib/domain/overview/figures';
import type { StoryCard } from '$lib/domain/stories/card';
import type { LogLine, LogPosition } from '$lib/server/log/lines';
import type { Logs } from '$lib/server/log/logs';
import { log } from '$lib/server/platform/operations/logger';
import type { ReadingContext } from '$lib/server/log/reading-context';
import type { Stories } from '$lib/server/read/queries/stories/stories';
import { IncidentFigures } from './figures';
import { Frames, type CardSource } from './frames';
import { Presence } from './presence';
import { Activity, type Arrival, type ReachedStory } from './activity';

/** Sends messages to everyone who follows an incident. */
export interface Audience {
	frame(message: Frame): void;
	/** This and the next two are volatile: a client that cannot receive one now gets the next. */
	figures(message: FiguresMessage): void;
	presence(message: PresenceMessage): void;
	heartbeat(message: Heartbeat): void;
}

/** An incident that is followed in this process: its frames, its figures, and who is present. */
export class LiveIncident implements CardSource {
	readonly presence = new Presence();
	#frames: Frames;
	#activity: Activity;
	readonly #figures: IncidentFigures;
	/** Runs one at a time, because the activity must take arrivals in order. */
	readonly #turns = new Semaphore(1);
	readonly #sending = new SingleFlight(() => this.#sendNews());

	constructor(
		readonly incident: IncidentId,
		readonly stories: Stories,
		readonly logs: Logs,
		readonly audience: Audience
	) {
		this.#activity = new Activity(stories.sql, incident);
		this.#frames = this.#newFrames();
		this.#figures = new IncidentFigures(
			() => this.reading(),
			() => logs.seq(incident),
			(now) => this.#turns.run(() => this.#loaded(now)),
			() => logs.installation.installation?.organisation ?? null
		);
	}

	/** The line up to which frames were sent. */
	get head(): LogPosition {
		return this.#frames.sent;
	}
	receive(lines: readonly LogLine[]): void {
		this.#frames.take(lines);
	}
	/** Queues the cards of stories that changed without an event in the log. */
	change(stories: readonly StoryId[]): void {
		this.#frames.change(stories);
	}
	reloaded(isRolledBack: boolean): void {
		if (!isRolledBack) {
			this.#frames.skipTo(this.logs.position(this.incident));
			return;
		}
		// The next heartbeat differs from what the desks have: they fetch everything again.
		void this.#frames.stop();
		this.#frames = this.#newFrames();
		this.#activity = new Activity(this.stories.sql, this.incident);
	}
	#newFrames(): Frames {
		return new Frames(this.incident, this.logs.position(this.incident), this, (frame) => {
			if (this.presence.size > 0) this.audience.frame(frame);
		});
	}
	stop(): Promise<void> {
		return this.#frames.stop();
	}

	figures(): Promise<Figures> {
		return this.#figures.all();
	}

	/** Sends changed figures and presence; concurrent calls share one run. */
	sendNews(): Promise<void> {
		return this.#sending.get();
	}
	async #sendNews(): Promise<void> {
		try {
			const people = this.presence.news(performance.now());
			if (people) this.audience.presence({ incident: this.incident, people });
			const figures = await this.#figures.news();
			if (figures) this.audience.figures({ incident: this.incident, figures });
		} catch (error) {
			log.warn(
				{ action: 'figures', object: this.incident, result: 'failed', error: String(error) },
				'no figures this second'
			);
		}
	}
	beat(disk: DiskState): void {
		const { seq: head, hash } = this.head;
		this.audience.heartbeat({ incident: this.incident, head, hash, time: momentOf(Date.now()), disk });
	}

	reading(): ReadingContext {
		return this.stories.reading(this.incident, this.#state());
	}
	#state(): ReadState {
		const state = this.logs.state(this.incident);
		if (!state) throw new Error('a followed incident has no log');
		return state;
	}

	take(arrivals: readonly Arrival[]): Promise<readonly ReachedStory[]> {
		return this.#turns.run(() => this.#activity.take(arrivals, this.reading().now));
	}
	moved(): Promise<void> {
		return this.#turns.run(() => this.#activity.load(this.reading().now));
	}
	async cards(stories: readonly StoryId[]): Promise<readonly StoryCard[]> {
		if (this.presence.size === 0) return [];
		return this.stories.cards(this.reading(), stories, ({ now }, ids) =>
			Promise.resolve(this.#activity.recentOf(ids, now))
		);
	}
	isLookedAt(story: StoryId): boolean {
		return this.presence.isLookedAt(story);
	}

	async #loaded(now: Moment): Promise<Activity> {
		if (!this.#activity.isLoaded) await this.#activity.load(now);
		return this.#activity;
	}
}
