import { createHash } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { quoteChosen } from '$lib/domain/report/quote';
import type { IncidentId } from '$lib/domain/core/ids';

/**
 * What replaces a forgotten external id: enough to recognise the same post when its source sends it again, in this
 * incident alone. It can be computed from the id; the id cannot be computed from it.
 */
export const forgottenExternalId = (incident: IncidentId, externalId: string): string =>
	`sha256:${createHash('sha256').update(`${incident} ${externalId}`).digest('hex')}`;
/** The same in SQL. */
const hashed = (tx: TransactionSql, incident: IncidentId, column: string) =>
	tx`'sha256:' || encode(sha256(convert_to(${incident} || ' ' || ${tx(column)}, 'UTF8')), 'hex')`;

/**
 * The posts that are gone at their source and known here still, with the shares of them: those say nothing of their
 * own.
 */
const lost = (tx: TransactionSql, incident: IncidentId) => tx`
	select p.id, p.platform, p.external_id from post p
	where p.incident_id = ${incident} and not p.forgotten
		and (p.deleted or (p.platform, p.shares) in (select platform, external_id from post where incident_id = ${incident} and deleted))`;

/**
 * How many there are, and which lines of the log hold their words as a quote. A quote that stood in a released report
 * is part of that report, which stays as it was; one in words of our own is no quote of theirs.
 */
export async function deletedAtSource(
	tx: TransactionSql,
	incident: IncidentId
): Promise<{ posts: number; quotes: number[] }> {
	const [posts, quotes] = await Promise.all([
		tx<{ count: number }[]>`select count(*)::int as count from (${lost(tx, incident)}) lost`,
		tx<{ seq: number }[]>`
			select e.seq from event e
			where e.log_id = ${incident} and e.type = ${quoteChosen.type} and e.salt is not null and (e.data->>'paraphrased') is distinct from 'true'
				and (e.data->>'post')::uuid in (select id from (${lost(tx, incident)}) lost)
				and not exists (select from report_version v, jsonb_array_elements(v.content->'meaning'->'quotes') q
					where v.incident_id = ${incident} and q->>'id' = e.data->>'id')
			order by e.seq`
	]);
	return { posts: posts[0]?.count ?? 0, quotes: quotes.map(({ seq }) => seq) };
}

/**
 * Takes from the tables what these posts said and who they were at their source. What counts stays: when, where, in
 * which story, by which number of author, how far they reached, and how often they changed.
 */
export async function forgetPosts(tx: TransactionSql, incident: IncidentId): Promise<void> {
	const rows = await tx<{ id: string; platform: string; external_id: string }[]>`${lost(tx, incident)}`;
	const ids = rows.map(({ id }) => id);
	await tx`update post_version set text = '' where incident_id = ${incident} and post_id = any(${ids}::uuid[])`;
	// Others may name them still: what they answer, and what they passed on.
	for (const column of ['shares', 'reply_to'])
		await tx`
			update post p set ${tx(column)} = ${hashed(tx, incident, column)}
			from unnest(${rows.map(({ platform }) => platform)}::text[], ${rows.map((row) => row.external_id)}::text[]) as l (platform, external)
			where p.incident_id = ${incident} and p.platform = l.platform and p.${tx(column)} = l.external`;
	await tx`
		update post set text = '', url = null, reply_to = null, matched = null, help = null, deleted = true, forgotten = true,
			external_id = ${hashed(tx, incident, 'external_id')}
		where incident_id = ${incident} and id = any(${ids}::uuid[])`;
	await tx`
		delete from author a where a.incident_id = ${incident}
			and a.number in (select author from post where incident_id = ${incident} and id = any(${ids}::uuid[]))
			and not exists (select from post p where p.incident_id = ${incident} and p.author = a.number and not p.forgotten)`;
	// A post that says something speaks for the story, where there is one; the hint keeps the words of those that do.
	await tx`
		update story s set
			lead_id = coalesce((select p.id from post p where p.incident_id = s.incident_id and p.story_id = s.id and not p.forgotten order by p.at, p.id limit 1), s.lead_id),
			help = (select p.help from post p where p.incident_id = s.incident_id and p.story_id = s.id and p.help is not null order by p.at, p.id limit 1)
		where s.incident_id = ${incident} and s.id in (select story_id from post where incident_id = ${incident} and id = any(${ids}::uuid[]))`;
}
