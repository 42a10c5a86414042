/** Numbers that do not count: in quotes, times and how long, dates, and those of reports, versions and coordination. */
const noFigures: readonly RegExp[] = [
	/‘[^’]*’|“[^”]*”|"[^"]*"/g,
	/\b\d{1,2}[.:]\d{2}\b(?!\d|\.\d{3})/g,
	/\b\d{1,2} (?:jan|feb|m(?:aa)?r|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|de[ck])\p{L}*\.?(?: \d{4})?/giu,
	/(?<![\p{N}.,])\d+ (?:uur|min(?:uten|uut)?|dag(?:en)?|we(?:ek|ken)|hours?|minutes?|days?|weeks?)\b/giu,
	/\b(?:GRIP|rapport|report|versie|version) \d+/gi,
	/(?<![\p{N}.])(?:19|20)\d{2}(?![\p{N}.,])/gu,
	/(?<![\p{N}.,])112(?![\p{N}]|[.,]\d)/gu
];

/** The whole numbers in a text that a person typed, each once: "1.234" is one number; times and dates do not count. */
export function numbersIn(text: string): number[] {
	const figures = noFigures.reduce((remaining, pattern) => remaining.replace(pattern, ' '), text);
	const found = figures.match(/(?<![\p{L}\p{N}.,-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\p{L}\p{N}]|[.,-]\d)/gu) ?? [];
	return [...new Set(found.map((number) => Number(number.replaceAll('.', ''))))].filter(Number.isSafeInteger);
}
