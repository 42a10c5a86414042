import type { Sql } from '$lib/server/platform/driver/sql';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { recordPosted, recordPostingFailed, tryPosting } from '$lib/domain/official-text/direct-publishing';
import { IncidentId, inIncident, millisecondsOf, PublicationId, TextId, type InIncident } from '$lib/domain/core/ids';
import type { Network, Posting, PostingProblem } from '$lib/domain/official-text/posting';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import type { Executor } from '$lib/server/log/execute/execute';
import { log } from '$lib/server/platform/operations/logger';
import { systemCommandId } from '$lib/server/log/execute/system-command';
import { NetworkError, type NetworkProtocol, type PostedAt } from './networks/network';
import type { Outlets } from './outlets';

/**
 * How often one posting is sent at most, and for how long after the request (milliseconds); then people check
 * themselves.
 */
const MAX_ATTEMPTS = 4;
const MAX_DURATION_MS = 5 * 60_000;
/** Milliseconds before a retry, by how often it was sent. */
const RETRY_DELAYS_MS = [2_000, 5_000, 15_000, 30_000] as const;

/**
 * How long a network may need to show what it took without an answer, in milliseconds: until then it is searched for, and
 * not sent again.
 */
const APPEARS_WITHIN_MS = 20_000;

interface DuePosting {
	readonly incident: IncidentId;
	readonly text: TextId;
	readonly id: PublicationId;
	readonly key: PostingKey;
}
type PostingKey = InIncident<PublicationId>;

/**
 * Sends waiting postings to their networks, exactly once. The attempt is stored before it is sent; a posting that may
 * have been sent is searched for before a retry, and a retry has the same name at the network. What cannot be settled
 * is reported to the person who requested it.
 */
export class Postings {
	/** Not before this moment (milliseconds, wall time): the network asked us to wait, or an attempt failed. */
	readonly #notBefore = new Map<PostingKey, number>();
	readonly #lastProblem = new Map<PostingKey, PostingProblem>();
	/** Since when it may be on the network, although it was not found there. */
	readonly #unsureSince = new Map<PostingKey, number>();
	readonly #round = new SingleFlight(() => this.#processWaiting());

	constructor(
		readonly sql: Sql,
		readonly executor: Executor,
		readonly outlets: Pick<Outlets, 'open'>,
		readonly networks: Readonly<Record<Network, NetworkProtocol>>,
		readonly now: () => number = Date.now
	) {}

	/** Processes all waiting postings; parallel calls share one run. @returns how many still wait */
	process(): Promise<number> {
		return this.#round.get();
	}

	async #processWaiting(): Promise<number> {
		const rows = await this.sql<{ incident_id: string; text_id: string; id: string }[]>`
			select incident_id, text_id, id from posting where waiting order by incident_id, id`;
		const all = rows.map((row): DuePosting => {
			const [incident, id] = [IncidentId.parse(row.incident_id), PublicationId.parse(row.id)];
			return { incident, text: TextId.parse(row.text_id), id, key: inIncident(incident, id) };
		});
		const settled = await Promise.all(all.map((due) => this.#processSafely(due)));
		return settled.filter((done) => !done).length;
	}

	/** After an error of the program the posting waits for the next run. @returns whether it is settled */
	async #processSafely(due: DuePosting): Promise<boolean> {
		try {
			return await this.#process(due);
		} catch (error) {
			log.error(
				{ action: 'text.post', object: `incident/${due.incident}`, result: 'failed', err: error },
				'a posting could not be processed'
			);
			this.#notBefore.set(due.key, this.now() + RETRY_DELAYS_MS[2]);
			return false;
		}
	}

	async #process(due: DuePosting): Promise<boolean> {
		const posting = this.executor.logs
			.state(due.incident)
			?.texts.get(due.text)
			?.postings.find(({ id }) => id === due.id);
		if (posting?.state !== 'waiting') return posting !== undefined;
		if ((this.#notBefore.get(due.key) ?? 0) > this.now()) return false;
		const opened = await this.outlets.open(posting.outlet);
		if (!opened) return this.#fail(due, posting, 'disconnected');
		const network = this.networks[posting.channel];
		let wasSent = false;
		try {
			const existing = posting.tries > 0 ? await network.find(opened.credentials, { ...posting, id: due.key }) : null;
			if (existing) return await this.#posted(due, existing);
			if (posting.tries >= MAX_ATTEMPTS || this.#waited(posting) > MAX_DURATION_MS)
				return await this.#fail(due, posting, this.#lastProblem.get(due.key) ?? 'late');
			if (posting.tries > 0 && this.#mayAppear(due)) {
				this.#notBefore.set(due.key, this.now() + RETRY_DELAYS_MS[0]);
				return false;
			}
			const refused = await this.#send(
				due,
				tryPosting({ text: due.text, posting: due.id }),
				`try ${posting.at} ${String(posting.tries)}`
			);
			if (refused) return await this.#fail(due, posting, 'overtaken');
			wasSent = true;
			return await this.#posted(due, await network.put(opened.credentials, { ...posting, id: due.key }));
		} catch (error) {
			if (error instanceof NetworkError) return this.#handleProblem(due, posting, error, wasSent);
			throw error;
		}
	}

	/**
	 * Retries what waiting can fix, until the limit; the rest is reported. A posting that may exist is always searched
	 * for once more before a person is asked to check.
	 */
	async #handleProblem(
		due: DuePosting,
		posting: Readonly<Posting>,
		{ trouble, wait, cause }: NetworkError,
		wasSent: boolean
	): Promise<boolean> {
		log.warn(
			{ action: 'text.post', object: `incident/${due.incident}`, result: trouble, err: cause },
			'a network did not take a posting'
		);
		const pause = Math.max(wait ?? 0, RETRY_DELAYS_MS[posting.tries] ?? RETRY_DELAYS_MS[3]);
		const isLast = this.#waited(posting) + pause > MAX_DURATION_MS && !(wasSent && trouble === 'unsure');
		if (trouble === 'revoked' || trouble === 'refused' || isLast) return this.#fail(due, posting, trouble);
		this.#lastProblem.set(due.key, trouble);
		if (wasSent) this.#unsureSince.set(due.key, trouble === 'unsure' ? this.now() : -Infinity);
		this.#notBefore.set(due.key, this.now() + pause);
		return false;
	}

	/** After a start it is unknown when an attempt was made: it counts from now. */
	#mayAppear({ key }: DuePosting): boolean {
		const since = this.#unsureSince.get(key) ?? this.now();
		this.#unsureSince.set(key, since);
		return this.now() - since < APPEARS_WITHIN_MS;
	}

	#waited({ at }: Readonly<Posting>): number {
		return this.now() - millisecondsOf(at);
	}

	async #posted(due: DuePosting, { address, at }: PostedAt): Promise<boolean> {
		await this.#send(due, recordPosted({ text: due.text, posting: due.id, address, at }), 'posted');
		return this.#forget(due);
	}
	async #fail(due: DuePosting, { at }: Readonly<Posting>, why: PostingProblem): Promise<boolean> {
		await this.#send(due, recordPostingFailed({ text: due.text, posting: due.id, why }), `failed ${at}`);
		return this.#forget(due);
	}
	#forget({ key }: DuePosting): true {
		this.#notBefore.delete(key);
		this.#lastProblem.delete(key);
		this.#unsureSince.delete(key);
		return true;
	}

	/** @returns why it was refused; null when it succeeded */
	async #send(
		{ incident, id }: DuePosting,
		command: { type: string; input: unknown },
		window: string
	): Promise<Refusal | null> {
		try {
			await this.executor.execute(
				incident,
				{ id: systemCommandId(id, 'text.posting', window), ...command },
				SYSTEM,
				null
			);
			return null;
		} catch (error) {
			if (error instanceof Refusal) return error;
			throw error;
		}
	}
}
