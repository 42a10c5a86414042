import { mayOpen } from '$lib/domain/core/policy';
import { groupDebrief } from '$lib/domain/exercise/debrief';
import { scriptOfExercise } from '$lib/server/training/exercises/exercise-score';
import { debriefFor } from '../debrief.server';
import { alphabetical } from './participants.server';
import type { PageServerLoad } from './$types';

/** Everyone, for the leader of the exercise. */
export const load: PageServerLoad = async (event) => {
	const { state, person, score, example, at } = await debriefFor(event, true);
	const names = await alphabetical(event.locals.program, score.people);
	return {
		debrief: groupDebrief(
			score,
			example,
			names.map(({ id }) => id)
		),
		names,
		at,
		hasExample: example.posts.length > 0,
		tookPart: score.people.includes(person.id),
		mayPlay: scriptOfExercise(state) !== null && mayOpen(event.locals.program.executor.actorForNew(person.id))
	};
};
