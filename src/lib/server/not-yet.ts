import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { wordsIn } from '$lib/i18n/both';
import { chooseLanguage } from '$lib/i18n/language';

/** Seconds after which is asked again. */
const AGAIN = 2;

/** Answers while the program starts: a browser gets a small page that tries again by itself, a program a line and when to come back. */
export function notYet(request: Pick<IncomingMessage, 'url' | 'method' | 'headers'>, response: ServerResponse): void {
	if (request.url === '/health/live') {
		response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end('live\n');
		return;
	}
	const headers = { 'cache-control': 'no-store', 'retry-after': String(AGAIN) };
	if (request.url?.startsWith('/api/')) {
		const detail = 'The program is starting. Send the same again after Retry-After.';
		const body = { type: 'about:blank', title: STATUS_CODES[503], status: 503, code: 'starting', detail };
		response.writeHead(503, { ...headers, 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
		return;
	}
	const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
	if (!isPage) {
		response.writeHead(503, { ...headers, 'content-type': 'text/plain' }).end('starting\n');
		return;
	}
	const language = chooseLanguage(undefined, request.headers['accept-language']);
	const { t } = wordsIn(language);
	const page = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="${AGAIN}"><title>${t('common.product')}</title><main><h1>${t('common.product')}</h1><p>${t('common.starting')}</p></main></html>\n`;
	response
		.writeHead(503, {
			...headers,
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
		})
		.end(page);
}
