import type { PersonId } from '$lib/domain/core/ids';
import type { Language } from '$lib/i18n/language';

/** The parts of a request that reading needs. */
export interface ReaderRequest {
	readonly request: { readonly method: string; readonly headers: { get(name: string): string | null } };
	readonly isEnglish: boolean;
	readonly params: Partial<Record<string, string>>;
	readonly locals: { readonly person: { readonly id: PersonId } | null };
	readonly cookies: { get(name: string): string | undefined };
}
/** What sending needs in addition: a part of SvelteKit's RequestEvent. */
export interface ReaderFormRequest extends ReaderRequest {
	readonly request: Request;
	readonly cookies: ReaderRequest['cookies'] & {
		set(
			name: string,
			value: string,
			options: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number }
		): void;
	};
	readonly getClientAddress: () => string;
}

/** A request as SvelteKit gives it to a route. */
export const readerRequestOf = (
	event: Omit<ReaderFormRequest, 'isEnglish'> & { readonly url: URL }
): ReaderFormRequest => ({
	request: event.request,
	isEnglish: event.url.searchParams.get('lang') === 'en',
	params: event.params,
	locals: event.locals,
	cookies: event.cookies,
	getClientAddress: () => event.getClientAddress()
});

/**
 * The same request with the password of HTTP Basic as the secret of a link: a program that reads a feed keeps no
 * cookies, and what is in an address ends up in logs.
 */
export function withPassword(asked: ReaderRequest, cookie: string): ReaderRequest {
	const [, given] = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(asked.request.headers.get('authorization') ?? '') ?? [];
	if (given === undefined) return asked;
	const password = Buffer.from(given, 'base64')
		.toString()
		.replace(/^[^:]*:/, '');
	return { ...asked, cookies: { get: (name) => (name.endsWith(cookie) ? password : asked.cookies.get(name)) } };
}

/** Dutch unless the other language is requested: most of a report was written in Dutch. */
export const languageOf = ({ isEnglish }: Pick<ReaderRequest, 'isEnglish'>): Language => (isEnglish ? 'en' : 'nl');

export const cookieIn = (header: string | null | undefined, name: string): string | undefined =>
	header
		?.split('; ')
		.find((pair) => pair.startsWith(`${name}=`))
		?.slice(name.length + 1);
