import { expect, test } from 'vitest';
import { columnOf } from '$lib/server/ingest/pipeline/store-batch';
import { freshDatabase } from '../database';

test('a column of texts reaches the database unchanged, whatever characters it has', async () => {
	const database = await freshDatabase();
	try {
		const texts = [
			'',
			'null',
			'NULL',
			'a,b',
			'{x}',
			'zei "ja"',
			'c:\\pad\\',
			'regel\nregel',
			"d'r",
			' ',
			'één 🔥',
			null
		];
		const rows = await database.sql<
			{ t: string | null }[]
		>`select t from unnest(${columnOf(texts, (text) => text)}::text[]) as x(t)`;
		expect(rows.map(({ t }) => t)).toEqual(texts);
		const numbers = [1, -2, 0, null, 2_147_483_647];
		const counts = await database.sql<{ n: number | null }[]>`
			select n from unnest(${columnOf(numbers, (number) => number)}::int[]) as x(n)`;
		expect(counts.map(({ n }) => n)).toEqual(numbers);
		expect(await database.sql`select unnest(${columnOf([], () => null)}::uuid[])`).toHaveLength(0);
	} finally {
		await database.drop();
	}
});
