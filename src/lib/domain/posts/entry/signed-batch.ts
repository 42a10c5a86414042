/**
 * The headers of a signed batch: the time of signing, in seconds since 1970, and `sha256=` with the HMAC in hexadecimal
 * digits.
 */
export const timeHeader = 'voelspriet-timestamp';
export const signatureHeader = 'voelspriet-signature';

/** The most seconds that the time of signing may differ from our clock, in either direction. */
export const signedWithin = 300;

/** The input of the HMAC-SHA256. */
export const signedText = (time: string, body: string): string => `${time}.${body}`;

/** A shell command that sends one signed post with OpenSSL and curl, which most machines have. */
export function curlLine(address: string, key: string): string {
	const body = JSON.stringify({ posts: [{ externalId: '1', text: 'Proefbericht' }] });
	const signature = `$(printf '%s.%s' "$T" "$B" | openssl dgst -sha256 -hmac '${key}' | sed 's/^.* //')`;
	return [
		`T=$(date +%s); B='${body}'`,
		`curl -H 'Content-Type: application/json' -H "Voelspriet-Timestamp: $T" -H "Voelspriet-Signature: sha256=${signature}" -d "$B" '${address}'`
	].join('; ');
}
