import { fail, redirect } from '@sveltejs/kit';
import { sentFormOf } from '$lib/concurrency/sent-form';
import { formOf } from '$lib/server/out/api/action';
import { afterSignIn } from '$lib/server/people/accounts/after-sign-in';
import { deviceOf, setDeviceCookie, passCookies } from '$lib/server/out/api/cookies';
import { waitOfSignIn } from '$lib/server/out/api/rate-limits';
import { onThisSite } from '$lib/server/out/api/route-access';
import { oidcProblems } from '$lib/server/people/oidc/oidc-error';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, request }) => {
	const next = onThisSite(url.searchParams.get('next'));
	if (locals.person) redirect(303, next);
	const { organisation, accounts } = locals.program;
	if (await accounts.sessions.awaitingOf(request.headers))
		redirect(303, `/sign-in/second?next=${encodeURIComponent(next)}`);
	const problem = url.searchParams.get('problem');
	return {
		next,
		/** A form was refused because its sender was no longer signed in. */
		hasSent: sentFormOf(new URL(next, url).searchParams) !== null,
		/** Whether people may sign in with a passkey here, and whether one was refused just now. */
		passkeys: accounts.factors.hasPasskeys && !accounts.factors.isLocalOff,
		refused: url.searchParams.has('passkey'),
		/** How people sign in at their organisation; null when they only do here. */
		provider: organisation && {
			name: organisation.config.name,
			href: `/sign-in/organisation?next=${encodeURIComponent(next)}`,
			problem: oidcProblems.find((code) => code === problem) ?? null
		},
		/** Whether passwords are for emergencies only. */
		isEmergency: accounts.signIn.breakGlass !== null
	};
};

export const actions: Actions = {
	default: async ({ request, cookies, setHeaders, getClientAddress, locals: { program } }) => {
		const form = await formOf(request);
		const [email, next] = [textFrom(form, 'email'), onThisSite(textFrom(form, 'next'))];
		const attempt = { email, address: getClientAddress(), device: deviceOf(cookies) };
		const code = textFrom(form, 'code').trim();
		const limited = waitOfSignIn(attempt.address, code !== '');
		const entered =
			limited > 0
				? ({ outcome: 'wait', seconds: Math.ceil(limited / 1000) } as const)
				: await program.accounts.signIn.signIn(attempt, textFrom(form, 'password'), request.headers, code);
		if (entered.outcome === 'wrong') return fail(401, { email, problem: 'wrong' as const, seconds: 0 });
		if (entered.outcome === 'wait') setHeaders({ 'retry-after': String(entered.seconds) });
		if (entered.outcome === 'wait') return fail(429, { email, problem: 'wait' as const, seconds: entered.seconds });
		if (entered.outcome === 'choose') redirect(303, `/choose-password/${entered.secret}`);
		passCookies(entered.headers, cookies);
		setDeviceCookie(cookies, entered.device, program.origin);
		const { factors } = program.accounts;
		if (entered.second === 'shown') redirect(303, next);
		const after = await afterSignIn(entered.person, next, { factors, executor: program.executor });
		redirect(303, entered.second === 'wrong' ? `${after}&wrong` : after);
	}
};
