/** Dutch comes first: it is the fallback for anyone who asks for no language that we have. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** For `Intl`: British English, because of the order of dates and the 24-hour clock. */
export const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

/** The first of these language tags that we have, else Dutch. */
export const firstKnown = (tags: readonly string[]): Language =>
	tags.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'nl';
