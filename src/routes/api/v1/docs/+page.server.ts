import { originOf } from '$lib/server/accounts/accounts';
import { descriptionOf } from '$lib/server/http/api/documentation';
import { API_VERSION } from '$lib/server/http/api/openapi';
import { program } from '$lib/server/host';
import type { PageServerLoad } from './$types';

/** Everybody may read it, as the description itself. */
export const load: PageServerLoad = () => {
	const running = program();
	const { groups, shapes, problems } = descriptionOf(running).readable;
	const names = shapes.flatMap(({ name, command }) => (command ? [] : [name]));
	return { origin: originOf(running.host), version: API_VERSION, groups, problems, shapes: names };
};
