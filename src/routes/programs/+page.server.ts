import { fail } from '@sveltejs/kit';
import { millisecondsInDay } from 'date-fns/constants';
import { z } from 'zod';
import { IncidentId, momentOf, TokenId } from '$lib/domain/core/ids';
import { isTokenValid, Token, TokenScope } from '$lib/domain/installation/token';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action, field } from '$lib/server/out/api/action';
import { asTokenManager } from '$lib/server/out/api/installation-access';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Actions, PageServerLoad } from './$types';

/** The possible lifetimes of a token, in days. */
const DAYS_TO_CHOOSE = [7, 30, 90, 365] as const;
const DEFAULT_DAYS = 90;

/** The secrets' hashes are not sent to the page. */
export const load: PageServerLoad = async (event) => {
	const { tokens } = asTokenManager(event);
	const all = event.locals.program.logs;
	const used = await tokens.lastUsed();
	const now = momentOf(Date.now());
	const titleOf = (id: IncidentId): string => all.state(id)?.incident?.title ?? id;
	return {
		choices: DAYS_TO_CHOOSE,
		usual: DEFAULT_DAYS,
		incidents: all.incidents().flatMap((id) => {
			const incident = all.state(id)?.incident;
			return incident && incident.phase !== 'closed' ? [{ id, title: incident.title }] : [];
		}),
		tokens: [...all.installation.tokens.values()].reverse().map((token) => ({
			id: token.id,
			name: token.name,
			scopes: token.scopes,
			where: token.incident && titleOf(token.incident),
			expires: token.expires,
			used: used.get(token.id) ?? null,
			standing: token.revoked
				? ('revoked' as const)
				: !isTokenValid(token, now)
					? ('expired' as const)
					: tokens.isOfSuspended(token)
						? ('stopped' as const)
						: ('valid' as const)
		}))
	};
};

const Days = z.coerce.number().int().min(1).max(366).catch(DEFAULT_DAYS);

export const actions: Actions = {
	make: action(
		asTokenManager,
		async ({ tokens, by, form, program: { origin } }) => {
			const name = Token.shape.name.safeParse(textFrom(form, 'name'));
			const scopes = form.getAll('scope').flatMap((scope) => TokenScope.safeParse(scope).data ?? []);
			const typed = { name: textFrom(form, 'name'), problem: null, made: null, revoked: false };
			if (!name.success) return fail(400, { ...typed, wrong: 'name' as const });
			if (scopes.length === 0) return fail(400, { ...typed, wrong: 'scope' as const });
			const incident = IncidentId.safeParse(textFrom(form, 'incident')).data ?? null;
			const duration = Days.parse(textFrom(form, 'days')) * millisecondsInDay;
			const secret = await tokens.make({ name: name.data, scopes, incident, lasts: duration }, by);
			const made = {
				name: name.data,
				secret,
				until: momentOf(Date.now() + duration),
				example: exampleOf(origin, secret, incident, scopes)
			};
			return { ...typed, name: '', wrong: null, made };
		},
		(refused, { form }) => ({
			name: textFrom(form, 'name'),
			problem: formProblem(refused),
			wrong: null,
			made: null,
			revoked: false
		})
	),
	revoke: action(
		asTokenManager,
		async ({ tokens, by, form }) => {
			await tokens.revoke(field(form, 'token', TokenId), by);
			return { name: '', problem: null, wrong: null, made: null, revoked: true };
		},
		(refused) => ({ name: '', problem: formProblem(refused), wrong: null, made: null, revoked: false })
	)
};

/** A command for a terminal that shows at once that the token works. */
function exampleOf(origin: string, secret: string, incident: IncidentId | null, scopes: readonly TokenScope[]): string {
	const base = `${origin}/api/v1/incidents/${incident ?? '{incident}'}`;
	const token = `-H 'Authorization: Bearer ${secret}'`;
	if (scopes.includes('read')) return `curl ${token} '${base}/stories?view=newest'`;
	const body = JSON.stringify({ posts: [{ externalId: '1', text: 'Test' }] });
	return `curl ${token} -H 'Content-Type: application/json' -d '${body}' '${base}/sources/{source}/posts'`;
}
