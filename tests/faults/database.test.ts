import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { emptyDatabase } from '../server/database';
import { breakDatabase, faults } from './database-faults';

/**
 * The production build as people run it. `npm run faults` does the same for longer, on a machine without processor time
 * to spare.
 */
beforeAll(() => {
	const made = spawnSync(process.execPath, ['scripts/ready.mjs'], { stdio: 'inherit' });
	if (made.status !== 0) throw new Error('there is no build to test');
}, 300_000);

test.each(faults)(
	'the program goes on when its database fails under work (%s), and what it accepted is there once',
	async (fault) => {
		const database = await emptyDatabase();
		try {
			const { ends, lost, duplicated, posts, labels, recovery, output } = await breakDatabase(fault, {
				databaseUrl: database.url,
				rounds: 2,
				burners: 0,
				postsPerSecond: 150,
				refuseFor: 1_500
			});
			process.stdout.write(`${fault}: ${posts} posts, ${labels} labels, accepts again after ${recovery} ms\n`);
			expect({ ends, lost, duplicated, output }).toEqual({ ends: 0, lost: 0, duplicated: 0, output: '' });
			expect(posts).toBeGreaterThan(200);
			expect(labels).toBeGreaterThan(0);
		} finally {
			await database.drop();
		}
	},
	300_000
);
