import { postgres } from '$lib/server/platform/driver/sql';
import { clusterFolder } from '../../src/lib/server/platform/config/data-dir';
import { OWNER_ROLE } from '../../src/lib/server/platform/database/embedded/cluster';
import { addressOf, readPostmaster } from '../../src/lib/server/platform/database/embedded/previous';
import { ADD_CLOCK } from '../clock-behind';
import type { RunningProgram } from '../running-program';

/** Runs statements in the embedded database of a program, as the owner of its tables; or in another of its server. */
export async function inDatabase({ dataDir }: RunningProgram, statements: string, name = OWNER_ROLE): Promise<void> {
	const cluster = clusterFolder(dataDir);
	const port = readPostmaster(cluster)?.port;
	if (!port) throw new Error(`no database runs in ${dataDir}`);
	const sql = postgres(addressOf(cluster, port, name), { max: 1, onnotice: () => undefined });
	await sql.unsafe(statements);
	await sql.end();
}

/**
 * Starts a new program again in the day before: what its log records from here on happened 25 hours ago, so that
 * accounts opened meanwhile belong to their people. @returns comes back to today, with everybody still signed in
 */
export async function dayBefore(program: RunningProgram): Promise<() => Promise<void>> {
	await inDatabase(program, `${ADD_CLOCK}; update clock.behind set by = '25 hours'`);
	await program.stop();
	await program.start();
	return () => inDatabase(program, `update clock.behind set by = '0'; update session set seen_at = pg_catalog.now()`);
}
