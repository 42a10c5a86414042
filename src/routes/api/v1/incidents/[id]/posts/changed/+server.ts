import { desk } from '$lib/server/api/authorize';
import { readQuery } from '$lib/server/api/refusal-response';
import { ChangedQuery } from '$lib/server/queries/posts';

/**
 * The posts that were edited or deleted at their source, with their earlier text: `?story=`, `?finding=` or `?post=`.
 */
export const GET = desk(async ({ incident, state, url, program }) => {
	const service = program.stories;
	return Response.json(await service.changed(service.reading(incident, state), readQuery(url, ChangedQuery)));
});
