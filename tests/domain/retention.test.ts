import { expect, test } from 'vitest';
import { closeIncident, openIncident, reopenIncident } from '$lib/domain/incident/incident';
import { retentionTerm, setUpInstallation } from '$lib/domain/installation/installation';
import { endHold, holdIncident } from '$lib/domain/incident/legal-hold';
import {
	finishMasking,
	isBeingMasked,
	isMasked,
	maskLines,
	retentionWarning,
	startMasking
} from '$lib/domain/incident/masking';
import { forgetDeleted, retentionEndsAt, retentionSet, setRetention } from '$lib/domain/incident/retention';
import { momentOf, type Moment } from '$lib/domain/core/ids';
import { carla, noon, opening, person, InMemoryIncident, system } from './in-memory-incident';

const DAY = 86_400_000;
const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });
const closed = (to: Record<string, unknown> = {}) => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(to), carla);
	incident.when(closeIncident, {}, carla);
	return incident;
};
const forgets = (incident: InMemoryIncident) => incident.when(forgetDeleted, {}, system).map(({ data }) => data);

test.each([
	['a real incident', {}],
	['an exercise, whose own clock stands still', { exercise: true }]
])('posts deleted at their source are removed thirty wall-clock days after closing: %s', (_, to) => {
	const incident = closed(to);
	incident.wall += 30 * DAY - 1;
	expect(() => forgets(incident)).toThrow(refused('retention.notYet'));
	incident.wall += 1;
	expect(forgets(incident)).toMatchObject([{ posts: 2, days: 30 }]);
});

test('posts deleted at their source are removed after the days the administrator set, also in incidents already closed', () => {
	const incident = closed();
	const days = (days: number) => incident.when(setRetention, { days }, person('administrator'));
	expect(() => days(7)).toThrow(refused('installation.absent'));
	incident.when(setUpInstallation, { organisation: 'Gemeente Waterveen', administrator: carla.id }, system);
	days(7);
	incident.wall += 6 * DAY;
	expect(() => forgets(incident)).toThrow(refused('retention.notYet'));
	days(0);
	expect(() => forgets(incident)).toThrow(refused('retention.notYet'));
	incident.wall += 7 * DAY;
	expect(forgets(incident)).toMatchObject([{ days: 0 }]);
	incident.when(reopenIncident, { why: 'Een correctie' }, carla);
	incident.wall += 1;
	incident.when(closeIncident, {}, carla);
	incident.wall += 7 * DAY - 1;
	expect(() => forgets(incident), 'closed once more').toThrow(refused('retention.notYet'));
	incident.wall += 1;
	expect(forgets(incident)).toMatchObject([{ days: 0 }]);
});

/** How long nothing may be warned of, and how long people are warned: in days after closing. */
test.each([
	[0, 0, 7],
	[1, 0, 7],
	[6, 0, 7],
	[7, 0, 7],
	[8, 1, 8],
	[30, 23, 30],
	[365, 358, 365]
])(
	'with a term of %d days people are warned from day %d, and nothing is removed before day %d',
	(days, warns, ends) => {
		const incident = new InMemoryIncident();
		incident.when(setUpInstallation, { organisation: 'Gemeente Waterveen', administrator: carla.id }, system);
		incident.when(setRetention, { days }, person('administrator'));
		incident.wall += 1;
		incident.when(openIncident, opening({}), carla);
		incident.wall += 1;
		incident.when(closeIncident, {}, carla);
		const closedAt = incident.wall;
		const warned = () => retentionWarning(incidentOf(incident), retentionTerm(incident.state), momentOf(incident.wall));
		if (warns > 0) {
			incident.wall = closedAt + warns * DAY - 1;
			expect(warned()).toBeNull();
		}
		for (incident.wall = closedAt + warns * DAY; incident.wall < closedAt + ends * DAY; incident.wall += DAY) {
			expect(warned()).toBe(momentOf(closedAt + ends * DAY));
			expect(() => masks(incident)).toThrow(refused('retention.notYet'));
			expect(() => forgets(incident)).toThrow(refused('retention.notYet'));
		}
		incident.wall = closedAt + ends * DAY - 1;
		expect(() => masks(incident)).toThrow(refused('retention.notYet'));
		incident.wall += 1;
		expect(forgets(incident)).toMatchObject([{ days }]);
		expect(masks(incident)).toMatchObject([{ data: { days } }]);
	}
);

test('a hold pauses the week of warning for an incident without a term', () => {
	const incident = closed();
	const endsAt = () => retentionEndsAt(incidentOf(incident), { days: 0, since: null });
	incident.wall += 2 * DAY;
	incident.when(holdIncident, { why: 'Een rechter' }, carla);
	incident.wall += 100 * DAY;
	incident.when(endHold, { why: 'Voorbij' }, carla);
	expect(endsAt()).toBe(momentOf(incident.wall + 7 * DAY));
});

test('a term set by a version without masking gives one more week, starting when a version that masks sets it', () => {
	const incident = closed();
	incident.when(setUpInstallation, { organisation: 'Gemeente Waterveen', administrator: carla.id }, system);
	incident.take(retentionSet({ days: 10, masks: false }), carla.id);
	incident.wall += 40 * DAY;
	incident.when(setRetention, { days: 10 }, system);
	incident.when(setRetention, { days: 20 }, person('administrator'));
	incident.wall += 7 * DAY - 1;
	expect(() => masks(incident)).toThrow(refused('retention.notYet'));
	expect(retentionWarning(incidentOf(incident), retentionTerm(incident.state), momentOf(incident.wall))).toBe(
		momentOf(incident.wall + 1)
	);
	incident.wall += 1;
	masks(incident);
});

test('reopening restarts the term, and a hold pauses it', () => {
	const incident = closed();
	incident.wall += 29 * DAY;
	incident.when(reopenIncident, { why: 'Een correctie' }, carla);
	incident.when(closeIncident, {}, carla);
	incident.wall += 29 * DAY;
	incident.when(holdIncident, { why: 'Een rechter' }, carla);
	expect(() => incident.when(holdIncident, { why: 'Nog een' }, carla)).toThrow(refused('hold.standing'));
	incident.wall += 300 * DAY;
	expect(() => forgets(incident)).toThrow(refused('retention.notYet'));
	incident.when(endHold, { why: 'Voorbij' }, carla);
	expect(() => incident.when(endHold, { why: 'Nog eens' }, carla)).toThrow(refused('hold.absent'));
	incident.wall += 7 * DAY - 1;
	expect(() => forgets(incident), 'a week to be warned').toThrow(refused('retention.notYet'));
	incident.wall += 1;
	expect(forgets(incident)).toHaveLength(1);
});

test('no person can trigger the removal, and an open incident keeps everything', () => {
	const incident = closed();
	incident.wall += 40 * DAY;
	expect(() => incident.when(forgetDeleted, {}, person('administrator', 'coordinator'))).toThrow(
		refused('role.missing')
	);
	incident.when(reopenIncident, { why: 'Een correctie' }, carla);
	expect(() => forgets(incident)).toThrow(refused('incident.notClosed'));
});

test('days under a hold do not count: before and after closing, and for every hold', () => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening({}), carla);
	incident.when(holdIncident, { why: 'Een rechter' }, carla);
	incident.wall += 50 * DAY;
	incident.when(closeIncident, {}, carla);
	incident.wall += 5 * DAY;
	incident.when(endHold, { why: 'Voorbij' }, carla);
	incident.wall += 2 * DAY;
	incident.when(holdIncident, { why: 'Een klacht' }, carla);
	incident.wall += 10 * DAY;
	incident.when(endHold, { why: 'Voorbij' }, carla);
	incident.wall += 28 * DAY - 1;
	expect(() => masks(incident)).toThrow(refused('retention.notYet'));
	incident.wall += 1;
	masks(incident);
});

const masks = (incident: InMemoryIncident, again: Moment | null = null) =>
	incident.when(startMasking, { again }, system);
const incidentOf = ({ state }: InMemoryIncident) => {
	if (!state.incident) throw new Error('not opened');
	return state.incident;
};

test('all posts are masked once after the term, and again only after reopening and a new term', () => {
	const incident = closed();
	incident.wall += 30 * DAY - 1;
	expect(() => masks(incident)).toThrow(refused('retention.notYet'));
	incident.wall += 1;
	masks(incident);
	expect([isBeingMasked(incidentOf(incident)), isMasked(incidentOf(incident))]).toEqual([true, false]);
	expect(() => masks(incident)).toThrow(refused('retention.busy'));
	incident.when(finishMasking, {}, system);
	expect(incidentOf(incident).masked).toMatchObject({ posts: 2, authors: 1, days: 30 });
	expect([isBeingMasked(incidentOf(incident)), isMasked(incidentOf(incident))]).toEqual([false, true]);
	expect(() => masks(incident)).toThrow(refused('retention.nothing'));
	incident.wall += 1;
	incident.when(reopenIncident, { why: 'Een correctie' }, carla);
	expect(isMasked(incidentOf(incident))).toBe(false);
	incident.wall += 1;
	incident.when(closeIncident, {}, carla);
	expect(isMasked(incidentOf(incident))).toBe(false);
	incident.wall += 29 * DAY;
	expect(() => masks(incident)).toThrow(refused('retention.notYet'));
	incident.wall += DAY;
	masks(incident);
});

test('masking that was started is completed first: no reopening or hold until no post is left', () => {
	const incident = closed();
	expect(() => incident.when(maskLines, {}, system)).toThrow(refused('retention.notYet'));
	expect(() => incident.when(finishMasking, {}, system)).toThrow(refused('retention.notYet'));
	incident.wall += 30 * DAY;
	masks(incident);
	expect(() => incident.when(reopenIncident, { why: 'Een correctie' }, carla)).toThrow(refused('retention.busy'));
	expect(() => incident.when(holdIncident, { why: 'Een rechter' }, carla)).toThrow(refused('retention.busy'));
	incident.unmasked = 1;
	expect(() => incident.when(finishMasking, {}, system)).toThrow(refused('retention.notYet'));
	incident.unmasked = 0;
	incident.when(finishMasking, {}, system);
	incident.when(holdIncident, { why: 'Een rechter' }, carla);
});

test('a hold keeps all posts as they are, whatever the term; only a restored back-up repeats earlier masking', () => {
	const incident = closed();
	incident.when(holdIncident, { why: 'Een rechter' }, carla);
	incident.wall += 300 * DAY;
	expect(() => masks(incident)).toThrow(refused('retention.notYet'));
	expect(masks(incident, noon)).toMatchObject([{ data: { why: 'retention.restored' } }]);
});

test('the coordinator is warned from a week before, as long as the term is running', () => {
	const incident = closed();
	const warned = (days = 30) => retentionWarning(incidentOf(incident), { days, since: null }, momentOf(incident.wall));
	incident.wall += 23 * DAY - 1;
	expect(warned()).toBeNull();
	incident.wall += 1;
	expect(warned()).toBe(retentionEndsAt(incidentOf(incident), { days: 30, since: null }));
	expect(warned(31)).toBeNull();
	incident.when(holdIncident, { why: 'Een rechter' }, carla);
	expect(warned()).toBeNull();
	incident.when(endHold, { why: 'Voorbij' }, carla);
	incident.wall += 8 * DAY;
	expect(warned(), 'until it begins').not.toBeNull();
	masks(incident);
	expect(warned()).toBeNull();
});
