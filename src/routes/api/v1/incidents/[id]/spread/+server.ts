import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';
import { SpreadQuery } from '$lib/server/read/queries/spread-history';

/** Who spread a story or a rumour: `?story=` or `?finding=`. */
export const GET = desk(async ({ url, read, program }) => {
	const query = readQuery(url, SpreadQuery);
	const organisation = program.logs.installation.installation?.organisation ?? null;
	return Response.json(await read((stories, reading) => stories.spread(reading, query, organisation)));
});
