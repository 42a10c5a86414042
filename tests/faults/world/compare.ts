import type { Sql } from 'postgres';
import { canonical } from '$lib/domain/core/checksum';
import { apply, readEvent } from '$lib/domain/events';
import { emptyState } from '$lib/domain/core/state';
import { momentOf, type IncidentId, PersonId } from '$lib/domain/core/ids';
import { verifyLog } from '$lib/server/log/verify';
import { plainState } from '../../desk/incident';
import type { FollowingDesk } from './following-desk';
import type { Recorder } from './recorder';

/** What was found wrong: each a sentence. None when everything holds. */
export interface Compared {
	readonly commands: number;
	readonly posts: number;
	readonly refused: number;
	readonly unknown: number;
	readonly lost: number;
	readonly doubled: number;
	readonly faults: readonly string[];
}

interface StoredCommand {
	id: string;
	from_seq: number;
	to_seq: number;
}

/**
 * Compares what people and programs were told with what is stored: every *saved* is there exactly once and where its
 * receipt says, no *refused* is there, *unknown* may be either; the chain is whole; desks that followed are deeply equal
 * to the log.
 */
export async function compare(
	sql: Sql,
	log: IncidentId,
	recorder: Recorder,
	desks: readonly FollowingDesk[] = []
): Promise<Compared> {
	const faults: string[] = [];
	const stored = await sql<StoredCommand[]>`select id, from_seq, to_seq from command where log_id = ${log}`;
	const receipts = new Map(stored.map((row) => [row.id, row]));
	const caused = await sql<{ id: string; seqs: number[] }[]>`
		select command_id as id, array_agg(seq order by seq) as seqs from event
		where log_id = ${log} and command_id is not null group by command_id`;
	const eventsOf = new Map(caused.map(({ id, seqs }) => [id, seqs]));
	let [lost, doubled, refused, unknown] = [0, 0, 0, 0];
	const own = [...recorder.commands.values()].filter((command) => command.log === log);
	for (const { id, type, told } of own) {
		const receipt = receipts.get(id);
		const seqs = eventsOf.get(id) ?? [];
		if (told.kind === 'saved') {
			if (!receipt) {
				lost += 1;
				faults.push(`${type} ${id} was saved and is not there`);
				continue;
			}
			const expected = Array.from({ length: told.to - told.from + 1 }, (_, i) => told.from + i);
			if (receipt.from_seq !== told.from || receipt.to_seq !== told.to || seqs.join() !== expected.join()) {
				if (seqs.length > expected.length) doubled += 1;
				else lost += 1;
				faults.push(`${type} ${id} was saved as ${expected.join()} and stands at ${seqs.join()}`);
			}
		} else if (told.kind === 'refused') {
			refused += 1;
			if (receipt || seqs.length > 0) faults.push(`${type} ${id} was refused (${told.code}) and is there`);
		} else {
			unknown += 1;
			if (seqs.length > 0 && !receipt) faults.push(`${type} ${id} is there by half`);
			if (receipt && seqs.length !== receipt.to_seq - receipt.from_seq + 1) {
				doubled += 1;
				faults.push(`${type} ${id} stands ${String(seqs.length)} times`);
			}
		}
	}
	const posts = await sql<{ id: string; count: number }[]>`
		select external_id as id, count(*)::int as count from post where incident_id = ${log} group by external_id`;
	const countOf = new Map(posts.map(({ id, count }) => [id, count]));
	for (const [id, told] of recorder.posts) {
		const count = countOf.get(id) ?? 0;
		if (told === 'saved' && count === 0) {
			lost += 1;
			faults.push(`post ${id} was accepted and is not there`);
		}
		if (count > 1) {
			doubled += 1;
			faults.push(`post ${id} is there ${String(count)} times`);
		}
	}
	const [announced] = await sql<{ posts: number | null }[]>`
		select sum((data->>'count')::int)::int as posts from event where log_id = ${log} and type = 'posts.arrived'`;
	const there = posts.reduce((sum, { count }) => sum + count, 0);
	if ((announced?.posts ?? 0) !== there)
		faults.push(`the log announces ${String(announced?.posts ?? 0)} posts and ${String(there)} are there`);
	const verified = await verifyLog(sql, log);
	if (!verified.ok) faults.push(`the chain is broken: ${JSON.stringify(verified)}`);
	faults.push(...(await differing(sql, log, desks)));
	return { commands: own.length, posts: recorder.posts.size, refused, unknown, lost, doubled, faults };
}

/** Desks that differ from the log, once they had the time to come to its end: each as far as it is, for the log goes on. */
async function differing(sql: Sql, log: IncidentId, desks: readonly FollowingDesk[]): Promise<string[]> {
	const [last] = await sql<{ seq: number }[]>`select head_seq as seq from log where id = ${log}`;
	const faults: string[] = [];
	for (const [number, desk] of desks.entries()) {
		try {
			await desk.caughtUp(last?.seq ?? 0);
			const [seq, has] = [desk.store.cursor, canonical(desk.state)];
			const should = canonical(plainState(await stateUpTo(sql, log, seq)));
			if (has !== should)
				faults.push(`desk ${String(number + 1)} differs from the log at ${String(seq)}: ${difference(has, should)}`);
		} catch (error) {
			faults.push(String(error));
		}
	}
	return faults;
}

/** The state that the log gives, up to this number. */
async function stateUpTo(sql: Sql, log: IncidentId, last: number): Promise<ReturnType<typeof emptyState>> {
	const rows = await sql<{ seq: number; at: Date; actor: string; type: string; data: unknown }[]>`
		select seq, at, actor, type, data from event where log_id = ${log} and seq <= ${last} order by seq`;
	const state = emptyState();
	for (const { seq, at, actor, type, data } of rows)
		if (data !== null)
			apply(state, readEvent({ type, data }), { seq, wallAt: momentOf(at.getTime()), by: PersonId.parse(actor) });
	return state;
}

/** Where two texts part, with what stands around. */
function difference(has: string, should: string): string {
	let at = 0;
	while (at < has.length && has[at] === should[at]) at += 1;
	const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
	return `has …${around(has)}…, should have …${around(should)}…`;
}
