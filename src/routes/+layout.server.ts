import { chooseLanguage } from '$lib/i18n/language';
import { host } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { chooseLook, lookCookie } from '$lib/ui/look/look';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies, request, locals }) => {
	const running = host()?.program;
	return {
		language: chooseLanguage(cookies.get('language'), request.headers.get('accept-language')),
		look: chooseLook(cookies.get(lookCookie)),
		person: locals.person ?? null,
		organisation: running ? (logs.of(running).installation.installation?.organisation ?? null) : null
	};
};
