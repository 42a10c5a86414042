import * as m from '$lib/messages';
import type { Handle } from '@sveltejs/kit';
import { chooseLanguage } from '$lib/server/platform/http/choose-language';
import { wordsIn } from '$lib/i18n/words';
import { asProblem, isApi } from '$lib/server/out/api/api-errors';
import { databaseUnavailable } from '$lib/server/out/api/refusal-response';
import { isDatabaseUnavailable, RETRY_AFTER } from '$lib/server/platform/database/failure';
import { readCookie } from '$lib/server/platform/http/cookie-names';
import { smallPage } from '$lib/server/platform/http/small-page';
import { recordFailure } from './record-failure';

/** Every error of the API is returned as problem details, whether a route, a hook or SvelteKit produced it. */
export const formatErrors: Handle = async ({ event, resolve }) => {
	const { locals, request, url } = event;
	if (!isApi(url.pathname)) {
		try {
			const response = await resolve(event);
			return locals.databaseUnavailable && response.status === 500 ? asUnavailable(response) : response;
		} catch (error) {
			if (!isDatabaseUnavailable(error)) throw error;
			recordFailure(error, event);
			const language = chooseLanguage(readCookie(event.cookies, 'language'), request.headers.get('accept-language'));
			const { t } = wordsIn(language);
			const sentences = [
				t(m.errors.database.title),
				t(m.errors.database.what),
				t(m.errors.database.kept),
				t(m.errors.database.todo)
			];
			const { body, headers } = smallPage(language, sentences, RETRY_AFTER);
			return asUnavailable(new Response(body, { headers }));
		}
	}
	try {
		const response = await resolve(event);
		return locals.databaseUnavailable && response.status === 500
			? databaseUnavailable()
			: asProblem(response, locals.reference);
	} catch (error) {
		const reference = recordFailure(error, event);
		return locals.databaseUnavailable
			? databaseUnavailable()
			: asProblem(new Response(null, { status: 500 }), reference);
	}
};

const asUnavailable = ({ body, headers }: Response): Response =>
	new Response(body, { status: 503, headers: [...headers, ['retry-after', String(RETRY_AFTER)]] });
