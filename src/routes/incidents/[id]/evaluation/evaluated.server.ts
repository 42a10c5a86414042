import { error, type RequestEvent } from '@sveltejs/kit';
import { momentOf, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { isAtDesk } from '$lib/domain/core/policy';
import { keyFiguresOf } from '$lib/domain/evaluation/key-figures';
import { learningPoints } from '$lib/domain/evaluation/learning-point';
import { moments } from '$lib/i18n/moments';
import { deskOf } from '../at-desk.server';

/** An incident that this reader may compare with this one. */
interface Comparable {
	readonly id: IncidentId;
	readonly title: string;
	readonly start: string;
}

/** The evaluation of an incident, and of the one to compare it with. @throws as SvelteKit's `error` does */
export async function evaluatedFor({
	params,
	locals,
	url
}: Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } }) {
	const { id, state, actor, person } = deskOf(params, locals, url);
	const { evaluations, accounts } = locals.program;
	const comparable = comparableWith(id, person, locals);
	const requestedId = url.searchParams.get('with') ?? '';
	const chosen = requestedId === '' ? null : comparable.find((each) => each.id === requestedId);
	if (chosen === undefined) error(404, 'incident.absent');
	const [evaluation, beside] = await Promise.all([evaluations.of(id), chosen && evaluations.of(chosen.id)]);
	if (!evaluation) error(404, 'incident.absent');
	const people = await accounts.people.names();
	return {
		id,
		actor,
		person,
		comparable,
		with: chosen?.id ?? null,
		names: [...new Set(evaluation.duties.map(({ person }) => person))].map((person): [PersonId, string] => [
			person,
			people.get(person)?.name ?? '?'
		]),
		evaluated: {
			evaluation,
			points: learningPoints(state),
			other: beside ? { title: beside.title, figures: keyFiguresOf(beside) } : null,
			today: moments(locals.language).dayKey(momentOf(Date.now()))
		}
	};
}

/** Incidents whose posts this person may read, newest first; exercises only for an exercise. */
function comparableWith(id: IncidentId, person: { readonly id: PersonId }, { program }: App.Locals): Comparable[] {
	const { executor, logs } = program;
	const isExercise = logs.state(id)?.incident?.exercise;
	return logs
		.incidents()
		.flatMap((other): Comparable[] => {
			const incident = logs.state(other)?.incident;
			const mayRead = other !== id && isAtDesk(executor.actorFor(person.id, other));
			return incident && mayRead && incident.exercise === isExercise
				? [{ id: other, title: incident.title, start: incident.start }]
				: [];
		})
		.sort((a, b) => b.start.localeCompare(a.start));
}
