import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { formOf } from '$lib/server/out/api/action';
import { AccountError } from '$lib/server/people/auth/account-error';
import { formProblem, type FormProblem } from '$lib/server/people/accounts/form-problem';
import { passCookies } from '$lib/server/out/api/cookies';
import { answerIn, canShowAtOrganisation } from '$lib/server/out/api/factor-in-form';
import { onThisSite } from '$lib/server/out/api/route-access';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Actions, PageServerLoad } from './$types';

/**
 * The session that asks: one that awaits its second factor, or an open one that shows it again. Null without a
 * session.
 */
async function asking({ locals: { person, session, program }, request, getClientAddress }: SessionEvent) {
	const from = { headers: request.headers, address: getClientAddress() };
	if (person && session) return { ...from, person: person.id, session: session.id, name: person.name, again: true };
	const awaiting = await program.accounts.sessions.awaitingOf(request.headers);
	return (
		awaiting && {
			...from,
			person: awaiting.person.id,
			session: awaiting.session.id,
			name: awaiting.person.name,
			again: false
		}
	);
}
type SessionEvent = Pick<RequestEvent, 'locals' | 'request' | 'getClientAddress'>;

export const load: PageServerLoad = async (event) => {
	const next = onThisSite(event.url.searchParams.get('next'));
	const asker = await asking(event);
	if (!asker) redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
	const { factors } = event.locals.program.accounts;
	const { totp, passkeys, recovery } = await factors.of(asker.person);
	const organisation = asker.again && (await canShowAtOrganisation(asker.person, event.locals.program));
	if (!totp && passkeys.length === 0)
		redirect(
			303,
			organisation
				? `/sign-in/organisation?again&next=${encodeURIComponent(next)}`
				: `/account/second-factor?next=${encodeURIComponent(next)}`
		);
	return {
		organisation,
		next,
		name: asker.name,
		again: asker.again,
		app: totp !== null,
		passkey: passkeys.length > 0 && factors.hasPasskeys,
		/** Came by the link that says so: the device asks for the passkey at once. */
		ask: asker.again && event.url.searchParams.has('ask'),
		recovery: recovery.left > 0,
		/** The code that was given with the password was wrong. */
		problem: event.url.searchParams.has('wrong') ? formProblem(new AccountError('factor.wrong')) : null
	};
};

const refused = (error: unknown, next: string): { problem: FormProblem; next: string } => ({
	problem: formProblem(error),
	next
});

export const actions: Actions = {
	code: async (event) => {
		const form = await formOf(event.request);
		const next = onThisSite(textFrom(form, 'next'));
		const asker = await asking(event);
		if (!asker) redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
		const { factors, signIn } = event.locals.program.accounts;
		try {
			const token = await factors.show(asker, textFrom(form, 'code'));
			if (token !== null) passCookies(await signIn.cookieOf(token, asker.headers), event.cookies);
		} catch (error) {
			return fail(400, refused(error, next));
		}
		redirect(303, next);
	},

	/** Without a session this signs in: a passkey is both what a person has and what they know or are. */
	passkey: async (event) => {
		const form = await formOf(event.request);
		const next = onThisSite(textFrom(form, 'next'));
		const asker = await asking(event);
		const { factors, signIn } = event.locals.program.accounts;
		const from = { headers: event.request.headers, address: event.getClientAddress() };
		try {
			const { token } = await factors.showPasskey(answerIn(form), from, asker);
			if (token !== null) passCookies(await signIn.cookieOf(token, from.headers), event.cookies);
		} catch (error) {
			const problem = refused(error, next);
			if (!asker) redirect(303, `/sign-in?passkey=refused&next=${encodeURIComponent(next)}`);
			return fail(400, problem);
		}
		redirect(303, next);
	}
};
