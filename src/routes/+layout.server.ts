import { host } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { chooseLook, lookCookie } from '$lib/ui/look/look';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies, locals }) => {
	const running = host()?.program;
	return {
		language: locals.language,
		look: chooseLook(cookies.get(lookCookie)),
		person: locals.person ?? null,
		organisation: running ? (logs.of(running).installation.installation?.organisation ?? null) : null
	};
};
