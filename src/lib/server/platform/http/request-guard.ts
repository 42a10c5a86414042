import { MOST_BYTES } from '$lib/domain/exercise/script-draft';
import { fileLimits } from '$lib/domain/posts/entry/file-import';
import { pushLimits } from '$lib/domain/posts/entry/pushed-post';
import { signatureHeader } from '$lib/domain/posts/entry/signed-batch';
import type { Host } from '../config/host';
import { isLoopback } from '../config/client-address';

/** Bytes that a request may carry unless its route allows more. */
const DEFAULT_BODY_BYTES = 64 * 1024;

/** The addresses that accept larger bodies, with their limits in bytes. All others have `DEFAULT_BODY_BYTES`. */
export const LARGE_BODIES: readonly { address: RegExp; bytes: number }[] = [
	{ address: /^\/api\/v1\/incidents\/[^/]+\/imports$/, bytes: fileLimits.bytes },
	{ address: /^\/api\/v1\/incidents\/[^/]+\/pasted$/, bytes: 2 * 1024 * 1024 },
	{ address: /^\/api\/v1\/incidents\/[^/]+\/sources\/[^/]+\/posts$/, bytes: pushLimits.bytes },
	{ address: /^\/exercises(?:\/[^/]+\/draft)?$/, bytes: MOST_BYTES }
];

/** Why a request is rejected before it is handled. */
interface Rejection {
	status: 403 | 411 | 413;
	code: 'foreignOrigin' | 'lengthRequired' | 'tooLarge';
	detail: string;
}

/** @returns `null` when the request may go on. */
export function reject(request: Request, pathname: string, host: Pick<Host, 'config' | 'port'>): Rejection | null {
	if (
		!['GET', 'HEAD', 'OPTIONS'].includes(request.method) &&
		!isAllowedWriter(request.headers, host) &&
		!isServer(request.headers, pathname)
	) {
		return {
			status: 403,
			code: 'foreignOrigin',
			detail:
				'This request comes from a page that is not ours. Nothing was changed. Open Voelspriet by its own address and try again.'
		};
	}
	if (request.headers.has('transfer-encoding')) {
		return {
			status: 411,
			code: 'lengthRequired',
			detail: 'Nothing was changed. Say how long the body is (Content-Length) before you send it.'
		};
	}
	const maxBytes = LARGE_BODIES.find(({ address }) => address.test(pathname))?.bytes ?? DEFAULT_BODY_BYTES;
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
		return {
			status: 413,
			code: 'tooLarge',
			detail: `The body may be ${maxBytes} bytes at most here. Nothing was changed. Send less at once.`
		};
	}
	return null;
}

/**
 * Whether an `Origin` header names our origin. If ORIGIN is not set, this is every spelling of loopback with our port
 * (`localhost`, 127.0.0.1, [::1]). A missing header does not count. Used for sockets and for unsafe methods.
 */
export function isOurOrigin(
	origin: string | null | undefined,
	{ config, port }: Pick<Host, 'config' | 'port'>
): boolean {
	if (!origin || !URL.canParse(origin)) return false;
	if (config.origin !== null) return origin === config.origin;
	const { protocol, hostname, port: originPort } = new URL(origin);
	return protocol === 'http:' && isLoopback(hostname) && Number(originPort || 80) === port;
}

/** The sign-in service reports here that a session ended (back-channel logout): its requests are signed. */
const SESSION_ENDED_PATH = '/sign-in/organisation/ended';
/** A request without `Origin` and without a cookie is not sent by a page in a browser. */
const isServer = (headers: Headers, pathname: string): boolean =>
	pathname === SESSION_ENDED_PATH && !headers.has('origin') && !headers.has('cookie');

/**
 * A program that sends a token or a signature and no cookie needs no `Origin`: a page cannot set these headers without a
 * preflight request.
 */
const isAllowedWriter = (headers: Headers, host: Pick<Host, 'config' | 'port'>): boolean =>
	isOurOrigin(headers.get('origin'), host) ||
	(!headers.has('origin') &&
		!headers.has('cookie') &&
		(/^bearer /i.test(headers.get('authorization') ?? '') || headers.has(signatureHeader)));
