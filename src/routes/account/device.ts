const browsers = [
	['Edge', /Edg(?:e|A|iOS)?\//],
	['Opera', /OPR\//],
	['Firefox', /(?:Firefox|FxiOS)\//],
	['Chrome', /(?:Chrome|CriOS)\//],
	['Safari', /Safari\//]
] as const;
const systems = [
	['iPhone', /iPhone/],
	['iPad', /iPad/],
	['Android', /Android/],
	['Windows', /Windows/],
	['ChromeOS', /CrOS/],
	['macOS', /Macintosh/],
	['Linux', /Linux/]
] as const;

/** "Firefox, Windows", as far as the user agent says; null when it names nothing that we know. */
export function deviceOf(userAgent: string | null): string | null {
	const named = (list: readonly (readonly [string, RegExp])[]): string | undefined =>
		list.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0];
	return [named(browsers), named(systems)].filter((name) => name !== undefined).join(', ') || null;
}
