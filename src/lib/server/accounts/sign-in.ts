import { isAPIError } from 'better-auth/api';
import { PersonId } from '$lib/domain/core/ids';
import { commandLine } from '../operations/logger';
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
const CHOOSE_NOW = 15 * 60 * 1000;

/** Signs people in, by password or because the program itself vouches for them, and out. */
export class SignIn {
	constructor(
		readonly auth: Auth,
		readonly sessions: Sessions,
		readonly people: People,
		readonly attempts: Attempts
	) {}

	/** Unknown, wrong, suspended and never admitted get the same answer after the same amount of work. */
	async signIn(attempt: Attempt, password: string, headers: Headers): Promise<SignInResult> {
		const wait = await this.attempts.takeSignIn(attempt);
		if (wait > 0) {
			note('session.signIn', 'tooMany', attempt.address, null);
			return { outcome: 'wait', seconds: Math.ceil(wait / 1000) };
		}
		const made = await this.#byPassword(attempt.email, password, headers);
		const once = made ? await this.people.oneTime(made.person) : 'no';
		if (!made || !this.#isAdmitted(made.person) || once === 'expired') {
			if (made) await this.sessions.end(made.person, made.session);
			note('session.signIn', 'wrong', attempt.address, null);
			return { outcome: 'wrong' };
		}
		await this.attempts.signedIn(attempt);
		note('session.signIn', 'done', attempt.address, made.person);
		if (once === 'yes') {
			await this.sessions.end(made.person, made.session);
			return { outcome: 'choose', secret: await this.people.makeLink(made.person, CHOOSE_NOW) };
		}
		return {
			outcome: 'in',
			person: made.person,
			headers: made.headers,
			device: this.attempts.deviceFor(attempt.email)
		};
	}

	/**
	 * Signs in without a password. A session that is replaced ends when its requests in flight are answered.
	 * @returns headers that contain the cookies to set
	 * @throws AccountError when there is no such account
	 */
	async startSession(
		person: PersonId,
		headers: Headers,
		instead: AuthenticatedSession | null = null
	): Promise<Headers> {
		const made = await this.auth.api.letIn({ body: { user: person }, headers, returnHeaders: true });
		if (!made.response) throw new AccountError('person.absent');
		if (instead) await this.sessions.expireSoon(instead.person.id, instead.session.id);
		note('session.letIn', 'done', headers.get('x-client-address'), person);
		return made.headers;
	}

	/**
	 * Gives a session whose roles changed a new token, once for all pages that ask at the same time. The session
	 * continues.
	 * @returns headers that contain the cookie to set; null when the session has ended meanwhile
	 */
	async renew(session: string, headers: Headers): Promise<Headers | null> {
		const token = await this.sessions.renew(session);
		return token === null
			? null
			: (await this.auth.api.giveCookie({ body: { token }, headers, returnHeaders: true })).headers;
	}

	/** Ends the session. @returns the cookies to set */
	async signOut(asking: AuthenticatedSession, headers: Headers): Promise<Headers> {
		await this.sessions.end(asking.person.id, asking.session.id);
		note('session.signOut', 'done', headers.get('x-client-address'), asking.person.id);
		return (await this.auth.api.forget({ headers, returnHeaders: true })).headers;
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
	#isAdmitted(person: PersonId): boolean {
		return this.sessions.logs.installation.people.get(person)?.suspended === false;
	}
}

function note(action: string, result: string, origin: string | null, person: PersonId | null): void {
	commandLine({ action, object: person ? `person/${person}` : 'person', result, origin, actor: person ?? 'unknown' });
}
