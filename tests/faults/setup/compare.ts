import type { Sql } from '$lib/server/platform/driver/sql';
import { canonical } from '$lib/domain/core/checksum';
import { apply, readEvent } from '$lib/domain/events';
import { emptyState } from '$lib/domain/core/state';
import { momentOf, type IncidentId, PersonId } from '$lib/domain/core/ids';
import { verifyLog } from '$lib/server/log/verify';
import { plainState } from '../../desk/incident';
import type { FollowingDesk } from './following-desk';
import type { Recorder } from './recorder';

/** The result of a comparison; `faults` are sentences, empty when everything is right. */
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
 * Compares the answers that people and programs got with what is stored: every *saved* command is stored exactly once
 * where its receipt says, no *refused* one is stored, *unknown* ones may be. The chain is whole; desks that followed
 * are deeply equal to the log.
 */
export async function compare(
	sql: Sql,
	log: IncidentId,
	recorder: Pick<Recorder, 'commands' | 'posts'>,
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
	for (const { id, type, outcome } of own) {
		const receipt = receipts.get(id);
		const seqs = eventsOf.get(id) ?? [];
		if (outcome.kind === 'saved') {
			if (!receipt) {
				lost += 1;
				faults.push(`${type} ${id} was saved and is not there`);
				continue;
			}
			const expected = Array.from({ length: outcome.to - outcome.from + 1 }, (_, i) => outcome.from + i);
			if (receipt.from_seq !== outcome.from || receipt.to_seq !== outcome.to || seqs.join() !== expected.join()) {
				if (seqs.length > expected.length) doubled += 1;
				else lost += 1;
				faults.push(`${type} ${id} was saved as ${expected.join()} and is stored at ${seqs.join()}`);
			}
		} else if (outcome.kind === 'refused') {
			refused += 1;
			if (receipt || seqs.length > 0) faults.push(`${type} ${id} was refused (${outcome.code}) and is there`);
		} else {
			unknown += 1;
			if (seqs.length > 0 && !receipt) faults.push(`${type} ${id} is there by half`);
			if (receipt && seqs.length !== receipt.to_seq - receipt.from_seq + 1) {
				doubled += 1;
				faults.push(`${type} ${id} is stored ${String(seqs.length)} times`);
			}
		}
	}
	const posts = await sql<{ id: string; count: number }[]>`
		select external_id as id, count(*)::int as count from post where incident_id = ${log} group by external_id`;
	const countOf = new Map(posts.map(({ id, count }) => [id, count]));
	for (const [id, outcome] of recorder.posts) {
		const count = countOf.get(id) ?? 0;
		if (outcome === 'saved' && count === 0) {
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

/** Desks that differ from the log after they had the time to reach its end; each is compared up to its own cursor. */
async function differing(sql: Sql, log: IncidentId, desks: readonly FollowingDesk[]): Promise<string[]> {
	const [last] = await sql<{ seq: number }[]>`select head_seq as seq from log where id = ${log}`;
	const faults: string[] = [];
	for (const [number, desk] of desks.entries()) {
		try {
			await desk.caughtUp(last?.seq ?? 0);
			const [seq, actual] = [desk.store.cursor, canonical(desk.state)];
			const expected = canonical(plainState(await stateUpTo(sql, log, seq)));
			if (actual !== expected)
				faults.push(
					`desk ${String(number + 1)} differs from the log at ${String(seq)}: ${difference(actual, expected)}`
				);
		} catch (error) {
			faults.push(String(error));
		}
	}
	return faults;
}

/** The state of the log up to this sequence number. */
async function stateUpTo(sql: Sql, log: IncidentId, last: number): Promise<ReturnType<typeof emptyState>> {
	const rows = await sql<{ seq: number; at: Date; actor: string; type: string; data: unknown }[]>`
		select seq, at, actor, type, data from event where log_id = ${log} and seq <= ${last} order by seq`;
	const state = emptyState();
	for (const { seq, at, actor, type, data } of rows)
		if (data !== null)
			apply(state, readEvent({ type, data }), { seq, wallAt: momentOf(at.getTime()), by: PersonId.parse(actor) });
	return state;
}

/** The first difference between two texts, with the text around it. */
function difference(actual: string, expected: string): string {
	let at = 0;
	while (at < actual.length && actual[at] === expected[at]) at += 1;
	const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
	return `has …${around(actual)}…, should have …${around(expected)}…`;
}
