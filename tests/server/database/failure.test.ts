import { expect, test } from 'vitest';
import { refused } from '$lib/server/out/api/refusal-response';
import { connect } from '$lib/server/platform/database/connect';
import { freshDatabase } from '../database';

test('a request that queries the database after the program closed it is answered as if the database were away', async () => {
	const database = await freshDatabase();
	const sql = connect(database.url, { max: 1 });
	await sql`select 1`;
	await sql.end();
	const error: unknown = await sql`select 1`.catch((reason: unknown) => reason);
	const answer = refused(error);
	expect(answer?.status).toBe(503);
	expect(answer?.headers.get('retry-after')).not.toBeNull();
	expect(await answer?.json()).toMatchObject({ code: 'database.away' });
	await database.drop();
});
