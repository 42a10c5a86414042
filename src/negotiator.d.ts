declare module 'negotiator' {
	/** What a client prefers, by the headers of its request. */
	export default class Negotiator {
		constructor(request: { readonly headers: Readonly<Record<string, string | undefined>> });
		/** Those of `available` that it accepts, best first; equals in the order of the header. */
		encodings(available: readonly string[]): string[];
		/** The language tags of the header, best first. */
		languages(): string[];
	}
}
