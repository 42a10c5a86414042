import { desk } from '$lib/server/api/authorize';
import { readQuery } from '$lib/server/api/refusal-response';
import { ChangedQuery } from '$lib/server/queries/posts';

/** The posts that were edited at their source or are gone there, with what they said before: `?story=`, `?finding=` or `?post=`. */
export const GET = desk(async ({ incident, state, url, program }) => {
	const service = program.stories;
	return Response.json(await service.changed(service.reading(incident, state), readQuery(url, ChangedQuery)));
});
