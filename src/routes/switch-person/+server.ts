import { error, redirect } from '@sveltejs/kit';
import { formOf } from '$lib/server/out/api/action';
import { passCookies } from '$lib/server/out/api/cookies';
import { onThisSite } from '$lib/server/out/api/route-access';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { RequestHandler } from './$types';

/** Switches from one fictitious person of the exercises to another; real people cannot sign in or out this way. */
export const POST: RequestHandler = async ({ locals: { person, session, program }, request, cookies }) => {
	const { exercisePeople, signIn } = program.accounts;
	const form = await formOf(request);
	const other = exercisePeople.all().find(({ id }) => id === textFrom(form, 'person'));
	if (!person?.exerciseOnly || !session || !other) error(403);
	passCookies(await signIn.startSession(other.id, request.headers, { person, session, renew: false }), cookies);
	redirect(303, onThisSite(textFrom(form, 'next')));
};
