import { isAPIError } from 'better-auth/api';
import { PersonId } from '$lib/domain/core/ids';
import type { Factor } from '$lib/domain/installation/security';
import { commandLine, log } from '$lib/server/platform/operations/logger';
import { AccountError } from '../auth/account-error';
import type { Attempt, Attempts } from '../auth/attempts';
import type { Auth } from '../auth/auth';
import type { People } from './people';
import type { AuthenticatedSession, Sessions } from '../auth/sessions';

/** The result of signing in. `headers` contain the cookies to set. */
type SignInResult =
	| { readonly outcome: 'in'; readonly person: PersonId; readonly headers: Headers; readonly device: string }
	/** The password only served to choose another one; this secret allows that. */
	| { readonly outcome: 'choose'; readonly secret: string }
	| { readonly outcome: 'wrong' }
	| { readonly outcome: 'wait'; readonly seconds: number };

/** How long a person has to choose a password after entering a one-time one, in milliseconds. */
const CHOOSE_TIMEOUT_MS = 15 * 60 * 1000;

/** Signs people in, by password or because the program itself vouches for them, and out. */
export class SignIn {
	constructor(
		readonly auth: Auth,
		readonly sessions: Sessions,
		readonly people: People,
		readonly attempts: Attempts,
		/** The one address that may still use a password; null when everybody with a password may. */
		readonly breakGlass: string | null = null
	) {}

	/** Whether this address may sign in with a password here. */
	mayUsePassword(email: string): boolean {
		return this.breakGlass === null || email.trim().toLowerCase() === this.breakGlass;
	}
	/** @throws AccountError when people sign in at their organisation alone */
	assertPasswords(email: string): void {
		if (!this.mayUsePassword(email)) throw new AccountError('password.off');
	}

	/** Unknown, wrong, suspended and never admitted get the same answer after the same amount of work. */
	async signIn(attempt: Attempt, password: string, headers: Headers): Promise<SignInResult> {
		const wait = await this.attempts.takeSignIn(attempt);
		if (wait > 0) {
			logCommand('session.signIn', 'tooMany', attempt.address, null);
			void this.#recordSlowed(attempt, headers);
			return { outcome: 'wait', seconds: Math.ceil(wait / 1000) };
		}
		const made = await this.#byPassword(attempt.email, password, headers);
		const oneTimePassword = made ? await this.people.oneTime(made.person) : 'no';
		const isExpired = oneTimePassword === 'expired';
		if (!made || !this.#isAdmitted(made.person) || !this.#mayEnter(made.person, attempt.email) || isExpired) {
			if (made) await this.sessions.end(made.person, made.session);
			logCommand('session.signIn', 'wrong', attempt.address, null);
			this.people.security.wrong();
			return { outcome: 'wrong' };
		}
		await this.attempts.signedIn(attempt);
		logCommand('session.signIn', 'done', attempt.address, made.person);
		if (this.breakGlass !== null)
			log.warn(
				{ part: 'accounts', actor: made.person, origin: attempt.address },
				'BREAK GLASS: signed in with a password'
			);
		if (oneTimePassword === 'yes') {
			await this.sessions.end(made.person, made.session);
			return { outcome: 'choose', secret: await this.people.makeLink(made.person, CHOOSE_TIMEOUT_MS) };
		}
		await this.#recordBegan(made.person, 'password', attempt.address, headers);
		return {
			outcome: 'in',
			person: made.person,
			headers: made.headers,
			device: this.attempts.deviceFor(attempt.email)
		};
	}

	/**
	 * Signs in without a password, by what the program itself saw (`how`). The previous session ends when its requests in
	 * flight are answered.
	 * @returns headers that contain the cookies to set
	 * @throws AccountError when there is no such account
	 */
	async startSession(
		person: PersonId,
		headers: Headers,
		previous: AuthenticatedSession | null = null,
		how: Factor = 'link'
	): Promise<Headers> {
		return (await this.enter(person, headers, previous, how)).headers;
	}
	/** As {@link startSession}, with the id of the session that began. @throws AccountError */
	async enter(
		person: PersonId,
		headers: Headers,
		previous: AuthenticatedSession | null,
		how: Factor = 'oidc'
	): Promise<{ session: string; headers: Headers }> {
		const made = await this.auth.api.letIn({ body: { user: person }, headers, returnHeaders: true });
		if (!made.response) throw new AccountError('person.absent');
		if (previous) await this.sessions.expireSoon(previous.person.id, previous.session.id);
		const address = headers.get('x-client-address');
		logCommand('session.letIn', 'done', address, person);
		await this.#recordBegan(person, how, address, headers);
		return { session: made.response.id, headers: made.headers };
	}

	/**
	 * Gives a session whose roles changed a new token, once for all pages that ask at the same time. The session
	 * continues.
	 * @returns headers that contain the cookie to set; null when the session has ended meanwhile
	 */
	async renew(session: string, headers: Headers): Promise<Headers | null> {
		const token = await this.sessions.renew(session);
		return token === null ? null : this.cookieOf(token, headers);
	}

	/** @returns headers that contain the cookie of the session with this token */
	async cookieOf(token: string, headers: Headers): Promise<Headers> {
		return (await this.auth.api.giveCookie({ body: { token }, headers, returnHeaders: true })).headers;
	}

	/** Ends the session. @returns the cookies to set */
	async signOut(current: AuthenticatedSession, headers: Headers): Promise<Headers> {
		await this.sessions.end(current.person.id, current.session.id);
		const [person, origin] = [current.person.id, headers.get('x-client-address')];
		logCommand('session.signOut', 'done', origin, person);
		const by = { actor: { id: person }, origin, device: headers.get('user-agent') };
		await this.people.security.record({ kind: 'session.ended', person }, by);
		return (await this.auth.api.forget({ headers, returnHeaders: true })).headers;
	}

	/** No session starts without a line in the log: when this cannot be stored, signing in fails. */
	async #recordBegan(person: PersonId, factor: Factor, origin: string | null, headers: Headers): Promise<void> {
		const by = { actor: { id: person }, origin, device: headers.get('user-agent') };
		await this.people.security.record({ kind: 'session.began', person, factor }, by);
	}
	/** Never awaited: the answer for an account that exists must not take longer. */
	async #recordSlowed({ email, address }: Attempt, headers: Headers): Promise<void> {
		const person = await this.people.withEmail(email).catch(() => null);
		if (person) this.people.security.slowed(person, { origin: address, device: headers.get('user-agent') });
	}

	async #byPassword(email: string, password: string, headers: Headers) {
		try {
			const made = await this.auth.api.signInEmail({
				body: { email: email.trim(), password },
				headers,
				returnHeaders: true
			});
			const person = PersonId.parse(made.response.user.id);
			const session = await this.sessions.idOf(made.response.token);
			return { person, session, headers: made.headers };
		} catch (error) {
			if (isAPIError(error)) return null;
			throw error;
		}
	}
	/** With local sign-in off: the administrator who was named for emergencies, and nobody else. */
	#mayEnter(person: PersonId, email: string): boolean {
		if (this.breakGlass === null) return true;
		const grants = this.sessions.logs.installation.people.get(person)?.grants ?? [];
		return this.mayUsePassword(email) && grants.some(({ role, incident }) => role === 'administrator' && !incident);
	}
	#isAdmitted(person: PersonId): boolean {
		return this.sessions.logs.installation.people.get(person)?.suspended === false;
	}
}

function logCommand(action: string, result: string, origin: string | null, person: PersonId | null): void {
	commandLine({ action, object: person ? `person/${person}` : 'person', result, origin, actor: person ?? 'unknown' });
}
