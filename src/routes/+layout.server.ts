import { chooseLanguage } from '$lib/i18n/language';
import { chooseLook, lookCookie } from '$lib/ui/look/look';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies, request }) => ({
	language: chooseLanguage(cookies.get('language'), request.headers.get('accept-language')),
	look: chooseLook(cookies.get(lookCookie))
});
