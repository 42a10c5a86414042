import { createContext } from 'svelte';
import type { Language } from '$lib/i18n/language';
import type { Evidence } from './write/document';

/** How a report is shown, for every part of it. */
export interface ReportView {
	readonly language: Language;
	/** At the desk each number leads to its evidence: its address, and what a screen reader says of the link. Null for readers outside. */
	readonly evidence: { readonly addressOf: (of: Evidence) => string; readonly label: string } | null;
}
export const [useReportView, provideReportView] = createContext<ReportView>();

/** What people wrote is Dutch, whatever the language of the page: screen readers then pronounce it well. */
export const dutchIn = ({ language }: ReportView): 'nl' | undefined => (language === 'nl' ? undefined : 'nl');
