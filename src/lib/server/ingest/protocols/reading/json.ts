/** What a source sent, parsed; undefined where it is no JSON. */
export function jsonOf(sent: string | Uint8Array): unknown {
	try {
		return JSON.parse(typeof sent === 'string' ? sent : new TextDecoder().decode(sent));
	} catch {
		return undefined;
	}
}
