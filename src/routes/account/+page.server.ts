import { error, redirect } from '@sveltejs/kit';
import { isLanguage } from '$lib/i18n/language';
import { AccountError } from '$lib/server/auth/account-error';
import { formProblem } from '$lib/server/accounts/form-problem';
import { action } from '$lib/server/api/action';
import { textFrom } from '$lib/server/http/form-text';
import { chooseColorScheme, colorSchemeCookie } from '$lib/ui/color-scheme/color-scheme';
import type { Program } from '$lib/server/program';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const YEAR = 365 * 24 * 60 * 60;

export const load: PageServerLoad = async ({ locals: { person, session, program } }) => {
	if (!person) error(401);
	const { sessions, people } = program.accounts;
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

/** The person, and the session of the request. */
function access({ locals: { person, session } }: RequestEvent) {
	if (!person || !session) error(401);
	return { person, session: session.id };
}
type Own = ReturnType<typeof access> & {
	readonly form: FormData;
	readonly event: RequestEvent;
	readonly program: Program;
};

/** Runs an action on the user's own account; a problem is shown beside the form it came from. */
const own = (part: 'name' | 'password' | 'sessions', change: (own: Own) => Promise<void>) =>
	action(
		access,
		async (asked) => {
			await change(asked);
			return { part, done: true, problem: null };
		},
		(refused) => ({ part, done: false, problem: formProblem(refused) })
	);

/** Fictitious people are shared: another visitor would find what one visitor changed in them. */
const assertRealPerson = (person: NonNullable<App.Locals['person']>): void => {
	if (person.exerciseOnly) throw new AccountError('role.missing');
};

export const actions: Actions = {
	name: own('name', async ({ person, form, program }) => {
		assertRealPerson(person);
		await program.accounts.people.rename(person.id, textFrom(form, 'name'));
	}),

	password: own('password', async ({ person, session, form, event, program }) => {
		assertRealPerson(person);
		const chosen = textFrom(form, 'password');
		if (chosen !== textFrom(form, 'again')) throw new AccountError('password.differs');
		const { attempts, people } = program.accounts;
		const wait = await attempts.takeCode(`${event.getClientAddress()} ${person.id}`);
		if (wait > 0) throw new AccountError('tooMany', Math.ceil(wait / 1000));
		await people.changePassword(person.id, { old: textFrom(form, 'old'), chosen }, session);
	}),

	end: own('sessions', ({ person, form, program }) =>
		program.accounts.sessions.end(person.id, textFrom(form, 'session'))
	),

	endOthers: own('sessions', ({ person, session, program }) => program.accounts.sessions.endAll(person.id, session)),

	look: async ({ request, cookies, locals: { program } }) => {
		const form = await request.formData();
		const secure = program.origin.startsWith('https:');
		const kept = { path: '/', maxAge: YEAR, secure, httpOnly: false, sameSite: 'lax' } as const;
		cookies.set(colorSchemeCookie, chooseColorScheme(textFrom(form, 'look')), kept);
		const language = textFrom(form, 'language');
		if (isLanguage(language)) cookies.set('language', language, kept);
		redirect(303, '/account');
	}
};
