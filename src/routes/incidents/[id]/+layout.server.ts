import { redirect } from '@sveltejs/kit';
import { permittedTo } from '$lib/domain/commands';
import { limitsOf } from '$lib/domain/official-text/outlet';
import { firstPageOf } from '$lib/domain/waiting/first-page';
import { deskOf } from './at-desk.server';
import { colleagues } from './colleagues.server';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, locals, url, depends, untrack }) => {
	// An account may be connected while the incident is open: the publishing form asks again.
	depends('desk:outlets');
	const { id, state, actor, person } = deskOf(params, locals, url);
	// Who comes in at the bare address starts where work waits for them; inside nobody is sent away from the stream.
	const isBare = untrack(() => url.pathname === `/incidents/${id}` && url.search === '');
	if (isBare && firstPageOf(actor.roles) === 'waiting') redirect(307, `/incidents/${id}/waiting`);
	const { title = '', grip = 0, phase = 'watch', exercise = false } = state.incident ?? {};
	return {
		incident: { id, title, grip, phase, exercise },
		me: { id: person.id, name: person.name, initials: person.initials },
		/** The same for every page that says what waits for them. */
		reader: { roles: actor.roles, eyes: actor.eyes },
		/** Sent, so that a page has its buttons before it has the rules. */
		permitted: permittedTo(actor.roles),
		/** Null for made-up people: several visitors share one. */
		firstKeys: person.exerciseOnly ? null : await locals.program.accounts.people.firstKeys(person.id),
		colleagues: await colleagues(locals.program, id),
		/** Whether a language model can be asked. */
		hasModel: locals.program.model !== null,
		/** The limits of our own servers: an exercise writes for the same ones. */
		limits: limitsOf(locals.program.logs.installation.outlets.values()),
		/** The hosts to which people outside are sent without a second person who opened the address. */
		ownHosts: {
			listed: locals.program.logs.installation.installation?.publicDetails ?? [],
			domains: locals.program.logs.installation.installation?.mailDomains ?? []
		},
		/** An exercise publishes nothing outside, so it has no accounts. */
		outlets: exercise
			? []
			: locals.program.outlets.all().map(({ id: outlet, network, name }) => ({ id: outlet, network, name }))
	};
};
