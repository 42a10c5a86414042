import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLong } from '../long';
import { dayOne } from './days/day-one';
import { midnight, restart, summerTimeEnds } from './days/midnight';
import { wrongInChromium } from './checks/in-chromium';
import { openPages } from './checks/pages';
import { wrongInTools } from './checks/tools';
import { Installation } from './world/installation';
import { findFaketime } from './world/moved-clock';

/**
 * Every day one day, before the night in which summer time ends; at length three. Of a year ahead: under a false clock
 * PostgreSQL compares its time limits with the right one, and then none passes too early.
 */
const [dayBefore, firstDay] = isLong ? ['2037-10-21', '2037-10-23'] : ['2037-10-22', '2037-10-24'];

/** An incident on the built program, through days of one clock that program and PostgreSQL share. */
const library = findFaketime();

describe.skipIf(library === null)('an incident of some days, with libfaketime', { timeout: 600_000, retry: 0 }, () => {
	let world: Installation;
	beforeAll(async () => {
		world = await Installation.open(library ?? '', `${dayBefore}T15:00:00+02:00`);
	}, 600_000);
	afterAll(() => world.close());

	test('the first day: set-up, people, sources, labels, texts and a report', async () => {
		await dayOne(world, `${firstDay}T09:00:00+02:00`, '2037-10-25');
		expect(world.errors()).toEqual([]);
	});

	test('its midnight', async () => {
		await midnight(world, firstDay, '+02:00');
		if (!isLong) await summerTimeEnds(world, '2037-10-25');
		await restart(world, firstDay);
		expect(world.errors()).toEqual([]);
	});

	test('every page opens', async () => {
		const { open, wrong } = await openPages(world, isLong);
		expect(wrong).toEqual([]);
		expect(await wrongInChromium(world, open)).toEqual([]);
		expect(world.errors()).toEqual([]);
	});

	test('every command-line tool works on it', async () => {
		expect(await wrongInTools(world, firstDay)).toEqual([]);
	});
});
