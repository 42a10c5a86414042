import { timingSafeEqual } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { metrics } from '$lib/server/platform/operations/metrics';
import type { RequestHandler } from './$types';

/**
 * Only for this machine, or for a client that sends METRICS_TOKEN. Everybody else gets the answer of an unknown page.
 */
export const GET: RequestHandler = async ({ request, getClientAddress, locals: { program } }) => {
	const { metricsToken } = program.config;
	const shown = /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
	const isHere = program.loopback.isHere(getClientAddress(), request.headers);
	const isAllowed = metricsToken === null ? isHere : isSame(shown, metricsToken);
	if (!isAllowed) error(404, 'Not Found');
	return new Response(await metrics.metrics(), { headers: { 'content-type': metrics.contentType } });
};

function isSame(shown: string, wanted: string): boolean {
	const [a, b] = [Buffer.from(shown), Buffer.from(wanted)];
	return a.length === b.length && timingSafeEqual(a, b);
}
