import { millisecondsInMinute } from 'date-fns/constants';
import type { Sql } from '$lib/server/platform/driver/sql';
import { CommandId, INSTALLATION, momentOf, type Moment, type PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM, type PersonalRole } from '$lib/domain/core/role';
import { admitPerson, grantRole, revokeRole } from '$lib/domain/installation/people';
import { linkSameMailbox, noteAlikeAccounts } from '../accounts/same-mailbox';
import type { SignIn } from '../accounts/sign-in';
import type { AuthenticatedSession, Sessions } from '../auth/sessions';
import type { OidcConfig } from '$lib/server/platform/config/organisation';
import type { OutgoingProxy } from '$lib/server/platform/config/outgoing-proxy';
import type { Executor } from '$lib/server/log/execute/execute';
import { Limits } from '$lib/server/platform/limits/limits';
import { DecryptionError, type Encryption } from '$lib/server/platform/operations/encryption';
import { log } from '$lib/server/platform/operations/logger';
import { hasSecondFactor, lacksGroups, providerSignIn, roleChanges, rolesByClaims } from './claims';
import { Identities, type LinkedSession } from './identities';
import { OidcError, oidcErrorOf } from './oidc-error';
import {
	LOGOUT_TOKEN_SECONDS,
	Provider,
	type EndedProviderSession,
	type ProviderReport,
	type VouchedPerson
} from './provider';
import { Rounds } from './rounds';
import { createHash } from 'node:crypto';

type LogoutTokenId = Pick<EndedProviderSession, 'issuer' | 'token'>;

/**
 * Logout tokens that were used: anyone who intercepts one cannot sign the person out again with it. Each has a row
 * until it is too old to be accepted.
 */
class SpentTokens {
	constructor(readonly sql: Sql) {}

	async has(token: LogoutTokenId): Promise<boolean> {
		return (await this.sql`select from verification where identifier = ${nameOf(token)} limit 1`).length > 0;
	}

	/** @param seconds how long the token could still be sent */
	async add(token: LogoutTokenId, seconds: number): Promise<void> {
		await this.sql`delete from verification where identifier like 'oidc-ended:%' and expires_at < now()`;
		await this.sql`
			insert into verification (id, identifier, value, expires_at)
			values (${newId()}, ${nameOf(token)}, '', now() + ${seconds} * interval '1 second')`;
	}
}

const nameOf = ({ issuer, token }: LogoutTokenId): string =>
	`oidc-ended:${createHash('sha256')
		.update(JSON.stringify([issuer, token]))
		.digest('base64url')}`;

/** How often we ask whether a person still has their roles there, and how often we look who is due. */
const CHECK_INTERVAL_MS = 15 * millisecondsInMinute;
const POLL_INTERVAL_MS = millisecondsInMinute;

/** Logout tokens of an issuer: everybody who works there may be signed out at once. */
const LOGOUT_LIMITS = { burst: 3000, perSecond: 50 };

/** The issuer sent more logout tokens than this process handles now: it may send them again. */
export class TooManyLogouts extends Error {
	override readonly name = 'TooManyLogouts';
	/** @param wait milliseconds */
	constructor(readonly wait: number) {
		super(`too many logout tokens, wait ${wait} ms`);
	}
}

interface OrganisationSignInOptions {
	readonly config: OidcConfig;
	/** Our own address. */
	readonly origin: string;
	/** The proxy by which this machine reaches the internet; null: none. */
	readonly proxy?: OutgoingProxy | null;
	readonly sql: Sql;
	readonly executor: Executor;
	readonly signIn: SignIn;
	readonly sessions: Sessions;
	readonly encryption: Encryption;
}

/** Signs people in by their organisation's own service, and keeps their roles here as its claims say. */
export class OrganisationSignIn {
	readonly provider: Provider;
	readonly identities: Identities;
	readonly #rounds: Rounds;
	readonly #spent: SpentTokens;
	readonly #logouts = new Limits(LOGOUT_LIMITS);
	/** The last time that the service or our settings kept somebody out since this process started, for administrators. */
	lastFailure: { readonly at: Moment; readonly why: string } | null = null;
	#timer: NodeJS.Timeout | undefined;
	#checking: Promise<void> = Promise.resolve();

	constructor(readonly options: OrganisationSignInOptions) {
		this.provider = new Provider(
			options.config,
			`${options.origin}/sign-in/organisation/back`,
			undefined,
			options.proxy
		);
		this.identities = new Identities(options.sql);
		this.#rounds = new Rounds(options.sql);
		this.#spent = new SpentTokens(options.sql);
	}
	get config(): OidcConfig {
		return this.options.config;
	}

	start(): void {
		this.#timer = setInterval(() => {
			this.#checking = this.#checking.then(() => this.checkAgain());
		}, POLL_INTERVAL_MS);
		this.#timer.unref();
	}
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		await this.#checking;
	}

	/** Whether this person can show a second factor there: the settings trust its word, and they have an account there. */
	async canShow(person: PersonId): Promise<boolean> {
		return this.config.secondFactor.length > 0 && (await this.identities.isLinked(person));
	}

	/**
	 * Where to send the browser, and the secret for its cookie.
	 * @param link who links their account to the one there, or shows there once more who they are: they must sign in there
	 * again, as the same person
	 * @throws OidcError
	 */
	async begin(next: string, link: PersonId | null = null): Promise<{ address: string; secret: string }> {
		const { address, round } = await this.provider.begin(link !== null);
		return { address: address.href, secret: await this.#rounds.keep({ round, next, link }) };
	}

	/**
	 * Signs in the person who came back. Nothing is stored and nobody is let in when any check fails.
	 * @param answer the query of the address
	 * @param secret of the cookie
	 * @param previous the session that this browser had
	 * @returns headers that contain the cookies to set
	 * @throws OidcError
	 */
	async finish(
		answer: string,
		secret: string | undefined,
		headers: Headers,
		previous: AuthenticatedSession | null
	): Promise<{ person: PersonId; headers: Headers; next: string; isStrong: boolean }> {
		const pending = secret ? await this.#rounds.take(secret) : null;
		if (!pending) throw new OidcError('expired', 'this browser began nothing');
		if (pending.link !== null && pending.link !== previous?.person.id)
			throw new OidcError('expired', 'the session that links has ended');
		const vouched = await this.provider.finish(answer, pending.round).catch((error: unknown) => {
			if (error instanceof OidcError && error.code !== 'declined' && error.code !== 'expired')
				this.lastFailure = { at: momentOf(Date.now()), why: error.message };
			throw error;
		});
		const isNewLink = pending.link !== null && !(await this.identities.isLinked(pending.link));
		const person = await this.#accountOf(vouched, pending.link);
		const { security } = this.options.signIn.people;
		const by = { actor: { id: person }, origin: headers.get('x-client-address'), device: headers.get('user-agent') };
		if (isNewLink) await security.record({ kind: 'factor.added', person, factor: 'oidc' }, by);
		const entered = await this.options.signIn.enter(person, headers, previous);
		try {
			await this.identities.storeSession(entered.session, vouched, providerSignIn(vouched.claims), {
				idToken: this.#seal(vouched.idToken),
				refreshToken: vouched.refreshToken === null ? null : this.#seal(vouched.refreshToken)
			});
		} catch (error) {
			await this.options.sessions.end(person, entered.session);
			throw error;
		}
		const strong = await this.#strengthened(vouched, entered.session, headers);
		return { person, headers: strong ?? entered.headers, next: pending.next, isStrong: strong !== null };
	}

	/** The cookies of a session that the settings trust by the way of signing in there; null for any other. */
	async #strengthened({ claims }: VouchedPerson, session: string, requestHeaders: Headers): Promise<Headers | null> {
		const how = providerSignIn(claims);
		if (!hasSecondFactor(how, this.config)) return null;
		// A clock there that runs ahead makes nothing last longer here. A service that does not say when it asked the person
		// may have let an old session in: such a proof is never a recent one.
		const at = momentOf(Math.min(how.at?.getTime() ?? 0, Date.now()));
		const token = await this.options.sessions.strengthen(session, { by: 'oidc', at });
		return token === null ? null : this.options.signIn.cookieOf(token, requestHeaders);
	}

	/**
	 * Ends a session here, and says where its browser goes to sign out there too: null when it did not begin there, or
	 * there is no way. Here it ends first, whatever the service answers.
	 */
	async leave(session: string, end: () => Promise<void>): Promise<string | null> {
		const sealed = await this.identities.idTokenOf(session);
		await end();
		if (sealed === null) return null;
		try {
			const address = await this.provider.leave(this.#open(sealed), `${this.options.origin}/sign-in`);
			return address?.href ?? null;
		} catch (error) {
			if (!(error instanceof OidcError || error instanceof DecryptionError)) throw error;
			log.warn({ part: 'oidc', why: error.message }, 'signing out at the sign-in service is not possible now');
			return null;
		}
	}

	/**
	 * Ends the sessions here of a session that ended there. The token counts as used once all have ended: when that
	 * fails, the service may send it again.
	 * @throws OidcError when the token does not hold
	 * @throws TooManyLogouts
	 */
	async ended(logoutToken: string): Promise<number> {
		const there = await this.provider.ended(logoutToken);
		const wait = this.#logouts.take(there.issuer);
		if (wait > 0) throw new TooManyLogouts(wait);
		if (await this.#spent.has(there)) throw new OidcError('untrusted', 'the logout token was used before');
		const sessions = await this.identities.sessionsOf(there);
		const { security } = this.options.signIn.people;
		for (const { session, person } of sessions) {
			await this.options.sessions.end(person, session);
			await security.record({ kind: 'session.ended', person, factor: 'oidc' }, { actor: SYSTEM, origin: null });
		}
		await this.#spent.add(there, LOGOUT_TOKEN_SECONDS);
		return sessions.length;
	}

	report(): Promise<ProviderReport> {
		return this.provider.report();
	}

	/** Asks about everybody who was not asked about for a quarter of an hour when this began. Never throws. */
	async checkAgain(after = CHECK_INTERVAL_MS): Promise<void> {
		try {
			const since = performance.now();
			let sessions: LinkedSession[];
			do {
				sessions = await this.identities.takeUnchecked(after + performance.now() - since);
				for (const linked of sessions) await this.#check(linked);
			} while (sessions.length > 0);
		} catch (error) {
			log.warn({ part: 'oidc', err: error }, 'who is signed in could not be checked; it is tried again');
		}
	}
	async #check(linked: LinkedSession): Promise<void> {
		try {
			const vouched = await this.provider.again(this.#open(linked.refreshToken), linked.subject);
			if (!vouched) return;
			if (vouched.refreshToken !== null)
				await this.identities.storeRefreshToken(linked.session, this.#seal(vouched.refreshToken));
			await this.#setRoles(vouched, linked.person);
		} catch (error) {
			const { code, message } = oidcErrorOf(error);
			log.warn({ part: 'oidc', why: message }, 'the sign-in service was asked about a session');
			// No answer, or one without groups: the session ends by itself at its time. Anything else ends it now.
			if (code !== 'away' && code !== 'settings' && code !== 'tooManyGroups')
				await this.options.sessions.end(linked.person, linked.session);
		}
	}

	async #accountOf(vouched: VouchedPerson, link: PersonId | null): Promise<PersonId> {
		const identity = link === null ? await this.identities.find(vouched) : await this.identities.link(vouched, link);
		if (!identity && this.#wanted(vouched).length === 0) throw new OidcError('noRole', 'no claim gives a role');
		const { person } = identity ?? (await this.identities.make(vouched, vouched.claims));
		await this.#setRoles(vouched, person);
		const admitted = this.#people.get(person);
		if (admitted?.suspended !== false) throw new OidcError('suspended', `person/${person}`);
		if (admitted.grants.length === 0) throw new OidcError('noRole', `person/${person}`);
		return person;
	}

	/** Grants and revokes roles as the claims say now. */
	async #setRoles(vouched: VouchedPerson, person: PersonId): Promise<void> {
		const { config } = this;
		await this.#admit(person);
		const currentGrants = this.#people.get(person)?.grants ?? [];
		const before = (await this.identities.find(vouched))?.rolesFromClaims ?? [];
		const wanted = this.#wanted(vouched);
		const { grant, revoke, rolesFromClaims } = roleChanges(currentGrants, before, wanted, config.rolesByHand);
		// Stored first: a role that was granted just before a crash is then revoked with the others.
		await this.identities.storeRolesFromClaims(vouched, [...new Set([...before, ...rolesFromClaims])]);
		for (const one of grant) await this.#decide(grantRole({ person, ...one }));
		const remaining: PersonalRole[] = [];
		for (const one of revoke) {
			try {
				await this.#decide(revokeRole({ person, ...one }));
			} catch (error) {
				if (!(error instanceof Refusal) || error.code !== 'person.lastAdministrator') throw error;
				remaining.push(one.role);
				log.warn({ part: 'oidc', object: `person/${person}` }, 'the last administrator stays, against the claims');
			}
		}
		await this.identities.storeRolesFromClaims(vouched, [...rolesFromClaims, ...remaining]);
	}

	/** Another sign-in of the same person may admit them at the same moment. */
	async #admit(person: PersonId): Promise<void> {
		try {
			if (!this.#people.has(person)) await this.#decide(admitPerson({ person, grants: [], exerciseOnly: false }));
		} catch (error) {
			if (!(error instanceof Refusal) || error.code !== 'person.already') throw error;
		}
		await linkSameMailbox(person, this.options.executor);
		await noteAlikeAccounts(person, this.options.executor);
	}

	#wanted({ claims }: VouchedPerson) {
		// Without the claim nothing is known of roles: none is granted and none is revoked.
		if (lacksGroups(claims, this.config))
			throw new OidcError(
				'tooManyGroups',
				'the groups do not fit into the token: let the sign-in service send app roles, or only the groups of this application'
			);
		return rolesByClaims(claims, this.config);
	}
	get #people() {
		return this.options.executor.logs.installation.people;
	}
	async #decide(command: { type: string; input: unknown }): Promise<void> {
		await this.options.executor.execute(INSTALLATION, { id: CommandId.parse(newId()), ...command }, SYSTEM, null);
	}
	#seal(token: string): string {
		return this.options.encryption.seal(token, 'oidc');
	}
	#open(sealed: string): string {
		return this.options.encryption.open(sealed, 'oidc');
	}
}
