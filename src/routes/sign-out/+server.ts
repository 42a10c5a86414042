import * as m from '$lib/messages';
import { redirect } from '@sveltejs/kit';
import { wordsIn } from '$lib/i18n/words';
import { passCookies } from '$lib/server/out/api/cookies';
import { smallPage } from '$lib/server/platform/http/small-page';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request, cookies }) => {
	const { person, session, program, language } = locals;
	const { sessions, signIn } = program.accounts;
	const asking = person && session ? { person, session, renew: false } : await sessions.awaitingOf(request.headers);
	if (!asking) redirect(303, '/sign-in');
	const end = async () => passCookies(await signIn.signOut(asking, request.headers), cookies);
	const away = await (program.organisation ? program.organisation.leave(asking.session.id, end) : end());
	if (!away) redirect(303, '/sign-in');
	// A page in between, since no form of ours may lead to another site, not by a redirect either (form-action).
	const { t } = wordsIn(language);
	const address = away.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
	const { body, headers } = smallPage(
		language,
		[t(m.account.organisation.left), `<a href="${address}">${t(m.account.organisation.leave)}</a>`],
		address
	);
	return new Response(body, { headers });
};
