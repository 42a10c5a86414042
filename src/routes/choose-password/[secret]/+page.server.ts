import { redirect } from '@sveltejs/kit';
import { afterSignIn } from '$lib/server/people/accounts/after-sign-in';
import { AccountError } from '$lib/server/people/auth/account-error';
import { setDeviceCookie, passCookies } from '$lib/server/out/api/cookies';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, getClientAddress, locals: { program } }) => {
	const { people, attempts } = program.accounts;
	const person = await people.linkedTo(params.secret);
	// Slows anyone who guesses at links, but not a user with a valid one.
	if (!person) await attempts.takeCode(getClientAddress());
	return { person: person && { name: person.name, email: person.email } };
};

export const actions: Actions = {
	default: action(
		() => ({}),
		async ({ event: { params, request, cookies, getClientAddress }, form, program }) => {
			const { people, signIn, attempts, factors } = program.accounts;
			const password = textFrom(form, 'password');
			if (password !== textFrom(form, 'again')) throw new AccountError('password.differs');
			const linked = await people.linkedTo(params.secret);
			if (linked) signIn.assertPasswords(linked.email);
			const person = await people.choosePassword(
				params.secret,
				password,
				getClientAddress(),
				request.headers.get('user-agent')
			);
			passCookies(await signIn.startSession(person.id, request.headers), cookies);
			setDeviceCookie(cookies, attempts.deviceFor(person.email), program.origin);
			redirect(303, await afterSignIn(person.id, '/', { factors, executor: program.executor }));
		},
		(refused) => ({ problem: formProblem(refused) })
	)
};
