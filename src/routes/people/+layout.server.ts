import { error } from '@sveltejs/kit';
import { INSTALLATION } from '$lib/domain/core/ids';
import type { LayoutServerLoad } from './$types';

/** Only for administrators. Actions check for themselves: they run before any load. */
export const load: LayoutServerLoad = ({ locals: { person, program } }) => {
	const execute = program.executor;
	if (!person || !execute.actorFor(person.id, INSTALLATION).roles.includes('administrator')) error(403);
	const { logs } = execute;
	return {
		incidents: logs.incidents().flatMap((id) => {
			const incident = logs.state(id)?.incident;
			return incident ? [{ id, title: incident.title }] : [];
		})
	};
};
