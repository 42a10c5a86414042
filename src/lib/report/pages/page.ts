import type { Snippet } from 'svelte';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';

/** The settings of every page for external readers. */
export interface PageFrame {
	readonly words: Words;
	/** The style sheet, which is part of the page. */
	readonly style: Snippet;
	/** Address of the municipality's house style, if any. */
	readonly theme: string | null;
}

/**
 * The settings of a page's script: the texts it shows, with § in place of a time or a number, and the address that it
 * polls.
 */
export type ScriptData = Partial<
	Readonly<Record<'newest' | 'number' | 'checked' | 'withdrawn' | 'since' | 'old' | 'ended', string>>
>;

/** Pages are Dutch unless the other language is asked for: most of a report was written in Dutch. */
export const queryOf = (language: Language): string => (language === 'en' ? '?lang=en' : '');

/** The content of the form of a signal. */
export interface TypedSignal {
	readonly id: string;
	readonly text: string;
	readonly place: string;
	readonly callBack: string;
}
