import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, errors, request, type Dispatcher } from 'undici';
import { isAmong, isNetwork } from '$lib/server/network';
import { readBody } from './answer-body';
import { FetchError, FetchFailed, FetchRefused, type FailedBecause } from './fetch-error';
import { isPublic } from './public-address';

const mostRedirects = 3;

interface Sent {
	readonly method: 'GET' | 'POST';
	readonly body: string | null;
	readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
	status: number;
	/** Names in lower case. */
	headers: ReadonlyMap<string, string>;
	/** Decompressed. */
	body: Uint8Array;
	/** Where the answer came from, after redirects. */
	address: string;
}
export interface FetchOptions {
	headers?: Readonly<Record<string, string>>;
	/** Sent by POST, as JSON. Without it: GET. */
	json?: unknown;
	signal?: AbortSignal;
}
/**
 * Asks an address. Every status is an answer. What is sent goes to this address and no other: a redirect of a POST is refused. When a POST fails
 * otherwise than by `unresolved` or `tls`, nobody knows whether it arrived.
 * @throws FetchRefused, FetchFailed
 */
export type GuardedFetch = (address: string, options?: FetchOptions) => Promise<Answer>;

export interface Guard {
	/** FETCH_ALLOW_CIDR: inner networks that may be asked, on any port. */
	allow?: readonly string[];
	/** For all hops together. */
	milliseconds?: number;
	/** Of the body, decompressed. */
	bytes?: number;
	/** All addresses of a name; the system's resolver by default. */
	resolve?: (host: string) => Promise<readonly { address: string; family: number }[]>;
}

/**
 * The only way out of this program. A name is resolved once and only what was found and judged is connected to, so that a name server cannot say
 * one thing to the check and another to the connection; literal addresses and every redirect are judged the same way.
 * @throws RangeError when `allow` holds what is no network
 */
export function guardedFetch(guard: Guard = {}): GuardedFetch {
	const { milliseconds = 15_000, bytes = 5 * 1024 * 1024, resolve = (host: string) => lookup(host, { all: true }) } = guard;
	const { allow = [] } = guard;
	const wrong = allow.find((network) => !isNetwork(network));
	if (wrong !== undefined) throw new RangeError(`not a network: ${wrong}`);

	/** Where a host may be reached. @throws FetchRefused, FetchFailed */
	async function reachable(url: URL): Promise<readonly { address: string; family: number }[]> {
		const host = url.hostname.replace(/^\[|\]$/g, '');
		const literal = /^[\d.]+$/.test(host) ? 4 : host.includes(':') ? 6 : null;
		const found = literal ? [{ address: host, family: literal }] : await resolve(host);
		if (found.length === 0) throw new FetchFailed('unresolved', host);
		for (const { address } of found) {
			if (isAmong(address, allow)) continue;
			if (!isPublic(address)) throw new FetchRefused('inner', host);
			if (url.port !== '' && url.port !== '80' && url.port !== '443') throw new FetchRefused('port', host);
		}
		return found;
	}

	async function ask(url: URL, sent: Sent, signal: AbortSignal): Promise<Answer | URL> {
		const found = await orStopped(reachable(url), signal);
		const agent = new Agent({ connect: { lookup: only(found) }, connections: 1 });
		try {
			const answer = await request(url, { ...sent, dispatcher: agent, signal, headersTimeout: milliseconds, bodyTimeout: milliseconds });
			const next = redirected(answer, url);
			if (next) return next;
			const length = Number(answer.headers['content-length'] ?? 0);
			if (length > bytes) throw new FetchFailed('tooLarge', url.hostname);
			const body = await readBody(answer.body, one(answer.headers['content-encoding']), bytes, url.hostname);
			return { status: answer.statusCode, headers: plainHeaders(answer.headers), body, address: url.href };
		} finally {
			void agent.destroy();
		}
	}

	return async (address, { headers = {}, json, signal: stop } = {}) => {
		const late = AbortSignal.timeout(milliseconds);
		const signal = stop ? AbortSignal.any([late, stop]) : late;
		let url = judged(address);
		const posted = json === undefined ? null : { body: JSON.stringify(json) };
		let sent: Readonly<Record<string, string>> = {
			'user-agent': 'Voelspriet (feed reader)',
			'accept-encoding': 'gzip, deflate, br',
			...(posted ? { 'content-type': 'application/json' } : {}),
			...headers
		};
		try {
			for (let hop = 0; hop <= mostRedirects; hop++) {
				const answer = await ask(url, { method: posted ? 'POST' : 'GET', body: posted?.body ?? null, headers: sent }, signal);
				if (!(answer instanceof URL)) return answer;
				if (posted) break;
				if (answer.origin !== url.origin) sent = withoutSecrets(sent);
				url = judged(answer.href);
			}
		} catch (error) {
			if (error instanceof FetchError) throw error;
			const code = late.aborted ? 'timeout' : stop?.aborted ? 'stopped' : failure(error);
			throw new FetchFailed(code, url.hostname, { cause: error });
		}
		throw new FetchRefused('redirects', url.hostname);
	};
}

/** @throws FetchRefused */
function judged(address: string): URL {
	if (address.length > 4_000 || !URL.canParse(address)) throw new FetchRefused('address', '');
	const url = new URL(address);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchRefused('scheme', url.hostname);
	if (url.username || url.password) throw new FetchRefused('credentials', url.hostname);
	return url;
}

function redirected({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | null {
	if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
	const location = one(headers.location);
	if (location === undefined || !URL.canParse(location, from)) throw new FetchRefused('address', from.hostname);
	return new URL(location, from);
}

/** Node asks this where to connect; it knows only what was judged. */
function only(found: readonly { address: string; family: number }[]): LookupFunction {
	return (_host, options, answer) => {
		const first = found[0];
		if (options.all) answer(null, [...found]);
		else if (first) answer(null, first.address, first.family);
	};
}

/** The system's resolver cannot be stopped; waiting for it can. */
async function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	signal.throwIfAborted();
	let stopped: () => void = () => undefined;
	const stop = new Promise<never>((_, reject) => {
		stopped = () => {
			reject(new Error('stopped'));
		};
		signal.addEventListener('abort', stopped, { once: true });
	});
	return Promise.race([work, stop]).finally(() => {
		signal.removeEventListener('abort', stopped);
	});
}

function failure(error: unknown): FailedBecause {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
	if (/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(code)) return 'unresolved';
	if (/CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|ISSUER|^EPROTO$/.test(code)) return 'tls';
	return code === 'UND_ERR_HEADERS_OVERFLOW' || error instanceof errors.HTTPParserError ? 'answer' : 'connection';
}

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header.join(', ') : header);

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Map<string, string> {
	return new Map(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), one(value) ?? '']])));
}

const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(?:authorization|cookie)$/i.test(name)));
