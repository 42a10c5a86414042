import { redirect } from '@sveltejs/kit';
import { IncidentId, type PersonId } from '$lib/domain/core/ids';
import { isAtDesk } from '$lib/domain/core/policy';
import { ScriptDraft } from '$lib/domain/exercise/script-draft';
import { draftOfFile } from '$lib/server/training/exercises/from-file';
import { draftOfIncident } from '$lib/server/training/exercises/from-incident';
import { action, refusalOf } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Program } from '$lib/server/program';
import { asExerciseMaker } from './maker.server';
import type { Actions, PageServerLoad } from './$types';

/** The closed incidents that this person worked in, newest first. */
function closedFor(person: PersonId, { executor, logs }: Pick<Program, 'executor' | 'logs'>) {
	return logs.incidents().flatMap((id) => {
		const incident = logs.state(id)?.incident;
		return incident?.phase === 'closed' && isAtDesk(executor.actorFor(person, id))
			? [{ id, title: incident.title, closed: incident.closed?.at ?? '' }]
			: [];
	});
}

export const load: PageServerLoad = async (event) => {
	const { person, exercises } = asExerciseMaker(event);
	return { own: await exercises.list(), closed: closedFor(person.id, event.locals.program) };
};

export const actions: Actions = {
	/** From scratch, from a file, or from a closed incident. */
	make: action(
		asExerciseMaker,
		async ({ person, exercises, visitors, form, program }) => {
			const file = form.get('file');
			const incident = IncidentId.safeParse(textFrom(form, 'incident')).data;
			const isTheirs = closedFor(person.id, program).some(({ id }) => id === incident);
			const state = incident && isTheirs ? program.logs.state(incident) : null;
			const draft =
				file instanceof File && file.size > 0
					? draftOfFile(await file.text())
					: incident && state
						? await draftOfIncident(program.database.sql, incident, state)
						: null;
			const made = await exercises.make(draft ?? ScriptDraft.parse({ start: '12:00' }), person.id, visitors);
			redirect(303, `/exercises/${made}`);
		},
		refusalOf
	)
};
