import type { Sql } from '$lib/server/platform/driver/sql';
import { AuthorNumber, momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { MOST_SENDERS } from '$lib/domain/incident/person-request';
import { AuthorKind } from '$lib/domain/posts/author';
import { Platform } from '$lib/domain/posts/platform';
import { accountsIn } from '$lib/domain/posts/masking/details';
import { pseudonym } from '$lib/domain/stories/pseudonym';
import { postsToForget } from '$lib/server/log/redaction';

/** A sender with the name that a person gave. Handle and name are null once the author's row is deleted. */
interface FoundSender {
	readonly number: AuthorNumber;
	readonly platform: Platform;
	readonly kind: AuthorKind;
	readonly handle: string | null;
	readonly name: string | null;
	readonly followers: number | null;
	readonly posts: number;
	/** Earlier versions of their posts. */
	readonly versions: number;
	/** Lines of the log that quote them and go with their posts. */
	readonly quotes: number;
	/** Quotes of them that stay in a released report. */
	readonly released: number;
	/** The newest. */
	readonly texts: readonly { readonly text: string; readonly at: Moment; readonly url: string | null }[];
}
/** What is held in one incident about the person who gave this handle or pseudonym. */
export interface DataAboutSender {
	readonly senders: readonly FoundSender[];
	/** Posts of others in which an account of theirs is named. */
	readonly mentions: number;
}

/** The most texts that are shown of one sender. */
const MAX_TEXTS = 200;

interface SenderRow {
	readonly number: number;
	readonly platform: string;
	readonly kind: string | null;
	readonly handle: string | null;
	readonly name: string | null;
	readonly followers: number | null;
	readonly posts: number;
}

/** An account name as it is compared: without @, in lower case. */
const accountOf = (name: string): string => name.trim().replace(/^@/, '').toLowerCase();

/** The number in a pseudonym, in Dutch or English; null when that name does not belong to the number. */
function numberIn(name: string): AuthorNumber | null {
	const number = AuthorNumber.safeParse(Number(/ (\d{1,9})$/.exec(name)?.[1])).data;
	if (number === undefined) return null;
	const names = (['nl', 'en'] as const).map((language) => pseudonym(number, language).toLowerCase());
	return names.includes(name.toLowerCase()) ? number : null;
}

/**
 * Finds the senders behind a handle, with or without @, or behind a pseudonym in Dutch or English ("Reiger 12", "Heron
 * 12"). Only whole and exact names: this is no search for people.
 */
export async function dataAboutSender(
	sql: Sql,
	incident: IncidentId,
	handleOrPseudonym: string
): Promise<DataAboutSender> {
	const handle = accountOf(handleOrPseudonym);
	const number = numberIn(handleOrPseudonym.trim());
	const rows = await sql<SenderRow[]>`
		select p.author as number, min(p.platform) as platform, a.kind, a.handle, a.name, a.followers, count(*)::int as posts
		from post p left join author a on a.incident_id = p.incident_id and a.number = p.author
		where p.incident_id = ${incident} and not p.forgotten and p.author is not null
			and (p.author = ${number} or p.author in (select number from author where incident_id = ${incident} and ltrim(lower(handle), '@') = ${handle}))
		group by p.author, a.kind, a.handle, a.name, a.followers order by p.author limit ${MOST_SENDERS}`;
	const numbers = rows.map((row) => row.number);
	const accounts = [...new Set([handle, ...rows.map((row) => accountOf(row.handle ?? ''))])].filter(Boolean);
	const [texts, versions, quotes, mentions] = await Promise.all([
		sql<{ author: number | null; text: string; at: Date; url: string | null }[]>`
			select author, text, at, url from (
				select author, text, at, url, id, row_number() over (partition by author order by at desc, id desc) as place
				from post where incident_id = ${incident} and not forgotten and author = any(${numbers})) newest
			where place <= ${MAX_TEXTS} order by at desc, id desc`,
		sql<{ author: number | null; count: number }[]>`
			select p.author, count(*)::int as count from post_version v join post p on p.incident_id = v.incident_id and p.id = v.post_id
			where v.incident_id = ${incident} and p.author = any(${numbers}) group by p.author`,
		Promise.all(rows.map((row) => postsToForget(sql, incident, { author: AuthorNumber.parse(row.number) }))),
		sql<{ text: string }[]>`
			select text from post where incident_id = ${incident} and (author is null or author <> all(${numbers}))
				and exists (select from unnest(${accounts}::text[]) account where strpos(lower(public.visible_text(text)), '@' || account) > 0)`
	]);
	return {
		senders: rows.map((row, at) => ({
			number: AuthorNumber.parse(row.number),
			platform: Platform.catch('other').parse(row.platform),
			kind: AuthorKind.catch('private').parse(row.kind),
			handle: row.handle,
			name: row.name,
			followers: row.followers,
			posts: row.posts,
			versions: versions.find(({ author }) => author === row.number)?.count ?? 0,
			quotes: quotes[at]?.quotes.length ?? 0,
			released: quotes[at]?.released ?? 0,
			texts: texts
				.filter(({ author }) => author === row.number)
				.map(({ text, at, url }) => ({ text, at: momentOf(at.getTime()), url }))
		})),
		mentions: mentions.filter(({ text }) => accountsIn(text).some((account) => accounts.includes(accountOf(account))))
			.length
	};
}
