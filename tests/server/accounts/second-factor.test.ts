import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, INSTALLATION, PreparedTextId, type PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Proof } from '$lib/domain/core/role';
import { grantRole } from '$lib/domain/installation/people';
import { approvePrepared } from '$lib/domain/prepared/prepared-text';
import { afterSignIn } from '$lib/server/people/accounts/after-sign-in';
import type { FactorRequest } from '$lib/server/people/accounts/second-factors';
import { newRecoveryCodes, recoveryHash } from '$lib/server/people/auth/codes';
import { allowsPasskeys } from '$lib/server/people/auth/passkeys';
import { DecryptionError, Encryption } from '$lib/server/platform/operations/encryption';
import {
	admit,
	cookiesOf,
	entered,
	everywhere,
	freshAccounts,
	signIn,
	system,
	type TestAccounts
} from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
beforeAll(async () => {
	accounts = await freshAccounts({ rule: { required: true, minutes: 30 } });
});
afterAll(() => accounts.remove());

const ADDRESS = '198.51.100.7';
/** The person and session that these cookies name, also while a second factor is awaited. */
async function asking(at: TestAccounts, headers: Headers): Promise<FactorRequest> {
	const found = (await at.sessions.sessionOf(headers)) ?? (await at.sessions.awaitingOf(headers));
	if (!found) throw new Error('no session');
	return { person: found.person.id, session: found.session.id, headers, address: ADDRESS };
}
const cookieOf = async (token: string | null): Promise<Headers> =>
	cookiesOf(await accounts.entrance.cookieOf(token ?? '', new Headers()));
const proofOf = async (headers: Headers): Promise<Proof | null> =>
	(await accounts.sessions.sessionOf(headers))?.session.proof ?? null;

/** An authenticator app: it shows the code of now, or of so many steps further. */
async function appOf(person: PersonId): Promise<(steps?: number) => Promise<string>> {
	const [row] = await accounts.sql<{ sealed: string }[]>`select sealed from totp where person_id = ${person}`;
	const secret = accounts.factors.encryption.open(row?.sealed ?? '', `totp/${person}`);
	return (steps = 0) => createOTP(secret).hotp(Math.floor(Date.now() / 30_000) + steps);
}

/** A person with an app that was set up, in a session that showed it. */
async function withApp(email: string, ...roles: Parameters<typeof everywhere>) {
	const person = await admit(accounts, email, everywhere(...roles));
	const before = await entered(accounts, email);
	const asker = await asking(accounts, before);
	const { address } = await accounts.factors.begin(asker, null);
	const app = await appOf(person);
	const { token, codes } = await accounts.factors.confirm(asker, await app());
	// As if some time had passed: the code of now was not used yet.
	await accounts.sql`update totp set last_step = 0 where person_id = ${person}`;
	return { person, before, address, app, headers: await cookieOf(token), codes: codes ?? [] };
}

test('an app counts after its first code: the session gets a new token, the other sessions end, and ten recovery codes are shown once', async () => {
	const person = await admit(accounts, 'eerst@waterveen.nl', everywhere('spokesperson'));
	const [one, other] = [await entered(accounts, 'eerst@waterveen.nl'), await entered(accounts, 'eerst@waterveen.nl')];
	const asker = await asking(accounts, one);
	const { address } = await accounts.factors.begin(asker, null);
	expect(address).toMatch(/^otpauth:\/\/totp\/Voelspriet:eerst%40waterveen\.nl\?secret=[A-Z2-7]{39}&issuer=Voelspriet/);
	// Not confirmed, it counts for nothing and locks nobody out.
	expect(await accounts.factors.has(person)).toBe(false);
	expect(await accounts.sessions.sessionOf(one)).not.toBeNull();
	await expect(accounts.factors.confirm(asker, '000000')).rejects.toMatchObject({ code: 'factor.wrong' });
	expect(await accounts.factors.pendingEnrolment(person)).toEqual({ address });
	const { token, codes } = await accounts.factors.confirm(asker, await (await appOf(person))());
	expect(codes).toHaveLength(10);
	expect(new Set(codes).size).toBe(10);
	expect(await proofOf(await cookieOf(token))).toMatchObject({ by: 'totp' });
	expect(await accounts.sessions.sessionOf(one)).toBeNull();
	expect(await accounts.sessions.sessionOf(other)).toBeNull();
	const stored = JSON.stringify(await accounts.sql`select t.*, r.* from totp t join recovery_code r using (person_id)`);
	expect(codes?.filter((code) => stored.includes(code))).toEqual([]);
	expect(stored).not.toContain(new URL(address).searchParams.get('secret'));
});

test('however a session of this person is made, it opens nothing before the second factor is shown', async () => {
	const { person, app } = await withApp('wegen@waterveen.nl', 'analyst');
	const ways: Record<string, () => Promise<Headers>> = {
		password: () => entered(accounts, 'wegen@waterveen.nl'),
		'a link to choose a password': async () => {
			const chosen = await accounts.people.choosePassword(
				await accounts.people.makeLink(person, 60_000),
				'vier losse tegels zingen',
				null
			);
			return cookiesOf(await accounts.entrance.startSession(chosen.id, new Headers()));
		},
		'vouched for by the program (set-up, step into)': async () =>
			cookiesOf(await accounts.entrance.startSession(person, new Headers())),
		'made by better-auth itself': async () => {
			const context = await accounts.auth.$context;
			const made = await context.internalAdapter.createSession(person, false, {
				strength: 'totp',
				strongAt: new Date()
			});
			return cookieOf(made.token);
		}
	};
	for (const [way, enter] of Object.entries(ways)) {
		const headers = await enter();
		expect(await accounts.sessions.sessionOf(headers), way).toBeNull();
		expect((await accounts.sessions.awaitingOf(headers))?.person.id, way).toBe(person);
	}
	const headers = await entered(accounts, 'wegen@waterveen.nl');
	const shown = await cookieOf(await accounts.factors.show(await asking(accounts, headers), await app()));
	expect((await accounts.sessions.sessionOf(shown))?.person.id).toBe(person);
	// Who knew the token of before is not raised with it.
	expect(await accounts.sessions.sessionOf(headers)).toBeNull();
	expect(await accounts.sessions.awaitingOf(headers)).toBeNull();
});

test('a code counts once, even when sent twice at the same time; an earlier code or one from a minute ago does not count', async () => {
	const { person, app } = await withApp('eens@waterveen.nl', 'analyst');
	const askers = await Promise.all(
		[0, 1].map(async () => asking(accounts, await entered(accounts, 'eens@waterveen.nl')))
	);
	const code = await app();
	const results = await Promise.allSettled(askers.map((asker) => accounts.factors.show(asker, code)));
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const again = await asking(accounts, await entered(accounts, 'eens@waterveen.nl'));
	for (const wrong of [code, await app(-1), await app(-2), await app(3), '', 'abc', `${code}0`]) {
		await accounts.attempts.knewFactor(person, ADDRESS);
		await expect(accounts.factors.show(again, wrong), wrong).rejects.toMatchObject({ code: 'factor.wrong' });
	}
	expect(await accounts.factors.show(again, (await app(1)).replace(/(...)/, '$1 '))).not.toBeNull();
});

test('guessing is slowed for the account, wherever it comes from, and even the right code is not checked meanwhile', async () => {
	const { person, app } = await withApp('raden@waterveen.nl', 'analyst');
	const asker = await asking(accounts, await entered(accounts, 'raden@waterveen.nl'));
	const codes: string[] = [];
	for (let nth = 0; nth < 14; nth += 1)
		await accounts.factors
			.show({ ...asker, address: `198.51.100.${nth}` }, '000000')
			.catch((error: unknown) => codes.push((error as { code: string }).code));
	expect(codes.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 'factor.wrong'));
	expect(codes.at(-1)).toBe('tooMany');
	await expect(accounts.factors.show(asker, await app())).rejects.toMatchObject({ code: 'tooMany' });
	await accounts.attempts.knewFactor(person, ADDRESS);
	expect(await accounts.factors.show(asker, await app())).not.toBeNull();
});

test('a recovery code works once, in any spelling, is counted, and belongs to one person', async () => {
	const { person, codes } = await withApp('herstel@waterveen.nl', 'analyst');
	const other = await withApp('ander@waterveen.nl', 'analyst');
	const first = await asking(accounts, await entered(accounts, 'herstel@waterveen.nl'));
	await expect(accounts.factors.show(first, other.codes[0] ?? '')).rejects.toMatchObject({ code: 'factor.wrong' });
	const typed = (codes[0] ?? '').toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
	const shown = await cookieOf(await accounts.factors.show(first, typed));
	expect(await proofOf(shown)).toMatchObject({ by: 'recovery' });
	expect((await accounts.factors.of(person)).recovery).toEqual({ left: 9, made: 10 });
	const second = await asking(accounts, await entered(accounts, 'herstel@waterveen.nl'));
	await expect(accounts.factors.show(second, codes[0] ?? '')).rejects.toMatchObject({ code: 'factor.wrong' });
	// New ones replace them all, and only who just showed a factor makes them.
	await expect(accounts.factors.newCodes(first, null)).rejects.toMatchObject({ code: 'factor.missing' });
	await accounts.factors.newCodes(first, await proofOf(shown));
	await expect(accounts.factors.show(second, codes[1] ?? '')).rejects.toMatchObject({ code: 'factor.wrong' });
});

test('a recovery code has more than 112 bits, in groups that can be typed; shorter codes from earlier versions stay valid', async () => {
	const codes = Array.from({ length: 20 }, newRecoveryCodes).flat();
	expect(new Set(codes).size).toBe(200);
	for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
	const letters = new Set(codes.join('').replaceAll('-', ''));
	expect(28 * Math.log2(letters.size)).toBeGreaterThan(112);
	const { person } = await withApp('eerder@waterveen.nl', 'analyst');
	await accounts.sql`
		insert into recovery_code (hash, person_id) values (${recoveryHash(person, 'ABCD-EFGH-JKMN-PQRS')}, ${person})`;
	const asker = await asking(accounts, await entered(accounts, 'eerder@waterveen.nl'));
	const shown = await cookieOf(await accounts.factors.show(asker, 'abcd efgh jkmn pqrs'));
	expect(await proofOf(shown)).toMatchObject({ by: 'recovery' });
});

test('execute refuses an approval without a second factor or with a stale one; a missing role is refused first', async () => {
	const { person, headers } = await withApp('akkoord@waterveen.nl', 'spokesperson');
	const partner = await admit(accounts, 'partner@waterveen.nl', everywhere('partner'));
	const send = async (by: PersonId, proof: Proof | null): Promise<string> => {
		const input = { prepared: PreparedTextId.parse(newId()), channel: 'website', checksum: 'a'.repeat(64) } as const;
		const command = { id: CommandId.parse(newId()), type: approvePrepared.type, input };
		return accounts.executor
			.execute(INSTALLATION, command, accounts.executor.actorFor(by, INSTALLATION, proof), null)
			.then(() => 'done')
			.catch((error: unknown) => (error as { code: string }).code);
	};
	expect(await send(partner, null)).toBe('role.missing');
	expect(await send(person, null)).toBe('factor.missing');
	expect(await send(person, await proofOf(headers))).toBe('prepared.absent');
	await accounts.sql`update session set strong_at = now() - interval '31 minutes' where user_id = ${person}`;
	expect(await send(person, await proofOf(headers))).toBe('factor.stale');
});

test('an administrator without a second factor cannot change roles or reset anyone; with a stale one they can administer, and reset after showing it again', async () => {
	const subject = await admit(accounts, 'collega@waterveen.nl');
	const weak = await admit(accounts, 'zwak@waterveen.nl', everywhere('administrator'));
	const without = { actor: accounts.executor.actorFor(weak, INSTALLATION), origin: null };
	const grant = { role: 'coordinator', incident: null } as const;
	for (const work of [
		() => accounts.people.grant(subject, grant, without),
		() => accounts.people.resetPassword(subject, without),
		() => accounts.people.endSessions(subject, without),
		() => accounts.factors.reset(subject, without),
		() =>
			accounts.executor.execute(
				INSTALLATION,
				{ id: CommandId.parse(newId()), ...grantRole({ person: weak, ...grant }) },
				without.actor,
				null
			)
	])
		await expect(work()).rejects.toMatchObject({ code: 'factor.missing' });
	const { person, headers } = await withApp('beheer@waterveen.nl', 'administrator');
	await accounts.sql`update session set strong_at = now() - interval '2 hours' where user_id = ${person}`;
	const old = { actor: accounts.executor.actorFor(person, INSTALLATION, await proofOf(headers)), origin: null };
	await accounts.people.grant(subject, grant, old);
	await expect(accounts.people.resetPassword(subject, old)).rejects.toMatchObject({ code: 'factor.stale' });
	await expect(accounts.factors.reset(subject, old)).rejects.toMatchObject({ code: 'factor.stale' });
	expect((await signIn(accounts, 'collega@waterveen.nl')).outcome).toBe('in');
});

test('someone who lost all factors can sign in again after an administrator removes them, and is led to set up a new one', async () => {
	const { person, headers } = await withApp('kwijt@waterveen.nl', 'spokesperson');
	const services = { factors: accounts.factors, executor: accounts.executor };
	expect(await afterSignIn(person, '/people', services)).toBe('/sign-in/second?next=%2Fpeople');
	await accounts.factors.reset(person, system);
	expect(await accounts.sessions.sessionOf(headers)).toBeNull();
	expect(await accounts.sql`select from recovery_code where person_id = ${person}`).toHaveLength(0);
	expect(await accounts.sessions.sessionOf(await entered(accounts, 'kwijt@waterveen.nl'))).not.toBeNull();
	expect(await afterSignIn(person, '/people', services)).toBe('/account/second-factor?next=%2Fpeople');
	const partner = await admit(accounts, 'lezer@waterveen.nl', everywhere('partner'));
	expect(await afterSignIn(partner, '/r/x', services)).toBe('/r/x');
});

test('someone who removes their last factor keeps the session, no stronger than its password; nothing is removed without showing the factor', async () => {
	const { person, headers } = await withApp('weg@waterveen.nl', 'spokesperson');
	const asker = await asking(accounts, headers);
	const proof = await proofOf(headers);
	await expect(accounts.factors.removeApp(asker, null)).rejects.toMatchObject({ code: 'factor.missing' });
	await expect(accounts.factors.begin(asker, proof)).rejects.toMatchObject({ code: 'factor.already' });
	const after = await cookieOf(await accounts.factors.removeApp(asker, proof));
	expect((await accounts.sessions.sessionOf(after))?.person.id).toBe(person);
	expect(await proofOf(after)).toBeNull();
	expect((await accounts.factors.of(person)).recovery.made).toBe(0);
});

test('after the secret changes the app still works; without the earlier secret it cannot be decrypted', async () => {
	const { person } = await withApp('rotatie@waterveen.nl', 'analyst');
	const [row] = await accounts.sql<{ sealed: string }[]>`select sealed from totp where person_id = ${person}`;
	const now = new Encryption('another secret, also longer than 32 characters', [
		'a secret of this test, longer than 32 characters'
	]);
	expect(now.open(row?.sealed ?? '', `totp/${person}`)).toHaveLength(24);
	const alone = new Encryption('another secret, also longer than 32 characters');
	expect(() => alone.open(row?.sealed ?? '', `totp/${person}`)).toThrow(DecryptionError);
});

test('passkeys need a domain name and https, or localhost', () => {
	expect(allowsPasskeys('https://voelspriet.example.nl')).toBe(true);
	expect(allowsPasskeys('http://localhost:3000')).toBe(true);
	for (const origin of [
		'http://127.0.0.1:3000',
		'https://10.0.0.4',
		'https://[::1]:3000',
		'http://voelspriet.example.nl'
	])
		expect(allowsPasskeys(origin), origin).toBe(false);
});

test('a forged passkey response signs nobody in', async () => {
	const local = await freshAccounts({ origin: 'http://localhost:4173' });
	const { options, headers } = await local.factors.askPasskey(new Headers());
	expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
	const from = { headers: cookiesOf(headers), address: ADDRESS };
	const made = { id: 'x', rawId: 'x', response: {}, type: 'public-key' };
	for (const answer of [null, 'x', {}, { id: 1 }, made])
		await expect(local.factors.showPasskey(answer, from, null)).rejects.toMatchObject({ code: 'factor.passkey' });
	await local.remove();
});
