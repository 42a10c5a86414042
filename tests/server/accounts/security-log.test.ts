import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, INSTALLATION, type PersonId } from '$lib/domain/core/ids';
import { accountNews, markNewsSeen } from '$lib/server/people/accounts/account-news';
import { AccountMails } from '$lib/server/out/notifications/account-mails';
import { verifyLog } from '$lib/server/log/verify';
import { fresh } from '../../domain/in-memory-incident';
import { accountsOn, admit, by, entered, everywhere, freshAccounts, PASSWORD, signIn, system } from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
let root: PersonId;
beforeAll(async () => {
	accounts = await freshAccounts();
	root = await admit(accounts, 'root@example.nl', everywhere('administrator'));
});
afterAll(() => accounts.remove());

const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });

/** The security log of a person, with the address each entry came from. */
const linesOf = (person: PersonId) => accounts.sql<
	{ kind: string; actor: string; factor: string | null; address: string | null; device: string | null }[]
>`
	select e.data->>'kind' as kind, e.actor, e.data->>'factor' as factor, o.address, o.device from event e
	left join command_origin o on o.log_id = e.log_id and o.command_id = e.command_id
	where e.type = 'security.recorded' and e.data->>'person' = ${person} order by e.seq`;

test('what happens to an account is logged under the person who did it, with address and browser beside it', async () => {
	const person = await admit(accounts, 'noted@example.nl');
	const headers = await entered(accounts, 'noted@example.nl');
	const asking = await accounts.sessions.sessionOf(headers);
	if (!asking) throw new Error('not signed in');
	const shown = new Headers({ 'x-client-address': '198.51.100.8', 'user-agent': 'Test/1' });
	await accounts.entrance.signOut(asking, shown);
	const secret = await accounts.people.resetPassword(person, { ...by(accounts, root), device: 'Office/2' });
	await accounts.people.choosePassword(secret, 'paarse giraf op de kade', '198.51.100.9', 'Home/3');
	await accounts.people.endSessions(person, by(accounts, root));
	expect(await linesOf(person)).toEqual([
		{ kind: 'session.began', actor: person, factor: 'password', address: '198.51.100.7', device: 'Test/1' },
		{ kind: 'session.ended', actor: person, factor: null, address: '198.51.100.8', device: 'Test/1' },
		{ kind: 'password.reset', actor: root, factor: 'link', address: 'test', device: 'Office/2' },
		{ kind: 'password.chosen', actor: person, factor: 'link', address: '198.51.100.9', device: 'Home/3' },
		{ kind: 'session.endedAll', actor: root, factor: null, address: 'test', device: null }
	]);
	const log = JSON.stringify(await accounts.sql`select data from event where log_id = ${INSTALLATION}`);
	expect(log).not.toContain('198.51.100');
	expect(log).not.toContain('example.nl');
	expect(await verifyLog(accounts.sql, INSTALLATION)).toMatchObject({ ok: true });
});

test('an address is kept for 90 days; the log line stays', async () => {
	const person = await admit(accounts, 'cleaned@example.nl');
	await entered(accounts, 'cleaned@example.nl');
	const day = 24 * 60 * 60 * 1000;
	await accounts.people.security.clean(Date.now() + 89.9 * day);
	expect((await linesOf(person))[0]?.address).toBe('198.51.100.7');
	await accounts.people.security.clean(Date.now() + 90.1 * day);
	expect(await linesOf(person)).toMatchObject([{ kind: 'session.began', address: null, device: null }]);
});

test('an expired session leaves no address behind', async () => {
	const person = await admit(accounts, 'expired@example.nl');
	const asking = await accounts.sessions.sessionOf(await entered(accounts, 'expired@example.nl'));
	if (!asking) throw new Error('not signed in');
	const countSessions = async () =>
		(await accounts.sql`select from session where user_id = ${person} and ip_address = '198.51.100.7'`).length;
	await accounts.people.security.clean(asking.session.expires.getTime() - 1_000);
	expect(await countSessions()).toBe(1);
	await accounts.people.security.clean(asking.session.expires.getTime() + 1_000);
	expect(await countSessions()).toBe(0);
});

test('wrong passwords are only counted, and an account that is guessed at is named once an hour', async () => {
	const person = await admit(accounts, 'guess-me@example.nl');
	const guess = (email: string) => signIn(accounts, email, 'een verkeerde gok hier', { address: '203.0.113.66' });
	for (let i = 0; i < 8; i += 1) {
		await guess('guess-me@example.nl');
		await guess('nobody-here@example.nl');
	}
	await expect.poll(() => linesOf(person)).toMatchObject([{ kind: 'signIn.slowed', address: '203.0.113.66' }]);
	const other = await accountsOn(accounts.url);
	other.people.security.slowed(person, { origin: '203.0.113.67' });
	// Recorded after it, so that the other was judged before.
	await other.people.security.record({ kind: 'session.ended', person }, system);
	expect((await linesOf(person)).map(({ kind }) => kind)).toEqual(['signIn.slowed', 'session.ended']);
	await other.stop();
	await accounts.people.security.count();
	await accounts.people.security.count();
	const counts = await accounts.sql<{ count: number; person: string | null }[]>`
		select (data->>'count')::int as count, data->>'person' as person from event where data->>'kind' = 'signIn.failed'`;
	// How many of the sixteen were looked at depends on how long a password takes here.
	expect(counts).toHaveLength(1);
	expect(counts[0]?.person).toBeNull();
	expect(counts[0]?.count).toBeGreaterThanOrEqual(10);
});

test('nobody can record such a line by a command, and made-up people of exercises leave none', async () => {
	const input = { person: root, kind: 'factor.removed', factor: null, count: null, incident: null, what: null };
	const sent = { id: fresh(CommandId), type: 'security.record', input };
	await expect(accounts.executor.execute(INSTALLATION, sent, by(accounts, root).actor, null)).rejects.toEqual(
		refused('role.missing')
	);
	const visitor = await accounts.exercisePeople.make();
	await accounts.entrance.startSession(visitor, new Headers({ 'x-client-address': '203.0.113.9' }));
	expect(await linesOf(visitor)).toEqual([]);
});

test('a first link and a later one both make the account share eyes with whoever made the link', async () => {
	const person = await accounts.people.add(
		{ name: 'Nieuw Hier', email: 'new-here@example.nl', grants: everywhere('spokesperson') },
		system
	);
	const eyes = (): readonly PersonId[] => accounts.executor.actorFor(person, INSTALLATION).eyes;
	expect(eyes()).toEqual([person]);
	await accounts.people.resetPassword(person, by(accounts, root));
	expect(eyes()).toEqual([person, root].sort());
	await accounts.people.setPassword(person, PASSWORD);
	await accounts.people.resetPassword(person, by(accounts, root));
	expect(eyes()).toEqual([person, root].sort());
	expect((await linesOf(person)).map(({ kind }) => kind)).toEqual(['password.invited', 'password.reset']);
});

test('a person is told, also by mail, what others did to the account, until they confirm having seen it', async () => {
	const person = await admit(accounts, 'told@example.nl');
	const mails: { to: string; text: string }[] = [];
	// The mail server refuses the first mail for now.
	let tries = 0;
	const send = ({ to, text }: { to: string; text: string }): Promise<void> => {
		tries += 1;
		if (tries === 1) return Promise.reject(Object.assign(new Error('later'), { responseCode: 451 }));
		mails.push({ to, text });
		return Promise.resolve();
	};
	const pause = (): Promise<void> => Promise.resolve();
	const post = new AccountMails(accounts.sql, accounts.executor, send, 'https://v.example', pause);
	const unlisten = accounts.logs.listen({ lines: (log, lines) => post.take(log, lines) });
	await entered(accounts, 'told@example.nl');
	await accounts.people.resetPassword(person, by(accounts, root));
	await accounts.people.grant(person, { role: 'spokesperson', incident: null }, by(accounts, root));
	const kinds = async () => (await accountNews(accounts.sql, person)).map(({ kind }) => kind);
	expect(await kinds()).toEqual(['person.grantsSet', 'security.password.reset']);
	await post.idle();
	unlisten();
	expect(mails.map(({ to }) => to)).toEqual(['told@example.nl']);
	expect(mails[0]?.text).toContain('Account opnieuw geopend');
	expect(mails[0]?.text).toContain('https://v.example/account');
	const [newest, older] = await accountNews(accounts.sql, person);
	await markNewsSeen(accounts.sql, person, older?.seq ?? 0);
	expect(await kinds()).toEqual(['person.grantsSet']);
	await markNewsSeen(accounts.sql, person, newest?.seq ?? 0);
	await markNewsSeen(accounts.sql, person, 0);
	expect(await kinds()).toEqual([]);
	expect(await accountNews(accounts.sql, root)).toEqual([]);
});
