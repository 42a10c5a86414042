import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';
import { StoryQuery } from '$lib/server/read/queries/stories/stories';

/**
 * A page of stories: `?view=waiting|newest|search|finding|ids|help`, with `cursor`, `limit` (at most 50) and the view's
 * own parameters.
 */
export const GET = desk(async ({ url, incident, program, read }) => {
	const query = readQuery(url, StoryQuery);
	const seq = program.logs.seq(incident);
	return Response.json({ ...(await read((stories, reading) => stories.page(reading, query))), seq });
});
