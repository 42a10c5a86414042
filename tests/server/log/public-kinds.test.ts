import { afterAll, beforeAll, expect, test } from 'vitest';
import { events } from '$lib/domain/events';
import { auditKindOf } from '$lib/domain/installation/audit';
import { AuthorKind, isPublicKind, PublicKind } from '$lib/domain/posts/author';
import { notFrequent } from '$lib/server/log/not-frequent';
import { publicKinds } from '$lib/server/log/public-kinds';
import { freshDatabase, type FreshDatabase } from '../database';
import { filesIn, textOf } from '../../project-files';

let database: FreshDatabase;
beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database.drop());

test('a kind of author that nobody named as public is private, in TypeScript and in SQL, and no other list exists', async () => {
	const { sql } = database;
	const kinds = [...AuthorKind.options, 'a kind of a later version', ''];
	const rows = await sql<{ kind: string; isPublic: boolean }[]>`
		select kind, kind = any(${publicKinds(sql)}) as "isPublic" from unnest(${kinds}::text[]) as k(kind)`;
	expect(rows.filter(({ isPublic }) => isPublic).map(({ kind }) => kind)).toEqual([...PublicKind.options]);
	expect(kinds.filter((kind) => isPublicKind(AuthorKind.catch('private').parse(kind)))).toEqual([
		...PublicKind.options
	]);
	const lists = filesIn('src', /\.(ts|sql|svelte)$/, 1_000).filter((file) =>
		/'(?:private|unknown)',\s*'(?:private|unknown)'|kind\s+(?:not\s+)?in\s*\(/.test(textOf(file))
	);
	// A script spells them as its makers do.
	expect(lists).toEqual(['src/lib/domain/posts/author.ts', 'src/lib/server/ingest/exercises/script-lines.ts']);
});

test('the events that no list of events shows are events, are on no audit page, and are those of the indexes', async () => {
	const { sql } = database;
	const types = events.map(({ type }) => type);
	const rows = await sql<{ type: string }[]>`
		select type from unnest(${types}::text[]) as e(type) where ${notFrequent(sql)}`;
	const shown = new Set(rows.map(({ type }) => type));
	const frequent = types.filter((type) => !shown.has(type)).toSorted();
	const indexes = await sql<{ indexdef: string }[]>`
		select indexdef from pg_indexes where indexname like 'event\_audit%' order by indexname`;
	expect(indexes.length).toBe(4);
	for (const { indexdef } of indexes)
		expect(
			[...(/ALL \('?\{?(?:ARRAY)?\[?(.*?)[\]}]/.exec(indexdef)?.[1] ?? '').matchAll(/[a-z]+\.[a-zA-Z]+/g)]
				.map(([type]) => type)
				.toSorted()
		).toEqual(frequent);
	expect(frequent.filter((type) => auditKindOf(type, {}) !== null)).toEqual([]);
});
