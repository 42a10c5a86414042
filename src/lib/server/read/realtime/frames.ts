import { postsArrived } from '$lib/domain/posts/post';
import type { Frame, WireEvent } from '$lib/domain/realtime';
import { storyMerged, storySplit, storyUnmerged } from '$lib/domain/stories/merge';
import { callForHelpSet, storyLookedAt, storyUnmarked } from '$lib/domain/stories/story';
import type { IncidentId, StoryId } from '$lib/domain/core/ids';
import type { StoryCard } from '$lib/domain/stories/card';
import { LOG_START, type LogLine, type LogPosition } from '$lib/server/log/lines';
import { log } from '$lib/server/platform/operations/logger';
import { CardBudget } from './card-budget';
import type { Arrival, ReachedStory } from './activity';

/** The minimum time between two frames of an incident, in milliseconds. */
const FRAME_INTERVAL_MS = 100;
/** The most events in one frame; the others go in the next. */
const MAX_EVENTS = 500;
/** When reading the cards takes longer, the events are sent without them; in milliseconds. */
const CARDS_TIMEOUT_MS = 1000;

/** Provides the cards for frames. */
export interface CardSource {
	/** Adds the arrivals; returns the stories that they belong to. Calls never overlap. */
	take(arrivals: readonly Arrival[]): Promise<readonly ReachedStory[]>;
	/** Must be called after people moved posts from story to story. */
	moved(): Promise<void>;
	cards(stories: readonly StoryId[]): Promise<readonly StoryCard[]>;
	/** Whether somebody has the story open. */
	isLookedAt(story: StoryId): boolean;
}

/**
 * Makes the frames of one incident: every event once and in order, and the cards of changed stories at a limited rate.
 * The sequence numbers of a frame are always exact; cards are the latest available.
 */
export class Frames {
	readonly #events: WireEvent[] = [];
	readonly #budget = new CardBudget(performance.now());
	#sent: LogPosition;
	#skipped: LogPosition = LOG_START;
	#sentAt = -Infinity;
	#building: Promise<void> | null = null;
	#timer: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(
		readonly incident: IncidentId,
		/** The line after which it receives lines. */
		from: LogPosition,
		readonly source: CardSource,
		readonly send: (frame: Frame) => void
	) {
		this.#sent = from;
	}

	/** The line up to which everything was sent or dropped; clients use it to detect gaps and a rollback of the log. */
	get sent(): LogPosition {
		const isIdle = this.#events.length === 0 && !this.#building;
		return isIdle && this.#skipped.seq > this.#sent.seq ? this.#skipped : this.#sent;
	}

	/** Adds new lines, in the order of the log. */
	take(lines: readonly LogLine[]): void {
		for (const line of lines) this.#events.push(line);
		this.#schedule();
	}

	/** Queues the cards of stories that changed by something outside the log. */
	change(stories: readonly StoryId[]): void {
		for (const story of stories)
			this.#budget.change(story, this.source.isLookedAt(story) ? 'looked' : 'ordinary', performance.now());
		this.#schedule();
	}

	/** The log was reloaded up to this line; its last lines may not have been passed to `take`. */
	skipTo(line: LogPosition): void {
		this.#skipped = line;
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearTimeout(this.#timer);
		await this.#building;
	}

	#schedule(): void {
		if (this.#stopped || this.#building || this.#timer) return;
		const now = performance.now();
		const cards = this.#budget.pause(now);
		if (this.#events.length === 0 && cards === Infinity) return;
		const wait = Math.max(this.#sentAt + FRAME_INTERVAL_MS - now, this.#events.length > 0 ? 0 : cards);
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#building = this.#build()
				.catch((error: unknown) =>
					log.error(
						{ action: 'frame', object: this.incident, result: 'failed', error: String(error) },
						'a frame failed'
					)
				)
				.finally(() => {
					this.#building = null;
					this.#schedule();
				});
		}, wait);
	}

	async #build(): Promise<void> {
		const events = this.#events.splice(0, this.#contiguousEvents());
		const sent = this.#sent;
		const from = events[0]?.seq ?? sent.seq + 1;
		const last = events.at(-1) ?? sent;
		const { stories, more } = await this.#takeCards(events);
		this.#sentAt = performance.now();
		if (this.#stopped || (events.length === 0 && stories.length === 0 && more === 0)) return;
		this.#sent = { seq: last.seq, hash: last.hash };
		const before = from === sent.seq + 1 ? sent.hash : '';
		this.send({ incident: this.incident, from, to: last.seq, before, events, stories, more });
	}

	/** The number of events without a gap between them: a frame has no gaps. */
	#contiguousEvents(): number {
		const first = this.#events[0]?.seq ?? 0;
		const gap = this.#events.findIndex(({ seq }, i) => seq !== first + i || i === MAX_EVENTS);
		return gap === -1 ? this.#events.length : gap;
	}

	/** The cards to send with these events; when reading them fails, none, and `more` counts them all. */
	async #takeCards(events: readonly WireEvent[]): Promise<{ stories: StoryCard[]; more: number }> {
		const arrivals = events.flatMap(arrivalOf);
		let chosen: StoryId[] = [];
		let dropped = 0;
		try {
			return await within(CARDS_TIMEOUT_MS, async () => {
				if (events.some(({ type }) => movingKinds.some((kind) => kind.type === type))) await this.source.moved();
				const touched = arrivals.length > 0 ? await this.source.take(arrivals) : [];
				const now = performance.now();
				for (const { story, help } of touched)
					this.#budget.change(story, help ? 'help' : this.source.isLookedAt(story) ? 'looked' : 'ordinary', now);
				for (const story of events.flatMap(storiesOf)) this.#budget.change(story, 'looked', now);
				const { stories, more } = this.#budget.take(now);
				[chosen, dropped] = [stories, more];
				return { stories: stories.length > 0 ? [...(await this.source.cards(stories))] : [], more };
			});
		} catch (error) {
			log.warn(
				{ action: 'cards', object: this.incident, result: 'failed', error: String(error) },
				'a frame goes without cards'
			);
			return { stories: [], more: dropped + chosen.length + arrivals.reduce((sum, { count }) => sum + count, 0) };
		}
	}
}

function arrivalOf({ type, seq, data }: WireEvent): Arrival[] {
	const parsed = type === postsArrived.type ? postsArrived.data.safeParse(data) : null;
	return parsed?.success ? [{ seq, batch: parsed.data.batch, count: parsed.data.count }] : [];
}

/** People moved posts from one story to another. */
const movingKinds = [storySplit, storyMerged, storyUnmerged];

/** The stories whose card is changed by this event. */
function storiesOf({ type, data }: WireEvent): StoryId[] {
	const kind = [storyLookedAt, storyUnmarked, callForHelpSet].find((each) => each.type === type);
	if (kind) return storyIn(kind.data.safeParse(data));
	const moving = movingKinds.find((each) => each.type === type)?.data.safeParse(data);
	return moving?.success ? [moving.data.story, moving.data.into] : [];
}
const storyIn = (parsed: { success: boolean; data?: { story: StoryId } | undefined }): StoryId[] =>
	parsed.data ? [parsed.data.story] : [];

/** @throws Error when it takes longer */
async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<never>((_, fail) => {
		timer = setTimeout(() => fail(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
	});
	try {
		return await Promise.race([work(), timeout]);
	} finally {
		clearTimeout(timer);
	}
}
