import { redirect } from '@sveltejs/kit';
import { onThisSite } from '$lib/server/out/api/route-access';
import { failedEntry, setSignInCookie } from './entry';
import type { RequestHandler } from './$types';

/**
 * Sends the browser to the organisation's sign-in service. With `again` a person who is signed in shows there once more
 * who they are, because what they showed is too old.
 */
export const GET: RequestHandler = async ({ url, cookies, locals: { person, program } }) => {
	const next = onThisSite(url.searchParams.get('next'));
	const { organisation, origin } = program;
	if (!organisation) redirect(303, '/sign-in');
	const isIn = person !== null && !person.exerciseOnly;
	const again = isIn && url.searchParams.has('again') && (await organisation.canShow(person.id)) ? person.id : null;
	if (isIn && again === null) redirect(303, next);
	const begun = await organisation.begin(next, again).catch((error: unknown) => failedEntry(error, next, isIn));
	setSignInCookie(cookies, begun.secret, origin);
	redirect(303, begun.address);
};
