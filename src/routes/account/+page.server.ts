import { error, fail, redirect } from '@sveltejs/kit';
import { isLanguage } from '$lib/i18n/language';
import { AccountError } from '$lib/server/accounts/account-error';
import { accounts, originOf } from '$lib/server/accounts/accounts';
import { formProblem } from '$lib/server/accounts/form-problem';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { chooseLook, lookCookie } from '$lib/ui/look/look';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const YEAR = 365 * 24 * 60 * 60;

export const load: PageServerLoad = async ({ locals: { person, session } }) => {
	if (!person) error(401);
	const { sessions, people } = accounts.of(program());
	const list = await sessions.list(person.id);
	return {
		email: await people.emailOf(person.id),
		sessions: list.map(({ id, began, expires, address, userAgent }) => ({
			id,
			began: began.toISOString(),
			expires: expires.toISOString(),
			address,
			userAgent,
			own: id === session?.id
		}))
	};
};

/** Does something with one's own account; what is wrong is said beside the form it came from. */
async function own(
	{ locals: { person, session }, request }: RequestEvent,
	part: 'name' | 'password' | 'sessions',
	change: (me: { person: NonNullable<App.Locals['person']>; session: string; form: FormData }) => Promise<void>
) {
	if (!person || !session) error(401);
	try {
		await change({ person, session: session.id, form: await request.formData() });
	} catch (caught) {
		return fail(400, { part, done: false, problem: formProblem(caught) });
	}
	return { part, done: true, problem: null };
}

/** Made-up people are everybody's: what one changes in them another visitor would find. */
const mustBeReal = (person: NonNullable<App.Locals['person']>): void => {
	if (person.exerciseOnly) throw new AccountError('role.missing');
};

export const actions: Actions = {
	name: (event) =>
		own(event, 'name', async ({ person, form }) => {
			mustBeReal(person);
			await accounts.of(program()).people.rename(person.id, textFrom(form, 'name'));
		}),

	password: (event) =>
		own(event, 'password', async ({ person, session, form }) => {
			mustBeReal(person);
			const chosen = textFrom(form, 'password');
			if (chosen !== textFrom(form, 'again')) throw new AccountError('password.differs');
			const { attempts, people } = accounts.of(program());
			const wait = await attempts.takeCode(`${event.getClientAddress()} ${person.id}`);
			if (wait > 0) throw new AccountError('tooMany', Math.ceil(wait / 1000));
			await people.changePassword(person.id, { old: textFrom(form, 'old'), chosen }, session);
		}),

	end: (event) =>
		own(event, 'sessions', async ({ person, form }) => accounts.of(program()).sessions.end(person.id, textFrom(form, 'session'))),

	endOthers: (event) => own(event, 'sessions', async ({ person, session }) => accounts.of(program()).sessions.endAll(person.id, session)),

	look: async ({ request, cookies }) => {
		const form = await request.formData();
		const secure = originOf(program().host).startsWith('https:');
		const kept = { path: '/', maxAge: YEAR, secure, httpOnly: false, sameSite: 'lax' } as const;
		cookies.set(lookCookie, chooseLook(textFrom(form, 'look')), kept);
		const language = textFrom(form, 'language');
		if (isLanguage(language)) cookies.set('language', language, kept);
		redirect(303, '/account');
	}
};
