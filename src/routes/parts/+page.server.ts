import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { host } from '$lib/server/config/host';
import type { PageServerLoad } from './$types';

/** For developers and testers of the components; an installation in production does not have this page. */
export const load: PageServerLoad = () => {
	if (!dev && !host()?.config.demo) error(404);
};
