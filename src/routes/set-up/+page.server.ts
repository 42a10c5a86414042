import { redirect } from '@sveltejs/kit';
import { afterSignIn } from '$lib/server/people/accounts/after-sign-in';
import { AccountError } from '$lib/server/people/auth/account-error';
import { setDeviceCookie, passCookies } from '$lib/server/out/api/cookies';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { program } }) => {
	if (!program.accounts.setUp.isOpen()) redirect(303, '/');
	return { forwardedBy: program.loopback.forwardedBy };
};

/** The input, so that the form can show it again; never the password. */
const typedIn = (form: FormData) => ({
	code: textFrom(form, 'code'),
	organisation: textFrom(form, 'organisation'),
	name: textFrom(form, 'name'),
	email: textFrom(form, 'email')
});

export const actions: Actions = {
	default: action(
		() => ({}),
		async ({ event: { request, cookies, getClientAddress }, form, program }) => {
			const { setUp, signIn, attempts, factors } = program.accounts;
			const [typed, password] = [typedIn(form), textFrom(form, 'password')];
			if (password !== textFrom(form, 'again')) throw new AccountError('password.differs');
			const person = await setUp.setUp({ ...typed, password }, getClientAddress());
			passCookies(await signIn.startSession(person, request.headers, null, 'setUp'), cookies);
			setDeviceCookie(cookies, attempts.deviceFor(typed.email), program.origin);
			redirect(303, await afterSignIn(person, '/', { factors, executor: program.executor }));
		},
		(refused, { form }) => ({ typed: typedIn(form), problem: formProblem(refused) })
	)
};
