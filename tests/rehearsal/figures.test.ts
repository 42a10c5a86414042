import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wrongFigures } from './checks/figures';
import { setUp, signInAll } from './days/set-up';
import { buildIncident, continueIncident, finishIncident } from './figures/built-incident';
import { crowdIncident } from './figures/crowd';
import { table, tableOfCrowd, tableAfterwards, type Table } from './figures/table';
import { Installation } from './setup/installation';
import { findFaketime } from './setup/moved-clock';

const library = findFaketime();
/** The findings of the incident by the name that their figures have in the table. */
const findings = { school: 'open need', windows: 'third need', pets: 'need', water: 'rumour', bridge: 'open rumour' };

describe.skipIf(library === null)(
	'the same figures on every surface, with libfaketime',
	{ timeout: 600_000, retry: 0 },
	() => {
		let installation: Installation;
		beforeAll(async () => {
			installation = await Installation.open(library ?? '', '2037-05-12T15:00:00+02:00');
			await setUp(installation);
			installation.clock.moveTo('2037-05-14T10:00:00+02:00');
			await signInAll(installation);
		}, 600_000);
		afterAll(() => installation.close());
		const idOf = (name: string): string => installation.ids.of(`figures ${name}`);
		/** @param waitingRows how many rows *Wacht op u* has for the analyst */
		const wrong = (table: Table, waitingRows: number): Promise<string[] | null> =>
			wrongFigures(
				installation,
				{ incident: idOf('incident'), need: idOf('open need'), rumour: idOf('rumour'), link: idOf('link') },
				Object.entries(findings).map(([name, made]) => ({ name, id: idOf(made) })),
				table,
				{ 'waiting rows': waitingRows }
			);

		test('with a first report', async () => {
			await buildIncident(installation);
			expect(await wrong(table, 3)).toEqual([]);
		});
		test('after late copies, a split, a merge and a replaced fact, with a second report', async () => {
			await continueIncident(installation);
			expect(await wrong(tableAfterwards, 4)).toEqual([]);
		});
		test('with a third report', async () => {
			await finishIncident(installation);
			expect(await wrong(tableAfterwards, 4)).toEqual([]);
		});
		test('with 13 questions, 20 rumours, two replaced facts, unseen stories and a withdrawn report', async () => {
			await crowdIncident(installation);
			expect(await wrong(tableOfCrowd, 6)).toEqual([]);
		});
	}
);
