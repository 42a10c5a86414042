import { expect, test } from 'vitest';
import { PersonId } from '$lib/domain/ids';
import { installationSetUp, isSetUp, setUpInstallation } from '$lib/domain/installation';
import { personAdmitted, personSuspended } from '$lib/domain/people';
import { PersonalRole } from '$lib/domain/role';
import { fresh, Rehearsal, system } from './sample';

const organisation = 'Gemeente Waterveen';
const setUp = (rehearsal: Rehearsal, administrator = fresh(PersonId)) => {
	rehearsal.when(setUpInstallation, { organisation, administrator }, system);
	return administrator;
};
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code }) as Error;

test('the organisation comes with its first administrator, who has every role, everywhere', () => {
	const rehearsal = new Rehearsal();
	expect(isSetUp(rehearsal.state)).toBe(false);
	const administrator = setUp(rehearsal);
	expect(isSetUp(rehearsal.state)).toBe(true);
	expect(rehearsal.state.installation).toMatchObject({ organisation });
	const grants = PersonalRole.options.map((role) => ({ role, incident: null }));
	expect([...rehearsal.state.people.values()]).toEqual([{ id: administrator, grants, exerciseOnly: false, suspended: false }]);
});

test('a second is refused, whoever it is', () => {
	const rehearsal = new Rehearsal();
	const administrator = setUp(rehearsal);
	for (const person of [administrator, fresh(PersonId)]) expect(() => setUp(rehearsal, person)).toThrow(refused('installation.already'));
});

test('as long as nobody real may act it can be done: after half a set-up of an older version, with people of exercises, or shut out', () => {
	const rehearsal = new Rehearsal();
	const someone = (exerciseOnly: boolean) =>
		personAdmitted({ id: fresh(PersonId), grants: [{ role: 'administrator', incident: null }], exerciseOnly, suspended: false });
	const shutOut = someone(false);
	const before = [installationSetUp({ organisation: 'Waterveen', retentionDays: 30 }), someone(true), shutOut];
	for (const event of [...before, personSuspended({ person: shutOut.data.id, suspended: true })]) rehearsal.take(event, system.id);
	expect(isSetUp(rehearsal.state)).toBe(false);
	expect(() => setUp(rehearsal, shutOut.data.id)).toThrow(refused('person.already'));
	setUp(rehearsal);
	expect(rehearsal.state.installation).toMatchObject({ organisation });
	expect(isSetUp(rehearsal.state)).toBe(true);
});
