import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../built';
import { freshDatabase, type FreshDatabase } from '../server/database';
import { cases } from './cases';

/**
 * The faults that take little time, on the production build as people run it. `npm run faults` does the same for
 * longer, and the rest.
 */
beforeAll(ensureBuilt, 300_000);

const short = cases.flatMap(({ number, name, short: rounds, run }) =>
	run && rounds > 0 ? [{ number, name, rounds, run }] : []
);

const databases: FreshDatabase[] = [];
afterAll(async () => {
	for (const database of databases) await database.drop();
});

async function makeDatabase(): Promise<string> {
	const database = await freshDatabase();
	databases.push(database);
	return database.owner;
}
test.each(short)(
	'$name ($number): what was saved is stored exactly once',
	async ({ rounds, run }) => {
		const options = { rounds, seed: 20, makeDatabase, say: () => undefined };
		const { faults, lost, doubled, commands } = await run(options);
		expect({ faults, lost, doubled }).toEqual({ faults: [], lost: 0, doubled: 0 });
		expect(commands).toBeGreaterThan(0);
	},
	300_000
);
