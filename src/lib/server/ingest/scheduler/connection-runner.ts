import * as m from '../../../messages';
import { createHash } from 'node:crypto';
import type { Connection } from '$lib/domain/posts/connections/connection';
import { protocolKind, type Protocol } from '$lib/domain/posts/connections/protocols';
import { inIncident, type IncidentId, type Moment, type SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { compileProfile, type ProfileMatcher } from '$lib/domain/posts/search/match';
import type { SearchProfile } from '$lib/domain/posts/search/profile';
import { wordsIn } from '$lib/i18n/words';
import { log } from '$lib/server/platform/operations/logger';
import { relevanceTest, type RelevanceTest } from '../protocols/warnings/relevance';
import { readers } from '../protocols/readers';
import type { Announcement, PollResult, PollRequest, ConnectionReader } from '../protocols/reading/reader';
import type { RawPost } from '../pipeline/raw-post';
import { batchesOf } from './targets';
import type { ReadPosition } from './cursors';
import { OutageRecorder } from './outages';
import { AbortableDelay } from '$lib/concurrency/abortable-delay';
import type { RunnerContext } from './tools';

/** A source that a connection feeds. */
export interface Target {
	readonly incident: IncidentId;
	readonly source: SourceId;
	readonly profile: Readonly<SearchProfile>;
	/** The incident's place. */
	readonly place: string;
	/** Since when the log records a failure; null when there is none. */
	readonly failing: Moment | null;
}
interface MatchedTarget extends Target {
	readonly matcher: ProfileMatcher;
	readonly isRelevant: RelevanceTest;
	readonly checksum: string;
}

const START_POSITION: ReadPosition = { fed: {}, cursor: null };
/** Milliseconds until the first retry after posts could not be stored; doubled after each further failure. */
const FIRST_RETRY_DELAY = 2_000;
const LONGEST_DELAY = 60_000;
/** Milliseconds between two writes of a cursor without posts: a stream advances all the time. */
const CURSOR_WRITE_INTERVAL = 5_000;

/** Reads one connection in a loop, and sends each source what its search profile selects. */
export class ConnectionRunner {
	#targets: readonly MatchedTarget[] = [];
	readonly #delay = new AbortableDelay();
	readonly #reader: ConnectionReader;
	readonly #outages: OutageRecorder;
	#lastWrite: { position: string; at: number; paid: PollResult['paid'] } = { position: '', at: 0, paid: null };
	/** Callers that wait for the next poll. */
	#waitingCallers: (() => void)[] = [];
	/** How often in a row our own database did not accept the posts. */
	#failedStores = 0;

	constructor(
		readonly connection: Readonly<Connection>,
		readonly context: RunnerContext
	) {
		this.#reader = readers[connection.protocol]();
		this.#outages = new OutageRecorder(context);
	}

	/**
	 * Sets the sources to deliver to. A new source or a changed search profile is polled at once, from the beginning.
	 */
	setTargets(targets: readonly Target[]): void {
		const before = this.#targets;
		this.#targets = targets.map((target) => {
			const found = before.find(
				({ source, profile, place }) => source === target.source && profile === target.profile && place === target.place
			);
			return found ? { ...found, failing: target.failing } : withMatcher(target, this.connection.protocol);
		});
		if (JSON.stringify(checksumsBySource(this.#targets)) === JSON.stringify(checksumsBySource(before))) return;
		this.#delay.wake();
		this.#reader.wake();
	}

	/** Polls without waiting for the next turn. Resolves after the poll, or when the runner stops. */
	pollNow(): Promise<void> {
		return new Promise((done) => {
			this.#waitingCallers.push(done);
			this.#delay.wake();
		});
	}

	async run(signal: AbortSignal): Promise<void> {
		const isStopped = (): boolean => signal.aborted;
		let position: ReadPosition | null | undefined;
		while (!isStopped()) {
			this.#delay.clear();
			let wait: number;
			try {
				position ??= await this.context.cursors.read(this.connection.id);
				const result = await this.#pollOnce(position ?? START_POSITION, signal);
				position = result.position;
				wait = result.wait;
				this.#failedStores = 0;
			} catch (error) {
				if (isStopped()) break;
				// The posts were not stored: keep the stored cursor and read them again.
				position = undefined;
				wait = Math.min(FIRST_RETRY_DELAY * 2 ** this.#failedStores++, LONGEST_DELAY);
				log.warn(
					{ action: 'source.read', object: `connection/${this.connection.id}`, result: 'storing', err: error },
					'posts could not be stored'
				);
				this.#updateStatus(this.#targets, (status, now) => {
					status.failed(now, 'storing');
				});
			}
			this.#updateStatus(this.#targets, (status, now) => {
				status.nextAt(now + wait);
			});
			for (const done of this.#waitingCallers.splice(0)) done();
			await this.#delay.wait(wait, signal);
		}
		for (const done of this.#waitingCallers.splice(0)) done();
		await this.#reader.close();
	}

	async #pollOnce(position: ReadPosition, signal: AbortSignal): Promise<{ position: ReadPosition; wait: number }> {
		if (signal.aborted || this.#targets.length === 0) return { position, wait: LONGEST_DELAY };
		const credential = await this.context.credential(this.connection);
		await this.#reader.ready(this.#pollRequest(this.#targets, position, credential, signal));
		// A stream waits for posts without taking a slot: the limit counts only posts that were read and are not yet stored.
		return this.context.polls.run(async () => {
			const targets = this.#targets;
			if (signal.aborted || targets.length === 0) return { position, wait: 0 };
			const poll = await this.#reader.take(this.#pollRequest(targets, position, credential, signal));
			// Stopped: the posts are not stored any more, so they are read again later.
			if (poll.problem?.code === 'stopped') return { position, wait: 0 };
			const accepting = poll.problem ? targets : await this.#deliverToAll(targets, poll);
			await this.#recordResult(targets, poll);
			const after: ReadPosition = {
				fed: poll.problem ? position.fed : checksumsBySource(accepting),
				cursor: poll.cursor
			};
			await this.#writePosition(after, poll);
			return { position: after, wait: poll.next };
		});
	}

	#pollRequest(
		targets: readonly MatchedTarget[],
		position: ReadPosition,
		credential: string | null,
		signal: AbortSignal
	): PollRequest {
		const { context, connection } = this;
		return {
			connection,
			cursor: position.cursor,
			fresh: !targets.every(
				({ incident, source, checksum }) => position.fed[inIncident(incident, source)] === checksum
			),
			profiles: targets.map(({ profile }) => profile),
			isWanted: (post) => {
				const isWanted = targets.some(({ matcher }) => matcher.match(post) !== null);
				if (!isWanted) this.#updateStatus(targets, ({ unmatched }, now) => unmatched.record(post, now));
				return isWanted;
			},
			credential,
			storedTexts: (limit) => context.stored(targets, limit),
			storedOf: (author) => context.storedOf(targets, author),
			fetch: context.fetch,
			socket: context.socket,
			lines: context.lines,
			now: () => context.now(),
			signal
		};
	}

	/** @returns the sources that accepted the posts; a paused source or a closed incident does not delay the others */
	async #deliverToAll(
		targets: readonly MatchedTarget[],
		{ posts, announced = [] }: PollResult
	): Promise<readonly MatchedTarget[]> {
		const accepted = await Promise.all(
			targets.map(async (target) => {
				try {
					const selected = posts.flatMap((post) => {
						const chosen = selectedBy(target, post);
						if (!chosen) this.#recordUnmatched(target, post);
						return chosen ?? [];
					});
					for (const batch of batchesOf(selected)) await this.#deliverTo(target, batch);
					for (const announcement of announced) await this.#announce(target, announcement);
					return true;
				} catch (error) {
					if (error instanceof Refusal) return false;
					throw error;
				}
			})
		);
		return targets.filter((_, index) => accepted[index]);
	}

	async #deliverTo({ incident, source }: MatchedTarget, posts: readonly RawPost[]): Promise<void> {
		const { stored, edited } = await this.context.deliver(incident, source, posts);
		if (stored + edited > 0) this.context.statusOf(incident, source).received(this.context.now());
	}

	#recordUnmatched({ incident, source }: MatchedTarget, { text, lang, externalId }: RawPost): void {
		this.context.statusOf(incident, source).unmatched.record({ text, lang, externalId }, this.context.now());
	}

	/** Ignores a refusal: another process or connection has announced it already, or the incident is closed. */
	async #announce(
		{ incident, isRelevant }: MatchedTarget,
		{ at, area, follows, ...announcement }: Announcement
	): Promise<void> {
		const { protocol } = this.connection;
		const relevance = follows.some((id) => this.context.hasAction(incident, protocol, id))
			? 'followUp'
			: isRelevant({ text: announcement.text, area });
		if (!relevance) return;
		const text = typeof relevance === 'string' ? announcement.text : `${announcement.text}\n${distanceNote(relevance)}`;
		try {
			await this.context.recordAction(incident, protocol, { ...announcement, text }, at);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}

	/**
	 * Writes positions without posts at intervals only: a restart reads that part again. Payments are written at once.
	 */
	async #writePosition(after: ReadPosition, { posts, problem, paid = null }: PollResult): Promise<void> {
		if (problem) return;
		const [serialised, now] = [JSON.stringify(after), this.context.now()];
		const isMinor = posts.length === 0 && paid === this.#lastWrite.paid;
		if (serialised === this.#lastWrite.position || (isMinor && now - this.#lastWrite.at < CURSOR_WRITE_INTERVAL))
			return;
		await this.context.cursors.write(this.connection.id, after);
		this.#lastWrite = { position: serialised, at: now, paid };
	}

	async #recordResult(targets: readonly MatchedTarget[], { problem, skipped, gap, paid }: PollResult): Promise<void> {
		const { budget } = this.connection;
		this.#updateStatus(targets, (status, now) => {
			if (problem) status.failed(now, problem.code, problem.status);
			else status.succeeded(now, skipped);
			if (budget && typeof paid === 'number')
				status.costs({ posts: paid, cents: paid * budget.perPost, maxPerMonth: budget.maxPerMonth });
		});
		const now = this.context.now();
		if (problem) await this.#outages.failed(targets, problem, now);
		else await this.#outages.recovered(targets, now);
		if (gap) await this.#outages.missed(targets, gap);
	}

	#updateStatus(
		targets: readonly MatchedTarget[],
		update: (status: ReturnType<RunnerContext['statusOf']>, now: number) => void
	): void {
		const now = this.context.now();
		for (const { incident, source } of targets) update(this.context.statusOf(incident, source), now);
	}
}

/** Deletions and edits are kept without a match, as the post may be stored. An edit that matches is stored whole. */
function selectedBy({ matcher }: MatchedTarget, post: RawPost): RawPost | null {
	if (post.deleted) return post;
	const matched = matcher.match(post);
	if (matched) {
		const complete = { ...post, matched };
		delete complete.edit;
		return complete;
	}
	return post.edit ? post : null;
}

/** Announcements are also selected by the incident's place: when that changes, an earlier one may become relevant. */
function withMatcher(target: Target, protocol: Protocol): MatchedTarget {
	const selection = protocolKind(protocol).brings === 'warnings' ? [target.profile, target.place] : target.profile;
	const checksum = createHash('sha256').update(JSON.stringify(selection)).digest('base64url').slice(0, 16);
	return {
		...target,
		matcher: compileProfile(target.profile),
		isRelevant: relevanceTest(target.profile, target.place),
		checksum
	};
}

/** The reason for an announcement that names no place; in the language of the municipality, like the alert itself. */
const distanceNote = ({ place, km }: { readonly place: string; readonly km: number }): string =>
	wordsIn('nl').t(m.ingest.alertNear, { place, km: Math.ceil(km) });

const checksumsBySource = (targets: readonly MatchedTarget[]): Record<string, string> =>
	Object.fromEntries(targets.map(({ incident, source, checksum }) => [inIncident(incident, source), checksum]));
