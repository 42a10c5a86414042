import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLong } from '../long';
import { wrongFigures } from './checks/figures';
import { wrongInChromium } from './checks/in-chromium';
import { openPages } from './checks/pages';
import { wrongInTools } from './checks/tools';
import { afterTheTerm, closing, dayThree } from './days/day-three';
import { dayTwo } from './days/day-two';
import { dayOne } from './days/day-one';
import { midnight, restart, summerTimeEnds } from './days/midnight';
import { newVersion } from './days/new-version';
import { tableOfDays } from './figures/table';
import { Installation } from './setup/installation';
import { findFaketime } from './setup/moved-clock';

/**
 * Every day one day, before the night in which summer time ends; at length three. Of a year ahead: under a false clock
 * PostgreSQL compares its time limits with the right one, and then none passes too early.
 */
const [dayBefore, firstDay] = isLong ? ['2037-10-21', '2037-10-23'] : ['2037-10-22', '2037-10-24'];
const lastDay = '2037-10-25';

/** An incident on the built program, through days of one clock that program and PostgreSQL share. */
const library = findFaketime();

describe.skipIf(library === null)(
	'an incident of several days, with libfaketime',
	{ timeout: 600_000, retry: 0 },
	() => {
		let installation: Installation;
		beforeAll(async () => {
			installation = await Installation.open(library ?? '', `${dayBefore}T15:00:00+02:00`);
		}, 600_000);
		afterAll(() => installation.close());

		/** What people and operators do with everything there is. */
		function checked(day: string, isLinkOver = false): void {
			test(`${day}, every page opens`, async ({ skip }) => {
				const { open, wrong } = await openPages(installation, isLong, isLinkOver);
				expect(wrong).toEqual([]);
				if (!isLong) return;
				const inChromium = await wrongInChromium(installation, open);
				skip(inChromium === null, 'there is no Chromium');
				expect(inChromium).toEqual([]);
			});
			test(`${day}, every command-line tool works`, async () => {
				expect(await wrongInTools(installation, day.replaceAll(/\W+/g, '-'))).toEqual([]);
			});
			test(`${day}, the program has reported no error`, () => {
				expect(installation.errors()).toEqual([]);
			});
			if (!isLong || isLinkOver) return;
			test(`${day}, every surface shows the same figures`, async ({ skip }) => {
				const { incident, link, ids } = installation;
				const [pets, water] = [ids.of('need'), ids.of('rumour')];
				const wrong = await wrongFigures(
					installation,
					{ incident, need: pets, rumour: water, link },
					[
						{ name: 'pets', id: pets },
						{ name: 'water', id: water }
					],
					tableOfDays
				);
				skip(wrong === null, 'there is no Chromium');
				expect(wrong).toEqual([]);
			});
		}

		test('the first day: set-up, people, sources, labels, texts, a report, and midnight', async () => {
			await dayOne(installation, `${firstDay}T09:00:00+02:00`, lastDay);
			await midnight(installation, firstDay, '+02:00');
			if (!isLong) await summerTimeEnds(installation, lastDay);
			await restart(installation, firstDay);
		});
		checked('after the first day');

		describe.runIf(isLong)('two more days', () => {
			test('the second day: a fact was wrong, a new version starts, and summer time ends', async () => {
				await dayTwo(installation, '2037-10-24T09:00:00+02:00');
				expect(await newVersion(installation)).toEqual([]);
				await midnight(installation, '2037-10-24', '+02:00');
				await summerTimeEnds(installation, lastDay);
				await restart(installation, '2037-10-24');
			});
			checked('after the second day');

			test('the third day: the expected end, closing, archive, evaluation and the Woo', async () => {
				await dayThree(installation, `${lastDay}T09:00:00+01:00`);
				expect(await closing(installation, '2037-10-26T09:00:00+01:00')).toEqual([]);
			});
			checked('after the third day');

			test('the retention term passes, and everything is masked', async () => {
				await afterTheTerm(installation, '2037-12-20T09:00:00+01:00');
			});
			checked('after the term', true);
		});
	}
);
