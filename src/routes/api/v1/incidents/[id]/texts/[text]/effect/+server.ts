import { TextId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { desk } from '$lib/server/out/api/authorize';
import { readEffect } from '$lib/server/out/official-text/effect';

/** The change in the rumour since a text was published; `null` before that. */
export const GET = desk(async ({ state, params, read, program }) => {
	const id = TextId.safeParse(params['text']).data;
	const text = id && state.texts.get(id);
	if (!text) throw new Refusal('text.absent');
	const organisation = program.logs.installation.installation?.organisation ?? null;
	return Response.json(await read((_, reading) => readEffect(reading, text, organisation)));
});
