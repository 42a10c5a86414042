import { originOf } from '$lib/server/accounts/accounts';
import { API_VERSION, openapiDocument } from '$lib/server/http/api/openapi';
import { readable } from '$lib/server/http/api/readable';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import type { PageServerLoad } from './$types';

/** Everybody may read it, as the description itself. */
export const load: PageServerLoad = () => {
	const running = program();
	const origin = originOf(running.host);
	const organisation = logs.of(running).installation.installation?.organisation ?? null;
	const { groups, shapes, problems } = readable(openapiDocument({ origin, organisation }));
	return { origin, version: API_VERSION, groups, problems, shapes: shapes.flatMap(({ name, command }) => (command ? [] : [name])) };
};
