import { expect, test } from 'vitest';
import { closeIncident, openIncident, reopenIncident } from '$lib/domain/incident/incident';
import { setUpInstallation } from '$lib/domain/installation/installation';
import { endHold, holdIncident } from '$lib/domain/incident/legal-hold';
import { forgetDeleted, setRetention } from '$lib/domain/incident/retention';
import { carla, opening, person, Rehearsal, system } from './sample';

const DAY = 86_400_000;
const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });
const closed = (to: Record<string, unknown> = {}) => {
	const incident = new Rehearsal();
	incident.when(openIncident, opening(to), carla);
	incident.when(closeIncident, {}, carla);
	return incident;
};
const forgets = (incident: Rehearsal) => incident.when(forgetDeleted, {}, system).map(({ data }) => data);

test.each([
	['a real incident', {}],
	['an exercise, whose own clock stands still', { exercise: true }]
])('what was deleted at its source goes thirty days of the wall after closing: %s', (_, to) => {
	const incident = closed(to);
	incident.wall += 30 * DAY - 1;
	expect(() => forgets(incident)).toThrow(refused('retention.notYet'));
	incident.wall += 1;
	expect(forgets(incident)).toMatchObject([{ posts: 2, days: 30 }]);
});

test('what was deleted at its source goes after as many days as the administrator set, also in incidents already closed', () => {
	const incident = closed();
	const days = (days: number) => incident.when(setRetention, { days }, person('administrator'));
	expect(() => days(7)).toThrow(refused('installation.absent'));
	incident.when(setUpInstallation, { organisation: 'Gemeente Waterveen', administrator: carla.id }, system);
	days(7);
	incident.wall += 6 * DAY;
	expect(() => forgets(incident)).toThrow(refused('retention.notYet'));
	days(0);
	expect(forgets(incident)).toMatchObject([{ days: 0 }]);
});

test('reopening starts the term again, and a hold stops it until it ends', () => {
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
	expect(forgets(incident)).toHaveLength(1);
});

test('no person can send it, and an open incident keeps everything', () => {
	const incident = closed();
	incident.wall += 40 * DAY;
	expect(() => incident.when(forgetDeleted, {}, person('administrator', 'coordinator'))).toThrow(
		refused('role.missing')
	);
	incident.when(reopenIncident, { why: 'Een correctie' }, carla);
	expect(() => forgets(incident)).toThrow(refused('incident.notClosed'));
});
