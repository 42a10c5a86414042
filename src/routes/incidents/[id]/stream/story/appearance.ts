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

/** Organisations, media and office holders by their name, private people by a pseudonym. */
export const authorName = (author: AuthorView, { language }: Words): string =>
	author.name ?? pseudonym(author.number, language);

/** The languages that have a name on screen. */
export const postLanguages = ['nl', 'en', 'de', 'fr', 'tr', 'ar', 'pl', 'uk', 'fy'] as const;
export function languageName(code: string, { t }: Words): string {
	const known = postLanguages.find((language) => language === code.split('-')[0]);
	return known ? t(m.stream.search.languages[known]) : code;
}

export const riskIcon = (level: RiskLevel): IconName => `risk-${level === 'danger' ? 'high' : level}`;

/** The host that an address really leads to, in readable form; null for anything that is no web address. */
export function hostOf(url: string | null): string | null {
	if (url === null || !URL.canParse(url)) return null;
	const { protocol, host, username, password } = new URL(url);
	return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' ? host : null;
}
