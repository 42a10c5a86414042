import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wrongFigures } from './checks/figures';
import { setUp, signInAll } from './days/set-up';
import { buildIncident, continueIncident } from './figures/built-incident';
import { table, tableAfterwards } from './figures/table';
import { Installation } from './world/installation';
import { findFaketime } from './world/moved-clock';

const library = findFaketime();

describe.skipIf(library === null)(
	'one figure on every surface, with libfaketime',
	{ timeout: 600_000, retry: 0 },
	() => {
		let world: Installation;
		beforeAll(async () => {
			world = await Installation.open(library ?? '', '2037-05-12T15:00:00+02:00');
			await setUp(world);
			world.clock.moveTo('2037-05-14T10:00:00+02:00');
			await signInAll(world);
		}, 600_000);
		afterAll(() => world.close());

		test('with a first report', async () => {
			await buildIncident(world);
			expect(await wrongFigures(world, table, 3)).toEqual([]);
		});
		test('after late copies, a split, a merge and a replaced fact, with a second report', async () => {
			await continueIncident(world);
			expect(await wrongFigures(world, tableAfterwards, 4)).toEqual([]);
		});
	}
);
