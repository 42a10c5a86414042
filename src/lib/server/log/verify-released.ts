import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import type { IncidentId } from '$lib/domain/core/ids';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { reportReleased } from '$lib/domain/report/version';
import { shortChecksum } from '$lib/report/write/write-report';

/** What is wrong with which released report. */
interface ReleasedFault {
	readonly number: number;
	readonly why: 'head' | 'content' | 'print' | 'missing' | 'unreleased';
}
export type VerifiedReleases =
	{ readonly ok: true; readonly reports: number } | (ReleasedFault & { readonly ok: false });

/**
 * Checks each stored report against its release in the log: the head that it prints is the chain's hash at its position,
 * its content has the released checksum, and it prints the signing key. Does not verify the chain itself (`verifyLog`).
 * The report of a redacted release cannot be checked.
 */
export async function verifyReleased(sql: Sql | TransactionSql, log: IncidentId): Promise<VerifiedReleases> {
	const lines = await sql<{ data: unknown; hash: Buffer | null }[]>`
		select e.data, p.hash from event e
		left join event p on p.log_id = e.log_id and p.seq = (e.data->>'position')::int
		where e.log_id = ${log} and e.type = ${reportReleased.type} and e.data <> 'null' order by e.seq`;
	const [blanked] = await sql<{ lines: number }[]>`
		select count(*)::int as lines from event where log_id = ${log} and type = ${reportReleased.type} and data = 'null'`;
	const versions = new Map(
		lines.map(({ data, hash }) => {
			const version = reportReleased.data.parse(data);
			return [version.number, { ...version, hash: hash?.toString('hex') ?? null }];
		})
	);
	const stored = new Set<number>();
	const rows = sql<{ number: number; content: unknown; html_nl: string; html_en: string }[]>`
		select number, content, html_nl, html_en from report_version where incident_id = ${log} order by number`.cursor(20);
	for await (const batch of rows)
		for (const { number, content, html_nl, html_en } of batch) {
			stored.add(number);
			const version = versions.get(number);
			const fault = (why: ReleasedFault['why']): VerifiedReleases => ({ ok: false, number, why });
			if (!version) {
				if ((blanked?.lines ?? 0) > 0) continue;
				return fault('unreleased');
			}
			if (version.hash !== version.chainHead) return fault('head');
			if (checksumOf(canonical(content)) !== version.checksum) return fault('content');
			const printed = [
				shortChecksum(version.chainHead),
				...(version.publicKey ? [fingerprintOf(version.publicKey)] : [])
			];
			if (![html_nl, html_en].every((page) => printed.every((text) => page.includes(text)))) return fault('print');
		}
	const missing = [...versions.keys()].find((number) => !stored.has(number));
	return missing === undefined ? { ok: true, reports: stored.size } : { ok: false, number: missing, why: 'missing' };
}
