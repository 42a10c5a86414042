import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { PersonId } from '$lib/domain/core/ids';
import { mayOpen } from '$lib/domain/core/policy';
import { OwnExerciseId } from '$lib/server/training/exercises/own-exercises';
import type { Opener } from '$lib/server/read/incidents/open-incident';

/**
 * Requires a person who may open exercises. A visitor's made-up people are shared, so they write exercises on their own
 * machine only.
 */
export function asExerciseMaker({
	locals,
	url,
	request,
	getClientAddress
}: Pick<RequestEvent, 'locals' | 'url' | 'request' | 'getClientAddress'>) {
	const { person, program, language } = locals;
	if (!person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	const actor = program.executor.actorForNew(person.id);
	if (!mayOpen(actor) || (person.exerciseOnly && !program.loopback.isAloneWith(request.headers)))
		error(403, 'role.missing');
	const by: Opener = { executor: program.executor, actor, origin: getClientAddress(), language };
	/** Everybody who only practises, when this is one of them: what they keep counts together. */
	const visitors = person.exerciseOnly ? practising(program) : [];
	return { person, by, exercises: program.ownExercises, visitors };
}

const practising = ({ logs }: App.Locals['program']): PersonId[] =>
	[...logs.installation.people.values()].flatMap(({ id, exerciseOnly }) => (exerciseOnly ? [id] : []));

/** The same for one exercise. */
export function asMakerOf(event: Parameters<typeof asExerciseMaker>[0] & { params: { exercise?: string } }) {
	const id = OwnExerciseId.safeParse(event.params.exercise).data;
	const maker = asExerciseMaker(event);
	if (!id) error(404);
	return { ...maker, id };
}
