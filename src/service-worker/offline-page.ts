import * as m from '$lib/messages';
import { sentFormOf } from '$lib/concurrency/sent-form';
import type { Language } from '$lib/i18n/language';
import { translate } from '$lib/i18n/translate';

interface SmallPage {
	readonly body: string;
	readonly headers: Record<string, string>;
}

/**
 * The page of an incident that cannot be reached: what waits on this device is sent when it opens again. It tries by
 * itself every ten seconds. @param count how many commands wait; null when that is not known
 */
export function offlinePage(language: Language, count: number | null): SmallPage {
	const { t } = translate(language);
	const waiting = count === null ? [] : [t(m.incident.unreachable.waiting, { count })];
	const lines = [t(m.incident.unreachable.what), ...waiting];
	return page(language, t(m.incident.unreachable.title), lines, { address: '', words: t(m.common.tryAgain) });
}

/** A form got no answer: the page looks up what became of it, by itself every ten seconds. @param address where it says so */
export function unansweredPage(language: Language, address: string): SmallPage {
	const { t } = translate(language);
	const action = sentFormOf(new URL(address, 'http://site.invalid').searchParams)?.action;
	const act = (['approve', 'release'] as const).find((known) => known === action) ?? 'other';
	const lines = [t(m.sent.lost.maybe, { what: t(m.sent.what[act]) }), t(m.sent.lost.look)];
	return page(language, t(m.sent.lost.title), lines, { address, words: t(m.sent.lost.now) });
}

function page(
	language: Language,
	title: string,
	lines: readonly string[],
	next: { readonly address: string; readonly words: string }
): SmallPage {
	const address = next.address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
	const refresh = address === '' ? '10' : `10;url=${address}`;
	const text = [...lines, `<a href="${address}">${next.words}</a>`].map((line) => `<p>${line}</p>`).join('');
	return {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
			'cache-control': 'no-store'
		},
		body: `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="${refresh}"><title>${title}</title><main><h1>${title}</h1>${text}</main></html>\n`
	};
}
