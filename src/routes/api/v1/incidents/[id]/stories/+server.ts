import { desk } from '$lib/server/api/authorize';
import { readQuery } from '$lib/server/api/refusal-response';
import { StoryQuery } from '$lib/server/queries/stories/stories';

/**
 * A page of stories: `?view=waiting|newest|search|finding|ids|help`, with `cursor`, `limit` (at most 50) and the view's
 * own parameters.
 */
export const GET = desk(async ({ incident, state, url, program }) => {
	const service = program.stories;
	return Response.json(await service.page(service.reading(incident, state), readQuery(url, StoryQuery)));
});
