import { wordsIn } from '$lib/i18n/words';
import figures from './figures.json';
import type { PageServerLoad } from './$types';
import { AxeFigures, pageWords, statementOf } from './statement';

/** For everybody: a government service says to anyone how accessible it is. */
export const load: PageServerLoad = ({ locals: { language } }) => {
	const words = wordsIn(language);
	const read = AxeFigures.parse(figures);
	return {
		parts: statementOf(read, words),
		pages: read.pages.map((page) => ({ page: page.page, says: pageWords(page, words) }))
	};
};
