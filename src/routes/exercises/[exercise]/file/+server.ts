import { error } from '@sveltejs/kit';
import { scriptOfDraft } from '$lib/domain/exercise/script-draft';
import { asMakerOf } from '../../maker.server';
import type { RequestHandler } from './$types';

/** The exercise as a script file, also when it cannot be played yet. */
export const GET: RequestHandler = async (event) => {
	const { exercises, id } = asMakerOf(event);
	const exercise = await exercises.read(id);
	if (!exercise) error(404);
	const name = exercise.draft.title.replace(/[^\p{L}\d]+/gu, '-').slice(0, 60) || 'exercise';
	return new Response(scriptOfDraft(exercise.draft).text, {
		headers: {
			'content-type': 'application/x-ndjson; charset=utf-8',
			'content-disposition': `attachment; filename*=UTF-8''OEFENING-${encodeURIComponent(name)}.jsonl`
		}
	});
};
