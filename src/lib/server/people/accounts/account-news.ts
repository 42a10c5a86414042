import type { Sql } from '$lib/server/platform/driver/sql';
import { momentOf, PersonId, type Moment } from '$lib/domain/core/ids';
import { auditKindOf, type AuditKind } from '$lib/domain/installation/audit';
import { notFrequent } from '$lib/server/log/not-frequent';

/** Something that happened to a person's account. */
interface AccountNews {
	readonly seq: number;
	readonly kind: AuditKind;
	readonly at: Moment;
	readonly by: PersonId;
}

/** What a person is told of their account: changes to its ways in and its roles. Sign-ins are in their sessions. */
const NEWS: readonly AuditKind[] = [
	'security.signIn.slowed',
	'security.password.reset',
	'security.password.chosen',
	'security.password.changed',
	'security.factor.added',
	'security.factor.removed',
	'security.factor.reset',
	'security.factor.recoveryUsed',
	'person.grantsSet',
	'person.confirmed'
];

/** The newest twenty events of this account that its person has not confirmed seeing, newest first. */
export async function accountNews(sql: Sql, person: PersonId): Promise<AccountNews[]> {
	const rows = await sql<{ seq: number; type: string; data: unknown; at: Date; actor: string }[]>`
		select e.seq, e.type, e.data, e.at, e.actor from event e join "user" u on u.id = ${person}
		where ${notFrequent(sql)}
		and e.data->>'person' is not null and e.data->>'person' = ${person}
		and e.log_id = '00000000-0000-0000-0000-000000000000' and e.seq > u.security_seen
		and (e.type in ('person.grantsSet', 'person.confirmed')
			or (e.type = 'security.recorded' and e.data->>'kind' not like 'session.%'))
		order by e.at desc, e.seq desc limit 20`;
	return rows.flatMap(({ seq, type, data, at, actor }) => {
		const kind = auditKindOf(type, data);
		return kind && NEWS.includes(kind) ? [{ seq, kind, at: momentOf(at.getTime()), by: PersonId.parse(actor) }] : [];
	});
}

/** The person saw everything up to this line. */
export async function markNewsSeen(sql: Sql, person: PersonId, seq: number): Promise<void> {
	await sql`update "user" set security_seen = greatest(security_seen, ${seq}::integer) where id = ${person}`;
}
