/** Mathematical signs that many fonts and fields lack, with common equivalents. */
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
