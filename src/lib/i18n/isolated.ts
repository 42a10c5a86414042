/** Scripts that are written from right to left, and the controls of direction. */
const DIRECTIONAL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\p{Bidi_Control}]/u;
const ISOLATED = /\u2068[^\n\u2066-\u2069\u202A-\u202E]*\u2069/g;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const POP_EMBEDDING = '\u202C';

/**
 * A text of other people as a part of ours: its direction cannot change the words around it (Unicode UAX 9, first
 * strong isolate). Text without any direction of its own stays as it is, and so does text that is isolated already.
 */
export function isolated(text: string): string {
	if (!DIRECTIONAL.test(text) || !DIRECTIONAL.test(text.replace(ISOLATED, ''))) return text;
	return text.replace(/[^\n]+/g, (line) => FIRST_STRONG_ISOLATE + closed(line) + POP_ISOLATE);
}

/** Every control of direction in the line has its end, and every end its control: not every program knows isolates. */
function closed(line: string): string {
	const open: string[] = [];
	const balanced = line.replace(/[\u202A-\u202E\u2066-\u2069]/g, (sign) => {
		if (sign === POP_EMBEDDING) return open.at(-1) === sign ? (open.pop() ?? '') : '';
		if (sign === POP_ISOLATE) {
			const from = open.lastIndexOf(sign);
			return from === -1 ? '' : open.splice(from).reverse().join('');
		}
		open.push(sign <= '\u202E' ? POP_EMBEDDING : POP_ISOLATE);
		return sign;
	});
	return balanced + open.reverse().join('');
}
