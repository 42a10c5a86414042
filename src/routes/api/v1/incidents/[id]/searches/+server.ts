import { desk } from '$lib/server/out/api/authorize';

/** How many stories each of the asker's own saved searches finds now. */
export const GET = desk(async ({ actor, read }) =>
	Response.json(await read((stories, reading) => stories.searchCounts(reading, actor.id)))
);
