import type { Sql } from '$lib/server/platform/driver/sql';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import type { StoredText } from '../protocols/reading/reader';

/** The newest posts that these sources have stored and that were not deleted since, each once. */
export type StoredTexts = (
	sources: readonly { readonly incident: IncidentId; readonly source: SourceId }[],
	limit: number
) => Promise<readonly StoredText[]>;

export const storedTexts =
	(sql: Sql): StoredTexts =>
	async (sources, limit) => {
		const rows = await sql<{ external_id: string; text: string }[]>`
			select distinct on (p.at, p.external_id) p.external_id, p.text
			from unnest(${sources.map(({ incident }) => incident)}::uuid[], ${sources.map(({ source }) => source)}::uuid[]) as f(incident, source)
			cross join lateral (
				select at, external_id, text from post where incident_id = f.incident and source_id = f.source and not deleted order by at desc limit ${limit}) p
			order by p.at desc, p.external_id limit ${limit}`;
		return rows.map(({ external_id: externalId, text }) => ({ externalId, text }));
	};

/** The external ids of an author's posts that these sources have stored and that were not deleted since. */
export type StoredOf = (
	sources: readonly { readonly incident: IncidentId; readonly source: SourceId }[],
	author: string
) => Promise<readonly string[]>;

export const storedOf =
	(sql: Sql): StoredOf =>
	async (sources, author) => {
		const rows = await sql<{ external_id: string }[]>`
			select distinct p.external_id
			from unnest(${sources.map(({ incident }) => incident)}::uuid[], ${sources.map(({ source }) => source)}::uuid[]) as f(incident, source)
			join author a on a.incident_id = f.incident and a.external_id = ${author}
			join post p on p.incident_id = f.incident and p.source_id = f.source and p.author = a.number and not p.deleted`;
		return rows.map(({ external_id: externalId }) => externalId);
	};
