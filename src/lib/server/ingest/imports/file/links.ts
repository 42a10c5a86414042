/** The address and the words of `HYPERLINK("https://…","…")`; null for any other formula. Nothing is calculated. */
export function formulaLink(formula: string): { readonly address: string; readonly shown: string } | null {
	const found = /^\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*(?:"((?:[^"]|"")*)"|[^"]*?)\s*)?\)\s*$/i.exec(formula);
	const unquoted = (text = ''): string => text.replaceAll('""', '"').trim();
	const address = unquoted(found?.[1]);
	return isWebAddress(address) ? { address, shown: unquoted(found?.[2]) } : null;
}

export const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text);
