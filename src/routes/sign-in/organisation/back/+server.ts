import { redirect } from '@sveltejs/kit';
import { afterSignIn } from '$lib/server/people/accounts/after-sign-in';
import { passCookies } from '$lib/server/out/api/cookies';
import { failedEntry, takeSignInCookie } from '../entry';
import type { RequestHandler } from './$types';

/** Where the organisation's sign-in service sends people back. */
export const GET: RequestHandler = async ({ url, cookies, request, locals: { person, session, program } }) => {
	const { organisation, origin } = program;
	if (!organisation) redirect(303, '/sign-in');
	const confirming = person && session ? { person, session, renew: false } : null;
	const entered = await organisation
		.finish(url.search, takeSignInCookie(cookies, origin), request.headers, confirming)
		.catch((error: unknown) => failedEntry(error, '/', confirming !== null && !confirming.person.exerciseOnly));
	const services = { factors: program.accounts.factors, executor: program.executor };
	passCookies(entered.headers, cookies);
	redirect(303, entered.isStrong ? entered.next : await afterSignIn(entered.person, entered.next, services));
};
