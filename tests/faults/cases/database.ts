import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningProgram } from '../../running-program';
import type { FaultSetup } from '../setup/fault-setup';
import { underWork } from './under-work';

const postmaster = ({ dataDir }: RunningProgram): number =>
	Number(readFileSync(join(dataDir, 'postgresql-18', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** 3. PostgreSQL dies; every third time an operator shuts it down, first with SIGTERM and then with SIGINT. */
export const postgresKilled = underWork({
	setup: { databaseUrl: null },
	within: 20_000,
	async break({ program }, round) {
		const pid = postmaster(program);
		if (round % 3 < 2) process.kill(pid, 'SIGKILL');
		else {
			process.kill(pid, 'SIGTERM');
			await pause(200);
			process.kill(pid, 'SIGINT');
		}
	}
});

/** 4. The database cannot be reached: refused, or in a hole where nobody answers. */
export const unreachable = (milliseconds: number) =>
	underWork({
		setup: {},
		within: 20_000,
		async break({ database }, round) {
			if (round % 2 === 0) await database?.refuse();
			else database?.hole(true);
			await pause(milliseconds);
			if (round % 2 === 0) await database?.accept();
			else database?.hole(false);
		}
	});

/** Its connections are cut, by the network or by an administrator. */
export const connectionsCut = underWork({
	setup: {},
	within: 10_000,
	async break({ database, sql }, round) {
		if (round % 2 === 0) database?.cut();
		else
			await sql`
				select pg_terminate_backend(pid) from pg_stat_activity
				where application_name like 'voelspriet%' and datname = current_database()`;
	}
});

/** 5. Every answer of the database comes two seconds later, for a while. */
export const slow = underWork({
	setup: {},
	pace: { posts: 20, labels: 0.5 },
	within: 20_000,
	async break({ database }) {
		database?.slow(2_000);
		await pause(12_000);
		database?.slow(0);
	}
});

/** Statements are ended by the database's own limit, in the middle of work. */
export const statementTimeouts = underWork({
	setup: {},
	within: 10_000,
	async break({ sql, incident }, _, chance) {
		// Locked for so long that an operator cancels every statement that waits for the log, again and again.
		await sql.begin(async (tx) => {
			await tx`select from log where id = ${incident} for update`;
			for (let i = 0; i < 5; i += 1) {
				await pause(100 + chance() * 200);
				await cancelWaiting(sql);
			}
		});
	}
});
async function cancelWaiting(sql: FaultSetup['sql']): Promise<void> {
	await sql`
		select pg_cancel_backend(pid) from pg_stat_activity
		where application_name like 'voelspriet%' and datname = current_database() and state = 'active'`;
}
