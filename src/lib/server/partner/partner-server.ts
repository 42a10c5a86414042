import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestSeconds } from '../operations/metrics';
import { log } from '../operations/logger';
import { addSecurityHeaders } from '../http/security-headers';
import { answerFeed, answerNewest, answerReport, answerWall } from './answer';
import { cookieIn, withPassword, type ReaderRequest } from './reader-request';
import { openFor, isLocked, linkCookie } from './opened-report';
import type { Partner } from './partner';
import type { PageAnswer } from './sending';

/** The addresses that many readers request at once. */
const OURS =
	/^\/r\/([0-9a-f-]{36})(?:\/(newest|wall|texts\.atom|reports\.atom|[1-9]\d{0,8}(?:\/full)?))?(?:\?lang=en)?$/;

/**
 * Answers readers by link before SvelteKit reads the request, by the same rules as its routes: a page that is ready in
 * memory then costs little more than a file (the bench case `readers`). All other requests and answers go to the
 * routes.
 * @returns whether it handles the request
 */
export function partnerServer(
	partner: Partner,
	origin: string | null
): (request: IncomingMessage, response: ServerResponse) => boolean {
	const security = new Headers();
	addSecurityHeaders(security, origin);
	const always = Object.fromEntries(security);
	/** Once for each cached answer. */
	const all = new WeakMap<PageAnswer['headers'], Record<string, string>>();
	const withSecurity = (headers: PageAnswer['headers']): Record<string, string> => {
		const held = all.get(headers) ?? { ...always, ...headers };
		all.set(headers, held);
		return held;
	};
	return (request, response) => {
		const found =
			request.method === 'GET' && !request.headers['transfer-encoding'] ? OURS.exec(request.url ?? '') : null;
		if (!found) return false;
		const [, link = '', what] = found;
		const plain = askedOf(request, link);
		const asked = what?.endsWith('.atom') ? withPassword(plain, linkCookie(link)) : plain;
		const open = openFor(asked, partner);
		if (open === null || isLocked(open)) return false;
		// Something newer was not read yet: the routes read it first.
		if (!partner.logs.isCaughtUp(open.incident)) return false;
		partner.logs.watch(open.incident);
		const began = performance.now();
		void answered(asked, partner, what).then(
			({ status, headers, body }) => {
				response.writeHead(status, withSecurity(headers));
				response.end(body);
				requestSeconds.observe({ route: routeOf(what), method: 'GET', status }, (performance.now() - began) / 1000);
			},
			(error: unknown) => {
				log.error({ err: error, route: routeOf(what) }, 'a request failed');
				response.writeHead(500, always).end();
			}
		);
		return true;
	};
}

function answered(asked: ReaderRequest, partner: Partner, what: string | undefined): Promise<PageAnswer> {
	if (what === 'newest') return answerNewest(asked, partner);
	if (what === 'wall') return answerWall(asked, partner);
	if (what === 'texts.atom') return answerFeed(asked, partner, 'texts');
	if (what === 'reports.atom') return answerFeed(asked, partner, 'reports');
	if (what === undefined) return answerReport(asked, partner, null);
	const [number, form] = what.split('/');
	return answerReport(asked, partner, Number(number), form === undefined ? 'shared' : 'full');
}

const routeOf = (what: string | undefined): string =>
	what === undefined ? '/r/[link]' : `/r/[link]/${what.replace(/^\d+/, '[number=number]')}`;

/** Only requests with a link's own cookie: the routes identify people with an account. */
function askedOf(request: IncomingMessage, link: string): ReaderRequest {
	const { headers } = request;
	return {
		request: {
			method: 'GET',
			headers: {
				get(name) {
					const value = headers[name];
					return value === undefined ? null : String(value);
				}
			}
		},
		isEnglish: request.url?.endsWith('?lang=en') ?? false,
		params: { link },
		locals: { person: null },
		cookies: { get: (name) => cookieIn(headers.cookie, name) }
	};
}
