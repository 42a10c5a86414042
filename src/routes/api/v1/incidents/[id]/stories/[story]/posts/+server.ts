import { StoryId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { desk } from '$lib/server/api/authorize';
import { readQuery } from '$lib/server/api/refusal-response';
import { PostQuery } from '$lib/server/queries/stories/stories';

/** The posts of a story, newest first: `?cursor=&limit=` (at most 200). */
export const GET = desk(async ({ incident, state, params, url, program }) => {
	const service = program.stories;
	const id = StoryId.safeParse(params['story']);
	if (!id.success) throw new Refusal('story.absent');
	const page = await service.posts(service.reading(incident, state), id.data, readQuery(url, PostQuery));
	if (page.posts.length === 0 && !url.searchParams.has('cursor')) throw new Refusal('story.absent');
	return Response.json(page);
});
