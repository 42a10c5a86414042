/** Dutch comes first: it is the fallback for anyone who asks for no language that we have. */
export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** For `Intl`: British English, because of the order of dates and the 24-hour clock. */
export const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

/**
 * Which language to answer in: the person's own choice (cookie `language`), else the first of `Accept-Language` that we
 * have, else Dutch.
 * @param cookie the unvalidated value of the cookie
 * @param accept the unvalidated header; weights are respected
 */
export function chooseLanguage(cookie: string | undefined, accept: string | null | undefined): Language {
	if (isLanguage(cookie)) return cookie;
	const wanted = (accept ?? '')
		.slice(0, 500)
		.split(',')
		.map((part) => {
			const [tag = '', ...rest] = part.trim().split(';');
			const weight = rest.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
			return { language: tag.toLowerCase().split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
		})
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight);
	for (const { language } of wanted) if (isLanguage(language)) return language;
	return 'nl';
}
