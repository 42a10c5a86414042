import type { PersonId } from '$lib/domain/ids';
import type { Language } from '$lib/i18n/language';

/** What of a request is looked at: a part of SvelteKit's RequestEvent. */
export interface Asked {
	readonly request: Request;
	readonly url: URL;
	readonly params: Partial<Record<string, string>>;
	readonly locals: { readonly person: { readonly id: PersonId } | null };
	readonly cookies: {
		get(name: string): string | undefined;
		set(name: string, value: string, options: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number }): void;
	};
	readonly getClientAddress: () => string;
}

/** Dutch unless the other is asked for: most of what stands in a report was written in Dutch. */
export const languageOf = ({ url }: Asked): Language => (url.searchParams.get('lang') === 'en' ? 'en' : 'nl');
export const queryOf = (language: Language): string => (language === 'en' ? '?lang=en' : '');
