import type { PersonId } from '$lib/domain/core/ids';
import type { Language } from '$lib/i18n/language';

/** What identifies a reader: a link's cookies, or an account. */
export interface ReaderKeys {
	readonly params: Partial<Record<string, string>>;
	readonly locals: { readonly person: { readonly id: PersonId } | null };
	readonly cookies: { get(name: string): string | undefined };
}
/** The parts of SvelteKit's RequestEvent that reading needs. */
export interface ReaderRequest extends ReaderKeys {
	readonly request: Request;
	readonly url: URL;
}
/** The parts that sending needs in addition. */
export interface ReaderFormRequest extends ReaderRequest {
	readonly cookies: ReaderKeys['cookies'] & {
		set(
			name: string,
			value: string,
			options: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number }
		): void;
	};
	readonly getClientAddress: () => string;
}

/**
 * The same request with the password of HTTP Basic as the secret of a link: a program that reads a feed keeps no
 * cookies, and what is in an address ends up in logs.
 */
export function withPassword(context: ReaderRequest): ReaderRequest {
	const { request, url, params, locals, cookies } = context;
	const [, encoded] = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	if (encoded === undefined) return context;
	const password = Buffer.from(encoded, 'base64')
		.toString()
		.replace(/^[^:]*:/, '');
	const get = (name: string) => (/voelspriet\.r\.[^.]+\.[^.]+$/.test(name) ? password : cookies.get(name));
	return { request, url, params, locals, cookies: { get } };
}

/** Dutch unless the other language is requested: most of a report was written in Dutch. */
export const languageOf = ({ url }: Pick<ReaderRequest, 'url'>): Language =>
	url.searchParams.get('lang') === 'en' ? 'en' : 'nl';
