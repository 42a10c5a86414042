import { expect } from 'vitest';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/database/connect';
import { LedIngest } from '$lib/server/ingest/inbox/led-ingest';
import { Leases } from '$lib/server/ingest/scheduler/leases';
import type { Stage } from '../stage';

/** A process that receives posts, and leads or hands them on. */
export interface Process {
	readonly stage: Stage;
	readonly led: LedIngest;
	readonly locks: Leases;
	/** Ends its lease as its death does, until the database does not have it any more: the process does not know. */
	readonly loseLease: () => Promise<unknown>;
	readonly end: () => Promise<void>;
}
export async function processOn(stage: Stage, name: string, times = {}): Promise<Process> {
	const locks = new Leases(stage.database.url, name);
	const [sql, listening] = [connect(stage.database.url, { max: 1 }), connect(stage.database.url, { max: 1 })];
	const led = new LedIngest({ ingest: stage.ingest, sql, listening, locks, times });
	await led.start();
	return {
		stage,
		led,
		locks,
		loseLease: () =>
			stage.database.sql`
				select pg_terminate_backend(pid, 5000) from pg_stat_activity
				where application_name = ${name} and datname = current_database()`,
		async end() {
			await led.stop();
			await locks.end();
			await Promise.all([sql.end({ timeout: 1 }), listening.end({ timeout: 1 })]);
		}
	};
}

/** An incident with one source, which the other processes know too. */
export async function openOn(first: Stage, ...others: Stage[]): Promise<{ log: IncidentId; source: SourceId }> {
	const { log, sources } = await first.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	for (const { logs } of others) await expect.poll(() => logs.seq(log)).toBe(first.logs.seq(log));
	return { log, source };
}
export const textsOf = async ({ database }: Stage, log: IncidentId): Promise<string[]> => {
	const rows = await database.sql<{ text: string }[]>`select text from post where incident_id = ${log} order by text`;
	return rows.map(({ text }) => text);
};
export const rowsOf = ({ database }: Stage) =>
	database.sql<{ answer: unknown; posts: unknown }[]>`select answer, posts from inbox order by id`;

/** Nothing of the incident is stored until the work is done. */
export const whileNothingIsStored = ({ database }: Stage, log: IncidentId, work: () => Promise<void>) =>
	database.sql.begin(async (tx) => {
		await tx`select from log where id = ${log} for update`;
		await work();
	});
