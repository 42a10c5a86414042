/** Which headers a signed batch has: when it was signed, in seconds since 1970, and `sha256=` with the HMAC in hexadecimal digits. */
export const timeHeader = 'voelspriet-timestamp';
export const signatureHeader = 'voelspriet-signature';

/** A batch that was signed longer ago, or is to be signed later, is refused: our clock and theirs may differ so much. Seconds. */
export const signedWithin = 300;

/** What the HMAC-SHA256 is taken over. */
export const signedText = (time: string, body: string): string => `${time}.${body}`;

/** A line for a terminal that sends one signed post: with OpenSSL and curl, as most machines have them. */
export function curlLine(address: string, key: string): string {
	const body = JSON.stringify({ posts: [{ externalId: '1', text: 'Proefbericht' }] });
	const signature = `$(printf '%s.%s' "$T" "$B" | openssl dgst -sha256 -hmac '${key}' | sed 's/^.* //')`;
	return [
		`T=$(date +%s); B='${body}'`,
		`curl -H 'Content-Type: application/json' -H "Voelspriet-Timestamp: $T" -H "Voelspriet-Signature: sha256=${signature}" -d "$B" '${address}'`
	].join('; ');
}
