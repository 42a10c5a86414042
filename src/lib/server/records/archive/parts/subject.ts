import type { Sql } from '$lib/server/platform/driver/sql';
import { archiveDescriptionOf, type ArchiveDescription } from '$lib/domain/archive/description';
import { INSTALLATION, momentOf, Sha256, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { computerColleagues, SYSTEM } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import type { Incident } from '$lib/domain/incident/incident';
import type { NameHistory } from '$lib/domain/installation/names';
import { earlierNames } from '$lib/server/people/accounts/earlier-names';
import type { SignedHead } from '$lib/server/log/anchor/signed-head';
import { readSignedHeads } from '$lib/server/log/anchor/verify-heads';
import { Follower } from '$lib/server/log/follower';
import { linesForState } from '$lib/server/log/lines';
import { maskedLines, type MaskedData } from '$lib/server/log/masking';

type Closed = NonNullable<Incident['closed']>;

/** The incident that is packed, at the head of its log. */
export interface ArchiveSubject {
	readonly id: IncidentId;
	readonly incident: Readonly<Incident> & { readonly closed: Closed };
	readonly state: ReadState;
	readonly description: ArchiveDescription;
	readonly organisation: string;
	/** The names of the colleagues who acted in it. */
	readonly people: ReadonlyMap<string, NameHistory>;
	/** The masked data of the lines that name a person; the state is made of these. */
	readonly masked: ReadonlyMap<number, MaskedData>;
	/** Where the log stood when the installation signed it; the packed head may be among them. */
	readonly signed: readonly SignedHead[];
	readonly head: { readonly seq: number; readonly hash: Sha256; readonly at: Moment };
}

/** Why an incident cannot be packed. The sentences are in messages/ under `archive.problems`. */
export class ArchiveError extends Error {
	override readonly name = 'ArchiveError';
	/** `changed`: its log grew while it was packed. */
	constructor(readonly code: 'absent' | 'open' | 'changed') {
		super(`the incident cannot be packed: ${code}`);
	}
}

export async function headOf(sql: Sql, log: IncidentId): Promise<ArchiveSubject['head']> {
	const [row] = await sql<{ head_seq: number; head_hash: Buffer; head_at: Date }[]>`
		select head_seq, head_hash, head_at from log where id = ${log}`;
	if (!row) throw new ArchiveError('absent');
	return {
		seq: row.head_seq,
		hash: Sha256.parse(row.head_hash.toString('hex')),
		at: momentOf(row.head_at.getTime())
	};
}

/** Reads what is packed from the log, not from a process that follows it. @throws ArchiveError */
export async function archiveSubject(sql: Sql, id: IncidentId): Promise<ArchiveSubject> {
	if (id === INSTALLATION) throw new ArchiveError('absent');
	const head = await headOf(sql, id);
	const [lines, masked] = await Promise.all([linesForState(sql, id, head.seq), maskedLines(sql, id)]);
	const follower = new Follower(id);
	follower.load(
		lines.map((line) => ({ ...line, data: masked.get(line.seq)?.data ?? line.data })),
		{ seq: head.seq, hash: head.hash.slice(0, 16) }
	);
	const { state } = follower;
	const { incident } = state;
	if (!incident) throw new ArchiveError('absent');
	const { closed } = incident;
	if (!closed) throw new ArchiveError('open');
	return {
		id,
		incident: { ...incident, closed },
		state,
		description: archiveDescriptionOf(state),
		organisation: await organisationOf(sql),
		people: await peopleIn(sql, id),
		masked,
		signed: await readSignedHeads(sql, id, head.seq),
		head
	};
}

async function organisationOf(sql: Sql): Promise<string> {
	const [row] = await sql<{ name: string | null }[]>`
		select data->>'organisation' as name from event
		where log_id = ${INSTALLATION} and type = 'installation.setUp' and salt is not null order by seq desc limit 1`;
	return row?.name ?? 'Voelspriet';
}

/** Colleagues act in their function; what they decided carries their name (docs/domain.md, rule 4). */
async function peopleIn(sql: Sql, id: IncidentId): Promise<ReadonlyMap<string, NameHistory>> {
	const rows = await sql<{ id: string; name: string }[]>`
		select u.id, u.name from "user" u where u.id in (select distinct actor from event where log_id = ${id}) order by u.id`;
	const before = await earlierNames(sql);
	return new Map<string, NameHistory>([
		[SYSTEM.id, { name: 'Voelspriet' }],
		...Object.values(computerColleagues).map(({ id: computer, name }) => [computer, { name }] as const),
		...rows.map((row) => [row.id, { name: row.name, earlier: before.get(row.id) }] as const)
	]);
}
