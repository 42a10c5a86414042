import type { Reroute } from '@sveltejs/kit';

/**
 * An address of the API with a slash at its end is not there (NL API Design Rules, /core/no-trailing-slash): SvelteKit
 * would redirect it. The documentation is for people: there it may.
 */
export const reroute: Reroute = ({ url: { pathname } }) =>
	/^\/api\/.*\/$/.test(pathname) && !pathname.startsWith('/api/v1/docs/') ? '/api' : undefined;
