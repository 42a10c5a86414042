import { error } from '@sveltejs/kit';
import { openapiDocument } from '$lib/server/http/api/openapi';
import { readable } from '$lib/server/http/api/readable';
import type { PageServerLoad } from './$types';

/** One named shape. Nothing in it is of this installation. */
export const load: PageServerLoad = ({ params }) => {
	const { shapes } = readable(openapiDocument({ origin: '', organisation: null }));
	const shape = shapes.find(({ name }) => name === params.shape);
	if (!shape) error(404);
	return { shape };
};
