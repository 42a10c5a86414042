/** Signs of mathematics that many a font and field lacks, in signs that each has. */
const plainSigns = new Map([
	['≤', '<='],
	['≥', '>='],
	['≠', '=/='],
	['≈', '~'],
	['≡', '='],
	['→', '->'],
	['←', '<-'],
	['↔', '<->'],
	['⇒', '=>']
]);
const signs = new RegExp([...plainSigns.keys()].join('|'), 'g');

export const inPlainSigns = (text: string): string => text.replace(signs, (sign) => plainSigns.get(sign) ?? sign);
