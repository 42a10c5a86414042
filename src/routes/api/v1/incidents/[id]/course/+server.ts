import { CourseQuery } from '$lib/server/http/api/by-tag/incident';
import { desk } from '$lib/server/http/door';
import { readQuery } from '$lib/server/http/refused';
import { program } from '$lib/server/host';
import { courseOf } from '$lib/server/stories/course';
import { stories } from '$lib/server/stories/stories';

/** How the incident went, in steps of equal length up to now: what the charts show. `?from=` begins later than the first post. */
export const GET = desk(async ({ incident, state, url }) => {
	const { from } = readQuery(url, CourseQuery);
	return Response.json(await courseOf(stories.of(program()).reading(incident, state), from));
});
