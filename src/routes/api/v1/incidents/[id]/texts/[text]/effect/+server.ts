import { TextId } from '$lib/domain/ids';
import { desk } from '$lib/server/http/door';
import { problem } from '$lib/server/http/problem';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { readEffect } from '$lib/server/publish/effect';
import { stories } from '$lib/server/stories/stories';

/** What happened to the rumour since a text went out; `null` as long as it did not. */
export const GET = desk(async ({ incident, state, params }) => {
	const id = TextId.safeParse(params['text']).data;
	const text = id && state.texts.get(id);
	if (!text) return problem(404, 'text.absent');
	const organisation = logs.of(program()).installation.installation?.organisation ?? null;
	return Response.json(await readEffect(stories.of(program()).reading(incident, state), text, organisation));
});
