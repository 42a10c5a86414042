import { redirect } from '@sveltejs/kit';
import { onThisSite } from '$lib/server/api/route-access';
import { failedEntry, keepRound } from './entry';
import type { RequestHandler } from './$types';

/** Sends the browser to the organisation's sign-in service. */
export const GET: RequestHandler = async ({ url, cookies, locals: { person, program } }) => {
	const next = onThisSite(url.searchParams.get('next'));
	const { organisation, origin } = program;
	if (!organisation) redirect(303, '/sign-in');
	if (person && !person.exerciseOnly) redirect(303, next);
	const begun = await organisation.begin(next).catch((error: unknown) => failedEntry(error, next));
	keepRound(cookies, begun.secret, origin);
	redirect(303, begun.address);
};
