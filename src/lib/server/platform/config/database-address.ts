/** The parts of the address of a PostgreSQL. */
interface DatabaseAddress {
	/** Several are one database that fails over: the one that accepts writes is used. */
	readonly hosts: readonly string[];
	readonly user: string;
	readonly database: string;
	/** Standbys are skipped. */
	readonly isWritable: boolean;
}

/** The values of `target_session_attrs` that suit a program that writes. */
const WRITABLE: readonly (string | null)[] = ['read-write', 'primary'];

/** Null when the program cannot use the address. `new URL` cannot read several hosts with ports. */
export function databaseAddress(text: string): DatabaseAddress | null {
	const [, scheme, credentials = '', names = '', rest = ''] =
		/^(postgres(?:ql)?:\/\/)([^@/?#]*@)?([^@/?#]*)([/?].*)?$/.exec(text) ?? [];
	if (scheme === undefined) return null;
	const hosts = names.split(',');
	// The driver cannot tell an IPv6 address from its port in a list.
	if (hosts.length > 1 && !hosts.every((host) => /^[^:[\]]+(:\d{1,5})?$/.test(host))) return null;
	try {
		const urls = hosts.map((host) => new URL(`${scheme}${credentials}${host}${rest}`));
		const [url] = urls;
		if (!url) return null;
		const sessionAttributes = url.searchParams.get('target_session_attrs');
		if (sessionAttributes !== null && !WRITABLE.includes(sessionAttributes)) return null;
		decodeURIComponent(url.password);
		return {
			hosts: urls.map(({ hostname }) => hostname),
			user: decodeURIComponent(url.username),
			database: decodeURIComponent(url.pathname.slice(1)),
			isWritable: sessionAttributes !== null || hosts.length > 1
		};
	} catch {
		return null;
	}
}
