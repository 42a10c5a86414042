import gazetteer from '$lib/server/analysis/text/places.nl.json';
import type { RequestHandler } from './$types';

const names = [...new Set([...gazetteer.names, ...gazetteer.alsoWords])].sort((a, b) => a.localeCompare(b, 'nl'));

/** Dutch places for the field in which one is typed. Nobody's secret, and the same all day. */
export const GET: RequestHandler = () =>
	Response.json(names, { headers: { 'cache-control': 'public, max-age=86400' } });
