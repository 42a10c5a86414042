import { INSTALLATION } from '$lib/domain/core/ids';
import { keepsTokens } from '$lib/server/accounts/token-form';
import { mayPrepareTexts } from '$lib/server/publishing/prepared-texts';
import { themeAddress } from '$lib/server/theme/serve-theme';
import { chooseColorScheme, colorSchemeCookie } from '$lib/ui/color-scheme/color-scheme';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies, locals: { language, person, program } }) => {
	return {
		language,
		look: chooseColorScheme(cookies.get(colorSchemeCookie)),
		theme: program.config.theme && themeAddress(program.config.theme),
		person,
		administers: person ? program.executor.actorFor(person.id, INSTALLATION).roles.includes('administrator') : false,
		keepsTokens: keepsTokens(program.executor, person),
		/** The user may write and approve the texts of the crisis communication plan. */
		preparesTexts: mayPrepareTexts(program.executor, person),
		/** The fictitious people of an exercise: shown to a user who is one of them and may switch to another. */
		exercisePeople: person?.exerciseOnly ? program.accounts.exercisePeople.all() : [],
		organisation: program.logs.installation.installation?.organisation ?? null
	};
};
