import { redirect } from '@sveltejs/kit';
import { AccountError } from '$lib/server/accounts/account-error';
import { accounts, originOf } from '$lib/server/accounts/accounts';
import { keepDevice, passCookies } from '$lib/server/accounts/cookies';
import { formProblem } from '$lib/server/accounts/form-problem';
import { program } from '$lib/server/host';
import { action } from '$lib/server/http/action';
import { textFrom } from '$lib/server/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
	if (!accounts.of(program()).setUp.isOpen()) redirect(303, '/');
};

/** What was typed, to show it again; never the password. */
const typedIn = (form: FormData) => ({
	code: textFrom(form, 'code'),
	organisation: textFrom(form, 'organisation'),
	name: textFrom(form, 'name'),
	email: textFrom(form, 'email')
});

export const actions: Actions = {
	default: action(
		() => ({}),
		async ({ event: { request, cookies, getClientAddress }, form }) => {
			const running = program();
			const { setUp, entrance, attempts } = accounts.of(running);
			const [typed, password] = [typedIn(form), textFrom(form, 'password')];
			if (password !== textFrom(form, 'again')) throw new AccountError('password.differs');
			const person = await setUp.setUp({ ...typed, password }, getClientAddress());
			passCookies(await entrance.letIn(person, request.headers), cookies);
			keepDevice(cookies, attempts.deviceFor(typed.email), originOf(running.host));
			redirect(303, '/');
		},
		(refused, { form }) => ({ kept: typedIn(form), problem: formProblem(refused) })
	)
};
