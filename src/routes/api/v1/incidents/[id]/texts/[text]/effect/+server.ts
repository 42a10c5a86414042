import { TextId } from '$lib/domain/core/ids';
import { desk } from '$lib/server/api/authorize';
import { problem } from '$lib/server/http/problem';
import { readEffect } from '$lib/server/publishing/effect';

/** The change in the rumour since a text was published; `null` before that. */
export const GET = desk(async ({ state, params, read, program }) => {
	const id = TextId.safeParse(params['text']).data;
	const text = id && state.texts.get(id);
	if (!text) return problem(404, 'text.absent');
	const organisation = program.logs.installation.installation?.organisation ?? null;
	return Response.json(await read((_, reading) => readEffect(reading, text, organisation)));
});
