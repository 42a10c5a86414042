import { desk } from '$lib/server/http/door';
import { readQuery } from '$lib/server/http/refused';
import { program } from '$lib/server/host';
import { ChangedQuery } from '$lib/server/stories/posts';
import { stories } from '$lib/server/stories/stories';

/** The posts that were edited at their source or are gone there, with what they said before: `?story=`, `?finding=` or `?post=`. */
export const GET = desk(async ({ incident, state, url }) => {
	const service = stories.of(program());
	return Response.json(await service.changed(service.reading(incident, state), readQuery(url, ChangedQuery)));
});
