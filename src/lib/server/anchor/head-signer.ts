import type { Sql } from 'postgres';
import { Coalescer } from '$lib/concurrency/coalescer';
import { incidentClosed } from '$lib/domain/incident/incident';
import { reportReleased } from '$lib/domain/report/version';
import type { Leases } from '../ingest/scheduler/leases';
import type { Logs } from '../log/tail';
import { log as note } from '../operations/logger';
import { headIn, lineOfHead, SigningKey, type SignedHeadRow } from './signed-head';
import { momentOf, IncidentId, Sha256 } from '$lib/domain/core/ids';

/** How often is looked whether a day has passed, and whether something still has to be sent, in milliseconds. */
const LOOK_EVERY = 10 * 60_000;
const LOCK = 'signed heads';

/** Brings lines with signed heads to a place outside. @throws when it cannot */
export type SendHeads = (lines: readonly string[]) => Promise<void>;

interface HeadSignerGiven {
	/** A pool that may add to the table of signed heads. */
	readonly sql: Sql;
	readonly logs: Pick<Logs, 'listen'>;
	readonly locks: Pick<Leases, 'beat' | 'take' | 'has' | 'give'>;
	readonly key: SigningKey;
	/** Where heads of real incidents go, by name. */
	readonly places: ReadonlyMap<string, SendHeads>;
}

/**
 * Signs where the logs stand: every day, when a report is released and when an incident is closed. One process does it.
 * What is signed stands in the table and in the program's own output, and goes to the places that were set.
 */
export class HeadSigner {
	readonly #work = new Coalescer(() => this.#sign());
	readonly #unsent = new Map<string, string[]>();
	#reason: 'day' | 'release' | 'closing' = 'day';
	#timer: NodeJS.Timeout | undefined;
	#unfollow: (() => void) | undefined;
	#stopped = false;

	constructor(readonly given: HeadSignerGiven) {
		for (const place of given.places.keys()) this.#unsent.set(place, []);
	}

	start(): void {
		this.#unfollow = this.given.logs.listen({
			lines: (_, lines) => {
				const types = new Set(lines.map(({ type }) => type));
				if (types.has(incidentClosed.type)) this.#reason = 'closing';
				else if (types.has(reportReleased.type)) this.#reason = 'release';
				else return;
				void this.#work.run();
			}
		});
		this.#timer = setInterval(() => void this.#work.run(), LOOK_EVERY);
		void this.#work.run();
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		this.#unfollow?.();
		clearInterval(this.#timer);
		await this.#work.idle();
		await this.given.locks.give(LOCK).catch(() => undefined);
	}

	async #sign(): Promise<void> {
		const reason = this.#reason;
		try {
			if (!(await this.#holdsLock())) return;
			this.#reason = 'day';
			const lines = await signHeads(this.given.sql, this.given.key, reason).catch((error: unknown) => {
				// What a release or a closing asked for is still to be done.
				if (this.#reason === 'day') this.#reason = reason;
				throw error;
			});
			for (const line of lines)
				note.info({ action: 'head.sign', result: 'done', head: line }, 'signed where a log stands');
			await this.#send(lines);
		} catch (error) {
			if (!this.#stopped) note.warn({ action: 'head.sign', result: 'failed', err: error }, 'heads could not be signed');
		}
	}

	async #holdsLock(): Promise<boolean> {
		if (this.#stopped) return false;
		const { locks } = this.given;
		await locks.beat();
		await locks.take([LOCK]);
		return locks.has(LOCK);
	}

	/** What a place does not take is sent to it with the next ones. */
	async #send(lines: readonly string[]): Promise<void> {
		for (const [place, send] of this.given.places) {
			const waiting = [...(this.#unsent.get(place) ?? []), ...lines];
			this.#unsent.set(place, waiting);
			if (waiting.length === 0) continue;
			try {
				await send(waiting);
				this.#unsent.set(place, []);
			} catch (error) {
				note.warn(
					{ action: 'head.send', object: place, result: 'failed', error: String(error) },
					'signed heads wait to be sent'
				);
			}
		}
	}
}

/**
 * Signs the heads that moved since they were signed; daily those of which none was signed since midnight (UTC).
 * @returns the lines of those that are no exercise's: nothing of an exercise leaves the program
 */
export async function signHeads(sql: Sql, key: SigningKey, reason: 'day' | 'release' | 'closing'): Promise<string[]> {
	const heads = await sql<{ id: string; seq: number; hash: Buffer; at: Date; exercise: boolean | null }[]>`
		select l.id, l.head_seq as seq, l.head_hash as hash, date_trunc('milliseconds', clock_timestamp()) as at, i.exercise
		from log l left join incident i on i.id = l.id
		where l.head_seq > 0 and not exists (select from signed_head s where s.log_id = l.id
			and (s.seq = l.head_seq or (${reason === 'day'} and s.at >= date_trunc('day', now(), 'UTC'))))
		order by l.id`;
	const lines: string[] = [];
	for (const { id, seq, hash, at, exercise } of heads) {
		const head = key.sign({
			log: IncidentId.parse(id),
			seq,
			hash: Sha256.parse(hash.toString('hex')),
			at: momentOf(at.getTime())
		});
		const [row] = await sql<SignedHeadRow[]>`
			insert into signed_head (log_id, seq, hash, at, reason, public_key, signature)
			values (${id}, ${seq}, ${hash}, ${at}, ${reason}, ${Buffer.from(head.key, 'hex')}, ${Buffer.from(head.signature, 'hex')})
			on conflict do nothing returning log_id, seq, hash, at, public_key, signature`;
		if (row && exercise !== true) lines.push(lineOfHead(headIn(row)));
	}
	return lines;
}
