import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CommandId, IncidentId, INSTALLATION, momentOf, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Actor } from '$lib/domain/core/role';
import { confirmPerson } from '$lib/domain/installation/account-eyes';
import { eyesAt } from '$lib/domain/installation/account-ways';
import { setUpInstallation } from '$lib/domain/installation/installation';
import { setMailDomains } from '$lib/domain/installation/mail-domains';
import { admitPerson } from '$lib/domain/installation/people';
import { confirmPlace } from '$lib/domain/prepared/place';
import { People } from '$lib/server/people/accounts/people';
import { SecondFactors } from '$lib/server/people/accounts/second-factors';
import { fresh, openingNow } from '../../domain/in-memory-incident';
import {
	accountsOn,
	admit,
	by,
	everywhere,
	freshAccounts,
	PASSWORD,
	signIn,
	system,
	type TestAccounts
} from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
let [ann, tom]: PersonId[] = [];
const root = fresh(PersonId);
const mails: { readonly to: string; readonly text: string }[] = [];
beforeAll(async () => {
	accounts = await freshAccounts();
	accounts.people = new People(accounts.sql, accounts.auth, accounts.executor, accounts.sessions, (mail) => {
		if (mail.to.startsWith('lost')) throw new Error('the mail server is away');
		mails.push(mail);
		return Promise.resolve();
	});
	ann = await admit(accounts, 'ann@waterveen.example', everywhere('administrator'));
	tom = await admit(accounts, 'tom@waterveen.example', everywhere('administrator'));
	await execute(INSTALLATION, setUpInstallation({ administrator: root, organisation: 'Waterveen' }));
});
afterAll(() => accounts.remove());

const one = (person: PersonId | undefined): PersonId => {
	if (!person) throw new Error('nobody');
	return person;
};
function execute(log: IncidentId, command: { type: string; input: unknown }, actor: Actor = system.actor) {
	return accounts.executor.execute(log, { id: CommandId.parse(newId()), ...command }, actor, null);
}
const eyes = (person: PersonId, at = Date.now()): PersonId[] =>
	eyesAt(accounts.logs.installation, person, momentOf(at)).filter((id) => id !== person);
const newPerson = (email: string, from = one(ann)): Promise<PersonId> =>
	accounts.people.add({ name: `Wim ${email}`, email, grants: everywhere('spokesperson') }, by(accounts, from));
const refused = (code: string): unknown => expect.objectContaining({ code });
const use = (secret: string): Promise<unknown> =>
	accounts.people.choosePassword(secret, 'paarse giraf op de kade', null);
const DAY = 24 * 60 * 60 * 1000;

/** Every way of the program into somebody's account, each used by Ann; `null` counts nobody. */
const ways: Readonly<Record<string, (person: PersonId) => Promise<unknown>>> = {
	invite: (person) => accounts.people.invite(person, by(accounts, one(ann))),
	resetPassword: (person) => accounts.people.resetPassword(person, by(accounts, one(ann))),
	mailLink: (person) => accounts.people.mailLink(person, by(accounts, one(ann))),
	setOneTimePassword: (person) => accounts.people.setOneTimePassword(person, PASSWORD, by(accounts, one(ann))),
	reset: (person) => accounts.factors.reset(person, by(accounts, one(ann)))
};
/** What else these classes do to an account is done by its person, or opens nothing. */
const opensNothing = [
	...['add', 'begin', 'forget', 'grant', 'revoke', 'suspend', 'endSessions', 'rename', 'list', 'names', 'emailOf'],
	...['withEmail', 'ownWords', 'oneTime', 'linkedTo', 'firstKeys', 'keepFirstKeys', 'hasRealPeople'],
	...['choosePassword', 'changePassword'],
	// Used by the ways above and by who signed in with a one-time password; and by set-up, for the one who types it.
	...['makeLink', 'setPassword'],
	...['of', 'has', 'pendingEnrolment', 'confirm', 'show', 'newPasskey', 'addPasskey', 'askPasskey', 'showPasskey'],
	...['isRight'],
	...['newCodes', 'removeApp', 'removePasskey']
];

test('every method that reaches accounts is tested as a way in, or gives no access', () => {
	const methods = [People, SecondFactors].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
	const known = new Set([...Object.keys(ways), ...opensNothing, 'constructor']);
	expect(methods.filter((name) => !known.has(name))).toEqual([]);
	expect([...known].filter((name) => !methods.includes(name))).toEqual([]);
});

test.each(Object.keys(ways))('after %s the account shares eyes with the person who did it', async (name) => {
	const person = await newPerson(`way-${name}@elsewhere.example`.toLowerCase());
	expect(eyes(person)).toEqual([]);
	await ways[name]?.(person);
	expect(eyes(person)).toEqual([ann]);
	expect(eyes(person, Date.now() + 3 * DAY)).toEqual([ann]);
});

test('a one-time password from the console makes the account share eyes with every administrator and whoever was at the console', async () => {
	const person = await newPerson('console@waterveen.example');
	await accounts.people.setOneTimePassword(person, PASSWORD, system);
	expect(eyes(person)).toEqual([system.actor.id, root, ann, tom].sort());
});

test('a used link counts for a day, after which no second administrator has to confirm', async () => {
	const person = await newPerson('used@waterveen.example');
	const secret = await accounts.people.invite(person, by(accounts, one(ann)));
	const confirm = (who: PersonId) => execute(INSTALLATION, confirmPerson({ person }), by(accounts, who).actor);
	await expect(confirm(one(tom))).rejects.toEqual(refused('person.stillOpen'));
	await use(secret);
	expect(eyes(person, Date.now() + 0.99 * DAY)).toEqual([ann]);
	expect(eyes(person, Date.now() + 1.01 * DAY)).toEqual([]);
	await expect(confirm(one(ann))).rejects.toEqual(refused('person.sharedEyes'));
	await confirm(one(tom));
	expect(eyes(person)).toEqual([]);
});

test('a mailed link is shown to nobody, and its sender does not count in a mail domain that another administrator listed', async () => {
	const command = setMailDomains({ domains: ['waterveen.example'] });
	await execute(INSTALLATION, command, by(accounts, one(tom)).actor);
	const person = await newPerson('mailed@waterveen.example');
	await accounts.people.mailLink(person, by(accounts, one(ann)));
	const secret = /choose-password\/(\S+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
	expect(await accounts.people.linkedTo(secret)).toMatchObject({ id: person });
	expect(eyes(person)).toEqual([]);
	// A link that is shown takes its place.
	await accounts.people.resetPassword(person, by(accounts, one(ann)));
	expect(await accounts.people.linkedTo(secret)).toBeNull();
	expect(eyes(person)).toEqual([ann]);
	// Tom listed the domain a moment ago: for him it does not count yet.
	const other = await newPerson('mailed2@waterveen.example', one(tom));
	await accounts.people.mailLink(other, by(accounts, one(tom)));
	expect(eyes(other)).toContain(tom);
});

test('a link that could not be mailed does not work', async () => {
	const person = await newPerson('lost@waterveen.example');
	await expect(accounts.people.mailLink(person, by(accounts, one(ann)))).rejects.toEqual(refused('mail.failed'));
	expect(await accounts.sql`select from verification where value = ${person}`).toEqual([]);
});

test('addresses of one mailbox belong to one person, even when the second is added years later', async () => {
	const first = await newPerson('sam@waterveen.example');
	const second = await newPerson('sam+woordvoerder@waterveen.example');
	expect(eyes(first)).toEqual([second]);
	expect(eyes(second)).toEqual([first]);
});

test('an account that was never admitted cannot be opened, because nobody could be counted for it', async () => {
	const person = fresh(PersonId);
	await accounts.sql`insert into "user" (id, name, email, email_verified) values (${person}, 'Left', 'left@x.example', true)`;
	for (const [name, way] of Object.entries(ways))
		if (name !== 'reset') await expect(way(person), name).rejects.toEqual(refused('person.absent'));
	await expect(ways['reset']?.(person)).rejects.toEqual(refused('person.absent'));
	await execute(INSTALLATION, admitPerson({ person, grants: everywhere('spokesperson'), exerciseOnly: false }));
	expect(await accounts.sql`select from verification where value = ${person}`).toEqual([]);
});

/** What happens before or after one step of the first administrator, as another process might do it. */
async function beside(
	order: 'before' | 'after',
	method: 'makeLink' | 'setPassword',
	meanwhile: (elsewhere: TestAccounts) => Promise<unknown>
) {
	const elsewhere = await accountsOn(accounts.url);
	const real = accounts.people[method].bind(accounts.people) as (...args: unknown[]) => Promise<unknown>;
	const spy = vi.spyOn(accounts.people, method).mockImplementationOnce((async (...args: unknown[]) => {
		if (order === 'before') await meanwhile(elsewhere);
		const done = await real(...args);
		if (order === 'after') await meanwhile(elsewhere);
		return done;
	}) as never);
	return async () => {
		spy.mockRestore();
		await elsewhere.stop();
	};
}

test('when two administrators open an account at once, neither is left with a link that does not count', async () => {
	const person = await newPerson('race@waterveen.example');
	const end = await beside('before', 'makeLink', (elsewhere) =>
		elsewhere.people.resetPassword(person, by(elsewhere, one(tom)))
	);
	await expect(accounts.people.resetPassword(person, by(accounts, one(ann)))).rejects.toEqual(refused('link.gone'));
	expect(await accounts.sql`select from verification where value = ${person}`).toEqual([]);
	await end();
});

test.each(['before', 'after'] as const)(
	'a link made %s the person chooses a password either counts or is gone',
	async (order) => {
		const person = await newPerson(`race-${order}@waterveen.example`);
		const secret = await accounts.people.invite(person, by(accounts, one(ann)));
		const end = await beside(order, 'setPassword', (elsewhere) =>
			elsewhere.people.resetPassword(person, by(elsewhere, one(tom)))
		);
		await use(secret);
		const links = await accounts.sql`select from verification where value = ${person}`;
		expect(links).toHaveLength(order === 'before' ? 0 : 1);
		// The other process made the link: this one follows its log.
		if (links.length > 0) await expect.poll(() => eyes(person, Date.now() + 3 * DAY)).toEqual([tom]);
		await end();
	}
);

test('a one-time password that was overtaken by a link gives no access', async () => {
	const person = await newPerson('race3@waterveen.example');
	const end = await beside('before', 'setPassword', (elsewhere) =>
		elsewhere.people.resetPassword(person, by(elsewhere, one(tom)))
	);
	await expect(accounts.people.setOneTimePassword(person, PASSWORD, system)).rejects.toEqual(refused('link.gone'));
	expect((await signIn(accounts, 'race3@waterveen.example')).outcome).toBe('wrong');
	await end();
});

test('opening an account again removes a sign-in added while others could use the account, but no earlier one', async () => {
	const [planted, own] = [await newPerson('planted@waterveen.example'), await newPerson('own@waterveen.example')];
	const add = (person: PersonId) =>
		accounts.sql`insert into oidc_identity (issuer, subject, user_id, linked_at) values ('there', ${person}, ${person}, now())`;
	await add(own);
	for (const person of [planted, own]) await use(await accounts.people.invite(person, by(accounts, one(ann))));
	await add(planted);
	for (const person of [planted, own]) await accounts.people.resetPassword(person, by(accounts, one(ann)));
	const remaining = await accounts.sql<{ user_id: string }[]>`select user_id from oidc_identity`;
	expect(remaining.map(({ user_id }) => user_id)).toEqual([own]);
});

test('a command carries the eyes of the moment it is decided, whoever made its actor; in an exercise only those of its person', async () => {
	const person = await newPerson('late@waterveen.example');
	const actors: Actor[] = [
		{ id: person, roles: ['spokesperson'] },
		{ id: person, roles: ['spokesperson'], eyes: [] },
		accounts.executor.actorFor(person, INSTALLATION)
	];
	await accounts.people.invite(person, by(accounts, one(ann)));
	for (const exercise of [false, true]) {
		const incident = fresh(IncidentId);
		await execute(
			incident,
			{ type: 'incident.open', input: openingNow({ exercise }) },
			{ id: one(tom), roles: ['coordinator'] }
		);
		for (const [index, actor] of actors.entries())
			await execute(incident, confirmPlace({ place: `Elders ${String(index)}` }), {
				...actor,
				roles: ['spokesperson']
			});
		const stored = accounts.logs.state(incident)?.incident?.confirmedPlaces.map((act) => act.eyes);
		const expected = exercise ? [person] : [person, ann].sort();
		expect(stored).toEqual(actors.map(() => expected));
	}
	// A log that this process knows nothing of is not taken for an exercise.
	expect(accounts.executor.actorFor(person, fresh(IncidentId)).eyes).toEqual([person, ann].sort());
});
