import { error, fail } from '@sveltejs/kit';
import { PersonId } from '$lib/domain/ids';
import { administration } from '$lib/server/accounts/administration';
import { formProblem } from '$lib/server/accounts/form-problem';
import { readGrants } from '$lib/server/accounts/read-grants';
import { textFrom } from '$lib/server/http/form-text';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, getClientAddress }) => {
	const { people, sessions } = administration(locals.person, getClientAddress());
	const found = (await people.list()).find(({ id }) => id === params.person);
	if (!found) error(404);
	const { id, name, email, grants, suspended, exerciseOnly } = found;
	const list = await sessions.list(found.id);
	return {
		shown: { id, name, email, grants, suspended, exerciseOnly },
		sessions: list.map(({ id, began, address, userAgent }) => ({ id, began: began.toISOString(), address, userAgent }))
	};
};

type Work = (at: ReturnType<typeof administration>, person: PersonId, form: FormData) => Promise<{ address: string; until: string } | null>;

/** Does something to this person; what is wrong, or the link to hand over, is shown above. */
const doing = (work: Work) => async (event: RequestEvent) => {
	const at = administration(event.locals.person, event.getClientAddress());
	const person = PersonId.safeParse(event.params.person);
	if (!person.success) error(404);
	try {
		const link = await work(at, person.data, await event.request.formData());
		return { problem: null, link };
	} catch (caught) {
		return fail(400, { problem: formProblem(caught), link: null });
	}
};

/** What the person holds now; nobody else's roles come in through an action. */
const held = async (at: ReturnType<typeof administration>, person: PersonId) =>
	(await at.people.list()).find(({ id }) => id === person)?.grants ?? [];

export const actions: Actions = {
	/** The roles in all incidents; those in one incident stay. */
	roles: doing(async (at, person, form) => {
		const inOne = (await held(at, person)).filter(({ incident }) => incident !== null);
		form.delete('incident');
		await at.people.setGrants(person, [...readGrants(form), ...inOne], at.by);
		return null;
	}),
	give: doing(async (at, person, form) => {
		const before = await held(at, person);
		const more = readGrants(form).filter(
			(grant) => !before.some(({ role, incident }) => role === grant.role && incident === grant.incident)
		);
		await at.people.setGrants(person, [...before, ...more], at.by);
		return null;
	}),
	take: doing(async (at, person, form) => {
		const [role, one] = [textFrom(form, 'role'), textFrom(form, 'incident')];
		const left = (await held(at, person)).filter((grant) => !(grant.role === role && grant.incident === one));
		await at.people.setGrants(person, left, at.by);
		return null;
	}),
	suspend: doing(async (at, person, form) => {
		await at.people.suspend(person, textFrom(form, 'suspended') === 'yes', at.by);
		return null;
	}),
	reset: doing(async (at, person) => at.linkFor(await at.people.resetPassword(person, at.by))),
	endAll: doing(async (at, person) => {
		await at.people.endSessions(person, at.by);
		return null;
	})
};
