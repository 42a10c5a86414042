import { PostId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { desk } from '$lib/server/out/api/authorize';
import { InLanguage } from '$lib/server/out/api/openapi/by-tag/shapes';
import { modelAbsent, readBody } from '$lib/server/out/api/refusal-response';

/** A post in the reader's language, by the configured language model; without one there is nothing here. */
export const POST = desk(async ({ incident, state, params, person, program, request }) => {
	if (!program.model || !person) return modelAbsent();
	const { language } = await readBody(request, InLanguage);
	const post = PostId.safeParse(params['post']).data;
	if (!post) throw new Refusal('post.absent');
	return Response.json(
		await program.model.translate(program.stories.reading(incident, state), post, language, person.id)
	);
});
