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

/** Dutch unless the other language is requested: most of a report was written in Dutch. */
export const languageOf = ({ isEnglish }: Pick<ReaderRequest, 'isEnglish'>): Language => (isEnglish ? 'en' : 'nl');

export const cookieIn = (header: string | null | undefined, name: string): string | undefined =>
	header
		?.split('; ')
		.find((pair) => pair.startsWith(`${name}=`))
		?.slice(name.length + 1);
