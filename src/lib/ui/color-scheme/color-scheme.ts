/** How the program looks: as the person's machine asks, light, dark, or for a crisis room (dark, larger type). Stands in cookie `look` and on `<html data-look>`. */
export const colorSchemes = ['system', 'light', 'dark', 'crisis'] as const;
type ColorScheme = (typeof colorSchemes)[number];

/** The cookie that carries the choice; a year, for this program only. */
export const colorSchemeCookie = 'look';

/** @param asked in the address or by the cookie, as it came, the strongest first; whatever it is, the answer may stand in an attribute */
export const chooseColorScheme = (...asked: readonly (string | null | undefined)[]): ColorScheme =>
	asked.flatMap((value) => colorSchemes.find((look) => look === value) ?? [])[0] ?? 'system';
