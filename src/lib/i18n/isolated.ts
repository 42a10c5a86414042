/** Right-to-left scripts, and the control characters of text direction. */
const DIRECTIONAL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\p{Bidi_Control}]/u;
const ISOLATED = /\u2068[^\n\u2066-\u2069\u202A-\u202E]*\u2069/g;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const POP_EMBEDDING = '\u202C';

/**
 * Isolates a text of other people within one of ours, so that its direction cannot change the words around it (Unicode
 * UAX 9, first strong isolate). Returns left-to-right text without control characters, and isolated text, unchanged.
 */
export function isolated(text: string): string {
	if (!DIRECTIONAL.test(text) || !DIRECTIONAL.test(text.replace(ISOLATED, ''))) return text;
	return text.replace(/[^\n]+/g, (line) => FIRST_STRONG_ISOLATE + withBalancedControls(line) + POP_ISOLATE);
}

/** Balances the start and end characters of direction in a line: not every program knows isolates. */
function withBalancedControls(line: string): string {
	const openControls: string[] = [];
	const balanced = line.replace(/[\u202A-\u202E\u2066-\u2069]/g, (sign) => {
		if (sign === POP_EMBEDDING) return openControls.at(-1) === sign ? (openControls.pop() ?? '') : '';
		if (sign === POP_ISOLATE) {
			const from = openControls.lastIndexOf(sign);
			return from === -1 ? '' : openControls.splice(from).reverse().join('');
		}
		openControls.push(sign <= '\u202E' ? POP_EMBEDDING : POP_ISOLATE);
		return sign;
	});
	return balanced + openControls.reverse().join('');
}
