import { error, redirect } from '@sveltejs/kit';
import { mistakesIn } from '$lib/server/training/exercises/own-exercises';
import { assertMayOpenMore } from '$lib/server/training/exercises/try-exercise';
import { openExercise } from '$lib/server/training/exercises/open-exercise';
import { ScriptError } from '$lib/server/ingest/exercises/script';
import { scriptSources } from '$lib/server/ingest/exercises/script-sources';
import { action, refusalOf } from '$lib/server/out/api/action';
import { asMakerOf } from '../maker.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends('exercises:draft');
	const { exercises, id } = asMakerOf(event);
	const exercise = await exercises.read(id);
	if (!exercise) error(404);
	return {
		exercise,
		mistakes: mistakesIn(exercise.draft),
		sources: [...scriptSources.values()].map(({ key, name }) => ({ key, name: name[event.locals.language] }))
	};
};

export const actions: Actions = {
	/** Makes a script of the draft, and opens an exercise that plays it. */
	play: action(
		asMakerOf,
		async ({ exercises, id, by, person, visitors, program }) => {
			assertMayOpenMore(program, person);
			const key = await exercises.publish(id, visitors).catch((failed: unknown) => {
				if (failed instanceof ScriptError) return null;
				throw failed;
			});
			if (key === null) redirect(303, `/exercises/${id}`);
			redirect(303, `/incidents/${await openExercise(by, key)}`);
		},
		refusalOf
	),
	/** Makes a script of the draft: from then on it is one of the exercises. */
	publish: action(
		asMakerOf,
		async ({ exercises, id, visitors }) => {
			await exercises.publish(id, visitors).catch((failed: unknown) => {
				if (!(failed instanceof ScriptError)) throw failed;
			});
			return { published: true };
		},
		refusalOf
	),
	remove: action(
		asMakerOf,
		async ({ exercises, id }) => {
			await exercises.remove(id);
			redirect(303, '/exercises');
		},
		refusalOf
	)
};
