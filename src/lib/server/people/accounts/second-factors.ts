import { isAPIError } from 'better-auth/api';
import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import { INSTALLATION, momentOf, PersonId } from '$lib/domain/core/ids';
import { assertProof } from '$lib/domain/core/policy';
import type { Proof } from '$lib/domain/core/role';
import type { Executor } from '$lib/server/log/execute/execute';
import { AccountError } from '../auth/account-error';
import type { Attempts } from '../auth/attempts';
import type { Auth } from '../auth/auth';
import { addressOf, digitsIn, newRecoveryCodes, newSecret, recoveryHash, stepOf } from '../auth/codes';
import { allowsPasskeys } from '../auth/passkeys';
import type { Sessions } from '../auth/sessions';
import type { Encryption } from '$lib/server/platform/operations/encryption';
import { CHOOSE_WITHIN, type By } from './people';
import type { SecurityLog } from './security-log';

interface Passkey {
	readonly id: string;
	readonly name: string | null;
	readonly added: Date;
	readonly lastUsed: Date | null;
}
/** The second factors of one person. */
interface OwnFactors {
	/** Null without an authenticator app that showed a first code. */
	readonly totp: { readonly added: Date; readonly lastUsed: Date | null } | null;
	/** The oldest first. */
	readonly passkeys: readonly Passkey[];
	/** Unused recovery codes, and how many were made. */
	readonly recovery: { readonly left: number; readonly made: number };
}

/** Who sends the request, in which session, and from where. */
export interface FactorRequest {
	readonly person: PersonId;
	readonly session: string;
	readonly headers: Headers;
	readonly address: string;
}

/** What an authenticator app is set up with. */
export interface Enrolment {
	/** For the picture: `otpauth://…`, with the secret. */
	readonly address: string;
}

/**
 * The second factors of people: an authenticator app, passkeys, and recovery codes for people who lost both. Whether
 * one is needed is not decided here but in `execute` (domain/core/policy.ts); a session of a person who has one gives
 * no access until it was shown (auth/sessions.ts).
 *
 * Passkeys are stored by better-auth. Its plug-in for authenticator apps is not used: it accepts a code twice, does not
 * limit attempts in a session, and its secrets are lost with a new SECRET.
 */
export class SecondFactors {
	/** Whether passkeys work at our address. */
	readonly hasPasskeys: boolean;

	constructor(
		readonly sql: Sql,
		readonly auth: Auth,
		readonly executor: Executor,
		readonly sessions: Sessions,
		readonly attempts: Attempts,
		readonly security: SecurityLog,
		readonly encryption: Encryption,
		origin: string,
		/** Whether people sign in at their organisation: a passkey then strengthens a session, and starts none. */
		readonly isLocalOff = false
	) {
		this.hasPasskeys = allowsPasskeys(origin);
	}

	async of(person: PersonId): Promise<OwnFactors> {
		const [[app], passkeys, [codes]] = await Promise.all([
			this.sql<{ added: Date; lastUsed: Date | null }[]>`
				select confirmed_at as added, last_used as "lastUsed" from totp
				where person_id = ${person} and confirmed_at is not null`,
			this.sql<Passkey[]>`
				select id, name, created_at as added, last_used as "lastUsed" from passkey
				where user_id = ${person} order by created_at, id`,
			this.sql<{ left: number; made: number }[]>`
				select (count(*) filter (where used_at is null))::int as left, count(*)::int as made
				from recovery_code where person_id = ${person}`
		]);
		return { totp: app ?? null, passkeys, recovery: codes ?? { left: 0, made: 0 } };
	}

	async has(person: PersonId): Promise<boolean> {
		const { totp, passkeys } = await this.of(person);
		return totp !== null || passkeys.length > 0;
	}

	/**
	 * Makes the secret of an authenticator app; it counts once a first code was shown. @throws AccountError, Refusal
	 */
	async begin({ person }: FactorRequest, proof: Proof | null): Promise<Enrolment> {
		const own = await this.of(person);
		if (own.totp) throw new AccountError('factor.already');
		// A person with a passkey shows it first: otherwise anybody at a session left open could add a factor of their own.
		if (own.passkeys.length > 0) this.#assertFresh(person, proof);
		const secret = newSecret();
		await this.sql`
			insert into totp (person_id, sealed) values (${person}, ${this.#seal(person, secret)})
			on conflict (person_id) do update set sealed = excluded.sealed, added_at = now(), last_step = 0
			where totp.confirmed_at is null`;
		return this.#enrolment(person, secret);
	}

	/** What the authenticator app of {@link begin} is set up with; null when there is none to confirm. */
	async pendingEnrolment(person: PersonId): Promise<Enrolment | null> {
		const [row] = await this.sql<{ sealed: string }[]>`
			select sealed from totp where person_id = ${person} and confirmed_at is null and added_at > now() - interval '1 hour'`;
		return row ? this.#enrolment(person, this.encryption.open(row.sealed, useOf(person))) : null;
	}

	/**
	 * Takes the first code of an authenticator app: from now on it counts. The other sessions of the person end.
	 * @returns the new token of this session, and recovery codes when the person has none yet
	 * @throws AccountError
	 */
	async confirm(request: FactorRequest, code: string): Promise<{ token: string | null; codes: string[] | null }> {
		const { person } = request;
		await this.#countAttempt(request);
		if (!(await this.#useCode(person, code, false))) throw new AccountError('factor.wrong');
		await this.sql`update totp set confirmed_at = now() where person_id = ${person} and confirmed_at is null`;
		return this.#added(request, 'totp');
	}

	/**
	 * Takes a code of the authenticator app, or a recovery code, and strengthens the session with it.
	 * @returns the new token of the session; null when it has ended
	 * @throws AccountError
	 */
	async show(request: FactorRequest, typed: string): Promise<string | null> {
		const { person } = request;
		await this.#countAttempt(request);
		const code = digitsIn(typed);
		const by = code === null ? 'recovery' : 'totp';
		const isRight = code === null ? await this.#useRecovery(person, typed) : await this.#useCode(person, code, true);
		if (!isRight) throw new AccountError('factor.wrong');
		await this.attempts.knewFactor(person, request.address);
		if (by === 'recovery') await this.#record('factor.recoveryUsed', request, by);
		return this.#strengthen(request, by);
	}

	/**
	 * Whether this code of an app, or recovery code, is right now for the account with this address, and nobody with the
	 * password guesses at its codes. Uses nothing up, and does the same work for an address without an account.
	 */
	async isRight(email: string, typed: string): Promise<boolean> {
		const [row] = await this.sql<{ person: string; sealed: string | null; lastStep: number | null }[]>`
			select u.id as person, t.sealed, t.last_step::int as "lastStep" from "user" u
			left join totp t on t.person_id = u.id and t.confirmed_at is not null where u.email = ${email.trim().toLowerCase()}`;
		const person = PersonId.parse(row?.person ?? INSTALLATION);
		if (await this.attempts.isFactorGuessed(person)) return false;
		const code = digitsIn(typed);
		if (code === null) {
			const found = await this.sql`
				select from recovery_code
				where hash = ${recoveryHash(person, typed)} and person_id = ${person} and used_at is null`;
			return found.length > 0;
		}
		const secret = row?.sealed ? this.encryption.open(row.sealed, useOf(person)) : newSecret();
		const step = await stepOf(secret, code, Date.now());
		return step !== null && typeof row?.lastStep === 'number' && step > row.lastStep;
	}

	/** What a browser needs to make a passkey, and the cookie with the challenge. @throws AccountError, Refusal */
	async newPasskey(
		{ person, headers }: FactorRequest,
		proof: Proof | null
	): Promise<{ options: object; headers: Headers }> {
		this.#assertPasskeys();
		if (await this.has(person)) this.#assertFresh(person, proof);
		const response = await this.auth.api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true });
		return { options: response.response, headers: response.headers };
	}

	/** Stores a passkey; the result is that of {@link confirm}. @throws AccountError, Refusal */
	async addPasskey(
		request: FactorRequest,
		proof: Proof | null,
		answer: unknown,
		name: string
	): Promise<{ token: string | null; codes: string[] | null }> {
		this.#assertPasskeys();
		if (await this.has(request.person)) this.#assertFresh(request.person, proof);
		try {
			await this.auth.api.verifyPasskeyRegistration({
				headers: request.headers,
				body: { response: answer, name: name.trim().slice(0, 60) || undefined }
			});
		} catch (error) {
			if (isAPIError(error)) throw new AccountError('factor.passkey');
			throw error;
		}
		return this.#added(request, 'passkey');
	}

	/** What a browser needs to show a passkey, and the cookie with the challenge. @throws AccountError */
	async askPasskey(headers: Headers): Promise<{ options: object; headers: Headers }> {
		this.#assertPasskeys();
		const response = await this.auth.api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true });
		return { options: { ...response.response, userVerification: 'required' }, headers: response.headers };
	}

	/**
	 * Takes a passkey. In a session it strengthens that one, so that its sockets stay; without one it signs in.
	 * @returns the token of the session; null when it has ended
	 * @throws AccountError
	 */
	async showPasskey(
		answer: unknown,
		{ headers, address }: Pick<FactorRequest, 'headers' | 'address'>,
		request: FactorRequest | null
	): Promise<{ person: PersonId; token: string | null }> {
		this.#assertPasskeys();
		if (!request && this.isLocalOff) throw new AccountError('factor.passkey');
		const made = await this.#byPasskey(answer, headers);
		const session = made && (await this.sessions.idOf(made.token));
		const isAdmitted = made && this.executor.logs.installation.people.get(made.person)?.suspended === false;
		if (!made || !session || !isAdmitted || (request && request.person !== made.person)) {
			if (made && session) await this.sessions.end(made.person, session);
			throw new AccountError('factor.passkey');
		}
		const { person } = made;
		await this.sql`
			update passkey set last_used = now() where user_id = ${person} and credential_id = ${made.credential}`;
		const by = { actor: { id: person }, origin: address, device: headers.get('user-agent') };
		if (request) await this.sessions.end(person, session);
		else await this.security.record({ kind: 'session.began', person, factor: 'passkey' }, by);
		const token = await this.#strengthen(request ?? { person, session, headers, address }, 'passkey');
		return { person, token };
	}

	/** Makes ten new recovery codes; those before no longer count. @throws AccountError, Refusal */
	async newCodes(request: FactorRequest, proof: Proof | null): Promise<string[]> {
		this.#assertFresh(request.person, proof);
		if (!(await this.has(request.person))) throw new AccountError('factor.absent');
		const codes = await this.#makeCodes(request.person);
		await this.#record('factor.added', request, 'recovery');
		return codes;
	}

	/** Removes the authenticator app. The other sessions end. @throws Refusal */
	async removeApp(request: FactorRequest, proof: Proof | null): Promise<string | null> {
		this.#assertFresh(request.person, proof);
		await this.sql`delete from totp where person_id = ${request.person}`;
		return this.#removed(request, 'totp');
	}

	/** Removes one of the person's passkeys; ignores another person's. The other sessions end. @throws Refusal */
	async removePasskey(request: FactorRequest, proof: Proof | null, passkey: string): Promise<string | null> {
		this.#assertFresh(request.person, proof);
		await this.sql`delete from passkey where user_id = ${request.person} and id::text = ${passkey}`;
		return this.#removed(request, 'passkey');
	}

	/**
	 * Removes all second factors of a person who lost them, and ends their sessions. At the next sign-in they set up a
	 * new one. @throws AccountError, Refusal
	 */
	async reset(person: PersonId, by: By): Promise<void> {
		const { actor } = by;
		if (!actor.roles.some((role) => role === 'administrator' || role === 'system'))
			throw new AccountError('role.missing');
		assertProof('fresh', actor, this.executor.proofRule, momentOf(Date.now()));
		if (!this.executor.logs.installation.people.has(person)) throw new AccountError('person.absent');
		// Recorded first: from here on the account shares the eyes of who did it for a while, whatever else of this fails.
		const factor = actor.roles.includes('system') ? 'console' : null;
		const until = momentOf(Date.now() + CHOOSE_WITHIN);
		const opens = { kind: 'factor', delivery: 'shown', mailDomain: null, until } as const;
		await this.security.record({ kind: 'factor.reset', person, factor, opens }, by);
		await this.sql.begin(async (tx) => {
			await tx`delete from totp where person_id = ${person}`;
			await tx`delete from passkey where user_id = ${person}`;
			await tx`delete from recovery_code where person_id = ${person}`;
		});
		await this.sessions.endAll(person);
	}

	async #byPasskey(answer: unknown, headers: Headers) {
		const parsed = PasskeyAnswer.safeParse(answer).data;
		if (!parsed) return null;
		try {
			const response = { ...parsed, clientExtensionResults: {} };
			const made = await this.auth.api.verifyPasskeyAuthentication({ headers, body: { response } });
			return { person: PersonId.parse(made.user.id), token: made.session.token, credential: parsed.id };
		} catch (error) {
			if (isAPIError(error)) return null;
			throw error;
		}
	}

	/** A code counts once: of two requests with the same code the second finds the step taken. */
	async #useCode(person: PersonId, typed: string, isConfirmed: boolean): Promise<boolean> {
		const [row] = await this.sql<{ sealed: string }[]>`
			select sealed from totp where person_id = ${person} and (confirmed_at is not null) = ${isConfirmed}`;
		const code = digitsIn(typed);
		if (!row || code === null) return false;
		const step = await stepOf(this.encryption.open(row.sealed, useOf(person)), code, Date.now());
		if (step === null) return false;
		const used = await this.sql`
			update totp set last_step = ${step}, last_used = now()
			where person_id = ${person} and last_step < ${step} returning 1`;
		return used.length > 0;
	}
	async #useRecovery(person: PersonId, typed: string): Promise<boolean> {
		const used = await this.sql`
			update recovery_code set used_at = now()
			where hash = ${recoveryHash(person, typed)} and person_id = ${person} and used_at is null returning 1`;
		return used.length > 0;
	}
	async #makeCodes(person: PersonId): Promise<string[]> {
		const codes = newRecoveryCodes();
		const rows = codes.map((code) => ({ hash: recoveryHash(person, code), person_id: person }));
		await this.sql.begin(async (tx) => {
			await tx`delete from recovery_code where person_id = ${person}`;
			await tx`insert into recovery_code ${tx(rows)}`;
		});
		return codes;
	}

	async #added(request: FactorRequest, factor: 'totp' | 'passkey') {
		const { recovery } = await this.of(request.person);
		const codes = recovery.made === 0 ? await this.#makeCodes(request.person) : null;
		await this.#record('factor.added', request, factor);
		await this.sessions.endAll(request.person, request.session);
		return { token: await this.#strengthen(request, factor), codes };
	}
	async #removed(request: FactorRequest, factor: 'totp' | 'passkey'): Promise<string | null> {
		if (!(await this.has(request.person)))
			await this.sql`delete from recovery_code where person_id = ${request.person}`;
		await this.#record('factor.removed', request, factor);
		await this.sessions.endAll(request.person, request.session);
		return this.sessions.replaceToken(request.session);
	}
	/** Shown on the audit page and to the person. */
	#record(
		kind: 'factor.added' | 'factor.removed' | 'factor.recoveryUsed',
		{ person, address, headers }: FactorRequest,
		factor: Proof['by']
	): Promise<void> {
		const by = { actor: { id: person }, origin: address, device: headers.get('user-agent') };
		return this.security.record({ kind, person, factor }, by);
	}

	#strengthen({ session }: FactorRequest, by: Proof['by']): Promise<string | null> {
		return this.sessions.strengthen(session, { by, at: momentOf(Date.now()) });
	}

	/** A code has a million values: attempts are counted before the code is checked. @throws AccountError */
	async #countAttempt({ person, address, headers }: FactorRequest): Promise<void> {
		const wait = await this.attempts.takeFactor(person, address);
		if (wait > 0) this.security.slowed(person, { origin: address, device: headers.get('user-agent') });
		if (wait > 0) throw new AccountError('tooMany', Math.ceil(wait / 1000));
	}
	#assertPasskeys(): void {
		if (!this.hasPasskeys) throw new AccountError('factor.passkey');
	}
	/** A person with a factor shows it before any change, whatever the installation requires. @throws Refusal */
	#assertFresh(person: PersonId, proof: Proof | null): void {
		const { minutes } = this.executor.proofRule;
		assertProof('fresh', { id: person, roles: [], proof }, { required: true, minutes }, momentOf(Date.now()));
	}

	#seal(person: PersonId, secret: string): string {
		return this.encryption.seal(secret, useOf(person));
	}
	async #enrolment(person: PersonId, secret: string): Promise<Enrolment> {
		const [row] = await this.sql<{ email: string }[]>`select email from "user" where id = ${person}`;
		return { address: addressOf(secret, row?.email ?? '') };
	}
}

/** The parts of a browser's answer that say something (WebAuthn Level 3, §5.1.4); better-auth checks what they say. */
const PasskeyAnswer = z.object({
	id: z.string().max(1400),
	rawId: z.string().max(1400),
	response: z.object({
		clientDataJSON: z.string(),
		authenticatorData: z.string(),
		signature: z.string()
	}),
	type: z.literal('public-key')
});

const useOf = (person: PersonId): string => `totp/${person}`;
