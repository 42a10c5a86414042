import ipaddr from 'ipaddr.js';
import { Limits, type Rate } from './limits';

/** A network that counts as one sender, and how many times the allowance of one address it has. */
interface CountedNetwork {
	readonly key: string;
	readonly times: number;
}

/**
 * The networks of IPv6 that one customer may have, in bits, with their allowance: a house or office has a /64 and may
 * choose any address in it, providers give out a /56 or a /48 (RFC 6177).
 */
const PREFIX_LENGTHS = [
	{ bits: 64, times: 1 },
	{ bits: 56, times: 4 },
	{ bits: 48, times: 16 }
] as const;

/**
 * The networks by which limits count an address, the smallest first: an IPv4 address (also in IPv6 form) by itself, an
 * IPv6 address by its networks. Anything that is not an address counts as one sender.
 */
export function networksOf(address: string): readonly [CountedNetwork, ...CountedNetwork[]] {
	if (!ipaddr.isValid(address)) return [{ key: 'unknown', times: 1 }];
	const parsed = ipaddr.process(address);
	if (!(parsed instanceof ipaddr.IPv6)) return [{ key: parsed.toString(), times: 1 }];
	const bytes = parsed.toByteArray();
	const [narrowest, ...wider] = PREFIX_LENGTHS.map(({ bits, times }) => {
		const network = bytes.map((byte, at) => (at < bits / 8 ? byte : 0));
		return { key: `${ipaddr.fromByteArray(network).toString()}/${bits}`, times };
	});
	return [narrowest ?? { key: 'unknown', times: 1 }, ...wider];
}

/** A rate per network of the sender: see {@link networksOf}. */
export class NetworkLimits {
	readonly #byTimes = new Map<number, Limits>();

	constructor(readonly rate: Rate) {}

	/** Takes `count` tokens. @returns milliseconds to wait first; 0 when they were taken */
	take(address: string, now: number = performance.now(), count = 1): number {
		for (const { key, times } of networksOf(address)) {
			const wait = this.#limitsOf(times).take(key, now, count);
			if (wait > 0) return wait;
		}
		return 0;
	}

	#limitsOf(times: number): Limits {
		const { burst, perSecond } = this.rate;
		const found = this.#byTimes.get(times) ?? new Limits({ burst: burst * times, perSecond: perSecond * times });
		this.#byTimes.set(times, found);
		return found;
	}
}
