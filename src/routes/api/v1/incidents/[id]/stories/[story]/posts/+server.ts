import { StoryId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';
import { PostQuery } from '$lib/server/read/queries/stories/stories';

/** The posts of a story, newest first: `?cursor=&limit=` (at most 200). */
export const GET = desk(async ({ params, url, read }) => {
	const id = StoryId.safeParse(params['story']);
	if (!id.success) throw new Refusal('story.absent');
	const query = readQuery(url, PostQuery);
	const page = await read((stories, reading) => stories.posts(reading, id.data, query));
	if (page.posts.length === 0 && !url.searchParams.has('cursor')) throw new Refusal('story.absent');
	return Response.json(page);
});
