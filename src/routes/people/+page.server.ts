import { fail } from '@sveltejs/kit';
import { administration, administrationOf } from '$lib/server/accounts/administration';
import { formProblem } from '$lib/server/accounts/form-problem';
import { CHOOSE_WITHIN } from '$lib/server/accounts/people';
import { readGrants } from '$lib/server/accounts/read-grants';
import { action } from '$lib/server/api/action';
import { textFrom } from '$lib/server/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { person, program }, getClientAddress }) => {
	const list = await administration(program, person, getClientAddress()).people.list();
	return {
		people: list.map(({ lastSignIn, ...rest }) => ({ ...rest, lastSignIn: lastSignIn?.toISOString() ?? null }))
	};
};

export const actions: Actions = {
	add: action(
		administrationOf,
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
