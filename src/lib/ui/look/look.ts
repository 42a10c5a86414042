/** How the program looks: as the person's machine asks, light, dark, or for a crisis room (dark, larger type). Stands in cookie `look` and on `<html data-look>`. */
export const looks = ['system', 'light', 'dark', 'crisis'] as const;
type Look = (typeof looks)[number];

/** The cookie that carries the choice; a year, for this program only. */
export const lookCookie = 'look';

/** @param asked in the address or by the cookie, as it came, the strongest first; whatever it is, the answer may stand in an attribute */
export const chooseLook = (...asked: readonly (string | null | undefined)[]): Look =>
	asked.flatMap((value) => looks.find((look) => look === value) ?? [])[0] ?? 'system';
