import { error } from '@sveltejs/kit';
import { descriptionOf } from '$lib/server/out/api/openapi/documentation';
import type { PageServerLoad } from './$types';

/** One named shape. Nothing in it is specific to this installation. */
export const load: PageServerLoad = ({ params, locals: { program } }) => {
	const shape = descriptionOf(program).readable.shapes.find(({ name }) => name === params.shape);
	if (!shape) error(404);
	return { shape };
};
