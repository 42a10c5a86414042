import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { env } from '$env/dynamic/private';
import type { PageServerLoad } from './$types';

/** For whoever builds and tests the parts; an installation in use does not have this page. */
export const load: PageServerLoad = () => {
	if (!dev && !env['DEMO']) error(404);
};
