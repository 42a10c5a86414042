import { afterAll, beforeAll, expect, test } from 'vitest';
import { Masking } from '$lib/server/records/retention/masking';
import { evidenceParts } from '$lib/server/records/archive/parts/evidence-parts';
import { forgetPosts } from '$lib/server/log/redaction';
import { PostId } from '$lib/domain/core/ids';
import { byTopic, IncidentFixture } from '../report/incident-fixture';
import { freshDatabase, type FreshDatabase } from '../database';

/**
 * Every column of posts, versions, authors and stories that can have words of people: what masking, forgetting and the
 * archive do with it. A new column fails the first test until it has its line here.
 */

/** The value that masking or forgetting leaves: one of these, or exactly this one. `gone`: the whole row is deleted. */
const hashed = /^sha256:[0-9a-f]{64}$/;
const PHONE = '06-12345678';
interface Column {
	/** What is stored before. */
	readonly value: unknown;
	readonly masked: unknown;
	readonly forgotten: unknown;
	/** What a line of the archive has of it while the post is not masked yet; null for nothing. */
	readonly archived: RegExp | null;
}
/** A value from a closed list, or a language: nobody's words. */
const stays = (value: unknown, archived: RegExp | null = null): Column => ({
	value,
	masked: value,
	forgotten: value,
	archived
});
const removed = (value: unknown): Column => ({ value, masked: null, forgotten: null, archived: null });
const words = (name: string): Column => ({
	value: `${name} bel ${PHONE}`,
	masked: `${name} bel [tel]`,
	forgotten: '',
	archived: new RegExp(`${name} bel \\[tel\\]`)
});
const help = (reason: string): Column => ({
	value: { method: 'words', version: 1, score: 1, reason: `${reason} ${PHONE}` },
	masked: { method: 'words', version: 1, score: 1, reason: `${reason} [tel]` },
	forgotten: null,
	archived: null
});
const gone = (value: string): Column => ({ value, masked: 'gone', forgotten: 'gone', archived: null });

const columns: Readonly<Record<string, Readonly<Record<string, Column>>>> = {
	author: {
		platform: gone('mastodon'),
		external_id: gone('zqauteurnummer'),
		handle: gone('zqhandle'),
		name: gone('Zqnaam'),
		// The archive has the kind beside a pseudonym.
		kind: { ...gone('organisation'), archived: /"kind":"organisation"/ }
	},
	post: {
		external_id: { value: 'zqberichtnummer', masked: hashed, forgotten: hashed, archived: null },
		platform: stays('mastodon', /"platform":"mastodon"/),
		text: words('zqtekst'),
		url: removed('https://netwerk.example/zqadres'),
		lang: stays('nl', /"lang":"nl"/),
		// Of a post that another forgets, its own is hashed; this one was not here.
		shares: { value: 'zqgedeeld', masked: hashed, forgotten: 'zqgedeeld', archived: null },
		reply_to: { value: 'zqantwoord', masked: hashed, forgotten: null, archived: null },
		media: removed([{ kind: 'picture', description: 'zqbeschrijving', seconds: null }]),
		matched: removed({ accounts: ['zqtreffer'], hashtags: [], places: [], terms: [] }),
		help: help('zqhint'),
		words: {
			value: expect.stringContaining(PHONE.slice(-8)),
			masked: expect.not.stringContaining(PHONE.slice(-8)),
			forgotten: '',
			archived: null
		}
	},
	post_version: { text: words('zqeerder') },
	story: {
		lang: stays('nl'),
		help: help('zqverhaal'),
		outcome: stays('looked'),
		looked_platforms: stays(['mastodon']),
		help_state: stays(null),
		sentiment: stays({ emotion: 'fear' })
	}
};

let database: FreshDatabase;
let fixture: IncidentFixture;
beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, {}, byTopic);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

test('each column of text or JSON in these tables has its line', async () => {
	const rows = await database.sql<{ table: string; column: string }[]>`
		select table_name as table, column_name as column from information_schema.columns
		where table_schema = 'public' and table_name = any(${Object.keys(columns)}) and data_type in ('text', 'jsonb', 'json', 'ARRAY', 'tsvector', 'character varying')
			and udt_name not in ('_uuid', '_int4')`;
	const real = rows.map(({ table, column }) => `${table}.${column}`);
	const declared = Object.entries(columns).flatMap(([table, of]) =>
		Object.keys(of).map((column) => `${table}.${column}`)
	);
	expect(real.toSorted()).toEqual(declared.toSorted());
});

/** One post, with its version, author and story, and every value above in its column. */
async function plant(): Promise<PostId> {
	const { sql } = database;
	await fixture.deliver(fixture.post('mastodon', `water ${String(performance.now())}`, 10));
	const [row] = await sql<{ id: string; story_id: string; author: number }[]>`
		select id, story_id, author from post where not masked and not forgotten order by received_at desc, id desc limit 1`;
	if (!row) throw new Error('no post');
	const at = { author: sql`number = ${row.author}`, post: sql`id = ${row.id}`, story: sql`id = ${row.story_id}` };
	await sql`insert into post_version (incident_id, post_id, number, text, deleted, until_seq, until)
		values (${fixture.incident}, ${row.id}, 1, '', false, 1, now())`;
	await sql`update post set versions = 2 where id = ${row.id}`;
	for (const [table, of] of Object.entries(columns))
		for (const [column, { value }] of Object.entries(of)) {
			if (column === 'words') continue;
			const stored = column === 'external_id' ? `${String(value)} ${row.id}` : value;
			const json =
				typeof stored === 'object' && stored !== null && !(Array.isArray(stored) && column === 'looked_platforms');
			const where = table === 'post_version' ? sql`post_id = ${row.id}` : at[table as keyof typeof at];
			await sql`update ${sql(table)} set ${sql(column)} = ${json ? sql.json(stored as never) : (stored as never)}
				where incident_id = ${fixture.incident} and ${where}`;
		}
	return PostId.parse(row.id);
}

/** What is stored now, by table and column. */
async function stored(post: PostId): Promise<Record<string, Record<string, unknown>>> {
	const { sql } = database;
	const [found] = await sql<{ p: object; v: object; s: object; a: object | null }[]>`
		select to_jsonb(p) as p, to_jsonb(v) as v, to_jsonb(s) as s, to_jsonb(a) as a from post p
		join post_version v on v.post_id = p.id join story s on s.id = p.story_id and s.incident_id = p.incident_id
		left join author a on a.incident_id = p.incident_id and a.number = p.author where p.id = ${post}`;
	return { post: { ...found?.p }, post_version: { ...found?.v }, story: { ...found?.s }, author: { ...found?.a } };
}
const expectValues = (found: Record<string, Record<string, unknown>>, way: 'masked' | 'forgotten'): void => {
	for (const [table, of] of Object.entries(columns))
		for (const [column, each] of Object.entries(of)) {
			const value = found[table]?.[column];
			const wanted = each[way];
			if (wanted === 'gone') expect(value, `${table}.${column}`).toBeUndefined();
			else if (wanted instanceof RegExp) expect(value, `${table}.${column}`).toMatch(wanted);
			else expect(value, `${table}.${column}`).toEqual(wanted);
		}
};

test('masking leaves of each column what its line says, and the archive before it too', async () => {
	const post = await plant();
	const subject = {
		id: fixture.incident,
		state: { quotes: new Map([['q', { post }]]), authorKinds: new Map() },
		description: { language: 'nl' }
	};
	const [part] = await evidenceParts(database.sql, subject as never);
	let line = '';
	for await (const piece of part?.content() ?? []) line += String(piece);
	for (const [table, of] of Object.entries(columns))
		for (const [column, { value, archived }] of Object.entries(of)) {
			if (archived) expect(line, `${table}.${column}`).toMatch(archived);
			const canary = /zq\w+/i.exec(JSON.stringify(value))?.[0];
			if (!archived && canary) expect(line, `${table}.${column}`).not.toContain(canary);
		}
	expect(line).not.toContain(PHONE);
	const locks = {
		take: (keys: readonly string[]) => Promise.resolve([...keys]),
		has: () => true,
		release: () => Promise.resolve()
	};
	await new Masking(database.sql, { execute: () => Promise.resolve({ from: 1, to: 1, again: false }) }, locks).run(
		fixture.incident
	);
	expectValues(await stored(post), 'masked');
});

test('forgetting leaves of each column what its line says', async () => {
	const post = await plant();
	await database.sql.begin((tx) => forgetPosts(tx, fixture.incident, { posts: [post] }));
	expectValues(await stored(post), 'forgotten');
});
