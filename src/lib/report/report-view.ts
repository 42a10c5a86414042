import { createContext } from 'svelte';
import type { Language } from '$lib/i18n/language';
import type { EvidenceLink } from './write/document';

/** How a report is shown, for each of its components. */
export interface ReportView {
	readonly language: Language;
	/**
	 * At the desk each number links to its evidence: the address, and the link's text for screen readers. Null for
	 * external readers.
	 */
	readonly evidence: { readonly addressOf: (of: EvidenceLink) => string; readonly label: string } | null;
}
export const [useReportView, provideReportView] = createContext<ReportView>();

/** Text by people is always Dutch: marked, so that screen readers pronounce it well. */
export const dutchIn = ({ language }: ReportView): 'nl' | undefined => (language === 'nl' ? undefined : 'nl');
