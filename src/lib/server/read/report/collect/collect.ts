import type { Sql } from '$lib/server/platform/driver/sql';
import { SourceChange } from '$lib/domain/posts/at-source';
import { publicKinds } from '$lib/server/log/public-kinds';
import { AuthorKind, isPublicKind } from '$lib/domain/posts/author';
import { AuthorNumber, millisecondsOf, type Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { isOwn } from '$lib/server/read/queries/public-authors';
import { handlesIn, sharedAs, sitesIn } from '../history/pointers-in';
import { changedAt, quotedAt, textAt, type LogPoint } from '../history/posts-at';
import { PostsThen } from './posts-then';
import type { ReportPosts } from '../history/read-posts';
import type { ReportHistory } from '../history/report-history';
import { readMentions } from './mentions';
import type { Facts, Pointer, VoiceText, Voice } from './report-facts';

/**
 * Reads the facts of a report, up to the log position of the report history and a moment on the incident's clock. Posts
 * that arrived, were edited or were moved later are excluded, so that the same position and moment always give the same
 * facts.
 * @param organisation the name of the organisation that runs this installation
 */
export async function collectReport(
	sql: Sql,
	read: ReportPosts,
	history: ReportHistory,
	moment: Moment,
	organisation: string | null
): Promise<Facts> {
	const { position, state, splits, profileChangedAt, profileChanges, outages } = history;
	const { incident, columns } = read;
	const where: LogPoint = { sql, incident, position, moment, splits };
	const [accounts, edited, quoted] = await Promise.all([
		readAccounts(where, state),
		readEdited(where, read),
		quotedAt(where, state)
	]);
	const posts = new PostsThen(columns, {
		position,
		moment: millisecondsOf(moment),
		start: millisecondsOf(state.incident?.start ?? moment),
		splits,
		stories: state.labels.keys(),
		changed: new Map([...edited].map(([row, { changed }]) => [row, changed]))
	});
	// Only accounts that had posted by then: a later account must not change what an older post points to.
	const postingAccounts = accounts.filter(({ number }) => posts.has(number));
	const voices = new Map(postingAccounts.map(({ number, voice }) => [number, voice]));
	const own = new Set([...voices].filter(([, { name }]) => isOwn(name, organisation)).map(([number]) => number));
	const [voicePosts, mentions] = await Promise.all([
		readVoicePosts(where, read, posts, voices),
		readMentions(where, state, { read, posts, edited: new Set(edited.keys()) })
	]);
	return {
		moment,
		state,
		posts,
		quoted,
		voices,
		own,
		voiceTexts: voicePosts.flatMap((post) => voiceTextOf(post, read, posts, { state, voices })),
		mentions,
		pointers: [
			...sitesNamed(read, posts, edited),
			...accountsNamed(read, posts, edited, { accounts: postingAccounts, shared: voicePosts })
		],
		profileChangedAt,
		profileChanges,
		outages
	};
}

interface Account {
	readonly number: AuthorNumber;
	readonly voice: Voice;
	/** Without the sign before it, in lower case. */
	readonly handle: string;
}

/** The accounts that may be named: a kind that a person set in the log overrides what the source said. */
async function readAccounts({ sql, incident }: LogPoint, state: ReadState): Promise<Account[]> {
	const judged = [...state.authorKinds.keys()];
	const rows = await sql<{ number: number; name: string; handle: string; kind: string }[]>`
		select number, name, handle, kind from author
		where incident_id = ${incident} and (kind = any(${publicKinds(sql)}) or number = any(${judged}::int[])) order by number`;
	return rows.flatMap((row): Account[] => {
		const number = AuthorNumber.parse(row.number);
		const kind = state.authorKinds.get(number)?.kind ?? AuthorKind.parse(row.kind);
		const name = row.name.trim() || row.handle;
		return !isPublicKind(kind) || name === ''
			? []
			: [{ number, voice: { name, kind }, handle: row.handle.replace(/^@/, '').toLowerCase() }];
	});
}

/** A post that was edited or deleted at its source, as it was at that position. */
interface EditedPost {
	readonly changed: SourceChange | null;
	readonly sites: readonly string[];
	readonly handles: readonly string[];
}

/** The few posts that were ever edited, by row: their text depends on the position. */
async function readEdited(where: LogPoint, { columns }: ReportPosts): Promise<Map<number, EditedPost>> {
	const { sql, incident, position, moment } = where;
	const rows = await sql<{ id: string; seq: number; changed: string | null; sites: string[]; handles: string[] }[]>`
		with there as (
			select p.*, b.seq from post p join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
			where p.incident_id = ${incident} and p.versions > 1 and b.seq <= ${position} and p.at <= ${moment}
		), texts as (select id, seq, ${changedAt(where)} as changed, ${textAt(where)} as said from there)
		select id, seq, changed, ${sitesIn(sql, sql`said`)} as sites, ${handlesIn(sql, sql`said`)} as handles from texts`;
	const edited = new Map<number, EditedPost>();
	for (const { id, seq, changed, sites, handles } of rows) {
		const row = columns.rowOf(seq, id);
		if (row !== undefined) edited.set(row, { changed: SourceChange.nullable().parse(changed), sites, handles });
	}
	return edited;
}

/** A post of a voice, with its text then. `shared` is the number by which its shares refer to it (`sharedAs`). */
interface VoicePost {
	readonly row: number;
	readonly text: string;
	readonly gone: boolean;
	readonly shared: bigint;
}

/** The posts of voices, and those of news sites, which have no author. */
async function readVoicePosts(
	where: LogPoint,
	{ columns }: ReportPosts,
	posts: PostsThen,
	voices: ReadonlyMap<AuthorNumber, Voice>
): Promise<VoicePost[]> {
	const numbers = new Set<number>(voices.keys());
	const rows: number[] = [];
	for (const row of posts.rows()) {
		const author = columns.author[row] ?? -1;
		if (author < 0 ? columns.kindOf(row)?.platform === 'news' : numbers.has(author)) rows.push(row);
	}
	const { sql, incident } = where;
	const found = await sql<{ row: number; text: string; changed: string | null; shared: string }[]>`
		with there as (
			select p.*, q.number as row from unnest(${rows}::int[], ${rows.map((row) => columns.idOf(row))}::uuid[]) as q (number, id)
			join post p on p.incident_id = ${incident} and p.id = q.id
		)
		select row, left(${textAt(where)}, 500) as text, ${changedAt(where)} as changed, coalesce(${sharedAs(sql, sql`external_id`)}, 0) as shared
		from there order by at, id`;
	return found.map(({ row, text, changed, shared }) => ({
		row,
		text,
		gone: changed === 'gone',
		shared: BigInt(shared)
	}));
}

/** The text of a voice in its own words; none for a post that shares another. */
function voiceTextOf(
	{ row, text, gone }: VoicePost,
	{ columns }: ReportPosts,
	posts: PostsThen,
	{ state, voices }: { readonly state: ReadState; readonly voices: ReadonlyMap<AuthorNumber, Voice> }
): VoiceText[] {
	const kind = columns.kindOf(row);
	if (!kind || kind.share) return [];
	const source = state.sources.get(kind.source);
	const author = AuthorNumber.safeParse(columns.author[row]).data;
	const voice: Voice | undefined =
		author === undefined ? source && { name: source.name, kind: 'media' } : voices.get(author);
	if (!voice) return [];
	const story = columns.storyId(posts.storyOf(row));
	return [{ voice, story, since: posts.since(row), platform: kind.platform, at: columns.at[row] ?? 0, text, gone }];
}

/** Link shorteners and the networks' own addresses: these do not show to which site a post links. */
const ignoredSites = new Set([
	't.co',
	'bit.ly',
	'ow.ly',
	'buff.ly',
	'lnkd.in',
	'tinyurl.com',
	'pic.twitter.com',
	'twitter.com',
	'x.com',
	'bsky.app'
]);

/** A pointer for each post and site that it links to. */
function sitesNamed(
	{ columns, sites }: ReportPosts,
	posts: PostsThen,
	edited: ReadonlyMap<number, EditedPost>
): Pointer[] {
	const found: Pointer[] = [];
	const point = (row: number, name: string): void => {
		if (!ignoredSites.has(name))
			found.push({ story: columns.storyId(posts.storyOf(row)), since: posts.since(row), kind: 'site', name });
	};
	for (const [row, name] of sites.all()) if (posts.includes(row) && !edited.has(row)) point(row, name);
	for (const [row, { sites: named }] of edited) for (const name of named) point(row, name);
	return found;
}

/** A pointer for each post and account that it mentions or shares; only accounts that may be named. */
function accountsNamed(
	{ columns, handles }: ReportPosts,
	posts: PostsThen,
	edited: ReadonlyMap<number, EditedPost>,
	{ accounts, shared }: { readonly accounts: readonly Account[]; readonly shared: readonly VoicePost[] }
): Pointer[] {
	const names = new Map(accounts.map(({ number, voice }) => [number, voice.name]));
	const byHandle = listsOf(accounts.map(({ handle, number }) => [handle, number]));
	const byShared = listsOf(
		shared.flatMap(({ row, shared }) => {
			const author = AuthorNumber.safeParse(columns.author[row]).data;
			return author === undefined ? [] : [[shared, author] as const];
		})
	);
	const pointed = new Map<number, Set<AuthorNumber>>();
	const point = (row: number, numbers: readonly AuthorNumber[] = []): void => {
		for (const number of numbers) {
			if (number === columns.author[row]) continue;
			const targets = pointed.get(row) ?? new Set();
			pointed.set(row, targets.add(number));
		}
	};
	for (const [row, handle] of handles.all())
		if (posts.includes(row) && !edited.has(row)) point(row, byHandle.get(handle));
	for (const [row, { handles: named }] of edited) for (const handle of named) point(row, byHandle.get(handle));
	if (byShared.size > 0)
		for (const row of posts.rows())
			if (columns.kindOf(row)?.share === true) point(row, byShared.get(columns.shared[row] ?? 0n));
	return [...pointed].flatMap(([row, numbers]) => {
		const [story, since] = [columns.storyId(posts.storyOf(row)), posts.since(row)];
		return [...numbers].map((number): Pointer => ({ story, since, kind: 'account', name: names.get(number) ?? '' }));
	});
}

function listsOf<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V[]> {
	const lists = new Map<K, V[]>();
	for (const [key, value] of pairs) {
		const list = lists.get(key);
		if (list) list.push(value);
		else lists.set(key, [value]);
	}
	return lists;
}
