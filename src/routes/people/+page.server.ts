import { fail } from '@sveltejs/kit';
import { formProblem } from '$lib/server/accounts/form-problem';
import { CHOOSE_WITHIN } from '$lib/server/accounts/people';
import { readGrants } from '$lib/server/accounts/read-grants';
import { action } from '$lib/server/api/action';
import { asAdministrator } from '$lib/server/api/installation-access';
import { textFrom } from '$lib/server/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const list = await asAdministrator(event).people.list();
	return {
		/** People sign in at their organisation alone: a link to choose a password would lead nowhere. */
		hasPasswords: event.locals.program.accounts.signIn.breakGlass === null,
		people: list.map(({ lastSignIn, ...rest }) => ({ ...rest, lastSignIn: lastSignIn?.toISOString() ?? null }))
	};
};

export const actions: Actions = {
	add: action(
		asAdministrator,
		async ({ people, by, linkFor, form }) => {
			const [name, email, grants] = [textFrom(form, 'name'), textFrom(form, 'email'), readGrants(form)];
			if (grants.length === 0) return fail(400, { name, email, problem: null, link: null });
			const added = await people.add({ name, email, grants }, by);
			return { name, email, problem: null, link: linkFor(await people.makeLink(added, CHOOSE_WITHIN)) };
		},
		(refused, { form }) => ({
			name: textFrom(form, 'name'),
			email: textFrom(form, 'email'),
			problem: formProblem(refused),
			link: null
		})
	)
};
