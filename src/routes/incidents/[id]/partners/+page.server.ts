import { IncidentId } from '$lib/domain/core/ids';
import { signalWords } from '$lib/server/out/partner/inbound/inbox';
import type { PageServerLoad } from './$types';

/** The words of the signals; who sent them, when, and their state come with the log. */
export const load: PageServerLoad = async ({ params, parent, depends, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	depends('desk:signals');
	const incident = IncidentId.parse(params.id);
	const state = program.logs.state(incident);
	return { words: state ? await signalWords(program.database.sql, incident, state) : [] };
};
