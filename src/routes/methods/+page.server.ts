import { describeMethods, registerText } from '$lib/server/out/api/methods';
import { wordsIn } from '$lib/i18n/words';
import type { PageServerLoad } from './$types';

/**
 * For anyone with an account, also partners. Not for everybody: publishing in the algorithm register is a decision of the
 * organisation, and the page has the text for it.
 */
export const load: PageServerLoad = ({ locals: { program, language } }) => {
	const words = wordsIn(language);
	const organisation = program.logs.installation.installation?.organisation ?? null;
	return {
		hasModel: program.model !== null,
		methods: describeMethods(words).map((method) => ({
			...method,
			register: registerText(method, organisation, words)
		}))
	};
};
