import { createHash } from 'node:crypto';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { allTexts, type QuoteLine } from '$lib/domain/incident/redaction';
import { quoteChosen } from '$lib/domain/report/quote';
import { PostId, QuoteId, type AuthorNumber, type IncidentId } from '$lib/domain/core/ids';
import { linesToRedact } from './masking';
import { isCall } from './story-moves';

/**
 * The hash that replaces the external id of a forgotten post. It recognises the same post when its source sends it again,
 * in this incident only; the id cannot be computed from it.
 */
export const forgottenExternalId = (incident: IncidentId, externalId: string): string =>
	`sha256:${createHash('sha256').update(`${incident} ${externalId}`).digest('hex')}`;
/** The same in SQL; an id that is already hashed stays. */
export const hashed = (tx: TransactionSql, incident: IncidentId, column: string) =>
	tx`case when ${tx(column)} ~ '^sha256:[0-9a-f]{64}$' then ${tx(column)}
		else 'sha256:' || encode(sha256(convert_to(${incident} || ' ' || ${tx(column)}, 'UTF8')), 'hex') end`;

/** Which posts are forgotten: those deleted at their source, those named, or those of one author. */
type PostsToForget = 'deleted' | { readonly posts: readonly PostId[] } | { readonly author: AuthorNumber };

/** The posts among them that still have their text, and the shares of those posts, which have the same text. */
function forgettablePosts(tx: Sql | TransactionSql, incident: IncidentId, which: PostsToForget) {
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
 * The number of posts deleted at their source, and the log lines that quote them. Excludes quotes in a released report,
 * which stays as it was, and paraphrases.
 */
export async function deletedAtSource(
	tx: TransactionSql,
	incident: IncidentId
): Promise<{ posts: number; quotes: QuoteLine[] }> {
	const { posts, quotes } = await postsToForget(tx, incident, 'deleted');
	return { posts: posts.length, quotes };
}

/**
 * The posts among these that still have their text, and the log lines that quote them. `released`: how many of their
 * quotes stay because they are in a released report.
 */
export async function postsToForget(
	tx: Sql | TransactionSql,
	incident: IncidentId,
	which: PostsToForget
): Promise<{ posts: PostId[]; quotes: QuoteLine[]; released: number }> {
	const [posts, quoted] = await Promise.all([
		tx<{ id: string }[]>`select id from (${forgettablePosts(tx, incident, which)}) forgettable order by id`,
		tx<{ number: number; id: string | null; released: boolean }[]>`
			select e.seq as number, e.data->>'id' as id, exists (select from report_version v, jsonb_array_elements(v.content->'meaning'->'quotes') q
				where v.incident_id = ${incident} and q->>'id' = e.data->>'id') as released
			from event e
			where e.log_id = ${incident} and e.type = ${quoteChosen.type} and e.data <> 'null' and (e.data->>'paraphrased') is distinct from 'true'
				and (e.data->>'post')::uuid in (select id from (${forgettablePosts(tx, incident, which)}) forgettable)
			order by e.seq`
	]);
	const lost = new Map(quoted.filter(({ released }) => !released).map(({ number, id }) => [number, id]));
	const lines = await linesToRedact(tx, incident, { lines: [...lost.keys()].map(allTexts), withCopies: false });
	const quotes = lines.map((line) => ({ ...line, id: QuoteId.parse(lost.get(line.number)) }));
	return { posts: posts.map(({ id }) => PostId.parse(id)), quotes, released: quoted.length - quotes.length };
}

/**
 * Deletes the text of these posts and what identifies them and their authors. Keeps what figures are counted from: time,
 * platform, story, author number, reach and the number of versions.
 */
export async function forgetPosts(tx: TransactionSql, incident: IncidentId, which: PostsToForget): Promise<void> {
	const rows = await tx<
		{ id: string; platform: string; external_id: string }[]
	>`${forgettablePosts(tx, incident, which)}`;
	const ids = rows.map(({ id }) => id);
	await tx`update post_version set text = '' where incident_id = ${incident} and post_id = any(${ids}::uuid[])`;
	// Other posts may still refer to them, as a reply or a share.
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
	// Choose a lead post that still has text, if any, and a hint from the remaining posts.
	await tx`
		update story s set
			lead_id = coalesce((select p.id from post p where p.incident_id = s.incident_id and p.story_id = s.id and not p.forgotten order by p.at, p.id limit 1), s.lead_id),
			help = (select p.help from post p where p.incident_id = s.incident_id and p.story_id = s.id and ${isCall(tx)} order by p.at, p.id limit 1)
		where s.incident_id = ${incident} and s.id in (select story_id from post where incident_id = ${incident} and id = any(${ids}::uuid[]))`;
}
