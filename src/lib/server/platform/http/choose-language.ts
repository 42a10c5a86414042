import Negotiator from 'negotiator';
import { firstKnown, isLanguage, type Language } from '$lib/i18n/language';

/**
 * Which language to answer in: the person's own choice (cookie `language`), else the first of `Accept-Language` that we
 * have, else Dutch.
 * @param cookie the unvalidated value of the cookie
 * @param accept the unvalidated header; weights are respected
 */
export function chooseLanguage(cookie: string | undefined, accept: string | null | undefined): Language {
	if (isLanguage(cookie)) return cookie;
	return firstKnown(new Negotiator({ headers: { 'accept-language': (accept ?? '').slice(0, 500) } }).languages());
}
