import { redirect } from '@sveltejs/kit';
import { passCookies } from '$lib/server/api/cookies';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals: { person, session, program }, request, cookies }) => {
	if (person && session) {
		passCookies(await program.accounts.signIn.signOut({ person, session, renew: false }, request.headers), cookies);
	}
	redirect(303, '/sign-in');
};
