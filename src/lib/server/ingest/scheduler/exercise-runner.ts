import { incidentTime } from '$lib/domain/core/present';
import { millisecondsOf, momentOf, type Moment, type SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { log } from '$lib/server/platform/operations/logger';
import {
	actionsOf,
	dueBetween,
	nextDue,
	atStart,
	playPositionOf,
	postsOf,
	type PlayPosition
} from '../exercises/player';
import type { Script } from '../exercises/script';
import { playedBy } from '../exercises/library';
import type { RawPost } from '../pipeline/raw-post';
import type { FollowedIncident } from './followed-incidents';
import { AbortableDelay } from '$lib/concurrency/abortable-delay';
import type { RunnerContext } from './tools';

/** Milliseconds. */
const RETRY_DELAY = 2_000;

interface Playing {
	readonly id: SourceId;
	/** The source's key in the script. */
	readonly source: string;
	readonly scriptKey: string;
	readonly script: Script;
}

/**
 * Plays the scripts of one exercise by its clock. What was missed while a source was paused, or before this process
 * took over, is played at once.
 */
export class ExerciseRunner {
	readonly #delay = new AbortableDelay();
	readonly #playedUntil = new Map<SourceId, PlayPosition>();
	readonly #actedUntil = new Map<string, PlayPosition>();

	constructor(
		private incident: FollowedIncident,
		readonly context: RunnerContext
	) {}

	/** Applies changes at once: to the clock, and to which sources play. */
	setIncident(incident: FollowedIncident): void {
		const changed = configurationOf(incident) !== configurationOf(this.incident);
		this.incident = incident;
		if (changed) this.#delay.wake();
	}

	async run(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			this.#delay.clear();
			const { incident } = this;
			const playing = incident.sources.flatMap(({ id, key }): Playing[] => {
				const found = playedBy(key);
				return found ? [{ id, ...found }] : [];
			});
			let wait: number | null;
			try {
				const position = await this.#play(incident, playing);
				const until = incident.clock?.until;
				if (until !== undefined && position >= playPositionOf(incident.start, until))
					await this.#endExercise(incident, until);
				wait = this.#untilNext(incident, playing, position);
				// Another process created the script: it is loaded here within moments.
				if (incident.sources.some(({ kind, key }) => kind === 'exercise' && !playedBy(key))) wait = RETRY_DELAY;
			} catch (error) {
				wait = RETRY_DELAY;
				log.warn(
					{ action: 'exercise.play', object: `incident/${incident.id}`, result: 'storing', err: error },
					'the exercise could not be stored'
				);
				for (const { id } of playing) this.context.statusOf(incident.id, id).failed(this.context.now(), 'storing');
			}
			await this.#delay.wait(wait, signal);
		}
	}

	/** Plays everything that is due, in order across sources; ingest stores it together. Returns the new position. */
	async #play(incident: FollowedIncident, playing: readonly Playing[]): Promise<PlayPosition> {
		const position = playPositionOf(incident.start, incidentTime(incident.clock, momentOf(this.context.now())));
		for (const [key, script] of new Map(playing.map(({ scriptKey, script }) => [scriptKey, script])))
			await this.#recordActions(incident, key, script, position);
		const due = playing
			.flatMap(({ id, source, script }) =>
				postsOf(dueBetween(script.items, this.#playedUntil.get(id) ?? atStart, position), source, incident.start).map(
					(post) => ({ id, post })
				)
			)
			.sort((a, b) => Date.parse(a.post.publishedAt) - Date.parse(b.post.publishedAt));
		const deliveries: { id: SourceId; posts: RawPost[] }[] = [];
		for (const { id, post } of due) {
			const lastDelivery = deliveries.at(-1);
			if (lastDelivery?.id === id) lastDelivery.posts.push(post);
			else deliveries.push({ id, posts: [post] });
		}
		const refused = new Set<SourceId>();
		await Promise.all(
			deliveries.map(async ({ id, posts }) => (await this.#deliver(incident, id, posts)) || refused.add(id))
		);
		for (const { id } of playing)
			if (!refused.has(id)) this.#playedUntil.set(id, Math.max(position, this.#playedUntil.get(id) ?? atStart));
		return position;
	}

	/** @returns whether it was accepted. A source that was paused meanwhile receives the missed posts when it resumes. */
	async #deliver({ id: incident }: FollowedIncident, source: SourceId, posts: readonly RawPost[]): Promise<boolean> {
		const status = this.context.statusOf(incident, source);
		try {
			const { stored, edited } = await this.context.deliver(incident, source, posts);
			const now = this.context.now();
			status.succeeded(now, { count: 0, reasons: {} });
			if (stored + edited > 0) status.received(now);
			return true;
		} catch (error) {
			if (error instanceof Refusal) return false;
			throw error;
		}
	}

	async #recordActions(incident: FollowedIncident, key: string, script: Script, position: PlayPosition): Promise<void> {
		for (const action of actionsOf(dueBetween(script.items, this.#actedUntil.get(key) ?? atStart, position))) {
			try {
				await this.context.recordAction(incident.id, key, action, momentOf(millisecondsOf(incident.start) + action.at));
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
			}
			this.#actedUntil.set(key, action.at);
		}
	}

	/** Its clock has reached the end of the script, and everything was delivered. */
	async #endExercise({ id }: FollowedIncident, until: Moment): Promise<void> {
		try {
			await this.context.end(id, until);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}

	/** Milliseconds until the next item or the end; null while the clock is paused, or when everything was played. */
	#untilNext({ start, clock }: FollowedIncident, playing: readonly Playing[], position: PlayPosition): number | null {
		if (!clock) return null;
		const scripts = new Set(playing.map(({ script }) => script.items));
		const end = clock.until === undefined ? [] : [{ at: playPositionOf(start, clock.until) }];
		const next = [...scripts, end].flatMap((items) => nextDue(items, position, start, clock) ?? []);
		return next.length === 0 ? null : Math.min(...next) - this.context.now();
	}
}

const configurationOf = ({ start, clock, sources }: FollowedIncident): string =>
	JSON.stringify([start, clock, sources.map(({ id, key }) => [id, key])]);
