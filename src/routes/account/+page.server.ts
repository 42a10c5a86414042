import * as m from '$lib/messages';
import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { PersonId } from '$lib/domain/core/ids';
import type { PushMessage } from '$lib/domain/installation/push-message';
import { QuietHours } from '$lib/domain/installation/quiet-hours';
import { wordsIn } from '$lib/i18n/words';
import { isLanguage, type Language } from '$lib/i18n/language';
import { accountNews, markNewsSeen } from '$lib/server/people/accounts/account-news';
import { AccountError } from '$lib/server/people/auth/account-error';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action, formOf } from '$lib/server/out/api/action';
import { cookieName } from '$lib/server/platform/http/cookie-names';
import { textFrom } from '$lib/server/platform/http/form-text';
import { OidcError, oidcProblems } from '$lib/server/people/oidc/oidc-error';
import { quietHoursOf, setQuietHours } from '$lib/server/out/notifications/push/quiet-hours';
import { chooseColorScheme, colorSchemeCookie } from '$lib/ui/color-scheme/color-scheme';
import type { Program } from '$lib/server/program';
import { setSignInCookie } from '../sign-in/organisation/entry';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const YEAR = 365 * 24 * 60 * 60;

export const load: PageServerLoad = async ({ url, locals: { person, session, program } }) => {
	if (!person) error(401);
	const { sessions, people, signIn } = program.accounts;
	const { organisation } = program;
	const list = await sessions.list(person.id);
	const news = person.exerciseOnly ? [] : await accountNews(program.database.sql, person.id);
	const names = news.length > 0 ? await people.names() : new Map<PersonId, { name: string }>();
	const email = await people.emailOf(person.id);
	const problem = url.searchParams.get('problem');
	return {
		/** What happened to the account and was not seen yet; by nobody where it was the person. */
		news: news.map(({ seq, kind, at, by }) => ({
			seq,
			kind,
			at,
			by: by === person.id ? null : (names.get(by)?.name ?? '')
		})),
		/** Whether this person also signs in at their organisation; null where nobody does. */
		provider:
			organisation && !person.exerciseOnly
				? {
						name: organisation.config.name,
						isLinked: await organisation.identities.isLinked(person.id),
						problem: oidcProblems.find((code) => code === problem) ?? null
					}
				: null,
		hasPasswords: signIn.mayUsePassword(email),
		notifications: person.exerciseOnly ? null : await notificationsOf(person.id, program),
		email,
		sessions: list.map(({ id, began, expires, seen, address, userAgent }) => ({
			id,
			began: began.toISOString(),
			seen: seen.toISOString(),
			expires: expires.toISOString(),
			address,
			userAgent,
			own: id === session?.id
		}))
	};
};

/** Where this person gets notifications, and when not. */
async function notificationsOf(person: PersonId, { push, database }: Pick<Program, 'push' | 'database'>) {
	const devices = await push.devices.list(person);
	return {
		publicKey: push.publicKey,
		quiet: await quietHoursOf(database.sql, person),
		devices: devices.map(({ id, userAgent, added, sent, failure, failed }) => ({
			id,
			userAgent,
			added: added.toISOString(),
			sent: sent?.toISOString() ?? null,
			failure: failure && failed ? { why: failure, at: failed.toISOString() } : null
		})),
		now: new Date().toISOString()
	};
}

/** The person, and the session of the request. */
function access({ locals: { person, session } }: RequestEvent) {
	if (!person || !session) error(401);
	return { person, session: session.id };
}
/** Who did it and where, for the audit page. */
const bySelf = ({ id }: { readonly id: PersonId }, { request, getClientAddress }: RequestEvent) => ({
	actor: { id },
	origin: getClientAddress(),
	device: request.headers.get('user-agent')
});
type Part = 'news' | 'name' | 'password' | 'sessions' | 'pushOn' | 'pushOff' | 'quiet';
type OwnAccountRequest = ReturnType<typeof access> & {
	readonly form: FormData;
	readonly event: RequestEvent;
	readonly program: Program;
};

/** Runs an action on the user's own account; a problem is shown next to its form. */
const own = (part: Part, change: (request: OwnAccountRequest) => Promise<void>) =>
	action(
		access,
		async (request) => {
			await change(request);
			return { part, done: true, problem: null, tested: null };
		},
		(refused) => ({ part, done: false, problem: formProblem(refused), tested: null })
	);

const testMessage = (language: Language): PushMessage => {
	const { t } = wordsIn(language);
	return { title: t(m.account.push.testTitle), body: t(m.account.push.testBody), path: '/account', topic: 'test' };
};

/** Fictitious people are shared: another visitor would find what one visitor changed in them. */
const assertRealPerson = (person: NonNullable<App.Locals['person']>): void => {
	if (person.exerciseOnly) throw new AccountError('role.missing');
};

export const actions: Actions = {
	name: own('name', async ({ person, form, event, program }) => {
		assertRealPerson(person);
		await program.accounts.people.rename(person.id, textFrom(form, 'name'), bySelf(person, event));
	}),

	password: own('password', async ({ person, session, form, event, program }) => {
		assertRealPerson(person);
		const chosen = textFrom(form, 'password');
		if (chosen !== textFrom(form, 'again')) throw new AccountError('password.differs');
		const { attempts, people, signIn } = program.accounts;
		signIn.assertPasswords(await people.emailOf(person.id));
		const wait = await attempts.takePassword(person.id, event.getClientAddress());
		if (wait > 0) throw new AccountError('tooMany', Math.ceil(wait / 1000));
		await people.changePassword(person.id, { old: textFrom(form, 'old'), chosen }, session, bySelf(person, event));
	}),

	end: own('sessions', async ({ person, form, event, program }) => {
		const { sessions, people } = program.accounts;
		await sessions.end(person.id, textFrom(form, 'session'));
		await people.security.record({ kind: 'session.ended', person: person.id }, bySelf(person, event));
	}),

	endOthers: own('sessions', async ({ person, session, event, program }) => {
		const { sessions, people } = program.accounts;
		await sessions.endAll(person.id, session);
		await people.security.record({ kind: 'session.endedAll', person: person.id }, bySelf(person, event));
	}),

	seen: own('news', ({ person, form, program }) =>
		markNewsSeen(
			program.database.sql,
			person.id,
			z.coerce
				.number()
				.int()
				.min(0)
				.max(2 ** 31 - 1)
				.catch(0)
				.parse(textFrom(form, 'seq'))
		)
	),

	pushOn: own('pushOn', async ({ person, form, event, program }) => {
		assertRealPerson(person);
		const subscription = {
			endpoint: textFrom(form, 'endpoint'),
			p256dh: textFrom(form, 'p256dh'),
			auth: textFrom(form, 'auth')
		};
		const userAgent = event.request.headers.get('user-agent');
		await program.push.devices.add(person.id, subscription, { userAgent, language: event.locals.language });
	}),

	pushOff: own('pushOff', ({ person, form, program }) =>
		program.push.devices.remove(person.id, textFrom(form, 'device'))
	),

	pushTest: action(
		access,
		async ({ person, form, program }) => {
			const wait = await program.accounts.attempts.takeTestMessage(person.id);
			if (wait > 0) throw new AccountError('tooMany', Math.ceil(wait / 1000));
			const tested = await program.push.test(person.id, textFrom(form, 'device'), testMessage);
			return { part: 'pushTest' as const, done: true, problem: null, tested: tested ?? ('gone' as const) };
		},
		(refused) => ({ part: 'pushTest' as const, done: false, problem: formProblem(refused), tested: null })
	),

	quiet: own('quiet', async ({ person, form, program }) => {
		assertRealPerson(person);
		const typed = { from: textFrom(form, 'from'), to: textFrom(form, 'to') };
		const isEmpty = typed.from === '' && typed.to === '';
		const hours = isEmpty ? null : QuietHours.safeParse(typed).data;
		if (hours === undefined) throw new AccountError('quiet.invalid');
		await setQuietHours(program.database.sql, person.id, hours);
	}),

	/** Gives the way to the sign-in service: a form of ours may not lead there itself (form-action). */
	link: action(
		access,
		async ({ person, event, program }) => {
			assertRealPerson(person);
			const { organisation, origin } = program;
			if (!organisation) error(404);
			const signIn = await organisation.begin('/account', person.id);
			setSignInCookie(event.cookies, signIn.secret, origin);
			return { part: 'link' as const, done: true, address: signIn.address, away: null, problem: null, tested: null };
		},
		(refused) => {
			if (!(refused instanceof OidcError))
				return { part: 'link' as const, done: false, away: null, problem: formProblem(refused), tested: null };
			return { part: 'link' as const, done: false, away: refused.code, problem: null, tested: null };
		}
	),

	look: async ({ request, cookies, locals: { program } }) => {
		const form = await formOf(request);
		const secure = program.origin.startsWith('https:');
		const cookieOptions = { path: '/', maxAge: YEAR, secure, httpOnly: false, sameSite: 'lax' } as const;
		const name = (plain: string): string => cookieName(plain, cookieOptions);
		cookies.set(name(colorSchemeCookie), chooseColorScheme(textFrom(form, 'look')), cookieOptions);
		const language = textFrom(form, 'language');
		if (isLanguage(language)) cookies.set(name('language'), language, cookieOptions);
		redirect(303, '/account');
	}
};
