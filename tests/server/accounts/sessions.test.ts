import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, IncidentId, INSTALLATION, PersonId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import { PREVIOUS_TOKEN_MS, Sessions } from '$lib/server/people/auth/sessions';
import { connect } from '$lib/server/platform/database/connect';
import { Logs } from '$lib/server/log/logs';
import { fresh } from '../../domain/in-memory-incident';
import {
	accountsOn,
	admit,
	by,
	cookiesOf,
	entered,
	everywhere,
	freshAccounts,
	PASSWORD,
	signIn,
	system,
	type TestAccounts
} from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
const others: TestAccounts[] = [];
beforeAll(async () => {
	accounts = await freshAccounts();
});
afterAll(async () => {
	for (const other of others) await other.stop();
	await accounts.remove();
});

const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });
const erred = (code: string): unknown => expect.objectContaining({ name: 'AccountError', code });

test('a signed-in person is identified by the cookie, and by nothing else', async () => {
	const person = await admit(accounts, 'known@example.nl');
	const result = await signIn(accounts, 'Known@Example.nl ');
	if (result.outcome !== 'in') throw new Error(result.outcome);
	const [line = ''] = result.headers.getSetCookie();
	expect(line).toMatch(/^voelspriet\.session_token=.*; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
	const headers = cookiesOf(result.headers);
	expect(await accounts.sessions.sessionOf(headers)).toMatchObject({
		person: { id: person, name: 'Samira Kaya', initials: 'SK', exerciseOnly: false },
		renew: false
	});
	const cookie = headers.get('cookie') ?? '';
	const [name = '', value = ''] = cookie.split('=');
	const token = value.split('.')[0] ?? '';
	const altered = [
		`${name}=${value.startsWith('x') ? 'y' : 'x'}${value.slice(1)}`,
		`${cookie}x`,
		`${name}=`,
		`${name}=${token}`,
		`${name}=${token}.`,
		`${name}=%E0%A4%A`,
		`x${cookie}`,
		''
	];
	const shown = [
		...altered.map((text) => ({ text, known: false })),
		{ text: `look=dark; ${cookie}; language=nl`, known: true }
	];
	for (const { text, known } of shown) {
		const sent = new Headers({ cookie: text });
		expect((await accounts.sessions.sessionOf(sent)) !== null, text).toBe(known);
		expect((await accounts.auth.api.getSession({ headers: sent })) !== null, `as better-auth says of ${text}`).toBe(
			known
		);
	}
	expect(
		await accounts.sessions.sessionOf(new Headers({ authorization: `Bearer ${cookie.split('=')[1] ?? ''}` }))
	).toBeNull();
});

test('a session is recognised before its person was read here, because another process may have just admitted them', async () => {
	const tail = connect(accounts.url, { max: 1 });
	try {
		// It hears of nothing by itself: no notification arrives, and it never polls.
		const logs = new Logs(tail);
		await logs.poll(INSTALLATION);
		const elsewhere = new Sessions(accounts.sql, accounts.auth, logs);
		const person = await admit(accounts, 'just-now@example.nl');
		const result = await signIn(accounts, 'just-now@example.nl');
		if (result.outcome !== 'in') throw new Error(result.outcome);
		expect(logs.installation.people.has(person)).toBe(false);
		const readSession = () => elsewhere.sessionOf(cookiesOf(result.headers));
		expect(await Promise.all([readSession(), readSession()])).toMatchObject([
			{ person: { id: person } },
			{ person: { id: person } }
		]);
	} finally {
		await tail.end({ timeout: 1 });
	}
});

test('over https the cookie is sent over https only', async () => {
	const other = await accountsOn(accounts.url, { origin: 'https://voelspriet.example.nl' });
	others.push(other);
	await admit(accounts, 'https@example.nl');
	const result = await signIn(other, 'https@example.nl');
	if (result.outcome !== 'in') throw new Error(result.outcome);
	expect(result.headers.getSetCookie()[0]).toMatch(
		/^__Host-voelspriet\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/
	);
	expect((await other.sessions.sessionOf(cookiesOf(result.headers)))?.person.name).toBe('Samira Kaya');
});

test('a cookie from before an upgrade opens its session until the next page; one planted since does not', async () => {
	const other = await accountsOn(accounts.url, { origin: 'https://voelspriet.example.nl' });
	others.push(other);
	await admit(accounts, 'before@example.nl');
	const result = await signIn(other, 'before@example.nl');
	if (result.outcome !== 'in') throw new Error(result.outcome);
	const cookie = cookiesOf(result.headers).get('cookie') ?? '';
	const earlier = new Headers({ cookie: cookie.replace('__Host-', '__Secure-') });
	const unprefixed = new Headers({ cookie: cookie.replace('__Host-', '') });
	const now = await other.sessions.sessionOf(cookiesOf(result.headers));
	expect(now?.renew).toBe(false);
	expect(await other.sessions.sessionOf(earlier)).toBeNull();
	await accounts.sql`update session set created_at = now() - interval '1 hour' where id = ${now?.session.id ?? null}`;
	expect(await other.sessions.sessionOf(earlier)).toMatchObject({ session: { id: now?.session.id }, renew: true });
	expect(await other.sessions.sessionOf(unprefixed)).toBeNull();
	const renewed = await other.entrance.renew(now?.session.id ?? '', earlier);
	expect(renewed?.getSetCookie()[0]).toMatch(/^__Host-/);
});

test('an unknown address, a wrong password and a suspended person get the same answer', async () => {
	await admit(accounts, 'there@example.nl');
	const gone = await admit(accounts, 'gone@example.nl');
	await accounts.people.suspend(gone, true, system);
	const answers = await Promise.all([
		signIn(accounts, 'nobody@example.nl'),
		signIn(accounts, 'there@example.nl', 'iets heel anders dan dat'),
		signIn(accounts, 'gone@example.nl'),
		signIn(accounts, 'not an address'),
		signIn(accounts, `${'x'.repeat(300)}@example.nl`),
		signIn(accounts, 'there@example.nl', 'x'.repeat(10_000))
	]);
	expect(answers).toEqual(answers.map(() => ({ outcome: 'wrong' })));
	expect(await accounts.sessions.list(gone)).toEqual([]);
});

test('an unknown address takes as long as a wrong password', async () => {
	await admit(accounts, 'timed@example.nl');
	const [unknown, wrong]: [number[], number[]] = [[], []];
	for (let i = 0; i < 9; i += 1) {
		for (const [email, times] of [
			['unknown@example.nl', unknown],
			['timed@example.nl', wrong]
		] as const) {
			const began = performance.now();
			await signIn(accounts, email, `verkeerd wachtwoord ${i}`, { address: `203.0.113.${i}` });
			times.push(performance.now() - began);
		}
	}
	// The fastest of each: other work on the machine only makes it slower. Without the work for a wrong password it is
	// ten times as fast.
	const [a, b] = [Math.min(...unknown), Math.min(...wrong)];
	expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(4);
});

test('a revoked session is refused everywhere, and every process is notified', async () => {
	const other = await accountsOn(accounts.url);
	others.push(other);
	const person = await admit(accounts, 'two@example.nl');
	const [first, second] = [await entered(accounts, 'two@example.nl'), await entered(other, 'two@example.nl')];
	const ended: string[] = [];
	other.sessions.onEnded(({ session }) => ended.push(session));
	const [newest, oldest] = await accounts.sessions.list(person);
	expect([newest?.userAgent, newest?.address]).toEqual(['Test/1', '198.51.100.7']);
	await accounts.sessions.end(person, oldest?.id ?? '');
	await expect.poll(() => ended, { timeout: 2000 }).toEqual([oldest?.id]);
	expect(await other.sessions.sessionOf(first)).toBeNull();
	expect(await other.sessions.sessionOf(second)).not.toBeNull();
	expect([...(await other.sessions.validSessions([newest?.id ?? '', oldest?.id ?? '']))]).toEqual([newest?.id]);
	await accounts.sessions.endAll(person);
	expect(await accounts.sessions.sessionOf(second)).toBeNull();
});

test("a person cannot end another's session", async () => {
	const person = await admit(accounts, 'mine@example.nl');
	const headers = await entered(accounts, 'mine@example.nl');
	const [own] = await accounts.sessions.list(person);
	await accounts.sessions.end(await admit(accounts, 'other@example.nl'), own?.id ?? '');
	expect(await accounts.sessions.sessionOf(headers)).not.toBeNull();
});

test('a session ends twelve hours after signing in', async () => {
	const person = await admit(accounts, 'twelve@example.nl');
	const headers = await entered(accounts, 'twelve@example.nl');
	const [session] = await accounts.sessions.list(person);
	// Writing both down reads the clock twice.
	const lasts = (session?.expires.getTime() ?? 0) - (session?.began.getTime() ?? 0);
	expect(Math.abs(lasts - 12 * 3_600_000)).toBeLessThan(1_000);
	await accounts.sql`update session set expires_at = now() - interval '1 second' where user_id = ${person}`;
	expect(await accounts.sessions.sessionOf(headers)).toBeNull();
});

test('a suspended person is signed out at once on every device, and can sign in again when the suspension is lifted', async () => {
	const person = await admit(accounts, 'suspended@example.nl');
	const headers = await entered(accounts, 'suspended@example.nl');
	await accounts.people.suspend(person, true, system);
	expect(await accounts.sessions.sessionOf(headers)).toBeNull();
	await accounts.people.suspend(person, false, system);
	expect(await accounts.sessions.sessionOf(headers)).toBeNull();
	expect((await signIn(accounts, 'suspended@example.nl')).outcome).toBe('in');
});

const renewed = async (session: string, shown: Headers): Promise<Headers> =>
	cookiesOf((await accounts.entrance.renew(session, shown)) ?? new Headers());

test('a renewed session keeps its sockets, and its previous token stays valid for requests in flight', async () => {
	const person = await admit(accounts, 'roles@example.nl');
	const before = await entered(accounts, 'roles@example.nl');
	const ended: string[] = [];
	const unlisten = accounts.sessions.onEnded(({ session }) => ended.push(session));
	await accounts.people.grant(person, { role: 'spokesperson', incident: null }, system);
	const asking = await accounts.sessions.sessionOf(before);
	expect(asking?.renew).toBe(true);
	const session = asking?.session.id ?? '';
	const after = await renewed(session, before);
	expect(after.get('cookie')).not.toBe(before.get('cookie'));
	expect(await accounts.sessions.sessionOf(after)).toMatchObject({ session: { id: session }, renew: false });
	expect(await accounts.sessions.sessionOf(before)).toMatchObject({ session: { id: session }, renew: true });
	// What follows is sent after everything that the renewal itself led to.
	const other = await entered(accounts, 'roles@example.nl');
	await accounts.sessions.end(person, (await accounts.sessions.sessionOf(other))?.session.id ?? '');
	await expect.poll(() => ended.length).toBe(1);
	expect(ended).not.toContain(session);
	unlisten();

	await accounts.sql`update session set renewed_at = renewed_at - ${PREVIOUS_TOKEN_MS} * interval '1 millisecond' where id = ${session}`;
	expect(await accounts.sessions.sessionOf(before)).toBeNull();
	expect(await accounts.sessions.sessionOf(after)).not.toBeNull();
});

test('pages that are opened at the same time renew a session once, and get the same token', async () => {
	const person = await admit(accounts, 'pages@example.nl');
	const before = await entered(accounts, 'pages@example.nl');
	await accounts.people.grant(person, { role: 'spokesperson', incident: null }, system);
	const asking = await accounts.sessions.sessionOf(before);
	const session = asking?.session.id ?? '';
	const answers = await Promise.all([1, 2, 3, 4].map(() => renewed(session, before)));
	const cookies = new Set(answers.map((headers) => headers.get('cookie')));
	expect(cookies.size).toBe(1);
	expect(cookies.has(before.get('cookie'))).toBe(false);
	expect(await accounts.sessions.list(person)).toHaveLength(1);
	// A page whose answer was lost asks again by the previous token.
	expect((await renewed(session, before)).get('cookie')).toBe([...cookies][0]);
});

test('a revoked session ends at once, also for its previous token', async () => {
	const person = await admit(accounts, 'revoked@example.nl');
	const before = await entered(accounts, 'revoked@example.nl');
	await accounts.people.grant(person, { role: 'spokesperson', incident: null }, system);
	const session = (await accounts.sessions.sessionOf(before))?.session.id ?? '';
	const after = await renewed(session, before);
	await accounts.sessions.end(person, session);
	expect(await accounts.sessions.sessionOf(before)).toBeNull();
	expect(await accounts.sessions.sessionOf(after)).toBeNull();
	expect(await accounts.entrance.renew(session, before)).toBeNull();
});

test('suspending ends all sessions in every process, and a changed role renews them, no matter who sends the command', async () => {
	const other = await accountsOn(accounts.url);
	others.push(other);
	const person = await admit(accounts, 'by-command@example.nl');
	const headers = await entered(accounts, 'by-command@example.nl');
	const session = (await accounts.sessions.sessionOf(headers))?.session.id ?? '';
	const send = (type: string, input: object) =>
		other.executor.execute(INSTALLATION, { id: fresh(CommandId), type, input: { person, ...input } }, SYSTEM, null);
	await send('person.setGrants', { grants: everywhere('partner') });
	expect((await accounts.sessions.sessionOf(headers))?.renew).toBe(true);
	await accounts.entrance.renew(session, headers);
	await send('person.grant', { role: 'analyst', incident: null });
	const after = cookiesOf((await accounts.entrance.renew(session, headers)) ?? new Headers());
	expect((await accounts.sessions.sessionOf(after))?.renew).toBe(false);
	await send('person.revoke', { role: 'analyst', incident: null });
	expect((await accounts.sessions.sessionOf(after))?.renew).toBe(true);

	const ended: [string, string][] = [];
	for (const [name, { sessions }] of Object.entries({ accounts, other }))
		sessions.onEnded((one) => ended.push([name, one.session]));
	await send('person.suspend', { suspended: true });
	await expect
		.poll(() => ended.toSorted(), { timeout: 2000 })
		.toEqual([
			['accounts', session],
			['other', session]
		]);
	await send('person.suspend', { suspended: false });
	expect(await accounts.sessions.sessionOf(after)).toBeNull();
});

test('a role removed by one administrator does not come back when another grants a role at the same time', async () => {
	const person = await admit(accounts, 'two-administrators@example.nl', everywhere('analyst', 'spokesperson'));
	const other = await accountsOn(accounts.url);
	others.push(other);
	for (let round = 0; round < 8; round += 1) {
		await accounts.people.grant(person, { role: 'spokesperson', incident: null }, system);
		await accounts.people.revoke(person, { role: 'partner', incident: null }, system);
		await Promise.all([
			accounts.people.revoke(person, { role: 'spokesperson', incident: null }, system),
			other.people.grant(person, { role: 'partner', incident: null }, system)
		]);
		const seq = Math.max(accounts.logs.seq(INSTALLATION), other.logs.seq(INSTALLATION));
		await expect.poll(() => accounts.logs.seq(INSTALLATION)).toBe(seq);
		expect(accounts.logs.installation.people.get(person)?.grants).toEqual(everywhere('analyst', 'partner'));
	}
});

test('roles apply to the incident they were given for, or to all incidents when none is named', async () => {
	const [log, elsewhere] = [fresh(IncidentId), fresh(IncidentId)];
	const person = await admit(accounts, 'one@example.nl', [
		{ role: 'analyst', incident: log },
		{ role: 'partner', incident: null }
	]);
	expect(accounts.executor.actorFor(person, log).roles.toSorted()).toEqual(['analyst', 'partner']);
	expect(accounts.executor.actorFor(person, elsewhere).roles).toEqual(['partner']);
	expect(by(accounts, person).actor.roles).toEqual(['partner']);
});

test('only an administrator admits, resets and ends sessions', async () => {
	const analyst = by(accounts, await admit(accounts, 'plain@example.nl'));
	const person = await admit(accounts, 'victim@example.nl');
	await expect(accounts.people.add({ name: 'X', email: 'x@example.nl', grants: [] }, analyst)).rejects.toEqual(
		refused('role.missing')
	);
	expect(await accounts.sql`select from "user" where email = 'x@example.nl'`).toHaveLength(0);
	await expect(accounts.people.grant(person, { role: 'administrator', incident: null }, analyst)).rejects.toEqual(
		refused('role.missing')
	);
	await expect(accounts.people.suspend(person, true, analyst)).rejects.toEqual(refused('role.missing'));
	await expect(accounts.people.resetPassword(person, analyst)).rejects.toEqual(erred('role.missing'));
	await expect(accounts.people.endSessions(person, analyst)).rejects.toEqual(erred('role.missing'));
	expect((await signIn(accounts, 'victim@example.nl')).outcome).toBe('in');
});

test('the last administrator cannot be suspended or lose the role', async () => {
	const first = await admit(accounts, 'first@example.nl', everywhere('administrator'));
	await expect(accounts.people.suspend(first, true, system)).rejects.toEqual(refused('person.lastAdministrator'));
	await expect(
		accounts.people.revoke(first, { role: 'administrator', incident: null }, by(accounts, first))
	).rejects.toEqual(refused('person.lastAdministrator'));
	const second = await admit(accounts, 'second@example.nl', everywhere('administrator'));
	await accounts.people.suspend(first, true, by(accounts, second));
	expect(by(accounts, first).actor.roles).toEqual([]);
	await expect(accounts.people.suspend(second, true, system)).rejects.toBeInstanceOf(Refusal);
});

test('an e-mail address belongs to one person, however it is spelled', async () => {
	await admit(accounts, 'same@example.nl');
	await expect(admit(accounts, ' SAME@example.nl')).rejects.toEqual(erred('email.taken'));
	await expect(admit(accounts, 'no address')).rejects.toEqual(erred('email.invalid'));
	await expect(accounts.people.add({ name: ' ', email: 'a@example.nl', grants: [] }, system)).rejects.toEqual(
		erred('name.missing')
	);
	await expect(accounts.people.add({ name: 'A\u0000', email: 'a@example.nl', grants: [] }, system)).rejects.toEqual(
		erred('name.missing')
	);
});

test('a link to choose a password works once, and ends the old password and sessions', async () => {
	const person = await admit(accounts, 'link@example.nl');
	const headers = await entered(accounts, 'link@example.nl');
	const old = await accounts.people.resetPassword(person, system);
	const secret = await accounts.people.resetPassword(person, system);
	expect(await accounts.sessions.sessionOf(headers)).toBeNull();
	expect((await signIn(accounts, 'link@example.nl')).outcome).toBe('wrong');
	expect(JSON.stringify(await accounts.sql`select * from verification`)).not.toContain(secret);
	await expect(accounts.people.choosePassword(old, 'een heel ander wachtwoord zonder zin', null)).rejects.toEqual(
		erred('link.gone')
	);
	await expect(accounts.people.choosePassword(secret, 'welkom123456', null)).rejects.toEqual(erred('password.common'));
	await accounts.people.choosePassword(secret, 'paarse giraf op de kade', null);
	await expect(accounts.people.choosePassword(secret, 'nog een keer kiezen graag', null)).rejects.toEqual(
		erred('link.gone')
	);
	expect((await signIn(accounts, 'link@example.nl', 'paarse giraf op de kade')).outcome).toBe('in');
});

test('an expired link opens nothing', async () => {
	const person = await admit(accounts, 'late@example.nl');
	const secret = await accounts.people.makeLink(person, -1);
	expect(await accounts.people.linkedTo(secret)).toBeNull();
	await expect(accounts.people.choosePassword(secret, 'paarse giraf op de kade', null)).rejects.toEqual(
		erred('link.gone')
	);
});

test('a one-time password gives no session, only the choice of a new password', async () => {
	const person = await admit(accounts, 'once@example.nl');
	await accounts.people.setOneTimePassword(person, 'eenmalig-7KQ2-PXM9', system);
	const result = await signIn(accounts, 'once@example.nl', 'eenmalig-7KQ2-PXM9');
	if (result.outcome !== 'choose') throw new Error(result.outcome);
	expect(await accounts.sessions.list(person)).toEqual([]);
	await accounts.people.choosePassword(result.secret, 'paarse giraf op de kade', null);
	expect((await signIn(accounts, 'once@example.nl', 'eenmalig-7KQ2-PXM9')).outcome).toBe('wrong');
	expect((await signIn(accounts, 'once@example.nl', 'paarse giraf op de kade')).outcome).toBe('in');
});

test('changing one’s password requires the old one, and ends the other sessions', async () => {
	const person = await admit(accounts, 'change@example.nl');
	const [other, own] = [await entered(accounts, 'change@example.nl'), await entered(accounts, 'change@example.nl')];
	const asking = await accounts.sessions.sessionOf(own);
	const change = (old: string, chosen: string) =>
		accounts.people.changePassword(person, { old, chosen }, asking?.session.id ?? '');
	await expect(change('fout wachtwoord hier', 'paarse giraf op de kade')).rejects.toEqual(erred('password.wrong'));
	await expect(change(PASSWORD, 'samira kaya 2026')).rejects.toEqual(erred('password.own'));
	await change(PASSWORD, 'paarse giraf op de kade');
	expect(await accounts.sessions.sessionOf(other)).toBeNull();
	expect(await accounts.sessions.sessionOf(own)).not.toBeNull();
	expect((await signIn(accounts, 'change@example.nl')).outcome).toBe('wrong');
});

test('passwords of two hundred characters and of emoji work', async () => {
	const person = await admit(accounts, 'long@example.nl');
	for (const password of ['🐢🦊🐙🦉🐝🐳🦜🐞🦔🐌'.repeat(20), '🐢🦊🐙🦉🐝🐳🦜🐞🦔🐌🦋🐿']) {
		const secret = await accounts.people.resetPassword(person, system);
		await accounts.people.choosePassword(secret, password, null);
		expect((await signIn(accounts, 'long@example.nl', password)).outcome).toBe('in');
	}
});

test('signing out ends the session and removes the cookie', async () => {
	await admit(accounts, 'out@example.nl');
	const headers = await entered(accounts, 'out@example.nl');
	const asking = await accounts.sessions.sessionOf(headers);
	if (!asking) throw new Error('not signed in');
	const answer = await accounts.entrance.signOut(asking, headers);
	expect(answer.getSetCookie()[0]).toMatch(/^voelspriet\.session_token=; Max-Age=0/);
	expect(await accounts.sessions.sessionOf(headers)).toBeNull();
});

test('there is no way to sign up', async () => {
	const request = new Request('http://127.0.0.1:4173/api/auth/sign-up/email', {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:4173' },
		body: JSON.stringify({ email: 'new@example.nl', password: PASSWORD, name: 'New' })
	});
	expect((await accounts.auth.handler(request)).status).toBe(400);
	expect(await accounts.sql`select from "user" where email = 'new@example.nl'`).toHaveLength(0);
});

test('an account that was never admitted may do nothing', async () => {
	const id = fresh(PersonId);
	await accounts.sql`insert into "user" (id, name, email) values (${id}, 'X', 'unadmitted@example.nl')`;
	await accounts.people.setPassword(id, PASSWORD);
	expect((await signIn(accounts, 'unadmitted@example.nl')).outcome).toBe('wrong');
	expect(await accounts.sessions.list(id)).toEqual([]);
	expect(accounts.executor.actorFor(id, INSTALLATION).roles).toEqual([]);
});

test('a session in which its person does nothing ends, also at its sockets; an active one stays', async () => {
	const person = await admit(accounts, 'idle@example.nl');
	const [idle, working] = [await entered(accounts, 'idle@example.nl'), await entered(accounts, 'idle@example.nl')];
	const idleSession = (await accounts.sessions.sessionOf(idle))?.session.id ?? '';
	const workingSession = (await accounts.sessions.sessionOf(working))?.session.id ?? '';
	await accounts.sql`update session set seen_at = now() - interval '239 minutes' where user_id = ${person}`;
	const sessions = new Sessions(accounts.sql, accounts.auth, accounts.logs, 240);
	expect(await sessions.sessionOf(idle)).not.toBeNull();
	sessions.seen(workingSession);
	await expect
		.poll(
			() => accounts.sql`select 1 from session where id = ${workingSession} and seen_at > now() - interval '1 minute'`
		)
		.toHaveLength(1);
	await accounts.sql`update session set seen_at = seen_at - interval '2 minutes' where user_id = ${person}`;
	expect(await sessions.sessionOf(idle)).toBeNull();
	expect(await sessions.sessionOf(working)).not.toBeNull();
	expect([...(await sessions.validSessions([idleSession, workingSession]))]).toEqual([workingSession]);
	expect((await sessions.list(person)).map(({ id }) => id)).toEqual([workingSession]);
	// Without the setting a session lasts to its end.
	expect(await accounts.sessions.sessionOf(idle)).not.toBeNull();
});
