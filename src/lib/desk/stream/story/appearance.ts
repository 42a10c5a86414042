import * as m from '$lib/messages';
import type { Platform } from '$lib/domain/posts/platform';
import type { AuthorView } from '$lib/domain/stories/card';
import { pseudonym } from '$lib/domain/stories/pseudonym';
import type { Words } from '$lib/i18n/words';
import type { IconName } from '$lib/ui/display/icons';
import type { RiskLevel } from '$lib/domain/findings/risk';

/** The icon of the network of a post. */
export function platformIcon(platform: Platform): IconName {
	switch (platform) {
		case 'forum':
		case 'news':
		case 'phone':
		case 'press':
		case 'street':
			return platform;
		case 'partner':
			return 'people';
		case 'other':
			return 'globe';
		default:
			return 'social';
	}
}

/** The name of an organisation, medium or office holder; a pseudonym for a private person. */
export const authorName = (author: AuthorView, { language }: Words): string =>
	author.name ?? pseudonym(author.number, language);

/** The languages with a translated name. */
export const postLanguages = ['nl', 'en', 'de', 'fr', 'tr', 'ar', 'pl', 'uk', 'fy'] as const;
export function languageName(code: string, { t }: Words): string {
	const known = postLanguages.find((language) => language === code.split('-')[0]);
	return known ? t(m.stream.search.languages[known]) : code;
}

export const riskIcon = (level: RiskLevel): IconName => `risk-${level === 'danger' ? 'high' : level}`;

/** The host to which a web address really leads; null for anything else, including URLs with credentials. */
export function hostOf(url: string | null): string | null {
	if (url === null || !URL.canParse(url)) return null;
	const { protocol, host, username, password } = new URL(url);
	return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' ? host : null;
}
