import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';

/** How long a code of an app is valid, in seconds (RFC 6238); those before and after it count too, for slow clocks. */
const PERIOD_SECONDS = 30;
const DIGITS = 6;

/** Letters and digits that are not confused with each other when read aloud or written down: 5 bits each. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
/** How many recovery codes a person gets at once. */
const RECOVERY_CODES = 10;
/** Groups of four letters: 140 bits, because from 112 on a plain hash may keep a code (ASVS 5.0, 6.5.2). */
const RECOVERY_GROUPS = 7;

/** A new secret for an authenticator app, 144 bits. */
export const newSecret = (): string => randomBytes(18).toString('base64url');

/** The address that an authenticator app reads from the picture. */
export const addressOf = (secret: string, account: string): string =>
	createOTP(secret, { period: PERIOD_SECONDS, digits: DIGITS }).url('Voelspriet', account);

/** The secret as a person types it into an app, in groups of four letters. */
export const typedSecret = (address: string): string =>
	(new URL(address).searchParams.get('secret') ?? '').replace(/(.{4})(?=.)/g, '$1 ');

/**
 * The time step of this code: that of `now`, or the one before or after it. Null for a wrong code.
 * @param now milliseconds
 */
export async function stepOf(secret: string, code: string, now: number): Promise<number | null> {
	const middle = Math.floor(now / 1000 / PERIOD_SECONDS);
	let matched: number | null = null;
	// All three are tried, so that the time it takes says nothing.
	for (const step of [middle - 1, middle, middle + 1]) {
		const right = await createOTP(secret, { period: PERIOD_SECONDS, digits: DIGITS }).hotp(step);
		if (isSame(code, right)) matched = step;
	}
	return matched;
}

/** Recovery codes as they are shown once: `XXXX-XXXX-…`, in groups that can be typed one by one. */
export const newRecoveryCodes = (): string[] =>
	Array.from({ length: RECOVERY_CODES }, () =>
		Array.from({ length: RECOVERY_GROUPS }, () =>
			Array.from({ length: 4 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
		).join('-')
	);

/**
 * The stored form of a recovery code; it is random, so a plain hash is enough. Older codes, of four groups, still
 * count. A code may be typed in any case, with or without hyphens, and with letters that are easily taken for digits.
 */
export function recoveryHash(person: string, code: string): string {
	const normalised = code
		.toUpperCase()
		.replace(/[^A-Z0-9]/g, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
	return createHash('sha256').update(`recovery ${person} ${normalised}`).digest('base64url');
}

/** Six digits, as an app shows them: people type a space between. Null for anything else. */
export function digitsIn(typed: string): string | null {
	const digits = typed.replace(/\s/g, '');
	return /^\d{6}$/.test(digits) ? digits : null;
}

function isSame(typed: string, expected: string): boolean {
	const [a, b] = [Buffer.from(typed), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
