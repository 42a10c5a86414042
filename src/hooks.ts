import type { Reroute } from '@sveltejs/kit';

/**
 * An API address with a trailing slash does not exist (NL API Design Rules, /core/no-trailing-slash); SvelteKit would
 * redirect it. The pages of the documentation are for people, so those may redirect.
 */
export const reroute: Reroute = ({ url: { pathname } }) =>
	/^\/api\/.*\/$/.test(pathname) && !pathname.startsWith('/api/v1/docs/') ? '/api' : undefined;
