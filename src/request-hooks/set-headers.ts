import type { Handle } from '@sveltejs/kit';
import { isApi } from '$lib/server/out/api/api-errors';
import { host } from '$lib/server/platform/config/host';
import { API_VERSION } from '$lib/server/platform/http/api-version';
import { scriptsToPreload } from '$lib/server/platform/http/preloads';
import { addSecurityHeaders } from '$lib/server/platform/http/security-headers';

export const setHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const link = scriptsToPreload(response.headers.get('link'));
	if (link) response.headers.set('link', link);
	else response.headers.delete('link');
	addSecurityHeaders(response.headers, host()?.config.origin ?? null);
	if (isApi(event.url.pathname)) {
		response.headers.set('api-version', API_VERSION);
		// For browsers without support for `frame-ancestors`, as the NL API Design Rules require.
		response.headers.set('x-frame-options', 'DENY');
	}
	return response;
};
