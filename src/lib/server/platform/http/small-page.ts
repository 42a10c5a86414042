import * as m from '$lib/messages';
import { wordsIn } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';

/**
 * A page without other files. @param lines our own texts, which need no escaping @param refresh seconds after which the
 * page reloads; or an escaped address to go to at once
 */
export function smallPage(language: Language, lines: readonly string[], refresh: number | string | null) {
	const refreshContent = typeof refresh === 'string' ? `0;url=${refresh}` : refresh;
	const refreshTag = refreshContent === null ? '' : `<meta http-equiv="refresh" content="${refreshContent}">`;
	const product = wordsIn(language).t(m.common.product);
	const text = lines.map((line) => `<p>${line}</p>`).join('');
	return {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
		},
		body: `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">${refreshTag}<title>${product}</title><main><h1>${product}</h1>${text}</main></html>\n`
	};
}
