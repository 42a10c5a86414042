import { z } from 'zod';
import { isAmong, isNetwork } from './client-address';

/** The proxy by which this machine reaches the internet. */
export interface OutgoingProxy {
	/** The address of the proxy, with the name and password it requires. */
	readonly address: string;
	/** Hosts, domains and networks that are requested without it, as in `NO_PROXY`. */
	readonly except: readonly string[];
}

const isProxyAddress = (text: string): boolean => {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname, pathname, search } = new URL(text);
	return (protocol === 'http:' || protocol === 'https:') && hostname !== '' && pathname === '/' && search === '';
};
const entries = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean));

/** Each variable: what it must be, and what to write when it is not (config.ts). */
export const proxyVariables = {
	OUTGOING_PROXY: {
		is: z
			.string()
			.trim()
			.refine((text) => text === 'off' || isProxyAddress(text)),
		advice: 'give the address of the proxy, such as http://proxy.example.nl:3128, or off',
		about:
			'proxy by which this machine reaches the internet: for sources, publishing, notifications, sign-in service and language model. off: none, whatever `HTTPS_PROXY` says',
		byDefault: '`HTTPS_PROXY` or `HTTP_PROXY`'
	},
	NO_PROXY: {
		is: entries,
		advice: 'give hosts, domains or networks with commas between, such as localhost,.gemeente.example,10.0.0.0/8',
		about: 'hosts, domains (.example.nl) and networks that are requested without the proxy',
		byDefault: 'none, except what `FETCH_ALLOW_CIDR` names'
	}
} as const;

/** The value of a variable under its usual names: in capitals, or not. */
const usualValue = (environment: Readonly<Record<string, string | undefined>>, name: string): string | undefined =>
	(environment[name] ?? environment[name.toLowerCase()])?.trim() || undefined;

/**
 * The proxy by the setting, else by the variables that most programs read. A value of these that is no address of a
 * proxy is a mistake too: without the proxy nothing would be reached, and nobody would know why.
 */
export function outgoingProxy(
	chosen: string | undefined,
	except: readonly string[] | undefined,
	environment: Readonly<Record<string, string | undefined>>,
	mistakes: string[]
): OutgoingProxy | null {
	if (chosen === 'off') return null;
	const name = ['HTTPS_PROXY', 'HTTP_PROXY'].find((each) => usualValue(environment, each) !== undefined);
	const usual = name && usualValue(environment, name);
	const address = chosen ?? (usual && !usual.includes('://') ? `http://${usual}` : usual);
	if (address === undefined) return null;
	if (!isProxyAddress(address)) {
		mistakes.push(`${name ?? 'OUTGOING_PROXY'} is not right: ${proxyVariables.OUTGOING_PROXY.advice}.`);
		return null;
	}
	return { address, except: except ?? entries.parse(usualValue(environment, 'NO_PROXY') ?? '') };
}

/** Whether a host is requested without the proxy. @param host a name, or an address without brackets */
export function isExcepted({ except }: Pick<OutgoingProxy, 'except'>, host: string, port: string): boolean {
	return except.some((entry) => {
		if (entry === '*') return true;
		if (isNetwork(entry)) return isAmong(host, [entry]);
		const [, name = entry, only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
		const domain = name.replace(/^\*?\.?/, '');
		return (only === undefined || only === port) && (host === domain || host.endsWith(`.${domain}`));
	});
}
