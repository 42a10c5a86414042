import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { INSTALLATION, type IncidentId } from '$lib/domain/core/ids';
import { reportReleased } from '$lib/domain/report/version';

/** A missing signed head: of the release at a line, or of a day in UTC such as `2026-11-20`. */
export interface HeadGap {
	readonly of: { readonly line: number } | { readonly day: string };
	/** `late`: a head covers it, but was signed too late. */
	readonly why: 'unsigned' | 'late';
}

/** The first release without a head of its own, which is signed in the same transaction. */
export async function releaseGap(sql: Sql | TransactionSql, log: IncidentId): Promise<HeadGap | null> {
	const [gap] = await sql<{ seq: number; covered: boolean }[]>`
		select e.seq, exists (select from signed_head s where s.log_id = e.log_id and s.seq >= e.seq) as covered
		from event e where e.log_id = ${log} and e.type = ${reportReleased.type} and not exists (
			select from signed_head s join event signed on signed.log_id = s.log_id and signed.seq = s.seq
			where s.log_id = e.log_id and s.seq >= e.seq and signed.at = e.at and s.at < e.at + interval '1 hour')
		order by e.seq limit 1`;
	return gap ? { of: { line: gap.seq }, why: gap.covered ? 'late' : 'unsigned' } : null;
}

/**
 * The first day with lines that no head covers in time. A day is a calendar day in UTC, and is signed at the first check
 * after midnight. A line of an incident or a head of any log, an hour or more after midnight, shows that a program was
 * running; the head must exist an hour after that. While the program is off, nothing is missing.
 */
export async function dayGap(sql: Sql | TransactionSql, log: IncidentId): Promise<HeadGap | null> {
	const [gap] = await sql<{ day: string | null; covered: boolean }[]>`
		with days as (
			select date_trunc('day', at, 'UTC') as day, max(seq) as last from event where log_id = ${log} group by 1),
		ran as (
			select min(at) as at from (
				select at from event where log_id <> ${INSTALLATION}
				union all select at from signed_head) moments
			where at >= date_trunc('day', at, 'UTC') + interval '1 hour' group by date_trunc('day', at, 'UTC'))
		select to_char(day at time zone 'UTC', 'YYYY-MM-DD') as day, signed.at is not null as covered
		from days
		join lateral (select min(at) + interval '1 hour' as due from ran where at >= day + interval '25 hours') d on due < now()
		left join lateral (
			select at from signed_head where log_id = ${log} and seq >= last order by seq limit 1) signed on true
		where signed.at is null or signed.at > due
		order by 1 limit 1`;
	return gap?.day ? { of: { day: gap.day }, why: gap.covered ? 'late' : 'unsigned' } : null;
}
