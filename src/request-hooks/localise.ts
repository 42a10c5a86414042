import * as m from '$lib/messages';
import type { Handle } from '@sveltejs/kit';
import { wordsIn } from '$lib/i18n/words';
import { chooseLanguage } from '$lib/server/platform/http/choose-language';
import { readCookie } from '$lib/server/platform/http/cookie-names';
import { chooseColorScheme, colorSchemeCookie } from '$lib/ui/color-scheme/color-scheme';

export const localise: Handle = ({ event, resolve }) => {
	const { searchParams } = event.url;
	// A help page can have its language in its address: for this page only, like the look below.
	const chosen = (isHelpPage(event.url.pathname) && searchParams.get('lang')) || readCookie(event.cookies, 'language');
	const language = chooseLanguage(chosen, event.request.headers.get('accept-language'));
	// A wall display has its look in its address: for this page only, without changing the browser's setting.
	const scheme = chooseColorScheme(searchParams.get('look'), readCookie(event.cookies, colorSchemeCookie));
	event.locals.language = language;
	const { t } = wordsIn(language);
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%lang%', language)
				.replace('%look%', scheme)
				.replace('%method%', event.request.method)
				.replace('%notStarted%', t(m.errors.notStarted))
				.replace('%tryAgain%', t(m.common.tryAgain))
	});
};

const isHelpPage = (path: string): boolean => /^\/help(?:\/|$)/.test(path);
