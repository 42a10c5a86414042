import * as m from '$lib/messages';
import { INSTALLATION, IncidentId, Moment, PersonId } from '$lib/domain/core/ids';
import { auditGroupNames, type AuditGroupName } from '$lib/domain/installation/audit';
import { SYSTEM } from '$lib/domain/core/role';
import { momentAt } from '$lib/i18n/moments';
import type { Words } from '$lib/i18n/words';
import type { Program } from '$lib/server/program';
import type { AuditLine, AuditQuery } from '$lib/server/read/queries/audit';
import { auditDetail, type AuditEntry } from './audit-words';

/** What the form of the page asks for; a field that is empty or cannot be read asks for everything. */
export function queryOf(parameters: URLSearchParams): AuditQuery {
	const field = (name: string): string => parameters.get(name) ?? '';
	const day = (name: string, clock: string): Moment | null =>
		Moment.safeParse(momentAt(field(name), clock)).data ?? null;
	const until = day('to', '23:59');
	return {
		person: PersonId.safeParse(field('person')).data ?? null,
		group: auditGroupNames.find((name): name is AuditGroupName => name === field('group')) ?? null,
		from: day('from', '00:00'),
		// The last minute of the day, to its end.
		before: until && Moment.parse(new Date(Date.parse(until) + 59_999).toISOString()),
		log: IncidentId.safeParse(field('incident')).data ?? null
	};
}

/** Lines with the names of people and incidents, as the page and its files show them. */
export async function entriesOf(
	{ accounts, logs }: Pick<Program, 'accounts' | 'logs'>,
	words: Words
): Promise<(line: AuditLine) => AuditEntry> {
	const names = await accounts.people.names();
	const nameOf = (person: PersonId | null): string | null => {
		if (person === null) return null;
		return person === SYSTEM.id ? words.t(m.audit.program) : (names.get(person)?.name ?? words.t(m.common.unknown));
	};
	const titleOf = (incident: IncidentId | null): string | null =>
		incident && (logs.state(incident)?.incident?.title ?? words.t(m.common.unknown));
	return (line) => ({
		id: `${line.log}-${String(line.seq)}`,
		at: line.at,
		by: nameOf(line.by) ?? '',
		what: words.t(m.audit.kinds[line.kind]),
		about: line.person === line.by ? null : nameOf(line.person),
		detail: auditDetail(line.data, words),
		where: titleOf(line.log === INSTALLATION ? (IncidentId.safeParse(line.data['incident']).data ?? null) : line.log),
		address: line.address,
		device: line.device
	});
}
