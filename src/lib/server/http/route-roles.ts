import { wordsIn } from '$lib/i18n/both';
import type { Language } from '$lib/i18n/language';
import type { ProcessRole, ProcessRoles } from '../config/process-roles';
import { problem } from './problem';
import { smallPage } from './small-page';

/**
 * Whose work a route is, by SvelteKit's route id: the first line that fits. Whatever brings posts is ingest's, also a
 * partner's signal; `null`: every process answers.
 */
const WORK: readonly (readonly [RegExp, ProcessRole | null])[] = [
	[/^\/(?:accessibility|health|help|metrics|schemas|theme\.css|\[x\+2e\]well-known)(?:\/|$)/, null],
	[/^\/api\/v1\/incidents\/\[id\]\/(?:heard|imports|pasted|profile\/preview)(?:\/|$)/, 'ingest'],
	[/^\/api\/v1\/incidents\/\[id\]\/sources\/\[source\]\/(?:posts|try)$/, 'ingest'],
	[/^\/r\/\[link\]\/signal$/, 'ingest'],
	[/^\/r\//, 'partner'],
	[/^\//, 'web']
];

/** The role that a process needs for this route; null when it needs none. */
export function roleOfRoute(route: string | null): ProcessRole | null {
	if (route === null) return null;
	return WORK.find(([routes]) => routes.test(route))?.[1] ?? null;
}

/** The answer of a process that does not do this; null when it does. Nothing was read or changed. */
export function refuseOthersWork(
	{ route, isApi }: { readonly route: string | null; readonly isApi: boolean },
	roles: ProcessRoles,
	language: Language
): Response | null {
	const needed = roleOfRoute(route);
	if (needed === null || roles.has(needed)) return null;
	const own = [...roles];
	if (isApi)
		return problem(503, 'process.role', {
			detail: `This process has the role ${own.join(' and ')} and this is for one with the role ${needed}: send it there. Nothing was changed.`
		});
	const { t } = wordsIn(language);
	const does = own.map((role) => t(`errors.process.does.${role}`)).join(', ');
	const { body, headers } = smallPage(language, [t('errors.process.what', { does })], null);
	return new Response(body, { status: 404, headers: { ...headers, 'cache-control': 'no-store' } });
}
