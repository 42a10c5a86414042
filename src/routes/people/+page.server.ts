import { fail } from '@sveltejs/kit';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { CommandId, INSTALLATION } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { setMailDomains } from '$lib/domain/installation/mail-domains';
import { accountEyes, hasPair } from '$lib/server/people/accounts/eyes-view';
import { readGrants } from '$lib/server/people/accounts/read-grants';
import { action } from '$lib/server/out/api/action';
import { asAdministrator } from '$lib/server/out/api/installation-access';
import { textFrom } from '$lib/server/platform/http/form-text';
import { nobody } from './link-delivery';
import { linkDeliveryIn, linkDeliveryOptions } from './link-delivery.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { people, by } = asAdministrator(event);
	const [list, names] = [await people.list(), await people.names()];
	const { installation } = people.executor.logs;
	return {
		handing: linkDeliveryOptions(people, by.actor, names),
		/** Whether two people can approve a text together now. */
		hasPair: hasPair(installation),
		/** The sign-in of the organisation; null when there is none. */
		provider: event.locals.program.organisation && { name: event.locals.program.organisation.config.name },
		/** People sign in only at their organisation: a link to choose a password would lead nowhere. */
		hasPasswords: event.locals.program.accounts.signIn.breakGlass === null,
		people: list.map(({ id, name, email, grants, exerciseOnly, suspended, hasPassword, lastSignIn }) => ({
			id,
			name,
			email,
			grants,
			exerciseOnly,
			suspended,
			hasPassword,
			lastSignIn: lastSignIn?.toISOString() ?? null,
			eyes: accountEyes(installation, id, by.actor, names)
		}))
	};
};

export const actions: Actions = {
	add: action(
		asAdministrator,
		async ({ people, by, linkFor, form }) => {
			const [name, email, grants] = [textFrom(form, 'name'), textFrom(form, 'email'), readGrants(form)];
			if (grants.length === 0) return fail(400, { name, email, problem: null, ...nobody });
			const added = await people.add({ name, email, grants }, by);
			const delivery = linkDeliveryIn(form);
			if (delivery !== 'mailed')
				return { name, email, problem: null, link: linkFor(await people.invite(added, by)), handed: delivery };
			await people.mailLink(added, by, 'second');
			return { name, email, problem: null, link: null, handed: delivery };
		},
		(refused, { form }) => ({
			name: textFrom(form, 'name'),
			email: textFrom(form, 'email'),
			problem: formProblem(refused),
			...nobody
		})
	),
	domains: action(
		asAdministrator,
		async ({ people, by, form }) => {
			const domains = textFrom(form, 'domains')
				.toLowerCase()
				.split(/[\s,]+/)
				.filter((each) => each !== '');
			const command = { id: CommandId.parse(newId()), ...setMailDomains({ domains }) };
			await people.executor.execute(INSTALLATION, { ...command, device: by.device ?? null }, by.actor, by.origin);
			return { name: '', email: '', problem: null, ...nobody };
		},
		(refused) => ({ name: '', email: '', problem: formProblem(refused), ...nobody })
	)
};
