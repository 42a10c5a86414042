import { createHash } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { quoteChosen } from '$lib/domain/report/quote';
import { PostId, type AuthorNumber, type IncidentId } from '$lib/domain/core/ids';
import { isCall } from './story-moves';

/**
 * What replaces a forgotten external id: enough to recognise the same post when its source sends it again, in this
 * incident alone. It can be computed from the id; the id cannot be computed from it.
 */
export const forgottenExternalId = (incident: IncidentId, externalId: string): string =>
	`sha256:${createHash('sha256').update(`${incident} ${externalId}`).digest('hex')}`;
/** The same in SQL; what is a hash already stays. */
export const hashed = (tx: TransactionSql, incident: IncidentId, column: string) =>
	tx`case when ${tx(column)} ~ '^sha256:[0-9a-f]{64}$' then ${tx(column)}
		else 'sha256:' || encode(sha256(convert_to(${incident} || ' ' || ${tx(column)}, 'UTF8')), 'hex') end`;

/** Which posts are forgotten: those deleted at their source, those named, or those of one author. */
type Forgettable = 'deleted' | { readonly posts: readonly PostId[] } | { readonly author: AuthorNumber };

/** Those that still have their text, also as shares: those say nothing of their own. */
function lost(tx: Sql | TransactionSql, incident: IncidentId, which: Forgettable) {
	const chosen = () => {
		if (which === 'deleted') return tx`deleted`;
		return 'author' in which ? tx`author = ${which.author}` : tx`id = any(${[...which.posts]}::uuid[])`;
	};
	return tx`
		select id, platform, external_id from post
		where incident_id = ${incident} and not forgotten and (${chosen()} or (platform, shares) in
			(select platform, external_id from post where incident_id = ${incident} and ${chosen()}))`;
}

/**
 * How many there are, and which lines of the log hold their words as a quote. A quote that stood in a released report
 * is part of that report, which stays as it was; one in words of our own is no quote of theirs.
 */
export async function deletedAtSource(
	tx: TransactionSql,
	incident: IncidentId
): Promise<{ posts: number; quotes: number[] }> {
	const { posts, quotes } = await postsToForget(tx, incident, 'deleted');
	return { posts: posts.length, quotes };
}

/**
 * Which of these posts still have their text, and the lines of the log that quote them in the same way. `released`: how
 * many of their quotes stay in a released report.
 */
export async function postsToForget(
	tx: Sql | TransactionSql,
	incident: IncidentId,
	which: Forgettable
): Promise<{ posts: PostId[]; quotes: number[]; released: number }> {
	const [posts, quoted] = await Promise.all([
		tx<{ id: string }[]>`select id from (${lost(tx, incident, which)}) lost order by id`,
		tx<{ seq: number; released: boolean }[]>`
			select e.seq, exists (select from report_version v, jsonb_array_elements(v.content->'meaning'->'quotes') q
				where v.incident_id = ${incident} and q->>'id' = e.data->>'id') as released
			from event e
			where e.log_id = ${incident} and e.type = ${quoteChosen.type} and e.data <> 'null' and (e.data->>'paraphrased') is distinct from 'true'
				and (e.data->>'post')::uuid in (select id from (${lost(tx, incident, which)}) lost)
			order by e.seq`
	]);
	const quotes = quoted.filter(({ released }) => !released).map(({ seq }) => seq);
	return { posts: posts.map(({ id }) => PostId.parse(id)), quotes, released: quoted.length - quotes.length };
}

/**
 * Takes from the tables what these posts said and who they were at their source. What counts stays: when, where, in
 * which story, by which number of author, how far they reached, and how often they changed.
 */
export async function forgetPosts(tx: TransactionSql, incident: IncidentId, which: Forgettable): Promise<void> {
	const rows = await tx<{ id: string; platform: string; external_id: string }[]>`${lost(tx, incident, which)}`;
	const ids = rows.map(({ id }) => id);
	await tx`update post_version set text = '' where incident_id = ${incident} and post_id = any(${ids}::uuid[])`;
	// Others may name them still: what they answer, and what they passed on.
	for (const column of ['shares', 'reply_to'])
		await tx`
			update post p set ${tx(column)} = ${hashed(tx, incident, column)}
			from unnest(${rows.map(({ platform }) => platform)}::text[], ${rows.map((row) => row.external_id)}::text[]) as l (platform, external)
			where p.incident_id = ${incident} and p.platform = l.platform and p.${tx(column)} = l.external`;
	await tx`
		update post set text = '', url = null, reply_to = null, media = null, matched = null, help = null, deleted = (${which === 'deleted'} or deleted), forgotten = true,
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
			help = (select p.help from post p where p.incident_id = s.incident_id and p.story_id = s.id and ${isCall(tx)} order by p.at, p.id limit 1)
		where s.incident_id = ${incident} and s.id in (select story_id from post where incident_id = ${incident} and id = any(${ids}::uuid[]))`;
}
