import Negotiator from 'negotiator';

/**
 * The encodings of ours that a client wants at least as much as a plain answer, as the value of an `Accept-Encoding`
 * without weights: for what reads only the names in it (sirv, which takes Brotli before gzip).
 * @param header the value that the client sent (RFC 9110, 12.5.3)
 */
export function acceptedEncodings(header: string | null | undefined): string {
	// A weight is `q=` in either case; the library knows the small letter only. Of equals it takes the first: Brotli.
	const entries = (header ?? '').toLowerCase().split(',');
	const isBrotli = (entry: string): number => Number(/^\s*br\s*(?:;|$)/.test(entry));
	const headers = { 'accept-encoding': entries.sort((a, b) => isBrotli(b) - isBrotli(a)).join(',') };
	const wanted = new Negotiator({ headers }).encodings(['br', 'gzip', 'identity']);
	const [first, ...rest] = wanted.slice(0, wanted.includes('identity') ? wanted.indexOf('identity') : undefined);
	if (first === undefined) return '';
	return first === 'gzip' ? first : [first, ...rest].join(', ');
}
