import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';
import { ChangedQuery } from '$lib/server/read/queries/posts';

/**
 * The posts that were edited or deleted at their source, with their earlier text: `?story=`, `?finding=` or `?post=`.
 */
export const GET = desk(async ({ url, read }) => {
	const query = readQuery(url, ChangedQuery);
	return Response.json(await read((stories, reading) => stories.changed(reading, query)));
});
