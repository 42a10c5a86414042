import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import { IncidentId } from '$lib/domain/core/ids';
import { verifyLog } from '$lib/server/log/verify';
import type { Manifest } from './manifest';

type BackupContents = Pick<Manifest, 'logs' | 'reports'>;

/** The heads of all logs, and the checksum of every released report, computed again from the stored content. */
export async function contentsOf(sql: Sql | TransactionSql): Promise<BackupContents> {
	const logs = await sql<
		Manifest['logs']
	>`select id, head_seq as lines, encode(head_hash, 'hex') as head from log order by id`;
	const reports: Manifest['reports'] = [];
	const versions = sql<{ incident: string; number: number; content: unknown }[]>`
		select incident_id as incident, number, content from report_version order by incident_id, number`.cursor(20);
	for await (const some of versions)
		for (const { incident, number, content } of some)
			reports.push({ incident, number, checksum: checksumOf(canonical(content)) });
	return { logs: logs.map(({ id, lines, head }) => ({ id, lines, head })), reports };
}

/** Which table has another number of rows than the manifest says, in a sentence; null when none. */
export async function differentRows(sql: Sql | TransactionSql, { tables }: Manifest): Promise<string | null> {
	for (const { name, rows } of tables) {
		const [counted] = await sql<{ rows: number }[]>`select count(*)::float8 as rows from ${sql(name)}`;
		if (counted?.rows !== rows) return `Table ${name} has ${String(counted?.rows)} rows instead of ${rows}.`;
	}
	return null;
}

/**
 * Which head or report checksum is not as the manifest says, or which line is not as it was written: every log is
 * walked. Null when all is equal.
 */
export async function differentContents(sql: Sql | TransactionSql, manifest: BackupContents): Promise<string | null> {
	const { logs, reports } = await contentsOf(sql);
	for (const { id, head } of manifest.logs)
		if (logs.find((log) => log.id === id)?.head !== head) return `The head of log ${id} is not ${head}.`;
	for (const { incident, number, checksum } of manifest.reports)
		if (reports.find((report) => report.incident === incident && report.number === number)?.checksum !== checksum)
			return `Report ${number} of incident ${incident} does not have checksum ${checksum}.`;
	for (const { id } of manifest.logs) {
		const verified = await verifyLog(sql, IncidentId.parse(id));
		if (!verified.ok) return `Line ${verified.line} of log ${id} is not as it was written (${verified.why}).`;
	}
	return null;
}
