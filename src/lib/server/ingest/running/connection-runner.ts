import { createHash } from 'node:crypto';
import type { Connection } from '$lib/domain/connection';
import type { IncidentId, SourceId } from '$lib/domain/ids';
import { Refusal } from '$lib/domain/refusal';
import { compile, type Matcher } from '$lib/domain/search-match';
import type { SearchProfile } from '$lib/domain/search-profile';
import { log } from '$lib/server/observe/log';
import { protocols, type Poll } from '../connections';
import { Pause } from './pause';
import type { Place } from './cursors';
import type { Tools } from './tools';

/** A source that a connection feeds. */
export interface Fed {
	readonly incident: IncidentId;
	readonly source: SourceId;
	readonly profile: Readonly<SearchProfile>;
}
interface FedBy extends Fed {
	readonly matcher: Matcher;
	readonly checksum: string;
}

const fromTheStart: Place = { fed: {}, cursor: null };
/** Milliseconds. */
const soon = 2_000;
const latest = 60_000;

/** Asks one connection, again and again, and hands each source what its search profile selects. */
export class ConnectionRunner {
	#fed: readonly FedBy[] = [];
	readonly #pause = new Pause();
	/** Times in a row that our own database did not take what came. */
	#unstored = 0;

	constructor(
		readonly connection: Readonly<Connection>,
		readonly tools: Tools
	) {}

	/** What it feeds from now on. A new source, or another search profile, is served at once and from the beginning. */
	feed(fed: readonly Fed[]): void {
		const before = this.#fed;
		this.#fed = fed.map((one) => before.find(({ source, profile }) => source === one.source && profile === one.profile) ?? judging(one));
		if (JSON.stringify(placed(this.#fed)) !== JSON.stringify(placed(before))) this.#pause.wake();
	}

	async run(signal: AbortSignal): Promise<void> {
		const stopped = (): boolean => signal.aborted;
		let place: Place | null | undefined;
		while (!stopped()) {
			this.#pause.heed();
			const fed = this.#fed;
			let wait: number;
			try {
				place ??= await this.tools.cursors.read(this.connection.id);
				const asked = await this.tools.turns.take(() => this.#ask(fed, place ?? null, signal));
				place = asked.place;
				wait = asked.wait;
				this.#unstored = 0;
			} catch (error) {
				if (stopped()) return;
				// What was not stored was not read: the place stays, and all of it comes again.
				place = undefined;
				wait = Math.min(soon * 2 ** this.#unstored++, latest);
				log.warn(
					{ action: 'source.read', object: `connection/${this.connection.id}`, result: 'storing', err: error },
					'posts could not be stored'
				);
				this.#tell(fed, (status, now) => {
					status.failed(now, 'storing');
				});
			}
			this.#tell(fed, (status, now) => {
				status.nextAt(now + wait);
			});
			await this.#pause.for(wait, signal);
		}
	}

	async #ask(fed: readonly FedBy[], place: Place | null, signal: AbortSignal): Promise<{ place: Place; wait: number }> {
		const { tools, connection } = this;
		if (signal.aborted || fed.length === 0) return { place: place ?? fromTheStart, wait: latest };
		const known = place !== null && fed.every(({ source, checksum }) => place.fed[source] === checksum);
		const poll = await protocols[connection.protocol]({
			connection,
			cursor: known ? place.cursor : null,
			fetch: tools.fetch,
			now: tools.now(),
			signal
		});
		// Stopped: what came is not stored any more, so it comes again.
		if (poll.problem?.code === 'stopped') return { place: place ?? fromTheStart, wait: 0 };
		const served = poll.problem ? fed : await this.#deliver(fed, poll);
		this.#note(fed, poll);
		const after: Place = { fed: placed(served), cursor: poll.cursor };
		if (!poll.problem && JSON.stringify(after) !== JSON.stringify(place)) await tools.cursors.write(connection.id, after);
		return { place: after, wait: poll.next };
	}

	/** Returns the sources that took it; one that is paused or whose incident closed meanwhile does not hold up the others. */
	async #deliver(fed: readonly FedBy[], { posts }: Poll): Promise<readonly FedBy[]> {
		const took = await Promise.all(
			fed.map(async (one) => {
				const selected = posts.flatMap((post) => {
					const matched = one.matcher.match(post);
					return matched ? [{ ...post, matched }] : [];
				});
				try {
					const { stored, edited } =
						selected.length === 0 ? { stored: 0, edited: 0 } : await this.tools.deliver(one.incident, one.source, selected);
					if (stored + edited > 0) this.tools.statusOf(one.source).heard(this.tools.now(), selected);
					return true;
				} catch (error) {
					if (error instanceof Refusal) return false;
					throw error;
				}
			})
		);
		return fed.filter((_, index) => took[index]);
	}

	#note(fed: readonly FedBy[], { problem, skipped }: Poll): void {
		this.#tell(fed, (status, now) => {
			if (problem) status.failed(now, problem.code, problem.status);
			else status.good(now, skipped);
		});
	}

	#tell(fed: readonly FedBy[], what: (status: ReturnType<Tools['statusOf']>, now: number) => void): void {
		const now = this.tools.now();
		for (const { source } of fed) what(this.tools.statusOf(source), now);
	}
}

function judging(fed: Fed): FedBy {
	const checksum = createHash('sha256').update(JSON.stringify(fed.profile)).digest('base64url').slice(0, 16);
	return { ...fed, matcher: compile(fed.profile), checksum };
}

const placed = (fed: readonly FedBy[]): Record<string, string> => Object.fromEntries(fed.map(({ source, checksum }) => [source, checksum]));
