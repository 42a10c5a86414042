import { error, type RequestEvent } from '@sveltejs/kit';
import { renderSVG } from 'uqr';
import { momentOf } from '$lib/domain/core/ids';
import { proofMissing } from '$lib/domain/core/policy';
import type { Proof } from '$lib/domain/core/role';
import { needsFactor } from '$lib/server/people/accounts/after-sign-in';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import type { FactorRequest, Enrolment, SecondFactors } from '$lib/server/people/accounts/second-factors';
import { action } from '$lib/server/out/api/action';
import { passCookies } from '$lib/server/out/api/cookies';
import { answerIn, factorRequestOf } from '$lib/server/out/api/factor-in-form';
import { onThisSite } from '$lib/server/out/api/route-access';
import { AccountError } from '$lib/server/people/auth/account-error';
import { typedSecret } from '$lib/server/people/auth/codes';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { person, session, program }, url }) => {
	if (!person || !session) error(401);
	if (person.exerciseOnly) error(403);
	const { factors } = program.accounts;
	const own = await factors.of(person.id);
	const pending = own.totp ? null : await factors.pendingEnrolment(person.id);
	const { minutes } = program.executor.proofRule;
	const asker = { id: person.id, roles: [], proof: session.proof };
	const has = own.totp !== null || own.passkeys.length > 0;
	return {
		next: onThisSite(url.searchParams.get('next')),
		app: own.totp && timesOf(own.totp),
		passkeys: own.passkeys.map(({ id, name, ...times }) => ({ id, name, ...timesOf(times) })),
		recovery: own.recovery,
		setUp: pending && shownOf(pending),
		/** Someone who decides needs one here. */
		needed: needsFactor(person.id, program.executor),
		/** What they have must be shown again before anything is changed. */
		again: has && proofMissing('fresh', asker, { required: true, minutes }, momentOf(Date.now())) !== null,
		hasPasskeys: factors.hasPasskeys,
		/** The address by number: passkeys need a name. */
		host: program.origin
	};
};

const timesOf = ({ added, lastUsed }: { added: Date; lastUsed: Date | null }) => ({
	added: added.toISOString(),
	lastUsed: lastUsed?.toISOString() ?? null
});

/** The picture that an authenticator app reads, and the same to type. */
const shownOf = ({ address }: Enrolment) => ({
	picture: `data:image/svg+xml;base64,${Buffer.from(renderSVG(address, { border: 2 })).toString('base64')}`,
	typed: typedSecret(address)
});

function access(event: RequestEvent) {
	const asker = factorRequestOf(event);
	if (!asker) error(401);
	if (event.locals.person?.exerciseOnly !== false) error(403);
	return { asker, proof: event.locals.session?.proof ?? null };
}

interface Change {
	readonly asker: FactorRequest;
	readonly proof: Proof | null;
	readonly form: FormData;
	readonly factors: SecondFactors;
}
/** What a change leads to: a new token for the session, and recovery codes to show once. */
interface ChangeResult {
	readonly token?: string | null;
	readonly codes?: readonly string[] | null;
}

/** Runs a change of the person's own second factors; the session continues with a new token. */
const change = (part: 'app' | 'passkey' | 'codes', work: (request: Change) => Promise<ChangeResult>) =>
	action(
		access,
		async ({ asker, proof, form, program, event }) => {
			const { factors, signIn } = program.accounts;
			const { token = null, codes = null } = await work({ asker, proof, form, factors });
			if (token !== null) passCookies(await signIn.cookieOf(token, asker.headers), event.cookies);
			return { part, problem: null, codes, next: onThisSite(textFrom(form, 'next')) };
		},
		(refused, { form }) => ({
			part,
			problem: formProblem(refused),
			codes: null,
			next: onThisSite(textFrom(form, 'next'))
		})
	);

export const actions: Actions = {
	begin: change('app', async ({ asker, proof, factors }) => {
		await factors.begin(asker, proof);
		return {};
	}),
	confirm: change('app', ({ asker, form, factors }) => factors.confirm(asker, textFrom(form, 'code'))),
	removeApp: change('app', async ({ asker, proof, factors }) => ({ token: await factors.removeApp(asker, proof) })),
	passkey: change('passkey', async ({ asker, proof, form, factors }) => {
		const answer = answerIn(form);
		if (answer === null) throw new AccountError('factor.passkey');
		return factors.addPasskey(asker, proof, answer, textFrom(form, 'name'));
	}),
	removePasskey: change('passkey', async ({ asker, proof, form, factors }) => ({
		token: await factors.removePasskey(asker, proof, textFrom(form, 'passkey'))
	})),
	codes: change('codes', async ({ asker, proof, factors }) => ({ codes: await factors.newCodes(asker, proof) }))
};
