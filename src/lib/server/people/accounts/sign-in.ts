import { isAPIError } from 'better-auth/api';
import { Semaphore } from '$lib/concurrency/semaphore';
import { PersonId } from '$lib/domain/core/ids';
import type { Factor } from '$lib/domain/installation/security';
import { commandLine, log } from '$lib/server/platform/operations/logger';
import { AccountError } from '../auth/account-error';
import type { Attempt, Attempts } from '../auth/attempts';
import type { Auth } from '../auth/auth';
import type { People } from './people';
import type { SecondFactors } from './second-factors';
import type { AuthenticatedSession, Sessions } from '../auth/sessions';

/** The result of signing in. `headers` contain the cookies to set. */
type SignInResult =
	| {
			readonly outcome: 'in';
			readonly person: PersonId;
			readonly headers: Headers;
			readonly device: string;
			/** Whether a code that was given with the password was right; null without one. */
			readonly second: 'shown' | 'wrong' | null;
	  }
	/** The password only served to choose another one; this secret allows that. */
	| { readonly outcome: 'choose'; readonly secret: string }
	| { readonly outcome: 'wrong' }
	| { readonly outcome: 'wait'; readonly seconds: number };

/** How long a person has to choose a password after entering a one-time one, in milliseconds. */
const CHOOSE_TIMEOUT_MS = 15 * 60 * 1000;

/**
 * Passwords take much processor time to check: this many at once of guesses, of browsers that signed in before, and with
 * a right code. So many of each wait; more are sent away.
 */
const AT_ONCE = 2;
const MAX_WAITING = 16;
/** How long who was sent away waits, in milliseconds. */
const BUSY_MS = 5_000;

interface MadeSession {
	readonly person: PersonId;
	readonly session: string;
	readonly headers: Headers;
}

/** Signs people in, by password or because the program itself vouches for them, and out. */
export class SignIn {
	readonly #guesses = new Semaphore(AT_ONCE);
	readonly #known = new Semaphore(AT_ONCE);
	readonly #withCode = new Semaphore(AT_ONCE);

	constructor(
		readonly auth: Auth,
		readonly sessions: Sessions,
		readonly people: People,
		readonly attempts: Attempts,
		/** The one address that may still use a password; null when everybody with a password may. */
		readonly breakGlass: string | null = null,
		readonly factors: Pick<SecondFactors, 'has' | 'isRight' | 'show'> | null = null
	) {}

	/** Whether this address may sign in with a password here. */
	mayUsePassword(email: string): boolean {
		return this.breakGlass === null || email.trim().toLowerCase() === this.breakGlass;
	}
	/** @throws AccountError when people sign in at their organisation alone */
	assertPasswords(email: string): void {
		if (!this.mayUsePassword(email)) throw new AccountError('password.off');
	}

	/**
	 * Unknown, wrong, suspended and never admitted get the same answer after the same amount of work.
	 *
	 * A code of the second factor that is given too is looked at first, apart from what others guess: with the right code
	 * and password the owner enters at once. Otherwise the answer is the one without a code, so that it tells nothing
	 * about the code.
	 * @param code as typed; empty for none
	 */
	async signIn(attempt: Attempt, password: string, headers: Headers, code = ''): Promise<SignInResult> {
		const first = code === '' ? null : await this.#byCode(attempt, password, headers, code);
		if (first?.made && first.isRight) return this.#enter(first.made, { attempt, headers, code, isFirst: true });
		const wait = await this.attempts.takeSignIn(attempt);
		if (wait > 0) {
			// Who has the password guesses at codes: that counts.
			if (first?.made) await this.attempts.takeFactor(first.made.person, attempt.address);
			if (first?.made) await this.sessions.end(first.made.person, first.made.session);
			return this.#slowDown(attempt, headers, wait);
		}
		const check = () => this.#byPassword(attempt.email, password, headers);
		const slots = this.attempts.isKnown(attempt) ? this.#known : this.#guesses;
		const checked = first ?? (await slots.runUnlessFull(MAX_WAITING, async () => ({ made: await check() })));
		if (!checked) return this.#slowDown(attempt, headers, BUSY_MS);
		return this.#enter(checked.made, { attempt, headers, code, isFirst: false });
	}

	/**
	 * Looks at a code before anything else: a right one does not wait behind guesses. The password is checked with every
	 * code, so that somebody who has it and guesses codes is counted. Null where too many codes came from there, or too many are
	 * being looked at.
	 */
	async #byCode(attempt: Attempt, password: string, headers: Headers, code: string) {
		if (!this.factors || (await this.attempts.takeFirstCode(attempt)) > 0) return null;
		const isRight = await this.factors.isRight(attempt.email, code);
		const slots = isRight ? this.#withCode : this.#guesses;
		return slots.runUnlessFull(MAX_WAITING, async () => ({
			isRight,
			made: await this.#byPassword(attempt.email, password, headers)
		}));
	}

	#slowDown(attempt: Attempt, headers: Headers, wait: number): SignInResult {
		logCommand('session.signIn', 'tooMany', attempt.address, null);
		void this.#recordSlowed(attempt, headers);
		return { outcome: 'wait', seconds: Math.ceil(wait / 1000) };
	}

	/** @param isFirst whether the code was right, so that no wrong password was counted */
	async #enter(
		made: MadeSession | null,
		{ attempt, headers, code, isFirst }: { attempt: Attempt; headers: Headers; code: string; isFirst: boolean }
	): Promise<SignInResult> {
		const oneTimePassword = made ? await this.people.oneTime(made.person) : 'no';
		const isExpired = oneTimePassword === 'expired';
		if (!made || !this.#isAdmitted(made.person) || !this.#mayEnter(made.person, attempt.email) || isExpired) {
			if (made) await this.sessions.end(made.person, made.session);
			logCommand('session.signIn', 'wrong', attempt.address, null);
			this.people.security.wrong();
			return { outcome: 'wrong' };
		}
		await (isFirst ? this.attempts.knewFirstCode(attempt) : this.attempts.signedIn(attempt));
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
		const shown = await this.#show(made, attempt.address, headers, code);
		return {
			outcome: 'in',
			person: made.person,
			headers: shown instanceof Headers ? shown : made.headers,
			second: shown instanceof Headers ? 'shown' : shown,
			device: this.attempts.deviceFor(attempt.email)
		};
	}

	/** Takes the code that was given with the password. @returns the cookies of the session then */
	async #show({ person, session }: MadeSession, address: string, headers: Headers, code: string) {
		if (code === '' || !this.factors || !(await this.factors.has(person))) return null;
		try {
			const token = await this.factors.show({ person, session, headers, address }, code);
			return token === null ? null : await this.cookieOf(token, headers);
		} catch (error) {
			if (error instanceof AccountError) return 'wrong';
			throw error;
		}
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

	async #byPassword(email: string, password: string, headers: Headers): Promise<MadeSession | null> {
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
