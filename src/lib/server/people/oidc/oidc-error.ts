import * as client from 'openid-client';
import { z } from 'zod';
import { FetchError } from '$lib/server/platform/net/fetch-error';

/** Why nobody was let in; each has its sentence in messages under `account.organisation.problems`. */
export const oidcProblems = [
	/** The person stopped it there, or the service refused them. */
	'declined',
	/** Started in another browser, too long ago, or used before. */
	'expired',
	/** No answer in time, or one that is too large or unreadable. */
	'away',
	/** The service does not know us as we are set up here. */
	'settings',
	/** The answer does not hold: signature, issuer, audience, nonce, time. */
	'untrusted',
	/** The person has no account here, and no claim gives a role. */
	'noRole',
	/** The person is in more groups than the answer can contain, so it does not say which. */
	'tooManyGroups',
	/** The account here is suspended. */
	'suspended',
	/** Another account here has the address. */
	'addressTaken',
	/** The account there belongs to another account here, or this account to another there. */
	'linkedElsewhere'
] as const;
type OidcProblem = (typeof oidcProblems)[number];

/** Nobody was let in. `message` is for the log: it has no token, code or claim. */
export class OidcError extends Error {
	override readonly name = 'OidcError';
	constructor(
		readonly code: OidcProblem,
		why: string,
		options?: ErrorOptions
	) {
		super(`${code}: ${why}`, options);
	}
}

/** The provider's own words for "we are set up wrongly" (RFC 6749 §4.1.2.1 and §5.2). */
const CONFIGURATION_ERRORS = new Set([
	'invalid_client',
	'invalid_request',
	'invalid_scope',
	'unauthorized_client',
	'unsupported_response_type',
	'unsupported_grant_type'
]);
const NETWORK_ERRORS = new Set([
	'OAUTH_TIMEOUT',
	'OAUTH_ABORT',
	'OAUTH_RESPONSE_IS_NOT_JSON',
	'OAUTH_RESPONSE_IS_NOT_CONFORM',
	'OAUTH_PARSE_ERROR'
]);

/** What went wrong between us and the provider. An unknown error makes the answer untrusted. */
export function oidcErrorOf(error: unknown): OidcError {
	if (error instanceof OidcError) return error;
	const options = { cause: error };
	for (const each of causesOf(error)) {
		if (each instanceof FetchError) return new OidcError(each.code === 'address' ? 'settings' : 'away', each.message);
		if (each instanceof client.AuthorizationResponseError) return errorInAnswer(each.error, options);
		if (each instanceof client.ResponseBodyError) return errorInAnswer(each.error, options);
		if (each instanceof client.ClientError && NETWORK_ERRORS.has(each.code ?? ''))
			return new OidcError('away', `${each.code ?? ''} ${each.message}`, options);
	}
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const words = error instanceof Error ? error.message : '';
	return new OidcError('untrusted', clockProblem(error) ?? `${code} ${words}`.trim(), options);
}

/** What openid-client says of a time in a token that is refused; in seconds. */
const TimeCheck = z.object({
	claim: z.string(),
	now: z.number(),
	claims: z.record(z.string(), z.unknown())
});

/** Which time of a token is refused, and by how much: a wrong clock is the usual cause. Null for any other error. */
function clockProblem(error: unknown): string | null {
	for (const each of causesOf(error)) {
		const check = TimeCheck.safeParse(each.cause).data;
		const time = check?.claims[check.claim];
		if (!check || typeof time !== 'number') continue;
		const seconds = Math.round(time - check.now);
		return `${check.claim} is ${Math.abs(seconds)} s ${seconds > 0 ? 'later' : 'earlier'} than the clock of this server`;
	}
	return null;
}

function errorInAnswer(reason: string, options: ErrorOptions): OidcError {
	const word = /^[\w.-]{1,60}$/.test(reason) ? reason : 'an error';
	if (word === 'invalid_grant') return new OidcError('expired', word, options);
	if (word === 'server_error' || word === 'temporarily_unavailable') return new OidcError('away', word, options);
	return new OidcError(CONFIGURATION_ERRORS.has(word) ? 'settings' : 'declined', word, options);
}

function causesOf(error: unknown): Error[] {
	const causes: Error[] = [];
	for (let each = error; each instanceof Error && causes.length < 5; each = each.cause) causes.push(each);
	return causes;
}
