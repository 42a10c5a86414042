import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { IncidentId, momentOf, type PersonId } from '$lib/domain/core/ids';
import { proofMissing } from '$lib/domain/core/policy';
import { SYSTEM, type Proof } from '$lib/domain/core/role';
import type { OidcConfig } from '$lib/server/platform/config/organisation';
import { SignIn } from '$lib/server/people/accounts/sign-in';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { OrganisationSignIn } from '$lib/server/people/oidc/organisation-sign-in';
import { fresh } from '../../domain/in-memory-incident';
import {
	accountsOn,
	admit,
	by,
	cookiesOf,
	entered,
	everywhere,
	freshAccounts,
	signIn,
	system,
	type TestAccounts
} from '../accounts/test-accounts';
import { hostileProvider, type HostileProvider } from './hostile-provider';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
let there: HostileProvider;
let organisation: OrganisationSignIn;
let count = 0;
beforeAll(async () => {
	[accounts, there] = await Promise.all([freshAccounts(), hostileProvider()]);
	await admit(accounts, 'boss@example.nl', everywhere('administrator'));
});
afterAll(async () => {
	await there.stop();
	await accounts.remove();
});
/** A new person at the provider for each test, so that tests do not affect each other. */
beforeEach(() => {
	count += 1;
	there.lie = 'none';
	there.refresh = null;
	there.claims = {
		sub: `anna ${String(count)}`,
		name: 'Anna Visser',
		email: `anna${String(count)}@example.nl`,
		roles: ['analisten'],
		sid: `session ${String(count)}`
	};
	organisation = signInOf({});
});
const listeners: (() => void)[] = [];
afterEach(() => {
	for (const stop of listeners.splice(0)) stop();
});

const signInOf = (config: Partial<OidcConfig>, on: TestAccounts = accounts): OrganisationSignIn =>
	new OrganisationSignIn({
		config: there.config(config),
		origin: 'http://127.0.0.1:4173',
		sql: on.sql,
		executor: on.executor,
		signIn: on.entrance,
		sessions: on.sessions,
		encryption: new Encryption('a secret of this test, longer than 32 characters')
	});
const headers = new Headers({ 'x-client-address': '198.51.100.7', 'user-agent': 'Test/1' });

/** Goes there and comes back. @returns what the browser then shows of itself */
async function enter(at = organisation, link: PersonId | null = null, session: Headers | null = null) {
	const { address, secret } = await at.begin('/incidents', link);
	const instead = session && (await accounts.sessions.sessionOf(session));
	const came = await at.finish(there.signIn(address), secret, headers, instead);
	const cookies = cookiesOf(came.headers);
	const asking = await accounts.sessions.sessionOf(cookies);
	if (!asking) throw new Error('there is no session');
	return { ...asking, cookies, next: came.next };
}
const grantsOf = (person: PersonId) => accounts.logs.installation.people.get(person)?.grants;
const problem = (code: string): unknown => expect.objectContaining({ name: 'OidcError', code });
const accountCount = async (): Promise<number> => (await accounts.sql`select from "user"`).length;

test('administrators see which check kept somebody out, but not that a person stopped', async () => {
	there.dated = (now) => ({ nbf: now + 3_600, exp: now + 7_200 });
	await expect(enter()).rejects.toEqual(problem('untrusted'));
	there.dated = () => ({});
	expect(organisation.lastFailure?.why).toMatch(/^untrusted: nbf is 3\d{3} s later than the clock of this server$/);
	const { why } = organisation.lastFailure ?? { why: '' };
	there.lie = 'code reused';
	await expect(enter()).rejects.toEqual(problem('expired'));
	expect(organisation.lastFailure?.why).toBe(why);
});

describe('a new person', () => {
	test('gets an account with what the claims say, and nothing else', async () => {
		const { person, next } = await enter();
		expect(person).toMatchObject({ name: 'Anna Visser', exerciseOnly: false });
		expect(next).toBe('/incidents');
		expect(accounts.logs.installation.people.get(person.id)).toMatchObject({
			id: person.id,
			grants: everywhere('analyst'),
			exerciseOnly: false,
			suspended: false
		});
		expect(await accounts.sql`select provider_id from account where user_id = ${person.id}`).toEqual([]);
		expect((await enter()).person.id).toBe(person.id);
		expect((await accounts.people.list()).find(({ id }) => id === person.id)).toMatchObject({ hasPassword: true });
	});
	test('without a role from a claim gets no account', async () => {
		there.claims['roles'] = ['everybody'];
		const before = await accountCount();
		await expect(enter()).rejects.toEqual(problem('noRole'));
		expect(await accountCount()).toBe(before);
	});
	test('who signs in twice at once gets one account', async () => {
		const before = await accountCount();
		const [one, other] = await Promise.all([enter(), enter()]);
		expect(one.person.id).toBe(other.person.id);
		expect(await accountCount()).toBe(before + 1);
	});
	test('whose admission was interrupted is admitted the next time', async () => {
		const who = { issuer: there.issuer, subject: String(there.claims.sub) };
		const { person } = await organisation.identities.make(who, there.claims);
		expect(grantsOf(person)).toBeUndefined();
		expect((await enter()).person.id).toBe(person);
		expect(grantsOf(person)).toEqual(everywhere('analyst'));
	});
});

test('nobody gets an account of another person by its address, verified or not', async () => {
	const boss = await admit(accounts, String(there.claims['email']), everywhere('administrator'));
	for (const verified of [true, false, undefined]) {
		there.claims['email_verified'] = verified;
		await expect(enter()).rejects.toEqual(problem('addressTaken'));
	}
	expect(await accounts.sessions.list(boss)).toEqual([]);
	expect(await organisation.identities.isLinked(boss)).toBe(false);
});

test('the same subject at another issuer is another person', async () => {
	const { person } = await enter();
	const [elsewhere, mine] = [await hostileProvider(), there];
	there = elsewhere;
	there.claims = { ...mine.claims, email: 'other@example.nl' };
	const other = await enter(signInOf({}));
	expect(other.person.id).not.toBe(person.id);
	there = mine;
	await elsewhere.stop();
});

describe('roles', () => {
	test('follow the claims at each sign-in, decided by the system', async () => {
		const { person } = await enter();
		there.claims['roles'] = ['woordvoering', 'beheer'];
		await enter();
		expect(
			grantsOf(person.id)
				?.map(({ role }) => role)
				.sort()
		).toEqual(['administrator', 'coordinator', 'spokesperson']);
		const deciders = await accounts.sql<{ actor: string }[]>`
			select distinct actor from event where type = 'person.grantsSet' and data->>'person' = ${person.id}`;
		expect(deciders.map(({ actor }) => actor)).toEqual([SYSTEM.id]);
		there.claims['roles'] = ['analisten'];
		await enter();
		expect(grantsOf(person.id)).toEqual(everywhere('analyst'));
	});
	test('granted by hand stay, also those in one incident', async () => {
		const { person } = await enter();
		const incident = fresh(IncidentId);
		await accounts.people.grant(person.id, { role: 'coordinator', incident }, system);
		await accounts.people.grant(person.id, { role: 'spokesperson', incident: null }, system);
		there.claims['roles'] = [];
		await enter();
		expect(grantsOf(person.id)).toEqual([
			{ role: 'coordinator', incident },
			{ role: 'spokesperson', incident: null }
		]);
	});
	test('granted by hand are removed when the settings say so', async () => {
		const { person } = await enter();
		await accounts.people.grant(person.id, { role: 'spokesperson', incident: null }, system);
		await enter(signInOf({ rolesByHand: 'replace' }));
		expect(grantsOf(person.id)).toEqual(everywhere('analyst'));
	});
	test('stay the same when the groups do not fit into the token, and the page says so', async () => {
		const groups = { rolesClaim: 'groups' };
		const overfull = { groups: undefined, _claim_names: { groups: 'src1' }, _claim_sources: { src1: {} } };
		Object.assign(there.claims, { roles: undefined, groups: ['analisten'] });
		const { person, cookies } = await enter(signInOf(groups));
		for (const rolesByHand of ['keep', 'replace'] as const) {
			Object.assign(there.claims, overfull);
			await expect(enter(signInOf({ ...groups, rolesByHand }))).rejects.toEqual(problem('tooManyGroups'));
			expect(grantsOf(person.id)).toEqual(everywhere('analyst'));
		}
		there.refresh = { ...there.claims };
		await signInOf(groups).checkAgain(0);
		expect(grantsOf(person.id)).toEqual(everywhere('analyst'));
		expect(await accounts.sessions.sessionOf(cookies)).not.toBeNull();
		// Somebody new gets no account.
		Object.assign(there.claims, { sub: 'new', email: 'new@example.nl' });
		await expect(enter(signInOf(groups))).rejects.toEqual(problem('tooManyGroups'));
	});
	test('that are all gone keep the person out', async () => {
		const { person } = await enter();
		there.claims['roles'] = undefined;
		await expect(enter()).rejects.toEqual(problem('noRole'));
		expect(grantsOf(person.id)).toEqual([]);
	});
});

test('a suspended person stays out, whatever the claims say', async () => {
	const { person, cookies } = await enter();
	await accounts.people.suspend(person.id, true, system);
	await expect(enter()).rejects.toEqual(problem('suspended'));
	expect(await accounts.sessions.sessionOf(cookies)).toBeNull();
	expect(await accounts.sessions.list(person.id)).toEqual([]);
});

test('the last administrator stays, whatever the claims say', async () => {
	const alone = await freshAccounts();
	const at = signInOf({}, alone);
	const enterThere = async () => {
		const { address, secret } = await at.begin('/', null);
		return at.finish(there.signIn(address), secret, headers, null);
	};
	there.claims['roles'] = ['beheer'];
	await enterThere();
	there.claims['roles'] = ['analisten'];
	await enterThere();
	const only = [...alone.logs.installation.people.values()].at(0);
	expect(only?.grants.map(({ role }) => role).sort()).toEqual(['administrator', 'analyst']);
	await alone.people.add({ name: 'Bram', email: 'bram@example.nl', grants: everywhere('administrator') }, system);
	await enterThere();
	expect([...alone.logs.installation.people.values()].at(0)?.grants).toEqual(everywhere('analyst'));
	await alone.remove();
});

describe('what a browser brings back from the provider', () => {
	test('is worth nothing in another browser, nor without a browser', async () => {
		const [one, other] = [await organisation.begin('/'), await organisation.begin('/')];
		const back = there.signIn(one.address);
		for (const secret of [undefined, '', 'made up'])
			await expect(organisation.finish(back, secret, headers, null)).rejects.toEqual(problem('expired'));
		await expect(organisation.finish(back, other.secret, headers, null)).rejects.toEqual(problem('untrusted'));
		// It was not used up by those who do not have the secret.
		expect(await organisation.finish(back, one.secret, headers, null)).toBeTruthy();
	});
	test('is used once, also with two requests at once, and within ten minutes', async () => {
		const one = await organisation.begin('/');
		const back = there.signIn(one.address);
		const both = await Promise.allSettled([1, 2].map(() => organisation.finish(back, one.secret, headers, null)));
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const late = await organisation.begin('/');
		await accounts.sql`update verification set expires_at = now() - interval '1 second' where identifier like 'oidc:%'`;
		const finish = organisation.finish(there.signIn(late.address), late.secret, headers, null);
		await expect(finish).rejects.toEqual(problem('expired'));
	});
	test('and is invalid makes no session, no account and no role', async () => {
		const { person } = await enter();
		const [before, sessions] = [await accountCount(), await accounts.sql`select from session`];
		there.lie = 'changed after signing';
		await expect(enter()).rejects.toEqual(problem('untrusted'));
		expect(await accountCount()).toBe(before);
		expect((await accounts.sql`select from session`).length).toBe(sessions.length);
		expect(grantsOf(person.id)).toEqual(everywhere('analyst'));
	});
	test('ends the session that the browser had before', async () => {
		const first = await enter();
		const second = await enter(organisation, null, first.cookies);
		const [earlier] = await accounts.sql<{ soon: boolean }[]>`
			select expires_at < now() + interval '1 minute' as soon from session where id = ${first.session.id}`;
		expect(second.session.id).not.toBe(first.session.id);
		expect(earlier?.soon).toBe(true);
	});
});

describe('a second factor that was shown at the provider too long ago', () => {
	const rule = { required: true, minutes: 30 };
	const missing = ({ proof }: { readonly proof: Proof | null }) =>
		proofMissing('fresh', { id: SYSTEM.id, roles: [], proof }, rule, momentOf(Date.now()));
	const seconds = (ago: number): number => Math.floor(Date.now() / 1000) - ago;

	test('is shown there again in a new sign-in of the same person; otherwise the session stays unchanged', async () => {
		const trusting = signInOf({ secondFactor: ['mfa'] });
		Object.assign(there.claims, { amr: ['mfa'], auth_time: seconds(7200) });
		const first = await enter(trusting);
		expect(missing(first.session)).toBe('stale');
		expect([await trusting.canShow(first.person.id), await organisation.canShow(first.person.id)]).toEqual([
			true,
			false
		]);
		const { address } = await trusting.begin('/', first.person.id);
		expect(new URL(address).searchParams.get('prompt')).toBe('login');

		await expect(enter(trusting, first.person.id, first.cookies)).rejects.toEqual(problem('untrusted'));
		const mine = there.claims;
		there.claims = { ...mine, sub: 'a colleague', auth_time: seconds(0) };
		await expect(enter(trusting, first.person.id, first.cookies)).rejects.toEqual(problem('linkedElsewhere'));
		there.claims = { ...mine, auth_time: seconds(0), amr: ['pwd'] };
		const weak = await enter(trusting, first.person.id, first.cookies);
		expect(missing(weak.session)).toBe('missing');

		there.claims = { ...mine, auth_time: seconds(0) };
		const again = await enter(trusting, first.person.id, weak.cookies);
		expect(again.person.id).toBe(first.person.id);
		expect(missing(again.session)).toBeNull();
	});
	test('cannot be shown there by a person without an account there', async () => {
		const person = await admit(accounts, `own${String(count)}@example.nl`);
		expect(await signInOf({ secondFactor: ['mfa'] }).canShow(person)).toBe(false);
	});
});

describe('a local account', () => {
	test('is linked by a person who is signed in to it and signs in at the provider again', async () => {
		const person = await admit(accounts, String(there.claims['email']));
		const session = await entered(accounts, String(there.claims['email']));
		there.claims['auth_time'] = Math.floor(Date.now() / 1000);
		const linked = await enter(organisation, person, session);
		expect(linked.person.id).toBe(person);
		const noted = await accounts.sql<{ kind: string }[]>`
			select data->>'kind' as kind from event where type = 'security.recorded'
			and data->>'person' = ${person} and data->>'factor' = 'oidc' order by seq`;
		expect(noted.map(({ kind }) => kind)).toEqual(['factor.added', 'session.began']);
		expect((await enter()).person.id).toBe(person);
	});
	test('is not linked in the browser of somebody else, to two people at the provider, or twice', async () => {
		there.claims['auth_time'] = Math.floor(Date.now() / 1000);
		const email = `own${String(count)}@example.nl`;
		const person = await admit(accounts, email);
		await expect(enter(organisation, person, null)).rejects.toEqual(problem('expired'));
		const other = await enter();
		await expect(enter(organisation, person, other.cookies)).rejects.toEqual(problem('expired'));
		const session = await entered(accounts, email);
		await expect(enter(organisation, person, session)).rejects.toEqual(problem('linkedElsewhere'));
		expect(await organisation.identities.isLinked(person)).toBe(false);
	});
	test('is not linked by a session at the provider that was open already', async () => {
		const email = `own${String(count)}@example.nl`;
		const person = await admit(accounts, email);
		there.claims['auth_time'] = Math.floor(Date.now() / 1000) - 7200;
		const session = await entered(accounts, email);
		await expect(enter(organisation, person, session)).rejects.toEqual(problem('untrusted'));
		expect(await organisation.identities.isLinked(person)).toBe(false);
	});
});

describe('a session', () => {
	test('says how and when the person signed in there; its tokens are encrypted', async () => {
		Object.assign(there.claims, { amr: ['pwd', 'otp'], acr: 'loa2', auth_time: 1_700_000_000 });
		const { session } = await enter();
		const [row] = await accounts.sql`select * from oidc_session where session_id = ${session.id}`;
		expect(row).toMatchObject({ amr: ['pwd', 'otp'], acr: 'loa2', auth_time: new Date(1_700_000_000_000) });
		expect(JSON.stringify(row)).not.toMatch(/eyJ|first/);
	});
	test('ends here first and then at the provider, with the token that it began with', async () => {
		const { session, cookies, person } = await enter();
		let isEnded = false;
		const away = await organisation.leave(session.id, async () => {
			await accounts.sessions.end(person.id, session.id);
			isEnded = true;
		});
		const { origin, pathname, searchParams } = new URL(away ?? '');
		expect([origin + pathname, isEnded]).toEqual([`${there.issuer}/leave`, true]);
		expect(searchParams.get('id_token_hint')).toMatch(/^eyJ/);
		expect(searchParams.get('post_logout_redirect_uri')).toBe('http://127.0.0.1:4173/sign-in');
		expect(await accounts.sessions.sessionOf(cookies)).toBeNull();
	});
	test('ends here also when the provider is down', async () => {
		const { session, person } = await enter();
		there.lie = 'discovery: 500';
		let isEnded = false;
		const end = async () => {
			await accounts.sessions.end(person.id, session.id);
			isEnded = true;
		};
		expect(await signInOf({}).leave(session.id, end)).toBeNull();
		expect(isEnded).toBe(true);
	});
	test('ends within two seconds when it ended there, in every process; others stay', async () => {
		const other = await accountsOn(accounts.url);
		const ended: string[] = [];
		listeners.push(other.sessions.onEnded(({ session }) => ended.push(session)));
		const one = await enter();
		there.claims['sid'] = 'another device';
		const two = await enter();
		const token = (more: object) =>
			there.sign(
				{
					events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
					sub: String(there.claims.sub),
					jti: crypto.randomUUID(),
					...more
				},
				{ typ: 'logout+jwt' }
			);
		await expect(organisation.ended(await token({ aud: 'somebody' }))).rejects.toEqual(problem('untrusted'));
		expect(await organisation.ended(await token({ sub: 'somebody else' }))).toBe(0);
		expect(await organisation.ended(await token({ sid: 'another device' }))).toBe(1);
		await expect.poll(() => ended, { timeout: 2_000 }).toEqual([two.session.id]);
		expect(await accounts.sessions.sessionOf(two.cookies)).toBeNull();
		expect(await accounts.sessions.sessionOf(one.cookies)).not.toBeNull();
		expect(await organisation.ended(await token({}))).toBe(1);
		expect(await accounts.sessions.sessionOf(one.cookies)).toBeNull();
		await other.stop();
	});
	test('a message that a session ended counts once, in every process; one that failed may be sent again', async () => {
		const sub = String(there.claims.sub);
		const token = await there.sign(
			{ events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, sub, jti: crypto.randomUUID() },
			{ typ: 'logout+jwt' }
		);
		await enter();
		const failing = signInOf({});
		const end = vi.spyOn(failing.options.sessions, 'end').mockRejectedValueOnce(new Error('no database'));
		await expect(failing.ended(token)).rejects.toThrow('no database');
		end.mockRestore();
		expect(await organisation.ended(token)).toBeGreaterThan(0);
		const { cookies } = await enter();
		for (const process of [organisation, signInOf({})])
			await expect(process.ended(token)).rejects.toEqual(problem('untrusted'));
		expect(await accounts.sessions.sessionOf(cookies)).not.toBeNull();
	});
});

describe('while a person is signed in', () => {
	test('roles follow the claims, and each session is checked by one process', async () => {
		const { person, cookies, session } = await enter();
		there.refresh = { roles: ['woordvoering'] };
		// More than one batch; the sessions of other tests were checked less than a minute ago.
		for (let more = 0; more < 70; more++) await enter();
		await accounts.sql`
			update oidc_session set checked_at = now() - interval '1 hour' where subject = ${String(there.claims.sub)}`;
		// Expired sessions were checked longest ago, and must not take a slot in the batch.
		const { count: expired } = await accounts.sql`
			update session set expires_at = now() where id in (
				select session_id from oidc_session where subject = ${String(there.claims.sub)} and session_id <> ${session.id}
				limit 25)`;
		await accounts.sql`
			update oidc_session o set checked_at = now() - interval '2 hours'
			from session s where s.id = o.session_id and s.expires_at <= now()`;
		there.refreshes = 0;
		await Promise.all([organisation.checkAgain(), signInOf({}).checkAgain()]);
		expect([expired, there.refreshes]).toEqual([25, 46]);
		expect(grantsOf(person.id)).toEqual(everywhere('spokesperson'));
		expect(await accounts.sessions.sessionOf(cookies)).toMatchObject({ session: { id: session.id }, renew: true });
	});
	test('a person who may no longer sign in there is signed out, but not when the provider is down', async () => {
		const { cookies } = await enter();
		there.lie = 'token: 500';
		await organisation.checkAgain(0);
		expect(await accounts.sessions.sessionOf(cookies)).not.toBeNull();
		there.lie = 'none';
		there.refresh = null;
		await organisation.checkAgain(0);
		expect(await accounts.sessions.sessionOf(cookies)).toBeNull();
	});
	test('an answer about somebody else ends the session', async () => {
		const { cookies, person } = await enter();
		there.refresh = { sub: 'somebody else', roles: ['beheer'] };
		await organisation.checkAgain(0);
		expect(await accounts.sessions.sessionOf(cookies)).toBeNull();
		expect(grantsOf(person.id)).toEqual(everywhere('analyst'));
	});
	test('nobody is checked again within the interval', async () => {
		const { cookies } = await enter();
		await organisation.checkAgain();
		expect(await accounts.sessions.sessionOf(cookies)).not.toBeNull();
	});
});

describe('with local sign-in off', () => {
	const off = () =>
		new SignIn(accounts.auth, accounts.sessions, accounts.people, accounts.attempts, 'glass@example.nl');
	test('one administrator can still sign in with a password, and nobody else', async () => {
		const glass = await admit(accounts, 'glass@example.nl', everywhere('administrator'));
		await admit(accounts, `local${String(count)}@example.nl`, everywhere('administrator'));
		const only = { ...accounts, entrance: off() };
		expect(await signIn(only, 'Glass@example.nl ')).toMatchObject({ outcome: 'in', person: glass });
		expect(await signIn(only, 'glass@example.nl', 'a wrong password')).toEqual({ outcome: 'wrong' });
		const refused = await signIn(only, `local${String(count)}@example.nl`);
		expect(refused).toEqual({ outcome: 'wrong' });
		expect(await signIn(accounts, `local${String(count)}@example.nl`)).toMatchObject({ outcome: 'in' });
		expect(() => only.entrance.assertPasswords('local@example.nl')).toThrow('password.off');
		expect(() => only.entrance.assertPasswords('glass@example.nl')).not.toThrow();
		await accounts.people.revoke(glass, { role: 'administrator', incident: null }, by(accounts, glass));
		expect(await signIn(only, 'glass@example.nl')).toEqual({ outcome: 'wrong' });
	});
});
