import { redirect } from '@sveltejs/kit';
import { onThisSite } from '$lib/server/out/api/route-access';
import { failedEntry, setSignInCookie } from './entry';
import type { RequestHandler } from './$types';

/**
 * Sends the browser to the organisation's sign-in service. With `again` a person who is signed in proves there again
 * who they are, because their last proof is too old.
 */
export const GET: RequestHandler = async ({ url, cookies, locals: { person, program } }) => {
	const next = onThisSite(url.searchParams.get('next'));
	const { organisation, origin } = program;
	if (!organisation) redirect(303, '/sign-in');
	const isIn = person !== null && !person.exerciseOnly;
	const asPerson = isIn && url.searchParams.has('again') && (await organisation.canShow(person.id)) ? person.id : null;
	if (isIn && asPerson === null) redirect(303, next);
	const started = await organisation.begin(next, asPerson).catch((error: unknown) => failedEntry(error, next, isIn));
	setSignInCookie(cookies, started.secret, origin);
	redirect(303, started.address);
};
