import { isAmong, isLoopback } from './client-address';
import type { Config } from './config';

/** Headers by which something in between says that it forwards for somebody else. */
const FORWARDING =
	/^(?:forwarded|via|x-forwarded(?:-.+)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip|fastly-client-ip)$/;

/** The first header that says so, or null. */
function forwardingIn(headers: Headers): string | null {
	for (const name of headers.keys()) if (FORWARDING.test(name)) return name;
	return null;
}

/** Whether the request was sent to a name that only this machine has. */
function namesLoopback(headers: Headers): boolean {
	const name = headers.get('host') ?? '';
	const url = `http://${name}`;
	return /^[^@/?#\\]+$/.test(name) && URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/**
 * What this machine alone may do without an account: play an exercise, read `/metrics`. A request from loopback is from
 * this machine only while nothing forwards here: behind a proxy that nobody told us of, everybody comes from loopback.
 * So the first request from loopback that was forwarded ends these rights until the next start. One from elsewhere ends
 * nothing: strangers could otherwise switch off our own monitoring.
 */
export class LoopbackRights {
	#forwardedBy: string | null = null;

	/** @param tell is called once, with the header that ended them */
	constructor(
		readonly config: Pick<Config, 'onLoopback' | 'origin' | 'trustedProxies'>,
		readonly tell: (header: string) => void = () => undefined
	) {}

	/** Looks at a request before it is handled. @param address the one that the request came from, as we know it */
	look(address: string, headers: Headers): void {
		if (this.#forwardedBy !== null || !isLoopback(address) || isAmong(address, this.config.trustedProxies)) return;
		this.#forwardedBy = forwardingIn(headers);
		if (this.#forwardedBy !== null) this.tell(this.#forwardedBy);
	}

	/** The header of a proxy that is not in TRUSTED_PROXIES; null as long as none was seen. */
	get forwardedBy(): string | null {
		return this.#forwardedBy;
	}

	/**
	 * Whether only this machine can reach us, as far as is known, and this request names it: a page elsewhere whose name
	 * leads to this machine (DNS rebinding) has no rights.
	 */
	isAloneWith(headers: Headers): boolean {
		return this.config.onLoopback && this.#forwardedBy === null && namesLoopback(headers);
	}

	/** Whether this very request comes from this machine: also where others are let in, such as in a container. */
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
