import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { coordinators, isAllowed } from '$lib/domain/core/policy';
import type { Actor } from '$lib/domain/core/role';
import { scoredExercise } from '$lib/server/training/exercises/exercise-score';
import { deskOf } from '../at-desk.server';

/** The leader of an exercise sees the group; everyone else their own work. */
const isLeader = ({ roles }: Actor): boolean => isAllowed(roles, coordinators);

/**
 * An exercise that has ended, scored, for a person who works in it; before the end it leads to the stream. @throws as
 * SvelteKit's `error` and `redirect` do
 */
export async function debriefFor(
	{ params, locals, url }: Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } },
	forLeader = false
) {
	const { id, state, actor, person } = deskOf(params, locals, url);
	const { program, language } = locals;
	if (forLeader && !isLeader(actor)) error(403, 'role.missing');
	const scored = await scoredExercise({ sql: program.database.sql, logs: program.logs }, id, language);
	if (!scored || !state.incident?.ended) redirect(303, `/incidents/${id}`);
	return { id, state, person, ...scored, at: state.incident.ended.at, isLeader: isLeader(actor) };
}
