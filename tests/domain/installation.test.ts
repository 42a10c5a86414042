import { expect, test } from 'vitest';
import { IncidentId, PersonId } from '$lib/domain/core/ids';
import { installationSetUp, isSetUp, setUpInstallation } from '$lib/domain/installation/installation';
import {
	admitPerson,
	grantRole,
	newPerson,
	personAdmitted,
	personSuspended,
	revokeRole
} from '$lib/domain/installation/people';
import { PersonalRole } from '$lib/domain/core/role';
import { fresh, InMemoryIncident, system } from './in-memory-incident';

const organisation = 'Gemeente Waterveen';
const setUp = (rehearsal: InMemoryIncident, administrator = fresh(PersonId)) => {
	rehearsal.when(setUpInstallation, { organisation, administrator }, system);
	return administrator;
};
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code }) as Error;

test('the organisation comes with its first administrator, who has every role, everywhere', () => {
	const rehearsal = new InMemoryIncident();
	expect(isSetUp(rehearsal.state)).toBe(false);
	const administrator = setUp(rehearsal);
	expect(isSetUp(rehearsal.state)).toBe(true);
	expect(rehearsal.state.installation).toMatchObject({ organisation });
	const grants = PersonalRole.options.map((role) => ({ role, incident: null }));
	expect([...rehearsal.state.people.values()]).toEqual([
		{ ...newPerson, id: administrator, grants, exerciseOnly: false, addressBy: [administrator] }
	]);
});

test('a second organisation is refused, for any actor', () => {
	const rehearsal = new InMemoryIncident();
	const administrator = setUp(rehearsal);
	for (const person of [administrator, fresh(PersonId)])
		expect(() => setUp(rehearsal, person)).toThrow(refused('installation.already'));
});

test('the set-up is possible while no real person may act: after half a set-up of an older version, with people of exercises, or shut out', () => {
	const rehearsal = new InMemoryIncident();
	const someone = (exerciseOnly: boolean) =>
		personAdmitted({
			...newPerson,
			id: fresh(PersonId),
			grants: [{ role: 'administrator', incident: null }],
			exerciseOnly,
			addressBy: []
		});
	const shutOut = someone(false);
	const before = [
		installationSetUp({
			organisation: 'Waterveen',
			retentionDays: 30,
			neighbourhoods: [],
			mailDomains: [],
			neverMasked: []
		}),
		someone(true),
		shutOut
	];
	for (const event of [...before, personSuspended({ person: shutOut.data.id, suspended: true })])
		rehearsal.take(event, system.id);
	expect(isSetUp(rehearsal.state)).toBe(false);
	expect(() => setUp(rehearsal, shutOut.data.id)).toThrow(refused('person.already'));
	setUp(rehearsal);
	expect(rehearsal.state.installation).toMatchObject({ organisation });
	expect(isSetUp(rehearsal.state)).toBe(true);
});

test('a role is given and taken by itself, and the last administrator stays', () => {
	const rehearsal = new InMemoryIncident();
	const administrator = setUp(rehearsal);
	const [person, incident] = [fresh(PersonId), fresh(IncidentId)];
	const held = () => rehearsal.state.people.get(person)?.grants;
	rehearsal.when(admitPerson, { person, grants: [{ role: 'analyst', incident: null }], exerciseOnly: false }, system);
	rehearsal.when(grantRole, { person, role: 'spokesperson', incident }, system);
	rehearsal.when(grantRole, { person, role: 'spokesperson', incident }, system);
	rehearsal.when(revokeRole, { person, role: 'analyst', incident }, system);
	expect(held()).toEqual([
		{ role: 'analyst', incident: null },
		{ role: 'spokesperson', incident }
	]);
	rehearsal.when(revokeRole, { person, role: 'analyst', incident: null }, system);
	expect(held()).toEqual([{ role: 'spokesperson', incident }]);
	const stranger = { person: fresh(PersonId), role: 'analyst' as const, incident: null };
	for (const command of [grantRole, revokeRole])
		expect(() => rehearsal.when(command, stranger, system)).toThrow(refused('person.absent'));
	const last = { person: administrator, role: 'administrator' as const, incident: null };
	expect(() => rehearsal.when(revokeRole, last, system)).toThrow(refused('person.lastAdministrator'));
	rehearsal.when(grantRole, { ...last, person }, system);
	rehearsal.when(revokeRole, last, system);
	expect(rehearsal.state.people.get(administrator)?.grants.some(({ role }) => role === 'administrator')).toBe(false);
});
