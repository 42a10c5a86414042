import { TextId } from '$lib/domain/core/ids';
import { desk } from '$lib/server/api/authorize';
import { problem } from '$lib/server/http/problem';
import { readEffect } from '$lib/server/publishing/effect';

/** The change in the rumour since a text was published; `null` before that. */
export const GET = desk(async ({ incident, state, params, program }) => {
	const id = TextId.safeParse(params['text']).data;
	const text = id && state.texts.get(id);
	if (!text) return problem(404, 'text.absent');
	const organisation = program.logs.installation.installation?.organisation ?? null;
	return Response.json(await readEffect(program.stories.reading(incident, state), text, organisation));
});
