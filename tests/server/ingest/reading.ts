import type { Connection } from '$lib/domain/posts/connections/connection';
import type { Protocol } from '$lib/domain/posts/connections/protocols';
import { ConnectionId } from '$lib/domain/core/ids';
import { compileProfile, type MatchablePost } from '$lib/domain/posts/search/match';
import { emptyProfile, type SearchProfile } from '$lib/domain/posts/search/profile';
import { readers } from '$lib/server/ingest/protocols/readers';
import type { Gap, PollResult, ConnectionReader, StoredText } from '$lib/server/ingest/protocols/reading/reader';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import type { Guard } from '$lib/server/platform/net/resolve-public-address';
import { outboundClients } from '$lib/server/ingest/protocols/reading/outbound-clients';
import { fresh } from '../../domain/in-memory-incident';

interface ReadingOptions {
	readonly protocol: Protocol;
	readonly address: string;
	readonly credential?: string | null;
	readonly profile?: Partial<SearchProfile>;
	readonly cursor?: unknown;
	readonly budget?: Connection['budget'];
	readonly guard?: Guard;
	readonly now?: () => number;
}

/**
 * Reads a connection as the runner does, and keeps what it reported. Waits after a failure as long as `patience` at
 * most.
 */
export class Reading {
	readonly posts: RawPost[] = [];
	/** What is stored and still there, the newest first. */
	stored: readonly StoredText[] = [];
	readonly announced: NonNullable<PollResult['announced']>[number][] = [];
	readonly problems: NonNullable<PollResult['problem']>[] = [];
	readonly waits: number[] = [];
	readonly gaps: Gap[] = [];
	unreadable = 0;
	/** As in the last answer. */
	deadLinks: readonly string[] = [];
	well = 0;
	cursor: unknown;
	profile: SearchProfile;
	readonly #reader: ConnectionReader;
	readonly #stop = new AbortController();
	#fresh = true;
	#done: Promise<void> = Promise.resolve();
	/** As long as this is not resolved, nothing is taken. */
	hold: Promise<void> = Promise.resolve();

	constructor(readonly options: ReadingOptions) {
		this.#reader = readers[options.protocol]();
		this.cursor = options.cursor ?? null;
		this.#fresh = options.cursor === undefined;
		this.profile = { ...emptyProfile, ...options.profile };
	}

	get texts(): string[] {
		return this.posts.map(({ text, deleted, edit }) => `${deleted ? '-' : edit ? '~' : ''}${text}`);
	}

	start(): this {
		this.#done = this.#run();
		return this;
	}
	async stop(): Promise<void> {
		this.#stop.abort();
		this.#reader.wake();
		await this.#done;
		await this.#reader.close();
	}
	change(profile: Partial<SearchProfile>): void {
		this.profile = { ...this.profile, ...profile };
		this.#fresh = true;
		this.#reader.wake();
	}

	async #run(): Promise<void> {
		const { signal } = this.#stop;
		while (!signal.aborted) {
			await this.#reader.ready(this.#question());
			await this.hold;
			if (this.#stop.signal.aborted) return;
			const wasFresh = this.#fresh;
			const poll = await this.#reader.take(this.#question());
			this.posts.push(...poll.posts);
			for (const post of poll.posts) this.#store(post);
			this.announced.push(...(poll.announced ?? []));
			this.unreadable += poll.skipped.count;
			this.deadLinks = poll.skipped.deadLinks ?? [];
			if (poll.gap) this.gaps.push(poll.gap);
			this.cursor = poll.cursor;
			if (poll.problem) {
				this.problems.push(poll.problem);
				this.waits.push(poll.next);
			} else {
				this.well++;
				if (wasFresh === this.#fresh) this.#fresh = false;
			}
			// Failures are not waited for here: the waits that would follow are in `waits`.
			await new Promise((go) => setTimeout(go, poll.problem ? 20 : Math.min(poll.next, 20)));
		}
	}

	#store({ externalId, text, deleted }: RawPost): void {
		const known = this.stored.some((each) => each.externalId === externalId);
		if (deleted) this.stored = this.stored.filter((each) => each.externalId !== externalId);
		else if (known)
			this.stored = this.stored.map((each) => (each.externalId === externalId ? { externalId, text } : each));
		else this.stored = [{ externalId, text }, ...this.stored];
	}

	#question() {
		const { protocol, address, credential = null, budget = null, guard, now = () => Date.now() } = this.options;
		const matcher = compileProfile(this.profile);
		const connection: Connection = {
			id: fresh(ConnectionId),
			protocol,
			name: 'Proef',
			address,
			platform: 'other',
			budget,
			credential: null,
			removed: false
		};
		return {
			connection,
			cursor: this.cursor,
			fresh: this.#fresh,
			profiles: [this.profile],
			isWanted: (post: MatchablePost) => matcher.match(post) !== null,
			credential,
			storedTexts: (limit: number) => Promise.resolve(this.stored.slice(0, limit)),
			storedOf: (author: string) =>
				Promise.resolve(
					this.posts.filter((post) => post.author?.externalId === author).map(({ externalId }) => externalId)
				),
			...outboundClients(guard ?? { allow: ['127.0.0.1/32'] }),
			now,
			signal: this.#stop.signal
		};
	}
}
