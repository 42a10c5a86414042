import { fail } from '@sveltejs/kit';
import { administration } from '$lib/server/accounts/administration';
import { formProblem } from '$lib/server/accounts/form-problem';
import { CHOOSE_WITHIN } from '$lib/server/accounts/people';
import { readGrants } from '$lib/server/accounts/read-grants';
import { textFrom } from '$lib/server/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { person }, getClientAddress }) => {
	const list = await administration(person, getClientAddress()).people.list();
	return { people: list.map(({ lastSignIn, ...rest }) => ({ ...rest, lastSignIn: lastSignIn?.toISOString() ?? null })) };
};

export const actions: Actions = {
	add: async ({ locals: { person }, request, getClientAddress }) => {
		const { people, by, linkFor } = administration(person, getClientAddress());
		const form = await request.formData();
		const [name, email, grants] = [textFrom(form, 'name'), textFrom(form, 'email'), readGrants(form)];
		if (grants.length === 0) return fail(400, { name, email, problem: null, link: null });
		try {
			const added = await people.add({ name, email, grants }, by);
			return { name, email, problem: null, link: linkFor(await people.makeLink(added, CHOOSE_WITHIN)) };
		} catch (error) {
			return fail(400, { name, email, problem: formProblem(error), link: null });
		}
	}
};
