import gazetteer from '$lib/server/analysis/text/places.nl.json';
import type { RequestHandler } from './$types';

const names = [...new Set([...gazetteer.names, ...gazetteer.alsoWords])].sort((a, b) => a.localeCompare(b, 'nl'));

/** Dutch places for the place field. Public, and cached for a day. */
export const GET: RequestHandler = () =>
	Response.json(names, { headers: { 'cache-control': 'public, max-age=86400' } });
