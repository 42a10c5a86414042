import { isAmong, isLoopback } from './client-address';
import type { Config } from './config';

/** Headers that proxies add to a forwarded request. */
const FORWARDING =
	/^(?:forwarded|via|x-forwarded(?:-.+)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip|fastly-client-ip)$/;

/** The name of the first of these headers, or null. */
function forwardingIn(headers: Headers): string | null {
	for (const name of headers.keys()) if (FORWARDING.test(name)) return name;
	return null;
}

/** Whether the Host header names loopback. */
function namesLoopback(headers: Headers): boolean {
	const name = headers.get('host') ?? '';
	const url = `http://${name}`;
	return /^[^@/?#\\]+$/.test(name) && URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/**
 * The rights of this machine without an account: to play an exercise and to read `/metrics`. Behind a proxy that is not in
 * TRUSTED_PROXIES, every request comes from loopback. Therefore the first forwarded request from loopback ends these rights
 * until the next start. A forwarded request from elsewhere does not: strangers could otherwise switch off our monitoring.
 */
export class LoopbackRights {
	#forwardedBy: string | null = null;

	/** @param notify is called once, with the header that ended the rights */
	constructor(
		readonly config: Pick<Config, 'onLoopback' | 'origin' | 'trustedProxies'>,
		readonly notify: (header: string) => void = () => undefined
	) {}

	/** Checks a request before it is handled. @param address the client address */
	observe(address: string, headers: Headers): void {
		if (this.#forwardedBy !== null || !isLoopback(address) || isAmong(address, this.config.trustedProxies)) return;
		this.#forwardedBy = forwardingIn(headers);
		if (this.#forwardedBy !== null) this.notify(this.#forwardedBy);
	}

	/** The header of a proxy that is not in TRUSTED_PROXIES; null as long as none was seen. */
	get forwardedBy(): string | null {
		return this.#forwardedBy;
	}

	/**
	 * Whether only this machine can reach the program, as far as is known, and the request names loopback: this excludes
	 * pages whose host name resolves to this machine (DNS rebinding).
	 */
	isAloneWith(headers: Headers): boolean {
		return this.config.onLoopback && this.#forwardedBy === null && namesLoopback(headers);
	}

	/** Whether this request comes from this machine; also used where other machines have access, such as in a container. */
	isHere(address: string, headers: Headers): boolean {
		const { origin } = this.config;
		const isOwn = origin === null || isLoopback(new URL(origin).hostname);
		return (
			isLoopback(address) &&
			isOwn &&
			this.#forwardedBy === null &&
			forwardingIn(headers) === null &&
			namesLoopback(headers)
		);
	}
}
