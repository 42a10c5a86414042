/**
 * The colour scheme: the machine's preference, light, dark, or for a crisis room (dark, larger type). Stored in cookie
 * `look` and in `<html data-look>`.
 */
export const colorSchemes = ['system', 'light', 'dark', 'crisis'] as const;
type ColorScheme = (typeof colorSchemes)[number];

/** The cookie that carries the choice; a year, for this program only. */
export const colorSchemeCookie = 'look';

/**
 * @param candidates values from the address or the cookie, unchecked, the strongest first; the result is safe in an
 * attribute
 */
export const chooseColorScheme = (...candidates: readonly (string | null | undefined)[]): ColorScheme =>
	candidates.flatMap((value) => colorSchemes.find((scheme) => scheme === value) ?? [])[0] ?? 'system';
