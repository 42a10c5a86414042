import { afterAll, beforeAll, expect, test } from 'vitest';
import { INSTALLATION, momentOf, type PersonId } from '$lib/domain/core/ids';
import { eyesAt } from '$lib/domain/installation/account-ways';
import { nameAt } from '$lib/domain/installation/names';
import { noteAlikeAccounts } from '$lib/server/people/accounts/same-mailbox';
import { everywhere, freshAccounts, system } from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
beforeAll(async () => {
	accounts = await freshAccounts();
});
afterAll(() => accounts.remove());

let nth = 0;
const local = (name: string, to: { exerciseOnly?: boolean } = {}): Promise<PersonId> =>
	accounts.people.add(
		{ name, email: `lokaal${String(++nth)}@x.example`, grants: everywhere('analyst'), ...to },
		system
	);
/** An account that belongs to somebody at the sign-in service, as its first sign-in makes it. */
async function ofOrganisation(name: string): Promise<PersonId> {
	const id = await accounts.people.add(
		{ name: `Nog ${String(nth)}`, email: `dienst${String(++nth)}@y.example`, grants: [] },
		system
	);
	await accounts.sql`update "user" set name = ${name} where id = ${id}`;
	await accounts.sql`
		insert into oidc_identity (issuer, subject, user_id, linked_at) values ('https://i.example', ${id}, ${id}, now())`;
	await noteAlikeAccounts(id, accounts.executor);
	return id;
}
const eyes = (person: PersonId): PersonId[] => eyesAt(accounts.logs.installation, person, momentOf(Date.now()));

test('a local account and one of the organisation with one name are one pair of eyes, whichever came first', async () => {
	const first = await local('Wim Hendriks');
	const there = await ofOrganisation('Hendriks, Wim');
	expect(eyes(first)).toEqual([first, there].sort());
	const thereFirst = await ofOrganisation('Fatima el Idrissi');
	const later = await local('Fatima El Idrissi');
	expect(eyes(later)).toEqual([thereFirst, later].sort());
	const [one, two] = [await local('Jan de Vries'), await local('Jan de Vries')];
	expect([eyes(one), eyes(two)], 'two local accounts').toEqual([[one], [two]]);
	const fictitious = await local('Greet Bos', { exerciseOnly: true });
	await ofOrganisation('Greet Bos');
	expect(eyes(fictitious)).toEqual([fictitious]);
});

test('renaming is recorded, makes nobody two people, and leaves the name of then with what was done', async () => {
	const person = await local('Anders Genoemd');
	const there = await ofOrganisation('Samira Kaya');
	const before = momentOf(Date.now());
	await accounts.people.rename(person, 'Anders Genoemd');
	await accounts.people.rename(person, '\u200BSamira  Kaya');
	const rows = await accounts.sql<{ data: unknown; actor: string }[]>`
		select data, actor from event where log_id = ${INSTALLATION} and type = 'security.recorded' and data->>'person' = ${person}`;
	expect(rows).toMatchObject([{ actor: person, data: { kind: 'name.changed' } }]);
	expect(JSON.stringify(rows)).not.toMatch(/Samira|Anders/);
	const history = (await accounts.people.names()).get(person);
	expect(history && nameAt(history, before)).toBe('Anders Genoemd');
	expect(history && nameAt(history, momentOf(Date.now() + 1))).toBe('Samira Kaya');
	expect(eyes(person)).toEqual([person, there].sort());
	await accounts.people.rename(person, 'Weer Anders');
	expect(eyes(person), 'until an administrator answered').toEqual([person, there].sort());
	await expect(accounts.people.rename(person, '\u200B \u2060')).rejects.toMatchObject({ code: 'name.missing' });
	expect((await accounts.people.names()).get(person)?.name).toBe('Weer Anders');
});
