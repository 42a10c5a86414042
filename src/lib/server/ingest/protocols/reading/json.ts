/** Parses what a source sent; undefined when it is not JSON. */
export function jsonOf(sent: string | Uint8Array): unknown {
	try {
		return JSON.parse(typeof sent === 'string' ? sent : new TextDecoder().decode(sent));
	} catch {
		return undefined;
	}
}
