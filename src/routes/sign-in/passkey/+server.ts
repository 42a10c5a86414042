import { error } from '@sveltejs/kit';
import { passCookies } from '$lib/server/out/api/cookies';
import { AccountError } from '$lib/server/people/auth/account-error';
import type { RequestHandler } from './$types';

/** What a browser needs to show a passkey: any of ours before signing in, the person's own in their session. */
export const POST: RequestHandler = async ({ locals: { program }, request, cookies }) => {
	try {
		const { options, headers } = await program.accounts.factors.askPasskey(request.headers);
		passCookies(headers, cookies);
		return Response.json(options);
	} catch (failed) {
		if (failed instanceof AccountError) error(404);
		throw failed;
	}
};
