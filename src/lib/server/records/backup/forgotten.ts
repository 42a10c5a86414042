import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '$lib/server/platform/driver/sql';
import { Coalescer } from '$lib/concurrency/coalescer';
import { CommandId, IncidentId, momentOf, PostId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { CommandStep } from '$lib/domain/core/command';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import {
	ForgottenLine,
	ForgottenList,
	joinForgotten,
	leftToForget,
	repeatForgetting
} from '$lib/domain/incident/forgotten';
import { isBeingMasked, isMasked, postsMasked, startMasking, TERM_OVER } from '$lib/domain/incident/masking';
import { logMasked, redactionConfirmed, redactionRequested } from '$lib/domain/incident/redaction';
import { FORGET_MOST, postsForgotten } from '$lib/domain/incident/retention';
import type { Masking } from '../retention/masking';
import type { Logs } from '$lib/server/log/logs';
import { replaceFile } from '$lib/server/platform/operations/replace-file';
import { log as logger } from '$lib/server/platform/operations/logger';

/** In the data folder: ids and numbers of what was forgotten, so that an older back-up can be brought up to it. */
export const FORGOTTEN = 'forgotten.json';

/** What this database says was forgotten. */
async function forgottenIn(sql: Sql): Promise<ForgottenList> {
	const [masked, posts, lines] = await Promise.all([
		sql<{ id: string; at: Date }[]>`
			select distinct on (log_id) log_id as id, coalesce((data->>'first')::timestamptz, at) as at from event
			where type = ${postsMasked.type} order by log_id, coalesce((data->>'first')::timestamptz, at) desc`,
		sql<{ incident: string; id: string }[]>`select incident_id as incident, id from post where forgotten order by id`,
		sql<{ incident: string; number: number; texts: unknown; hash: string }[]>`
			with removed as (
				select m.log_id, (l->>'number')::int as seq, coalesce(l->'texts', '[]') as texts from event m, jsonb_array_elements(m.data->'lines') l
				where m.type = ${logMasked.type} and m.data->>'why' <> ${TERM_OVER}
					or m.type = ${redactionRequested.type} and exists (select from event c where c.log_id = m.log_id
						and c.type = ${redactionConfirmed.type} and (c.data->>'request')::int = m.seq)
				union select log_id, seq, '[]' from event where salt is null and data = 'null')
			select e.log_id as incident, e.seq as number, r.texts, encode(e.hash, 'hex') as hash from removed r
			join event e on e.log_id = r.log_id and e.seq = r.seq where e.salt is null order by e.log_id, e.seq, r.texts`
	]);
	const list: ForgottenList = {};
	const entryOf = (incident: string) => (list[incident] ??= { masked: null, posts: [], lines: [] });
	for (const { id, at } of masked) entryOf(id).masked = momentOf(at.getTime());
	for (const { incident, id } of posts) entryOf(incident).posts.push(PostId.parse(id));
	for (const { incident, ...line } of lines) entryOf(incident).lines.push(ForgottenLine.parse(line));
	return list;
}

/** The list in this file; null when there is no such file. @throws when it cannot be read */
export async function forgottenList(file: string): Promise<ForgottenList | null> {
	const text = await readFile(file, 'utf8').catch((error: unknown) => {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
		throw error;
	});
	return text === null ? null : ForgottenList.parse(JSON.parse(text));
}

/** Adds to the list in the data folder what the database says was forgotten. */
export async function keepForgotten(sql: Sql, dataDir: string): Promise<void> {
	await addForgotten(dataDir, await forgottenIn(sql));
}

/** Adds to the list in the data folder; nothing ever leaves it. */
export async function addForgotten(dataDir: string, list: ForgottenList): Promise<void> {
	const path = join(dataDir, FORGOTTEN);
	const before = (await forgottenList(path)) ?? {};
	const joined = JSON.stringify(joinForgotten(before, list), null, '\t');
	if (joined === JSON.stringify(before, null, '\t')) return;
	await replaceFile(path, joined);
}

const RETRY_DELAY_MS = 60_000;

/** Keeps the list up to date: from the start, and whenever something is forgotten. */
export class ForgottenKeeper {
	readonly #write = new Coalescer(() => this.#keep());
	#unfollow: (() => void) | undefined;
	#retry: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(
		readonly sql: Sql,
		readonly logs: Pick<Logs, 'listen'>,
		readonly dataDir: string,
		/** How long after a failure it tries again, in milliseconds. */
		readonly retryAfter = RETRY_DELAY_MS
	) {}

	start(): void {
		const types: ReadonlySet<string> = new Set([
			postsMasked.type,
			postsForgotten.type,
			logMasked.type,
			redactionConfirmed.type
		]);
		this.#unfollow = this.logs.listen({
			lines: (_, lines) => {
				if (lines.some(({ type }) => types.has(type))) void this.#write.run();
			}
		});
		void this.#write.run();
	}
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#unfollow?.();
		clearTimeout(this.#retry);
		await this.#write.idle();
	}

	async #keep(): Promise<void> {
		clearTimeout(this.#retry);
		await keepForgotten(this.sql, this.dataDir).catch((error: unknown) => {
			logger.error(
				{ action: 'forgotten.keep', result: 'failed', err: error },
				'the list of what was forgotten could not be written: a restored back-up would bring it back'
			);
			if (!this.#stopped) this.#retry = setTimeout(() => void this.#write.run(), this.retryAfter).unref();
		});
	}
}

/** How much was forgotten again. */
export interface Repeated {
	readonly incidents: number;
	readonly masked: number;
	readonly posts: number;
	readonly lines: number;
}

/**
 * Forgets in a restored database what the list says was forgotten after the back-up, and skips what the database does
 * not have. Determines itself what is left to do, so that repeating it changes nothing.
 */
export async function repeatForgotten(
	list: ForgottenList,
	logs: Pick<Logs, 'incidents' | 'state'>,
	masking: Masking
): Promise<Repeated> {
	const { sql, executor } = masking;
	const sum = { incidents: 0, masked: 0, posts: 0, lines: 0 };
	const incidents = logs.incidents().filter((incident) => list[incident]);
	if (incidents.length === 0) return sum;
	const done = await forgottenIn(sql);
	const send = async (incident: IncidentId, command: CommandStep) => {
		try {
			await executor.execute(incident, { id: CommandId.parse(newId()), ...command }, SYSTEM, null);
		} catch (error) {
			// Another process that started at the same moment did it first.
			if (!(error instanceof Refusal && FINISHED_CODES.has(error.code))) throw error;
		}
	};
	for (const incident of incidents) {
		const listed = list[incident];
		if (!listed) continue;
		const numbers = listed.lines.map(({ number }) => number);
		const hashes = await sql<{ number: number; hash: string }[]>`
			select seq as number, encode(hash, 'hex') as hash from event where log_id = ${incident} and seq = any(${numbers})`;
		const there = await sql<{ id: string }[]>`
			select id from post where incident_id = ${incident} and not forgotten and id = any(${listed.posts}::uuid[])`;
		const { posts, lines, masks } = leftToForget(
			{ ...listed, posts: there.map(({ id }) => PostId.parse(id)) },
			done[incident] ?? { masked: null, posts: [], lines: [] },
			new Map(hashes.map(({ number, hash }) => [number, hash]))
		);
		for (let from = 0; from < Math.max(posts.length, lines.length); from += FORGET_MOST) {
			const [some, numbered] = [posts.slice(from, from + FORGET_MOST), lines.slice(from, from + FORGET_MOST)];
			await send(incident, repeatForgetting({ posts: some, lines: numbered }));
		}
		const state = logs.state(incident)?.incident;
		// An incident can be masked, reopened and masked again. One that is masked in the back-up needs nothing more.
		const masksNow = masks && state !== undefined && state !== null && !isMasked(state);
		if (masksNow && !isBeingMasked(state)) await send(incident, startMasking({ again: listed.masked }));
		if (masksNow) await masking.run(incident);
		if (masksNow || posts.length + lines.length > 0) sum.incidents += 1;
		sum.masked += Number(masksNow);
		sum.posts += posts.length;
		sum.lines += lines.length;
	}
	return sum;
}
const FINISHED_CODES: ReadonlySet<string> = new Set(['retention.nothing', 'retention.busy']);

/**
 * Calls `repeatForgotten` with the list in the data folder, before the program shows or receives a post, so that an
 * interrupted restore or a database that was restored by other means brings nothing back. The program also starts when
 * the list cannot be read.
 */
export async function repeatAtStart(dataDir: string, logs: Logs, masking: Masking): Promise<void> {
	const list = await forgottenList(join(dataDir, FORGOTTEN)).catch((error: unknown) => {
		logger.error(
			{ action: 'forgotten.repeat', result: 'failed', err: error },
			'the list of what was forgotten cannot be read: put a whole copy of it in the data folder and start again'
		);
		return null;
	});
	if (list) await repeatForgotten(list, logs, masking);
}
