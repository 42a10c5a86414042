import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { SourceChange } from '$lib/domain/posts/at-source';
import { AuthorKind, isPublicKind } from '$lib/domain/posts/author';
import { AuthorNumber, millisecondsOf, SourceId, StoryId, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import type { ReadState } from '$lib/domain/core/state';
import { isOwn } from '$lib/server/read/queries/public-authors';
import type { ReportHistory } from '$lib/server/read/report/history/report-history';
import type { FactPost, Facts, Pointer, VoiceText, Voice } from '$lib/server/read/report/collect/report-facts';
import type { Mention, MentionsIn } from '$lib/server/read/report/collect/mentions';
import { Group, groupPattern } from '$lib/domain/findings/groups';
import { placePattern } from '$lib/domain/overview/place-figures';
import { figuresOf } from '../../domain/report-facts';
import { changedAt, postsAt, quotedAt, textAt, type LogPoint } from '$lib/server/read/report/history/posts-at';

/** The facts of a report, found independently by plain SQL: slow, since each query reads every post again. */
export async function slowFacts(
	sql: Sql,
	incident: IncidentId,
	history: ReportHistory,
	moment: Moment,
	organisation: string | null
): Promise<Facts> {
	const { position, state, splits, profileChangedAt, profileChanges, outages } = history;
	const where: LogPoint = { sql, incident, position, moment, splits };
	const accounts = await readAccounts(where, state);
	const all = new Map(accounts.map(({ number, voice }) => [number, voice]));
	const [posts, quoted, voiceTexts, sites, accountsNamed, mentions] = await Promise.all([
		readPosts(where),
		quotedAt(where, state),
		readVoiceTexts(where, state, all),
		readSites(where),
		readAccountsNamed(where, accounts),
		readMentions(where, state)
	]);
	// Only accounts that had posted by then: a later one must not change what an older post pointed to.
	const writers = new Set(posts.map(({ author }) => author));
	const voices = new Map([...all].filter(([number]) => writers.has(number)));
	const own = new Set([...voices].filter(([, { name }]) => isOwn(name, organisation)).map(([number]) => number));
	const named = accountsNamed.flatMap(({ story, since, number }): Pointer[] => {
		const voice = voices.get(number);
		return voice ? [{ story, since, kind: 'account', name: voice.name }] : [];
	});
	return {
		moment,
		state,
		posts: figuresOf(posts, {
			start: millisecondsOf(state.incident?.start ?? moment),
			moment: millisecondsOf(moment)
		}),
		quoted,
		voices,
		own,
		voiceTexts,
		mentions,
		pointers: [...sites, ...named],
		profileChangedAt,
		profileChanges,
		outages
	};
}

const idSchemas = {
	story: StoryId,
	platform: Platform,
	source: SourceId,
	author: AuthorNumber
};

interface PostRow {
	story: string;
	since: number;
	author: number | null;
	source_id: string;
	platform: string;
	/** Seconds since 1970. */
	at: number;
	lang: string | null;
	backlog: boolean;
	share: boolean;
	changed: string | null;
}

async function readPosts(where: LogPoint): Promise<FactPost[]> {
	const rows = await where.sql<PostRow[]>`
		with ${postsAt(where)} select story, since, author, source_id, platform, date_part('epoch', at) as at, lang, backlog,
			shares is not null as share, ${changedAt(where)} as changed
		from there`;
	const stories = cachedParser(idSchemas.story);
	const authors = cachedParser(idSchemas.author);
	const sources = cachedParser(idSchemas.source);
	const platforms = cachedParser(idSchemas.platform);
	return rows.map(({ story, since, author, source_id, platform, at, lang, backlog, share, changed }) => ({
		story: stories(story),
		since,
		author: author === null ? null : authors(author),
		source: sources(source_id),
		platform: platforms(platform),
		at: Math.round(at * 1000),
		lang,
		backlog,
		share,
		changed: changed === null ? null : SourceChange.parse(changed)
	}));
}

/** Parses each value once: a hundred thousand posts have only a few sources and platforms. */
function cachedParser<V extends string | number, S extends z.ZodType<unknown, V>>(
	schema: S
): (value: V) => z.output<S> {
	const known = new Map<V, z.output<S>>();
	return (value) => {
		const cached = known.get(value);
		if (cached !== undefined) return cached;
		const parsed = schema.parse(value);
		known.set(value, parsed);
		return parsed;
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
		where incident_id = ${incident} and (kind not in ('private', 'unknown') or number = any(${judged}::int[])) order by number`;
	return rows.flatMap((row): Account[] => {
		const number = AuthorNumber.parse(row.number);
		const kind = state.authorKinds.get(number)?.kind ?? AuthorKind.parse(row.kind);
		const name = row.name.trim() || row.handle;
		return !isPublicKind(kind) || name === ''
			? []
			: [{ number, voice: { name, kind }, handle: row.handle.replace(/^@/, '').toLowerCase() }];
	});
}

/** What voices wrote in their own words, without what they only pass on. */
async function readVoiceTexts(
	where: LogPoint,
	state: ReadState,
	voices: ReadonlyMap<AuthorNumber, Voice>
): Promise<VoiceText[]> {
	const rows = await where.sql<
		{
			story: string;
			since: number;
			author: number | null;
			source_id: string;
			platform: string;
			at: Date;
			text: string;
			changed: string | null;
		}[]
	>`
		with ${postsAt(where)} select story, since, author, source_id, platform, at, left(${textAt(where)}, 500) as text,
			${changedAt(where)} as changed
		from there
		where shares is null and (author = any(${[...voices.keys()]}::int[]) or (author is null and platform = 'news'))`;
	return rows.flatMap((row): VoiceText[] => {
		const source = state.sources.get(SourceId.parse(row.source_id));
		const voice: Voice | undefined =
			row.author === null ? source && { name: source.name, kind: 'media' } : voices.get(AuthorNumber.parse(row.author));
		const { text, changed } = row;
		return voice
			? [
					{
						voice,
						story: StoryId.parse(row.story),
						since: row.since,
						platform: Platform.parse(row.platform),
						at: row.at.getTime(),
						text,
						gone: changed === 'gone'
					}
				]
			: [];
	});
}

/** Shorteners and the networks' own addresses do not show where somebody points to. */
const nowhere = new Set([
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

/** One row for each post and site that it links to. */
async function readSites(where: LogPoint): Promise<Pointer[]> {
	const rows = await where.sql<{ story: string; since: number; host: string }[]>`
		with ${postsAt(where)}, links as (select id, story, since, ${textAt(where)} as text from there where text like '%://%' or versions > 1)
		select distinct id, story, since, regexp_replace(lower(host[1]), '^(www|m)\\.', '') as host
		from links, regexp_matches(left(text, 5000), 'https?://(?:[^\\s/?#@]*@)?([a-z0-9.-]+\\.[a-z]{2,})', 'gi') as host
		where host[1] is not null`;
	return rows
		.filter(({ host }) => !nowhere.has(host))
		.map(({ story, since, host }) => ({ story: StoryId.parse(story), since, kind: 'site', name: host }));
}

/** One row for each post and account that it mentions or shares; only accounts that may be named. */
async function readAccountsNamed(
	where: LogPoint,
	accounts: readonly Account[]
): Promise<{ story: StoryId; since: number; number: AuthorNumber }[]> {
	if (accounts.length === 0) return [];
	const handles = accounts.map(({ handle }) => handle);
	const numbers = accounts.map(({ number }) => number);
	const rows = await where.sql<{ story: string; since: number; number: number }[]>`
		with ${postsAt(where)}, named as (select * from unnest(${numbers}::int[], ${handles}::text[]) as n (number, handle)),
		texts as (select id, story, since, author, ${textAt(where)} as text from there where text like '%@%' or versions > 1),
		passed as (select t.id, t.story, t.since, t.author, o.author as number from there t
			join there o on o.platform = t.platform and o.external_id = t.shares and o.author = any(${numbers}::int[]) where t.shares is not null)
		select id, story, since, number from (
			select t.id, t.story, t.since, t.author, n.number from texts t, regexp_matches(lower(left(t.text, 5000)), '@([[:alnum:]_.-]*[[:alnum:]_])', 'g') as m
				join named n on n.handle = m[1] and n.handle <> ''
			union select id, story, since, author, number from passed
		) pointed where author is distinct from number`;
	return rows.map(({ story, since, number }) => ({
		story: StoryId.parse(story),
		since,
		number: AuthorNumber.parse(number)
	}));
}

async function readMentions(where: LogPoint, state: ReadState): Promise<MentionsIn> {
	const findings = new Set([...state.needs.keys(), ...state.rumours.keys()]);
	const stories = [...state.labels.entries()].flatMap(([story, { links }]) =>
		links.some(({ finding }) => findings.has(finding)) ? [story] : []
	);
	if (stories.length === 0) return new Map();
	const all: readonly (readonly [Mention['of'], string])[] = [
		...Group.options.map((group) => [{ group }, groupPattern(group)] as const),
		...(state.incident?.neighbourhoods ?? []).map((place) => [{ place: place.name }, placePattern(place)] as const)
	];
	const rows = await where.sql<{ story: string; number: number; posts: number }[]>`
		with ${postsAt(where)},
		wanted as (select * from unnest(${all.map(([, pattern]) => pattern)}::text[]) with ordinality as w (pattern, number)),
		plain as materialized (
			select story, lower(public.unaccent(left(${textAt(where)}, ${1_000}))) as words from there
			where shares is null and story = any(${stories}::uuid[])
		)
		select p.story, coalesce(w.number, 0)::int as number, count(*)::int as posts from plain p join wanted w on p.words ~ w.pattern group by 1, 2`;
	const found = new Map<StoryId, Mention[]>();
	for (const { story, number, posts } of rows) {
		const of = all[number - 1]?.[0];
		const [id, mention] = [StoryId.parse(story), of && { of, posts }];
		if (mention) found.set(id, [...(found.get(id) ?? []), mention]);
	}
	return found;
}
