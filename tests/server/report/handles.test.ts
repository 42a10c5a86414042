import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sql } from '$lib/server/platform/driver/sql';
import { handlesIn } from '$lib/server/read/report/history/pointers-in';
import { connect } from '$lib/server/platform/database/connect';
import { freshDatabase, type FreshDatabase } from '../database';

let database: FreshDatabase;
let sql: Sql;
beforeAll(async () => {
	database = await freshDatabase();
	sql = connect(database.url);
});
afterAll(async () => {
	await sql.end();
	await database.drop();
});

test.each([
	['RT @Omroep_West: de brug is dicht', ['omroep_west']],
	['RT @a: zegt @B.c- en @a', ['a', 'b.c']],
	['@één is een letter', ['één']],
	['aan het eind @Naam.', ['naam']],
	['mail naar iemand@voorbeeld.example', ['voorbeeld.example']],
	['een @ alleen', []],
	['@ en @', []],
	['@@dubbel', ['dubbel']],
	['geen teken', []],
	['', []],
	[`${'x'.repeat(5_000)} @laat`, []],
	[`@vroeg ${'x'.repeat(5_000)} @laat`, ['vroeg']],
	[null, []]
] as const)('the accounts that %j mentions', async (text, accounts) => {
	const [row] = await sql<{ handles: string[] }[]>`
		select ${handlesIn(sql, sql`t.text`)} as handles from (select ${text}::text as text) t`;
	expect(row?.handles.toSorted()).toEqual(accounts);
});
