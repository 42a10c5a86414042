import { redirect } from '@sveltejs/kit';
import { accounts } from '$lib/server/accounts/accounts';
import { passCookies } from '$lib/server/accounts/cookies';
import { program } from '$lib/server/host';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals: { person, session }, request, cookies }) => {
	if (person && session) {
		passCookies(await accounts.of(program()).entrance.signOut({ person, session, renew: false }, request.headers), cookies);
	}
	redirect(303, '/sign-in');
};
