import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayOpen } from '$lib/domain/core/policy';
import { ownDebrief } from '$lib/domain/exercise/debrief';
import { action, refusalOf } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { scriptOfExercise } from '$lib/server/training/exercises/exercise-score';
import { openExercise } from '$lib/server/training/exercises/open-exercise';
import { deskOf } from '../at-desk.server';
import { debriefFor } from './debrief.server';
import type { Actions, PageServerLoad } from './$types';

/** A person's own work; of others only that they found something. A leader who did nothing sees the group. */
export const load: PageServerLoad = async (event) => {
	const { id, state, person, score, example, at, isLeader } = await debriefFor(event);
	if (isLeader && !score.people.includes(person.id)) redirect(303, `/incidents/${id}/debrief/group`);
	return {
		debrief: ownDebrief(score, example, person.id),
		at,
		hasExample: example.posts.length > 0,
		participants: isLeader ? score.people.length : null,
		mayPlay: scriptOfExercise(state) !== null && mayOpen(event.locals.program.executor.actorForNew(person.id))
	};
};

/** Anyone who works in the exercise may ask; what their roles allow is decided by the command. */
const access = ({ params, locals, url, getClientAddress }: RequestEvent) => {
	const { state, person } = deskOf({ id: params['id'] ?? '' }, locals, url);
	const { executor } = locals.program;
	const actor = executor.actorForNew(person.id);
	return { state, by: { executor, actor, origin: getClientAddress(), language: locals.language } };
};

export const actions: Actions = {
	/** Plays the same exercise again, from a moment just before the one that is named. */
	again: action(
		access,
		async ({ by, state, form }) => {
			const script = scriptOfExercise(state);
			const at = Date.parse(textFrom(form, 'at'));
			const from = script && Number.isFinite(at) ? Math.max(0, at - Date.parse(script.start) - REPLAY_LEAD) : 0;
			redirect(303, `/incidents/${await openExercise(by, script?.key ?? '', { from })}`);
		},
		(refused) => ({ refused: refusalOf(refused) })
	)
};
/** How long before the moment the replay begins, so that people see it coming; in milliseconds. */
const REPLAY_LEAD = 4 * 60_000;
