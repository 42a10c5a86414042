import { error } from '@sveltejs/kit';
import { Refusal } from '$lib/domain/core/refusal';
import { passCookies } from '$lib/server/out/api/cookies';
import { factorRequestOf } from '$lib/server/out/api/factor-in-form';
import { AccountError } from '$lib/server/people/auth/account-error';
import type { RequestHandler } from './$types';

/** What a browser needs to make a passkey for the person who asks. */
export const POST: RequestHandler = async (event) => {
	const { locals, cookies } = event;
	const asker = factorRequestOf(event);
	if (!asker || locals.person?.exerciseOnly !== false) error(403);
	try {
		const challenge = await locals.program.accounts.factors.newPasskey(asker, locals.session?.proof ?? null);
		passCookies(challenge.headers, cookies);
		return Response.json(challenge.options);
	} catch (failed) {
		if (failed instanceof AccountError || failed instanceof Refusal) error(403);
		throw failed;
	}
};
