import * as m from '$lib/messages';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { wordsIn } from '$lib/i18n/words';
import { chooseLanguage } from './choose-language';
import { problemBody } from './problem';
import { smallPage } from './small-page';

/** Seconds after which a client may try again. */
const RETRY_AFTER = 2;

const TEXT = 'text/plain; charset=utf-8';

/**
 * Answers while the program starts: a browser gets a small page that reloads itself, a program gets one line and when
 * to retry.
 */
export function startingPage(
	request: Pick<IncomingMessage, 'url' | 'method' | 'headers'>,
	response: ServerResponse
): void {
	if (request.url === '/health/live') {
		response.writeHead(200, { 'content-type': TEXT, 'cache-control': 'no-store' }).end('live\n');
		return;
	}
	const headers = { 'cache-control': 'no-store', 'retry-after': String(RETRY_AFTER) };
	if (request.url?.startsWith('/api/')) {
		const detail = 'The program is starting. Send the same again after Retry-After.';
		const body = problemBody(503, 'starting', { detail });
		response.writeHead(503, { ...headers, 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
		return;
	}
	const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
	if (!isPage) {
		response.writeHead(503, { ...headers, 'content-type': TEXT }).end('starting\n');
		return;
	}
	const language = chooseLanguage(undefined, request.headers['accept-language']);
	const page = smallPage(language, [wordsIn(language).t(m.common.starting)], RETRY_AFTER);
	response.writeHead(503, { ...headers, ...page.headers }).end(page.body);
}
