import type { RequestEvent } from '@sveltejs/kit';
import { momentOf, type PersonId } from '$lib/domain/core/ids';
import { proofMissing } from '$lib/domain/core/policy';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { AccountError } from '$lib/server/people/auth/account-error';
import { textFrom } from '$lib/server/platform/http/form-text';
import { passCookies } from './cookies';

/** What a page must ask next to a button that requires a second factor. */
export type FactorPrompt =
	/** The person has none yet. */
	| { readonly state: 'missing' }
	/** It was given too long ago: by the app, a passkey, a recovery code, or the organisation's sign-in service. */
	| {
			readonly state: 'stale';
			readonly app: boolean;
			readonly passkey: boolean;
			/** Whether they can show it once more at the organisation's sign-in service. */
			readonly organisation: boolean;
	  };

/** What a page must ask for an action that requires a fresh second factor; null for nothing. */
export async function factorPrompt(actor: Actor, { program }: App.Locals): Promise<FactorPrompt | null> {
	const state = proofMissing('fresh', actor, program.executor.proofRule, momentOf(Date.now()));
	if (state !== 'stale') return state && { state };
	const { totp, passkeys } = await program.accounts.factors.of(actor.id);
	const organisation = await canShowAtOrganisation(actor.id, program);
	if (!totp && passkeys.length === 0 && !organisation) return { state: 'missing' };
	return { state, app: totp !== null, passkey: passkeys.length > 0, organisation };
}

/** Whether this person can show a second factor at the organisation's sign-in service. */
export async function canShowAtOrganisation(
	person: PersonId,
	{ organisation }: Pick<App.Locals['program'], 'organisation'>
): Promise<boolean> {
	return organisation !== null && (await organisation.canShow(person));
}

/** The person and session of a request, as the second factors know them; null without a session. */
export const factorRequestOf = ({ locals: { person, session }, request, getClientAddress }: RequestEvent) =>
	person && session
		? { person: person.id, session: session.id, headers: request.headers, address: getClientAddress() }
		: null;

/**
 * Verifies the code in the field `factor` of a form, and renews the session of the request with it.
 * @returns whether there was a code
 * @throws Refusal when it is wrong; the form was not processed
 */
export async function takeFactor(event: RequestEvent, form: FormData): Promise<boolean> {
	const typed = textFrom(form, 'factor').trim();
	const factorRequest = factorRequestOf(event);
	if (typed === '' || !factorRequest) return false;
	const { locals, cookies, request } = event;
	const { factors, signIn, sessions } = locals.program.accounts;
	try {
		const token = await factors.show(factorRequest, typed);
		if (token === null) return false;
		const strengthened = await signIn.cookieOf(token, request.headers);
		passCookies(strengthened, cookies);
		locals.session = (await sessions.sessionOf(asRequest(strengthened)))?.session ?? null;
		return true;
	} catch (error) {
		if (!(error instanceof AccountError)) throw error;
		if (error.code === 'tooMany') throw new Refusal('factor.tooOften', { seconds: error.seconds });
		throw new Refusal('factor.wrong');
	}
}

/** The cookies of an answer as the browser sends them back. */
const asRequest = (answer: Headers): Headers =>
	new Headers({
		cookie: answer
			.getSetCookie()
			.map((line) => line.split(';')[0] ?? '')
			.join('; ')
	});

/** The browser's response to a passkey request, from the field `answer`; null when it is not JSON. */
export function answerIn(form: FormData): unknown {
	try {
		return JSON.parse(textFrom(form, 'answer'));
	} catch {
		return null;
	}
}
