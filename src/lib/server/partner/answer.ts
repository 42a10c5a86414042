import type { Language } from '$lib/i18n/language';
import { lastVersion } from '$lib/domain/report';
import { millisecondsOf } from '$lib/domain/ids';
import type { OpenLink } from './links';
import type { ReadyPage } from './pages';
import type { Partner } from './partner';

/** What of a request is looked at: a part of SvelteKit's RequestEvent. */
export interface Asked {
	readonly request: Request;
	readonly url: URL;
	readonly params: Partial<Record<string, string>>;
	readonly cookies: {
		get(name: string): string | undefined;
		set(name: string, value: string, options: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number }): void;
	};
}

/** The cookie that opens one link; it is sent to that link's addresses only. */
export const linkCookie = (link: string): string => `voelspriet.r.${link.toLowerCase()}`;

/** Dutch unless the other is asked for: most of what stands in a report was written in Dutch. */
const languageOf = ({ url }: Asked): Language => (url.searchParams.get('lang') === 'en' ? 'en' : 'nl');

const openedBy = ({ params, cookies }: Asked, { links }: Partner): OpenLink | null =>
	links.open(params['link'], cookies.get(linkCookie(params['link'] ?? '')));

/** Every link that opens nothing gets the same answer, whatever the reason. */
const broken = (asked: Asked, { pages }: Partner): Response => send(asked, pages.broken(languageOf(asked)), 404);

/** A released report: the newest unless a number is asked for. */
export async function answerReport(asked: Asked, partner: Partner, number: number | null): Promise<Response> {
	const open = openedBy(asked, partner);
	const page = open && (await partner.pages.report(open, languageOf(asked), number));
	if (!open || !page) return broken(asked, partner);
	if (asked.request.method === 'GET') partner.links.see(open);
	return send(asked, page, 200);
}

/** The first visit: moves the secret from the address, which is shown and kept, to a cookie. */
export function answerSecret(asked: Asked, partner: Partner, secure: boolean): Response {
	const { params, cookies, url } = asked;
	const open = partner.links.open(params['link'], params['secret']);
	if (!open) return broken(asked, partner);
	const { id, expires } = open.link;
	cookies.set(linkCookie(id), params['secret'] ?? '', {
		path: `/r/${id}`,
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: Math.max(1, Math.ceil((millisecondsOf(expires) - Date.now()) / 1000))
	});
	const location = `/r/${id}${url.searchParams.get('lang') === 'en' ? '?lang=en' : ''}`;
	return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** What the newest is, in a few bytes: asked every ten seconds by every page that is open. */
export function answerNewest(asked: Asked, partner: Partner): Response {
	const open = openedBy(asked, partner);
	if (!open) return Response.json({}, { status: 404, headers: { 'cache-control': 'private, no-store' } });
	const versions = [...open.state.versions.values()];
	const withdrawn = versions.filter((version) => version.withdrawn !== null).map((version) => version.number);
	const body = JSON.stringify({ newest: lastVersion(open.state.versions)?.number ?? 0, withdrawn });
	const etag = `"${versions.length}-${withdrawn.join('.')}"`;
	return conditional(asked, etag, () => new Response(body, { headers: { 'content-type': 'application/json' } }));
}

function send(asked: Asked, page: ReadyPage, status: 200 | 404): Response {
	const packed = /\bgzip\b/.test(asked.request.headers.get('accept-encoding') ?? '');
	const etag = packed ? page.etag.replace(/"$/, '-gz"') : page.etag;
	// Also with 304: the browser takes the headers of that answer for what it holds.
	const policy = { 'content-security-policy': page.policy };
	const answer = () => {
		const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', ...policy });
		if (packed) headers.set('content-encoding', 'gzip');
		return new Response(new Uint8Array(packed ? page.gzip : page.body), { status, headers });
	};
	return status === 200 ? conditional(asked, etag, answer, policy) : own(answer());
}

/** 304 to who holds it already. It may be kept by the browser and must be asked for again each time: a revoked link closes at once. */
function conditional({ request }: Asked, etag: string, answer: () => Response, always: Record<string, string> = {}): Response {
	const held = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	const response = held.some((tag) => tag.replace(/^W\//, '') === etag) ? new Response(null, { status: 304, headers: always }) : answer();
	response.headers.set('etag', etag);
	return own(response);
}
function own(response: Response): Response {
	response.headers.set('cache-control', response.status === 404 ? 'private, no-store' : 'private, no-cache');
	response.headers.set('vary', 'accept-encoding, cookie');
	response.headers.set('x-robots-tag', 'noindex, nofollow, noarchive');
	return response;
}
