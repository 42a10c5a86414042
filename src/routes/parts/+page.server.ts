import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { host } from '$lib/server/config/host';
import type { PageServerLoad } from './$types';

/** For whoever builds and tests the parts; an installation in use does not have this page. */
export const load: PageServerLoad = () => {
	if (!dev && !host()?.config.demo) error(404);
};
