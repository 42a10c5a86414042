import { retryLater, waitAfterInvalid } from '$lib/server/out/api/rate-limits';
import { textFrom } from '$lib/server/platform/http/form-text';
import { OidcError } from '$lib/server/people/oidc/oidc-error';
import { TooManyLogouts } from '$lib/server/people/oidc/organisation-sign-in';
import { log } from '$lib/server/platform/operations/logger';
import type { RequestHandler } from './$types';

/**
 * The organisation's sign-in service says that a session ended there (OpenID Connect Back-Channel Logout 1.0). The
 * signed token is the only proof; a wrong one says no more than that.
 */
export const POST: RequestHandler = async ({ request, getClientAddress, locals: { program } }) => {
	const form = await request.formData().catch(() => new FormData());
	try {
		if (!program.organisation) return new Response(null, { status: 404 });
		await program.organisation.ended(textFrom(form, 'logout_token'));
		return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		if (error instanceof TooManyLogouts) return retryLater(error.wait);
		if (!(error instanceof OidcError)) throw error;
		const wait = waitAfterInvalid(getClientAddress());
		if (wait > 0) return retryLater(wait);
		log.warn({ part: 'oidc', why: error.message }, 'a message that a session ended does not hold');
		return Response.json({ error: 'invalid_request' }, { status: 400, headers: { 'cache-control': 'no-store' } });
	}
};
