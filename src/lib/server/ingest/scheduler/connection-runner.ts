import * as m from '../../../messages';
import { createHash } from 'node:crypto';
import type { Connection } from '$lib/domain/posts/connections/connection';
import { protocolKind, type Protocol } from '$lib/domain/posts/connections/protocols';
import type { IncidentId, Moment, SourceId } from '$lib/domain/core/ids';
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
	readonly around: RelevanceTest;
	readonly checksum: string;
}

const fromTheStart: ReadPosition = { fed: {}, cursor: null };
/** Milliseconds. */
const soon = 2_000;
const latest = 60_000;
/** Milliseconds between two writes of a cursor without posts: a stream advances all the time. */
const writeEvery = 5_000;

/** Reads one connection in a loop, and sends each source what its search profile selects. */
export class ConnectionRunner {
	#targets: readonly MatchedTarget[] = [];
	readonly #delay = new AbortableDelay();
	readonly #reader: ConnectionReader;
	readonly #outages: OutageRecorder;
	#written: { place: string; at: number; paid: PollResult['paid'] } = { place: '', at: 0, paid: null };
	/** Callers that wait for the next poll. */
	#waiting: (() => void)[] = [];
	/** How often in a row our own database did not accept the posts. */
	#unstored = 0;

	constructor(
		readonly connection: Readonly<Connection>,
		readonly tools: RunnerContext
	) {
		this.#reader = readers[connection.protocol]();
		this.#outages = new OutageRecorder(tools);
	}

	/**
	 * Sets the sources that it feeds. A new source, or another search profile, is served at once and from the beginning.
	 */
	feed(fed: readonly Target[]): void {
		const before = this.#targets;
		this.#targets = fed.map((one) => {
			const found = before.find(
				({ source, profile, place }) => source === one.source && profile === one.profile && place === one.place
			);
			return found ? { ...found, failing: one.failing } : judging(one, this.connection.protocol);
		});
		if (JSON.stringify(placed(this.#targets)) === JSON.stringify(placed(before))) return;
		this.#delay.wake();
		this.#reader.wake();
	}

	/** Cuts a wait short for somebody who wants to know now. Resolves after the poll, or when it no longer runs. */
	askAgain(): Promise<void> {
		return new Promise((done) => {
			this.#waiting.push(done);
			this.#delay.wake();
		});
	}

	async run(signal: AbortSignal): Promise<void> {
		const stopped = (): boolean => signal.aborted;
		let place: ReadPosition | null | undefined;
		while (!stopped()) {
			this.#delay.clear();
			let wait: number;
			try {
				place ??= await this.tools.cursors.read(this.connection.id);
				const asked = await this.#ask(place ?? fromTheStart, signal);
				place = asked.place;
				wait = asked.wait;
				this.#unstored = 0;
			} catch (error) {
				if (stopped()) break;
				// What was not stored counts as not read: the cursor stays, and all of it is read again.
				place = undefined;
				wait = Math.min(soon * 2 ** this.#unstored++, latest);
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
			for (const done of this.#waiting.splice(0)) done();
			await this.#delay.wait(wait, signal);
		}
		for (const done of this.#waiting.splice(0)) done();
		await this.#reader.close();
	}

	async #ask(place: ReadPosition, signal: AbortSignal): Promise<{ place: ReadPosition; wait: number }> {
		if (signal.aborted || this.#targets.length === 0) return { place, wait: latest };
		const credential = await this.tools.credential(this.connection);
		await this.#reader.ready(this.#question(this.#targets, place, credential, signal));
		// A stream waits for posts without taking a slot: only what is read and not yet stored counts.
		return this.tools.polls.run(async () => {
			const fed = this.#targets;
			if (signal.aborted || fed.length === 0) return { place, wait: 0 };
			const poll = await this.#reader.take(this.#question(fed, place, credential, signal));
			// Stopped: the posts are not stored any more, so they are read again later.
			if (poll.problem?.code === 'stopped') return { place, wait: 0 };
			const served = poll.problem ? fed : await this.#deliver(fed, poll);
			await this.#note(fed, poll);
			const after: ReadPosition = { fed: poll.problem ? place.fed : placed(served), cursor: poll.cursor };
			await this.#write(after, poll);
			return { place: after, wait: poll.next };
		});
	}

	#question(
		fed: readonly MatchedTarget[],
		place: ReadPosition,
		credential: string | null,
		signal: AbortSignal
	): PollRequest {
		const { tools, connection } = this;
		return {
			connection,
			cursor: place.cursor,
			fresh: !fed.every(({ source, checksum }) => place.fed[source] === checksum),
			profiles: fed.map(({ profile }) => profile),
			wanted: (post) => {
				const some = fed.some(({ matcher }) => matcher.match(post) !== null);
				if (!some) this.#updateStatus(fed, ({ passedBy }, now) => passedBy.saw(post, now));
				return some;
			},
			credential,
			stored: (most) => tools.stored(fed, most),
			fetch: tools.fetch,
			socket: tools.socket,
			lines: tools.lines,
			now: () => tools.now(),
			signal
		};
	}

	/** Returns the sources that accepted it; a paused source or a closed incident does not delay the others. */
	async #deliver(
		fed: readonly MatchedTarget[],
		{ posts, announced = [] }: PollResult
	): Promise<readonly MatchedTarget[]> {
		const took = await Promise.all(
			fed.map(async (one) => {
				try {
					const selected = posts.flatMap((post) => {
						const chosen = selectedBy(one, post);
						if (!chosen) this.#passed(one, post);
						return chosen ?? [];
					});
					for (const round of batchesOf(selected)) await this.#deliverTo(one, round);
					for (const line of announced) await this.#announce(one, line);
					return true;
				} catch (error) {
					if (error instanceof Refusal) return false;
					throw error;
				}
			})
		);
		return fed.filter((_, index) => took[index]);
	}

	async #deliverTo({ incident, source }: MatchedTarget, posts: readonly RawPost[]): Promise<void> {
		const { stored, edited } = await this.tools.deliver(incident, source, posts);
		if (stored + edited > 0) this.tools.statusOf(source).received(this.tools.now());
	}

	#passed({ source }: MatchedTarget, { text, lang, externalId }: RawPost): void {
		this.tools.statusOf(source).passedBy.saw({ text, lang, externalId }, this.tools.now());
	}

	/** It is no problem when another process announced it already, or when a closed incident no longer accepts it. */
	async #announce(
		{ incident, source, around }: MatchedTarget,
		{ at, area, follows, ...line }: Announcement
	): Promise<void> {
		const concern = follows.some((id) => this.tools.acted(incident, source, id))
			? 'followUp'
			: around({ text: line.text, area });
		if (!concern) return;
		const text = typeof concern === 'string' ? line.text : `${line.text}\n${distanceNote(concern)}`;
		try {
			await this.tools.act(incident, source, { ...line, text }, at);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}

	/**
	 * Without posts, the stored position may lag; a restart reads that part again. Payments are always written at once.
	 */
	async #write(after: ReadPosition, { posts, problem, paid = null }: PollResult): Promise<void> {
		if (problem) return;
		const [place, now] = [JSON.stringify(after), this.tools.now()];
		const little = posts.length === 0 && paid === this.#written.paid;
		if (place === this.#written.place || (little && now - this.#written.at < writeEvery)) return;
		await this.tools.cursors.write(this.connection.id, after);
		this.#written = { place, at: now, paid };
	}

	async #note(fed: readonly MatchedTarget[], { problem, skipped, gap, paid }: PollResult): Promise<void> {
		const { budget } = this.connection;
		this.#updateStatus(fed, (status, now) => {
			if (problem) status.failed(now, problem.code, problem.status);
			else status.good(now, skipped);
			if (budget && typeof paid === 'number')
				status.costs({ posts: paid, cents: paid * budget.perPost, most: budget.most });
		});
		const now = this.tools.now();
		if (problem) await this.#outages.failed(fed, problem, now);
		else await this.#outages.good(fed, now);
		if (gap) await this.#outages.missed(fed, gap);
	}

	#updateStatus(
		fed: readonly MatchedTarget[],
		what: (status: ReturnType<RunnerContext['statusOf']>, now: number) => void
	): void {
		const now = this.tools.now();
		for (const { source } of fed) what(this.tools.statusOf(source), now);
	}
}

/** Deletions and edits are kept without a match, as the post may be stored. An edit that matches is stored whole. */
function selectedBy({ matcher }: MatchedTarget, post: RawPost): RawPost | null {
	if (post.deleted) return post;
	const matched = matcher.match(post);
	if (matched) {
		const whole = { ...post, matched };
		delete whole.edit;
		return whole;
	}
	return post.edit ? post : null;
}

/** Announcements are also selected by the incident's place: when that changes, an earlier one may become relevant. */
function judging(fed: Target, protocol: Protocol): MatchedTarget {
	const judged = protocolKind(protocol).brings === 'warnings' ? [fed.profile, fed.place] : fed.profile;
	const checksum = createHash('sha256').update(JSON.stringify(judged)).digest('base64url').slice(0, 16);
	return { ...fed, matcher: compileProfile(fed.profile), around: relevanceTest(fed.profile, fed.place), checksum };
}

/** The reason for an announcement that names no place; in the language of the municipality, like the alert itself. */
const distanceNote = ({ place, km }: { readonly place: string; readonly km: number }): string =>
	wordsIn('nl').t(m.ingest.alertNear, { place, km: Math.ceil(km) });

const placed = (fed: readonly MatchedTarget[]): Record<string, string> =>
	Object.fromEntries(fed.map(({ source, checksum }) => [source, checksum]));
