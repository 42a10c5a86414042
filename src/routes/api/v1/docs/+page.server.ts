import { descriptionOf } from '$lib/server/out/api/openapi/documentation';
import { API_VERSION } from '$lib/server/platform/http/api-version';
import type { PageServerLoad } from './$types';

/** Public, like the description itself. */
export const load: PageServerLoad = ({ locals: { program } }) => {
	const { groups, shapes, problems } = descriptionOf(program).readable;
	const names = shapes.flatMap(({ name, command }) => (command ? [] : [name]));
	return { origin: program.origin, version: API_VERSION, groups, problems, shapes: names };
};
