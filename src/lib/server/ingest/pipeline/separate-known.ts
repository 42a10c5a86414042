import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { SourceId, type IncidentId } from '$lib/domain/core/ids';
import { forgottenExternalId } from '$lib/server/log/redaction';
import { postKey } from './prepare';
import type { RawPost } from './raw-post';
import { findRow, isSameVersion, otherIdsOf, ownIdOf, type StoredRow } from './row-identity';
import { columnOf, type Edit } from './store-batch';

/** Posts that a source delivers. */
interface Delivered {
	readonly source: SourceId;
	readonly posts: readonly RawPost[];
}

export interface Separated {
	/** `externalId`: the id under which it is stored. */
	readonly fresh: readonly { readonly source: SourceId; readonly raw: RawPost; readonly externalId: string }[];
	readonly edits: readonly Edit[];
	readonly known: ReadonlySet<RawPost>;
	/** The ids of stored and of shared posts, by source and external id. */
	readonly ids: Map<string, string>;
	readonly edited: ReadonlySet<RawPost>;
	/** The keys (source and external id) of new and edited posts. */
	readonly changed: ReadonlySet<string>;
	/** The sources with anything new, and how many posts of each are new or edited. */
	readonly touched: readonly SourceId[];
	readonly perSource: ReadonlyMap<SourceId, number>;
}

interface StoredVersion extends StoredRow {
	readonly incident_id: string;
	readonly source_id: string;
	readonly external_id: string;
	readonly id: string;
	readonly deleted: boolean;
	/** Retention removed or masked its text. */
	readonly forgotten: boolean;
}

const allOf = (deliveries: readonly Delivered[]): { source: SourceId; raw: RawPost }[] =>
	deliveries.flatMap(({ source, posts }) => posts.map((raw) => ({ source, raw })));

interface WantedId {
	readonly source: SourceId;
	readonly id: string;
}
/** The ids of these posts and of what they share. */
const ownIds = (deliveries: readonly Delivered[]): WantedId[] =>
	allOf(deliveries).flatMap(({ source, raw }) =>
		[ownIdOf(raw), ...(raw.shares === null ? [] : [raw.shares])].map((id) => ({ source, id }))
	);
/** The other ids under which rows of documents may be stored. */
const otherIds = (deliveries: readonly Delivered[]): WantedId[] =>
	allOf(deliveries).flatMap(({ source, raw }) => otherIdsOf(raw).map((id) => ({ source, id })));
const idsOf = (deliveries: readonly Delivered[]): WantedId[] => [...ownIds(deliveries), ...otherIds(deliveries)];

/**
 * The stored versions of these posts and their originals. The query leaves out the incident because of the table's key:
 * the result may contain rows of another incident with the same source id.
 */
export const storedVersions = (tx: Sql | TransactionSql, deliveries: readonly Delivered[]) =>
	versionsOf(tx, ownIds(deliveries));

/**
 * The stored versions of rows under another id than their own: only of rows whose own id may be in use.
 * @param found by their own ids; null when those cannot tell, since some were replaced by a hash
 */
export async function otherVersions(
	tx: Sql | TransactionSql,
	deliveries: readonly Delivered[],
	found: readonly StoredVersion[] | null
): Promise<readonly StoredVersion[]> {
	const usedKeys = found && new Set(found.map((row) => postKey(SourceId.parse(row.source_id), row.external_id)));
	const affected = deliveries.map(({ source, posts }) => ({
		source,
		posts: posts.filter((raw) => !usedKeys || raw.row?.alone === false || usedKeys.has(postKey(source, raw.externalId)))
	}));
	const wanted = otherIds(affected);
	return wanted.length === 0 ? [] : versionsOf(tx, wanted);
}

/** The same for posts whose external id was replaced by a hash. */
export const hashedVersions = (tx: Sql | TransactionSql, incident: IncidentId, deliveries: readonly Delivered[]) =>
	versionsOf(
		tx,
		idsOf(deliveries).map(({ source, id }) => ({ source, id: forgottenExternalId(incident, id) }))
	);

/** Whether the incident has any of them. */
export async function hasHashed(tx: Sql | TransactionSql, incident: IncidentId): Promise<boolean> {
	const rows = await tx`select from post where incident_id = ${incident} and (forgotten or masked) limit 1`;
	return rows.length > 0;
}

const versionsOf = (tx: Sql | TransactionSql, wanted: readonly { source: SourceId; id: string }[]) => tx<
	StoredVersion[]
>`
	select p.incident_id, p.source_id, p.external_id, p.id, p.text, p.deleted, p.forgotten or p.masked as forgotten,
		p.published_at as published, (select a.external_id from author a where a.incident_id = p.incident_id and a.number = p.author) as author from post p
	join unnest(${columnOf(wanted, ({ source }) => source)}::uuid[], ${columnOf(wanted, ({ id }) => id)}::text[]) as d(source, external)
		on p.source_id = d.source and p.external_id = d.external`;

/** The stored posts by the ids that their source uses, also those that were forgotten. */
function byOriginalId(
	incident: IncidentId,
	rows: readonly StoredVersion[],
	deliveries: readonly Delivered[]
): Map<string, StoredVersion> {
	const originalIds = new Map(
		rows.some(({ forgotten }) => forgotten)
			? idsOf(deliveries).map(({ id }) => [forgottenExternalId(incident, id), id])
			: []
	);
	return new Map(
		rows.map((row) => [
			postKey(SourceId.parse(row.source_id), originalIds.get(row.external_id) ?? row.external_id),
			row
		])
	);
}

/** Separates new, edited and known posts; by source and external id. */
export function separateKnown(
	incident: IncidentId,
	found: readonly StoredVersion[],
	deliveries: readonly Delivered[]
): Separated {
	const all = allOf(deliveries);
	const rows = found.filter(({ incident_id }) => incident_id === incident);
	const stored = byOriginalId(incident, rows, deliveries);
	const ids = new Map([...stored].map(([key, { id }]) => [key, id]));
	const freshByKey = new Map<string, StoredRow>();
	const fresh: { source: SourceId; raw: RawPost; externalId: string }[] = [];
	const edits = new Map<string, Edit>();
	const [known, edited, changed] = [new Set<RawPost>(), new Set<RawPost>(), new Set<string>()];
	const perSource = new Map<SourceId, number>();
	const countChange = (source: SourceId, key: string) => {
		changed.add(key);
		perSource.set(source, (perSource.get(source) ?? 0) + 1);
	};
	for (const { source, raw } of all) {
		const { externalId } = findRow<StoredRow>(raw, (id) => {
			const key = postKey(source, id);
			return stored.get(key) ?? freshByKey.get(key);
		});
		const key = postKey(source, externalId);
		const before = stored.get(key);
		const deleted = raw.deleted === true;
		// A removed or masked text is not restored when its source delivers it again.
		if (before?.forgotten) known.add(raw);
		else if (before && (deleted ? !before.deleted : !isSameVersion(raw, before.text))) {
			edits.set(
				before.id,
				deleted
					? { id: before.id, text: before.text, deleted }
					: { id: before.id, text: raw.text, deleted, media: raw.media }
			);
			edited.add(raw);
			countChange(source, key);
		} else if (before || freshByKey.has(key) || deleted || raw.edit === true) known.add(raw);
		else {
			const published = raw.publishedAt === null ? null : new Date(raw.publishedAt);
			freshByKey.set(key, { text: raw.text, author: raw.author?.externalId ?? null, published, forgotten: false });
			fresh.push({ source, raw, externalId });
			countChange(source, key);
		}
	}
	return { fresh, edits: [...edits.values()], known, ids, edited, changed, touched: [...perSource.keys()], perSource };
}
