/** Where an address ends at the latest: at a space, a quote or an angle bracket. */
const CANDIDATE = /https?:\/\/[^\s<>"“”‘’„«»]+/giu;
const TRAILING = /[.,;:!?'…*_~]$/u;
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

const countOf = (text: string, sign: string): number => text.split(sign).length - 1;

/** Without the punctuation of the sentence around it; a bracket that the address itself opened stays. */
function trimmed(candidate: string): string {
	let address = candidate;
	for (;;) {
		const last = address.at(-1) ?? '';
		const opening = BRACKETS[last];
		const isUnopened = opening !== undefined && countOf(address, last) > countOf(address, opening);
		if (!TRAILING.test(address) && !isUnopened) return address;
		address = address.slice(0, -1);
	}
}

/** The web addresses in a text, whole, each with its position in UTF-16 code units. */
export function webAddresses(text: string): { readonly address: string; readonly index: number }[] {
	return [...text.matchAll(CANDIDATE)].flatMap(({ 0: candidate, index }) => {
		const address = trimmed(candidate);
		return /:\/\/[^/?#]/.test(address) ? [{ address, index }] : [];
	});
}
