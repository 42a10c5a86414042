import type { Handle } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { documentationPage, isDocumentation } from '$lib/server/out/api/openapi/documentation';
import { readCookie } from '$lib/server/platform/http/cookie-names';
import { chooseColorScheme, colorSchemeCookie } from '$lib/ui/color-scheme/color-scheme';

/** Rendering the documentation takes long, so rendered pages are cached for everyone. */
export const cachedDocumentation: Handle = ({ event, resolve }) => {
	const isPage = event.request.method === 'GET' && !event.isDataRequest && isDocumentation(event.url.pathname);
	if (!isPage || dev) return resolve(event);
	const scheme = chooseColorScheme(event.url.searchParams.get('look'), readCookie(event.cookies, colorSchemeCookie));
	return documentationPage(event.locals.program, event, [event.locals.language, scheme], () => resolve(event));
};
