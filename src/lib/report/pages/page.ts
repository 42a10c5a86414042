import type { Snippet } from 'svelte';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';

/** What every page for readers outside is made with. */
export interface PageFrame {
	readonly words: Words;
	/** The style sheet, which stands in the page itself. */
	readonly style: Snippet;
	/** Address of the municipality's house style, where there is one. */
	readonly theme: string | null;
}

/** What the script of a page is to know: the words it shows, with § where a time or a number comes, and where it asks for news. */
export type ScriptData = Partial<
	Readonly<Record<'newest' | 'number' | 'checked' | 'withdrawn' | 'since' | 'old' | 'ended', string>>
>;

/** Pages are Dutch unless the other is asked for: most of what stands in a report was written in Dutch. */
export const queryOf = (language: Language): string => (language === 'en' ? '?lang=en' : '');

/** What stands in the form of a signal. */
export interface TypedSignal {
	readonly id: string;
	readonly text: string;
	readonly place: string;
	readonly callBack: string;
}
