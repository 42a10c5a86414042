import { fail, redirect } from '@sveltejs/kit';
import { AccountError } from '$lib/server/accounts/account-error';
import { accounts, originOf } from '$lib/server/accounts/accounts';
import { keepDevice, passCookies } from '$lib/server/accounts/cookies';
import { formProblem } from '$lib/server/accounts/form-problem';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
	if (!accounts.of(program()).setUp.isOpen()) redirect(303, '/');
};

export const actions: Actions = {
	default: async ({ request, cookies, getClientAddress }) => {
		const running = program();
		const { setUp, entrance, attempts } = accounts.of(running);
		const form = await request.formData();
		const [code, organisation, name, email] = ['code', 'organisation', 'name', 'email'].map((field) => textFrom(form, field));
		const kept = { code: code ?? '', organisation: organisation ?? '', name: name ?? '', email: email ?? '' };
		const password = textFrom(form, 'password');
		try {
			if (password !== textFrom(form, 'again')) throw new AccountError('password.differs');
			const person = await setUp.setUp({ ...kept, password }, getClientAddress());
			passCookies(await entrance.letIn(person, request.headers), cookies);
			keepDevice(cookies, attempts.deviceFor(kept.email), originOf(running.host));
		} catch (error) {
			return fail(400, { kept, problem: formProblem(error) });
		}
		redirect(303, '/');
	}
};
