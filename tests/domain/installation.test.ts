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
const setUp = (testIncident: InMemoryIncident, administrator = fresh(PersonId)) => {
	testIncident.when(setUpInstallation, { organisation, administrator }, system);
	return administrator;
};
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code }) as Error;

test('the organisation is set up with its first administrator, who has every role everywhere', () => {
	const testIncident = new InMemoryIncident();
	expect(isSetUp(testIncident.state)).toBe(false);
	const administrator = setUp(testIncident);
	expect(isSetUp(testIncident.state)).toBe(true);
	expect(testIncident.state.installation).toMatchObject({ organisation });
	const grants = PersonalRole.options.map((role) => ({ role, incident: null }));
	expect([...testIncident.state.people.values()]).toEqual([
		{ ...newPerson, id: administrator, grants, exerciseOnly: false, addressBy: [administrator] }
	]);
});

test('a second organisation is refused, for any actor', () => {
	const testIncident = new InMemoryIncident();
	const administrator = setUp(testIncident);
	for (const person of [administrator, fresh(PersonId)])
		expect(() => setUp(testIncident, person)).toThrow(refused('installation.already'));
});

test('the set-up is allowed while no real person may act: after an unfinished set-up, with only exercise accounts, or when all are shut out', () => {
	const testIncident = new InMemoryIncident();
	const someone = (exerciseOnly: boolean) =>
		personAdmitted({
			...newPerson,
			id: fresh(PersonId),
			grants: [{ role: 'administrator', incident: null }],
			exerciseOnly,
			addressBy: []
		});
	const exerciseOnlyPerson = someone(false);
	const before = [
		installationSetUp({
			organisation: 'Waterveen',
			retentionDays: 30,
			neighbourhoods: [],
			mailDomains: [],
			publicDetails: [],
			helpContact: null
		}),
		someone(true),
		exerciseOnlyPerson
	];
	for (const event of [...before, personSuspended({ person: exerciseOnlyPerson.data.id, suspended: true })])
		testIncident.take(event, system.id);
	expect(isSetUp(testIncident.state)).toBe(false);
	expect(() => setUp(testIncident, exerciseOnlyPerson.data.id)).toThrow(refused('person.already'));
	setUp(testIncident);
	expect(testIncident.state.installation).toMatchObject({ organisation });
	expect(isSetUp(testIncident.state)).toBe(true);
});

test('a role is granted and revoked on its own, and the last administrator cannot be removed', () => {
	const testIncident = new InMemoryIncident();
	const administrator = setUp(testIncident);
	const [person, incident] = [fresh(PersonId), fresh(IncidentId)];
	const grantsOfPerson = () => testIncident.state.people.get(person)?.grants;
	testIncident.when(
		admitPerson,
		{ person, grants: [{ role: 'analyst', incident: null }], exerciseOnly: false },
		system
	);
	testIncident.when(grantRole, { person, role: 'spokesperson', incident }, system);
	testIncident.when(grantRole, { person, role: 'spokesperson', incident }, system);
	testIncident.when(revokeRole, { person, role: 'analyst', incident }, system);
	expect(grantsOfPerson()).toEqual([
		{ role: 'analyst', incident: null },
		{ role: 'spokesperson', incident }
	]);
	testIncident.when(revokeRole, { person, role: 'analyst', incident: null }, system);
	expect(grantsOfPerson()).toEqual([{ role: 'spokesperson', incident }]);
	const absentPerson = { person: fresh(PersonId), role: 'analyst' as const, incident: null };
	for (const command of [grantRole, revokeRole])
		expect(() => testIncident.when(command, absentPerson, system)).toThrow(refused('person.absent'));
	const last = { person: administrator, role: 'administrator' as const, incident: null };
	expect(() => testIncident.when(revokeRole, last, system)).toThrow(refused('person.lastAdministrator'));
	testIncident.when(grantRole, { ...last, person }, system);
	testIncident.when(revokeRole, last, system);
	expect(testIncident.state.people.get(administrator)?.grants.some(({ role }) => role === 'administrator')).toBe(false);
});
