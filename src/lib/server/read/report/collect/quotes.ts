import type { Sql } from '$lib/server/platform/driver/sql';
import type { IncidentId, PostId, QuoteId } from '$lib/domain/core/ids';
import { isSearchable, Platform } from '$lib/domain/posts/platform';
import { hasRun, literalRuns } from '$lib/domain/posts/search/quote-search';
import { Refusal } from '$lib/domain/core/refusal';
import type { ReadState } from '$lib/domain/core/state';

/** At most this many posts are searched for a run of words: with more, a search does not lead to one person. */
const MAX_POSTS_SEARCHED = 500;

/**
 * The runs of words in a quote by which a search finds its author: long enough, literal in the post, and written by
 * nobody else on a public network.
 * @throws Refusal `post.absent`
 */
export async function findableRuns(sql: Sql, incident: IncidentId, post: PostId, quote: string): Promise<string[]> {
	const [row] = await sql<{ text: string; platform: string }[]>`
		select text, platform from post where incident_id = ${incident} and id = ${post}`;
	if (!row) throw new Refusal('post.absent');
	if (!isSearchable(Platform.parse(row.platform))) return [];
	const found: string[] = [];
	for (const run of literalRuns(quote, row.text))
		if (!(await hasSeveralAuthors(sql, incident, run))) found.push(run.join(' '));
	return found;
}

/** Whether two or more authors wrote these words in this order on a public network. Shares lead to the same person. */
async function hasSeveralAuthors(sql: Sql, incident: IncidentId, run: readonly string[]): Promise<boolean> {
	const searchable = Platform.options.filter(isSearchable);
	const rows = await sql<{ id: string; author: number | null; text: string }[]>`
		select id, author, text from post
		where incident_id = ${incident} and shares is null and platform = any(${searchable})
			and words @@ plainto_tsquery('public.voelspriet', ${run.join(' ')}) limit ${MAX_POSTS_SEARCHED}`;
	const authors = new Set(rows.filter(({ text }) => hasRun(text, run)).map(({ id, author }) => author ?? id));
	return authors.size > 1;
}

/** How many of these quotes lead to their author. A paraphrase was checked when it was chosen, and still counts. */
export async function findableQuotes(
	sql: Sql,
	incident: IncidentId,
	{ quotes }: Pick<ReadState, 'quotes'>,
	ids: readonly QuoteId[]
): Promise<number> {
	const chosen = ids.flatMap((id) => quotes.get(id) ?? []);
	const runs = await Promise.all(chosen.map(({ post, text }) => findableRuns(sql, incident, post, text).catch(absent)));
	return runs.filter(({ length }) => length > 0).length;
}

/** No runs when the post is gone: nothing leads to it any more. */
function absent(error: unknown): string[] {
	if (error instanceof Refusal) return [];
	throw error;
}
