import * as m from '$lib/messages';
import type { Language } from '$lib/i18n/language';
import { translate } from '$lib/i18n/translate';

/**
 * The page of an incident that cannot be reached: what waits on this device is sent when it opens again. It tries by
 * itself every ten seconds. @param count how many commands wait; null when that is not known
 */
export function offlinePage(
	language: Language,
	count: number | null
): { body: string; headers: Record<string, string> } {
	const { t } = translate(language);
	const lines = [
		t(m.incident.unreachable.what),
		...(count === null ? [] : [t(m.incident.unreachable.waiting, { count })]),
		`<a href="">${t(m.common.tryAgain)}</a>`
	];
	const title = t(m.incident.unreachable.title);
	return {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
			'cache-control': 'no-store'
		},
		body: `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="10"><title>${title}</title><main><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</main></html>\n`
	};
}
