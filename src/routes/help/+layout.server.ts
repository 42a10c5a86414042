import { languages } from '$lib/i18n/language';
import type { LayoutServerLoad } from './$types';

/** Who reads the help without an account has no setting for the language: the address can say it. */
export const load: LayoutServerLoad = ({ url, locals: { language } }) => {
	const [other = language] = languages.filter((each) => each !== language);
	return {
		query: url.searchParams.get('lang') === language ? `?lang=${language}` : '',
		other: { language: other, href: `${url.pathname}?lang=${other}` }
	};
};
