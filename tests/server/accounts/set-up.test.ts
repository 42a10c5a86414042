import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandId, IncidentId, INSTALLATION } from '$lib/domain/core/ids';
import { PREVIOUS_TOKEN_MS } from '$lib/server/people/auth/sessions';
import { fresh, noon, opening } from '../../domain/in-memory-incident';
import { sessionsBlockedBy } from '../database';
import { accountsOn, by, cookiesOf, freshAccounts, signIn } from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
beforeEach(async () => {
	accounts = await freshAccounts();
});
afterEach(() => accounts.remove());

const setUpForm = (to: Record<string, string> = {}) => ({
	code: accounts.setUp.code(),
	organisation: 'Gemeente Waterveen',
	name: 'Samira Kaya',
	email: 'samira.kaya@waterveen.nl',
	password: 'paarse giraf op de kade',
	...to
});
const setUp = (to: Record<string, string> = {}, address = '198.51.100.7') =>
	accounts.setUp.setUp(setUpForm(to), address);
const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });
const erred = (code: string): unknown => expect.objectContaining({ name: 'AccountError', code });
const execute = (log: IncidentId, type: string, input: unknown, person: Parameters<typeof by>[1]) =>
	accounts.executor.execute(
		log,
		{ id: fresh(CommandId), type, input },
		accounts.executor.actorFor(person, log),
		'test'
	);

test('only the code from the console makes a first administrator, with all roles', async () => {
	for (const code of ['', 'AAAA-BBBB-CCCC', accounts.setUp.code().slice(0, -1)])
		await expect(setUp({ code })).rejects.toEqual(erred('code.wrong'));
	expect(accounts.executor.logs.installation.people.size).toBe(0);
	const person = await setUp({ code: ` ${accounts.setUp.code().toLowerCase().replaceAll('-', ' ')}` });
	expect(by(accounts, person).actor.roles.toSorted()).toEqual([
		'administrator',
		'analyst',
		'coordinator',
		'partner',
		'spokesperson'
	]);
	expect(accounts.executor.logs.installation.installation).toMatchObject({ organisation: 'Gemeente Waterveen' });
	expect((await signIn(accounts, 'samira.kaya@waterveen.nl', 'paarse giraf op de kade')).outcome).toBe('in');
});

test('the code works once, even when used twice at the same time', async () => {
	const results = await Promise.allSettled([setUp(), setUp({ email: 'ander@waterveen.nl' })]);
	expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	await expect(setUp({ email: 'derde@waterveen.nl' })).rejects.toEqual(refused('installation.already'));
	expect([...accounts.executor.logs.installation.people.values()]).toHaveLength(1);
	expect(accounts.setUp.isOpen()).toBe(false);
});

test('when two people use the code at once at two processes, only one becomes administrator and the other leaves no account', async () => {
	const other = await accountsOn(accounts.url);
	try {
		// Both find it open, make their account, and reach the log before either is decided.
		let both: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
		await accounts.sql.begin(async (tx) => {
			await tx`select from log where id = ${INSTALLATION} for update`;
			both = Promise.allSettled([
				setUp(),
				other.setUp.setUp(setUpForm({ email: 'ander@waterveen.nl' }), '198.51.100.8')
			]);
			await expect.poll(() => sessionsBlockedBy(tx), { timeout: 10_000 }).toBe(2);
		});
		const results = await both;
		const failed = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
		expect(failed).toEqual([refused('installation.already')]);
		await expect.poll(() => [...accounts.executor.logs.installation.people.keys()]).toHaveLength(1);
		const rows = await accounts.sql<{ id: string }[]>`select id from "user"`;
		expect(rows.map(({ id }) => id)).toEqual([...accounts.executor.logs.installation.people.keys()]);
	} finally {
		await other.stop();
	}
});

test('guessing the code is slowed after ten tries', async () => {
	for (let i = 0; i < 10; i += 1)
		await expect(setUp({ code: `AAAA-AAAA-AAA${i}` })).rejects.toEqual(erred('code.wrong'));
	await expect(setUp()).rejects.toEqual(erred('tooMany'));
	await setUp({}, '198.51.100.8');
});

test('an invalid form changes nothing', async () => {
	await expect(setUp({ password: 'welkom123456' })).rejects.toEqual(erred('password.common'));
	await expect(setUp({ password: 'Waterveen-2026' })).rejects.toEqual(erred('password.own'));
	await expect(setUp({ email: 'x' })).rejects.toEqual(erred('email.invalid'));
	await expect(setUp({ name: ' ' })).rejects.toEqual(erred('name.missing'));
	await expect(setUp({ organisation: ' ' })).rejects.toEqual(erred('organisation.missing'));
	expect(accounts.executor.logs.seq(INSTALLATION)).toBe(0);
	expect(await accounts.sql`select from "user"`).toHaveLength(0);
});

test('a set-up that was interrupted before there was an administrator can be done again', async () => {
	// The account was made, and the program stopped before it was admitted.
	await accounts.people.begin({ name: 'S. Kaya', email: 'samira.kaya@waterveen.nl' }, 'grijze giraf op de kade');
	expect((await signIn(accounts, 'samira.kaya@waterveen.nl', 'grijze giraf op de kade')).outcome).not.toBe('in');
	expect(accounts.setUp.isOpen()).toBe(true);
	const person = await setUp();
	expect(accounts.setUp.isOpen()).toBe(false);
	expect((await accounts.people.list()).map(({ id, name }) => [id, name])).toEqual([[person, 'Samira Kaya']]);
	expect((await signIn(accounts, 'samira.kaya@waterveen.nl', 'paarse giraf op de kade')).outcome).toBe('in');
});

test('the made-up people of an exercise can do nothing real', async () => {
	const analyst = await accounts.exercisePeople.make();
	expect(await accounts.exercisePeople.make()).toBe(analyst);
	const real = fresh(IncidentId);
	await expect(execute(real, 'incident.open', opening(), analyst)).rejects.toEqual(refused('person.exerciseOnly'));
	expect(accounts.executor.logs.state(real)?.incident ?? null).toBeNull();
	const exercise = fresh(IncidentId);
	await execute(exercise, 'incident.open', opening({ exercise: true, start: noon }), analyst);
	await execute(exercise, 'incident.setPhase', { phase: 'followUp' }, analyst);

	const person = await setUp();
	const open = fresh(IncidentId);
	await execute(open, 'incident.open', opening(), person);
	await accounts.people.suspend(analyst, false, by(accounts, person));
	expect(accounts.executor.actorFor(analyst, open).roles).toEqual([]);
	await expect(execute(open, 'incident.setPhase', { phase: 'acute' }, analyst)).rejects.toEqual(
		refused('role.missing')
	);
	const forged = { ...accounts.executor.actorFor(analyst, exercise) };
	const sent = { id: fresh(CommandId), type: 'incident.setPhase', input: { phase: 'acute' } };
	await expect(accounts.executor.execute(open, sent, forged, 'test')).rejects.toEqual(refused('person.exerciseOnly'));
	const admit = {
		id: fresh(CommandId),
		type: 'person.setGrants',
		input: { person: analyst, grants: [{ role: 'administrator', incident: null }] }
	};
	await expect(
		accounts.executor.execute(INSTALLATION, admit, { ...forged, roles: ['administrator'] }, 'test')
	).rejects.toEqual(refused('person.exerciseOnly'));
});

test('the made-up people have no password, a visitor can switch between them, and they go when real people come', async () => {
	const analyst = await accounts.exercisePeople.make();
	expect(accounts.exercisePeople.all().map(({ name, role }) => [name, role])).toEqual([
		['Sanne Kuipers', 'analyst'],
		['Jeroen Vos', 'spokesperson'],
		['Anouk Bakker', 'coordinator']
	]);
	for (const password of ['', 'Sanne Kuipers', 'null'])
		expect((await signIn(accounts, 'sanne.kuipers@oefening.invalid', password)).outcome).toBe('wrong');
	const visitor = new Headers({ 'x-client-address': '198.51.100.7' });
	const asSanne = cookiesOf(await accounts.entrance.startSession(analyst, visitor));
	const sanne = await accounts.sessions.sessionOf(asSanne);
	expect(sanne?.person).toMatchObject({ name: 'Sanne Kuipers', initials: 'SK', exerciseOnly: true });
	const jeroen = accounts.exercisePeople.all()[1]?.id ?? analyst;
	const asJeroen = cookiesOf(await accounts.entrance.startSession(jeroen, asSanne, sanne));
	expect((await accounts.sessions.sessionOf(asJeroen))?.person.name).toBe('Jeroen Vos');
	// Requests in flight from the earlier page are answered; then its session is over.
	expect((await accounts.sessions.sessionOf(asSanne))?.session.expires.getTime()).toBeLessThanOrEqual(
		Date.now() + PREVIOUS_TOKEN_MS
	);
	await accounts.sql`update session set expires_at = expires_at - ${PREVIOUS_TOKEN_MS} * interval '1 millisecond' where user_id = ${analyst}`;
	expect(await accounts.sessions.sessionOf(asSanne)).toBeNull();
	expect(accounts.people.hasRealPeople()).toBe(false);
	await setUp();
	expect(await accounts.sessions.sessionOf(asJeroen)).toBeNull();
	expect(accounts.exercisePeople.all()).toEqual([]);
	expect(accounts.people.hasRealPeople()).toBe(true);
});
