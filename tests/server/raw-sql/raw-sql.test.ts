import type { Sql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../database';
import { columnsOf, type Catalog, type Column } from './nullability';
import { rawQueries, type Declared, type RawQuery } from './queries';

/**
 * A row of a query in plain SQL has the type that the query gives it, without anybody checking. Here PostgreSQL prepares
 * every such query of the program on a migrated database, and its columns are compared with that type: names, types,
 * and what can be null.
 */

/** What the driver makes of each type, null apart. */
const TYPES: Readonly<Record<string, string>> = {
	smallint: 'number',
	integer: 'number',
	'double precision': 'number',
	bigint: 'string',
	numeric: 'string',
	text: 'string',
	name: 'string',
	uuid: 'string',
	boolean: 'boolean',
	bytea: 'Buffer',
	json: 'unknown',
	jsonb: 'unknown',
	'timestamp with time zone': 'Date'
};

const typeOf = (name: string): string =>
	name.endsWith('[]') ? `${typeOf(name.slice(0, -2))}[]` : (TYPES[name] ?? `(${name})`);

let database: FreshDatabase;
let catalog: Catalog;

beforeAll(async () => {
	// A prepared statement belongs to one connection.
	database = await freshDatabase({ max: 1 });
	const { sql } = database;
	const columns = await sql<{ key: string }[]>`
		select attrelid || '.' || attnum as key from pg_attribute where attnotnull and attnum > 0`;
	const functions = await sql<
		{ id: string; name: string }[]
	>`select oid::text as id, proname::text as name from pg_proc`;
	catalog = {
		notNull: new Set(columns.map(({ key }) => key)),
		functions: new Map(functions.map(({ id, name }) => [id, name]))
	};
});
afterAll(() => database.drop());

interface PreparedColumn extends Column {
	readonly type: string;
}

/** What PostgreSQL says of the rows of a query; null for one without rows. @throws when it does not accept the query */
async function prepare(sql: Sql, text: string, isGiven: readonly boolean[]): Promise<PreparedColumn[] | null> {
	await sql.unsafe(`prepare query as ${text}`);
	const [prepared] = await sql<{ parameters: string[]; results: string[] | null }[]>`
		select parameter_types::text[] as parameters, result_types::text[] as results from pg_prepared_statements where name = 'query'`;
	await sql.unsafe('deallocate query');
	if (!prepared?.results) return null;
	await sql.unsafe(
		`create function pg_temp.query(${prepared.parameters.join(', ')}) returns void begin atomic ${text}; end`
	);
	const [body] = await sql<{ tree: string }[]>`
		select prosqlbody::text as tree from pg_proc where pronamespace = pg_my_temp_schema()`;
	await sql.unsafe('drop function pg_temp.query');
	const types = prepared.results;
	return columnsOf(body?.tree ?? '', catalog, isGiven).map((column, index) => ({
		...column,
		type: typeOf(types[index] ?? '')
	}));
}

/** The differences between the declared type of a query's rows and its columns. */
function compare(row: ReadonlyMap<string, Declared>, columns: readonly PreparedColumn[]): string[] {
	return [...row].flatMap(([name, { type, isNullable, isOptional }]) => {
		const column = columns.find((candidate) => candidate.name === name);
		if (!column) return isOptional ? [] : [`${name} is not a column`];
		if (column.type !== type) return [`${name} is ${column.type}, not ${type}`];
		return column.isNullable && !isNullable && type !== 'unknown' ? [`${name} can be null`] : [];
	});
}

async function problemsOf({ location, variants, row }: RawQuery): Promise<string[]> {
	const problems = new Set<string>();
	for (const { text, isGiven } of variants) {
		try {
			const columns = await prepare(database.sql, text, isGiven);
			for (const problem of row ? compare(row, columns ?? []) : []) problems.add(problem);
		} catch (error) {
			problems.add(String(error));
		}
	}
	return [...problems].map((problem) => `${location}: ${problem}`);
}

const examples: readonly [row: string, text: string, problems: readonly string[]][] = [
	['{ id: string; text: string; reach: number | null; at: Date }', 'select id, text, reach, at from post', []],
	['{ place: string }', 'select id from post', ['place is not a column']],
	['{ at: string }', 'select at from post', ['at is Date, not string']],
	['{ sum: number }', 'select coalesce(sum(reach), 0) as sum from post', ['sum is string, not number']],
	['{ kind: "press" }', 'select kind from author', ['kind is string, not "press"']],
	['{ reach: number }', 'select reach from post', ['reach can be null']],
	['{ reach: number }', 'select reach from post where not deleted and reach > 10', []],
	['{ name: string }', 'select a.name from post p left join author a on a.number = p.author', ['name can be null']],
	['{ name: string }', 'select a.name from post p join author a on a.number = p.author', []],
	['{ at: Date }', 'select max(at) as at from post', ['at can be null']],
	['{ at: Date }', 'select max(at) as at from post group by story_id', []],
	[
		'{ id: string; story: string }',
		'with a as (select id, null::uuid as story from post) select * from a',
		['story can be null']
	],
	['{ at: Date }', 'select since as at from story union all select back_at from story_count', ['at can be null']],
	['{ outcome: string }', 'update story set outcome = null returning outcome', ['outcome can be null']],
	['{ kind: string }', "select data->>'kind' as kind from event", ['kind can be null']],
	['{ id: string }', 'select id from posts', ['PostgresError: relation "posts" does not exist']]
];

test('the driver returns each type as assumed here', async () => {
	const texts: Readonly<Record<string, string>> = {
		boolean: 'true',
		'timestamp with time zone': 'epoch',
		uuid: '00000000-0000-0000-0000-000000000000'
	};
	for (const [name, type] of Object.entries(TYPES)) {
		const [row] = await database.sql.unsafe(
			`select x as value, array[x] as list from (select '${texts[name] ?? '1'}'::${name} as x) as given`
		);
		const values: unknown[] = [row?.['value'], [row?.['list']].flat()[0]];
		for (const value of values)
			expect([name, value instanceof Date ? 'Date' : value instanceof Buffer ? 'Buffer' : typeof value]).toEqual([
				name,
				type === 'unknown' ? 'number' : type
			]);
	}
});

test('detects rows of another type than the query gives', async () => {
	const queries = rawQueries(`import type { Sql } from '$lib/server/platform/driver/sql';
		export const all = (sql: Sql) => [${examples.map(([row, text]) => `sql<${row}[]>\`${text}\``).join()}];`);
	expect(queries.length).toBe(examples.length);
	for (const [index, query] of queries.entries()) {
		const found = (await problemsOf(query)).map((problem) => problem.replace(/^.*?: /, ''));
		expect([examples[index]?.[1], ...found]).toEqual(examples[index]?.slice(1).flat());
	}
});

test('every query in plain SQL gives the rows that its type says', { timeout: 600_000 }, async () => {
	const queries = rawQueries();
	const problems: string[] = [];
	for (const query of queries) problems.push(...(await problemsOf(query)));
	expect(problems).toEqual([]);
	expect(queries.filter(({ row }) => row !== null).length).toBeGreaterThan(100);
	// Counts the rows of each table in a back-up: the tables are only known while the program runs.
	const unchecked = queries.filter(({ row, variants }) => row !== null && variants.length === 0);
	expect(unchecked.map(({ location }) => location)).toHaveLength(1);
});
