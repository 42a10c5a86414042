import { INSTALLATION } from '$lib/domain/ids';
import { accounts } from '$lib/server/accounts/accounts';
import { keepsTokens } from '$lib/server/accounts/token-keeping';
import { preparesTexts } from '$lib/server/publish/preparing';
import { executor } from '$lib/server/execute';
import { host } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { themeAddress } from '$lib/server/theme/serve-theme';
import { chooseLook, lookCookie } from '$lib/ui/look/look';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies, locals: { language, person } }) => {
	const handed = host();
	const running = handed?.program;
	return {
		language,
		look: chooseLook(cookies.get(lookCookie)),
		theme: handed?.config.theme ? themeAddress(handed.config.theme) : null,
		person,
		administers: running && person ? executor.of(running).actorFor(person.id, INSTALLATION).roles.includes('administrator') : false,
		keepsTokens: running ? keepsTokens(running, person) : false,
		/** Writes and approves the texts of the crisis communication plan. */
		preparesTexts: running ? preparesTexts(running, person) : false,
		/** The made-up people of an exercise, for who is one of them and may step into another. */
		exercisePeople: running && person?.exerciseOnly ? accounts.of(running).exercisePeople.all() : [],
		organisation: running ? (logs.of(running).installation.installation?.organisation ?? null) : null
	};
};
