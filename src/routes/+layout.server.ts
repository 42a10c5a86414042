import { sentFormOf } from '$lib/concurrency/sent-form';
import { IncidentId, INSTALLATION } from '$lib/domain/core/ids';
import { publicListOf } from '$lib/domain/installation/public-details';
import { isCarriedOut } from '$lib/server/log/execute/answers';
import {
	installationActor,
	isAdministrator,
	mayManageTokens,
	mayPrepareTexts
} from '$lib/server/out/api/installation-access';
import { themeAddress } from '$lib/server/platform/theme/serve-theme';
import { readCookie } from '$lib/server/platform/http/cookie-names';
import { chooseColorScheme, colorSchemeCookie } from '$lib/ui/color-scheme/color-scheme';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ cookies, locals, url, params }) => {
	const { language, person, program } = locals;
	const sent = person && sentFormOf(url.searchParams);
	const log = sent && (IncidentId.safeParse(params['id']).data ?? INSTALLATION);
	const actor = installationActor(locals);
	return {
		language,
		look: chooseColorScheme(readCookie(cookies, colorSchemeCookie)),
		theme: program.config.theme && themeAddress(program.config.theme),
		person,
		/** What became of a form whose sender got no answer, or was no longer signed in; null for none. */
		sent: sent && {
			...sent,
			isStored:
				sent.command !== null && log ? await isCarriedOut(program.executor.sql, log, sent.command, person.id) : null
		},
		administers: actor !== null && isAdministrator(actor),
		keepsTokens: actor !== null && mayManageTokens(actor),
		/** The user may write and approve the texts of the crisis communication plan. */
		preparesTexts: actor !== null && mayPrepareTexts(actor),
		/** The fictitious people of an exercise: shown to a user who is one of them and may switch to another. */
		exercisePeople: person?.exerciseOnly ? program.accounts.exercisePeople.all() : [],
		/** What is not pointed out where somebody types it. */
		publicDetails: person ? publicListOf(program.logs.installation) : [],
		organisation: program.logs.installation.installation?.organisation ?? null
	};
};
