import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import {
	auditGroups,
	auditGroupNames,
	auditKindOf,
	type AuditGroupName,
	type AuditKind
} from '$lib/domain/installation/audit';
import { IncidentId, INSTALLATION, momentOf, PersonId, type Moment } from '$lib/domain/core/ids';
import { notFrequent } from '$lib/server/log/not-frequent';
import { encodeCursor, readCursor } from './cursor';

/** A search in the audit trail; null for no condition. */
export interface AuditQuery {
	/** The person who did it, or to whom it was done. */
	readonly person: PersonId | null;
	readonly group: AuditGroupName | null;
	/** The period, in real time. */
	readonly from: Moment | null;
	readonly before: Moment | null;
	/** An incident: events in it, and about it in the installation's log; or the installation's log. */
	readonly log: IncidentId | null;
}

/** An audited event. */
export interface AuditLine {
	readonly log: IncidentId;
	readonly seq: number;
	readonly at: Moment;
	readonly by: PersonId;
	readonly kind: AuditKind;
	/** The person to whom it was done; null for none. */
	readonly person: PersonId | null;
	/** The data of the event; empty when the line is blank. */
	readonly data: Readonly<Record<string, unknown>>;
	/** Null for actions of the program itself, and after 90 days. */
	readonly address: string | null;
	readonly device: string | null;
}

interface AuditRow {
	readonly log_id: string;
	readonly seq: number;
	readonly at: Date;
	readonly actor: string;
	readonly type: string;
	readonly data: unknown;
	readonly address: string | null;
	readonly device: string | null;
}

const AuditCursor = z.tuple([z.iso.datetime(), z.uuid(), z.int()]);
type AuditPosition = z.infer<typeof AuditCursor>;
/** Later than any row. */
const START: AuditPosition = ['9999-12-31T23:59:59.999Z', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 2_147_483_647];
const EPOCH = new Date(0);

/** A page of lines, and the cursor of the next; null on the last page. */
interface AuditPage {
	readonly lines: readonly AuditLine[];
	readonly next: string | null;
}

/** The audited events of all logs, newest first, in pages. */
export class AuditTrail {
	constructor(readonly sql: Sql) {}

	/** @throws BadCursor */
	async page(query: AuditQuery, after: string | null, size: number): Promise<AuditPage> {
		const position = readCursor(AuditCursor, after) ?? START;
		const rows = await this.#rows(query, position, size + 1);
		const last = rows.length > size ? rows[size - 1] : undefined;
		return {
			lines: rows.slice(0, size).flatMap(lineOf),
			next: last ? encodeCursor([last.at.toISOString(), last.log_id, last.seq]) : null
		};
	}

	/** All lines, in batches. */
	async *all(query: AuditQuery, size = 1_000): AsyncGenerator<readonly AuditLine[]> {
		let after: string | null = null;
		do {
			const page: AuditPage = await this.page(query, after, size);
			yield page.lines;
			after = page.next;
		} while (after !== null);
	}

	/**
	 * Merges the newest rows of several queries, each of which can use an index: by and about a person, and in an
	 * incident's log and about it in the installation's log.
	 */
	async #rows(query: AuditQuery, position: AuditPosition, size: number): Promise<AuditRow[]> {
		const { person, log } = query;
		const personConditions = person === null ? [{}] : [{ by: person }, { to: person }];
		const logConditions = log === null || log === INSTALLATION ? [{ about: null }] : [{ about: null }, { about: log }];
		const found = await Promise.all(
			personConditions.flatMap((one) =>
				logConditions.map((other) => this.#newest({ ...one, ...other }, query, position, size))
			)
		);
		const rows = new Map(found.flat().map((row) => [`${row.log_id} ${String(row.seq)}`, row]));
		return [...rows.values()].sort(newestFirst).slice(0, size);
	}

	async #newest(
		{ by, to, about }: { readonly by?: PersonId; readonly to?: PersonId; readonly about: IncidentId | null },
		{ group, from, before, log }: AuditQuery,
		[at, lastLog, seq]: AuditPosition,
		size: number
	): Promise<AuditRow[]> {
		const groups = group === null ? auditGroupNames : [group];
		const types = groups.flatMap((name): string[] => [...auditGroups[name].types]);
		const kinds = groups.flatMap((name): string[] => [...auditGroups[name].security]);
		const { sql } = this;
		return sql<AuditRow[]>`
			select e.log_id, e.seq, e.at, e.actor, e.type, e.data, o.address, o.device from event e
			left join command_origin o on o.log_id = e.log_id and o.command_id = e.command_id
			where ${notFrequent(sql)}
			${by ? sql`and e.actor = ${by}` : sql``}
			${to ? sql`and e.data->>'person' is not null and e.data->>'person' = ${to}` : sql``}
			${about ? this.#isAbout(about) : log ? sql`and e.log_id = ${log}` : sql``}
			and (e.type = any(${types}::text[]) or (e.type = 'security.recorded' and e.data->>'kind' = any(${kinds}::text[])))
			and e.at >= ${from ?? EPOCH} and e.at <= ${before ?? START[0]}
			and (e.at, e.log_id, e.seq) < (${at}::timestamptz, ${lastLog}::uuid, ${seq}::integer)
			order by e.at desc, e.log_id desc, e.seq desc limit ${size}`;
	}

	/**
	 * The events in the installation's log about an incident: files exported from it, tokens for it, and changes of roles in
	 * it. An event has all roles of a person, so those in this incident are compared with the previous ones.
	 */
	#isAbout(incident: IncidentId) {
		const { sql } = this;
		const ofType = (...types: AuditKind[]) => sql`
			log_id = ${INSTALLATION} and type = any(${types}::text[])
			and ${notFrequent(sql)}`;
		return sql`and e.log_id = ${INSTALLATION} and (
			(e.type = any(${['security.recorded', 'token.made']}::text[]) and e.data->>'incident' = ${incident})
			or (e.type = 'token.revoked' and e.data->>'token' in (
				select data->>'id' from event where ${ofType('token.made')} and data->>'incident' = ${incident}))
			or (e.type = any(${['person.admitted', 'person.grantsSet']}::text[]) and e.seq in (
				select seq from (
					select seq, here, lag(here, 1, '[]') over (partition by person order by seq) as before from (
						select seq, coalesce(data->>'person', data->>'id') as person, jsonb_path_query_array(
							data->'grants', '$[*] ? (@.incident == $i)', jsonb_build_object('i', ${incident}::text)) as here
						from event where ${ofType('person.admitted', 'person.grantsSet')}
					) granted
				) changed where here <> before)))`;
	}
}

const newestFirst = (a: AuditRow, b: AuditRow): number =>
	b.at.getTime() - a.at.getTime() || (a.log_id < b.log_id ? 1 : a.log_id > b.log_id ? -1 : b.seq - a.seq);

const Data = z.record(z.string(), z.unknown());

function lineOf({ log_id, seq, at, actor, type, data, address, device }: AuditRow): AuditLine[] {
	const kind = auditKindOf(type, data);
	if (kind === null) return [];
	const about = Data.safeParse(data).data ?? {};
	const line = {
		log: IncidentId.parse(log_id),
		seq,
		at: momentOf(at.getTime()),
		by: PersonId.parse(actor),
		kind,
		person: PersonId.safeParse(about['person'] ?? (type === 'person.admitted' ? about['id'] : null)).data ?? null,
		data: about,
		address,
		device
	};
	return [line];
}
