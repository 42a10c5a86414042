import { error } from '@sveltejs/kit';
import { host } from '$lib/server/platform/config/host';
import { serveTheme } from '$lib/server/platform/theme/serve-theme';
import type { RequestHandler } from './$types';

/** The municipality's house style; public, also without an account. */
export const GET: RequestHandler = ({ url, request }) => {
	const theme = host()?.config.theme;
	if (!theme) error(404, 'notFound');
	return serveTheme(theme, url.searchParams.get('v'), request.headers.get('if-none-match'));
};
