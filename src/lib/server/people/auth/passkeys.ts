import { isIP } from 'node:net';
import { passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';

/**
 * Whether browsers allow passkeys at this address: they belong to a name, over https or on this machine. An address by
 * number has none (WebAuthn Level 3, §5.1.2).
 */
export function allowsPasskeys(origin: string): boolean {
	const { hostname, protocol } = new URL(origin);
	if (hostname === 'localhost') return true;
	return protocol === 'https:' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}

/** A stolen key alone is no second factor: the device must have asked for its PIN, finger or face. */
function assertVerified(verified: boolean | undefined): void {
	if (!verified) throw new APIError('UNAUTHORIZED', { message: 'user verification needed' });
}

/** Passkeys are stored and checked by better-auth. It asks for user verification but does not insist: we do. */
export const passkeyPlugin = (origin: string) =>
	passkey({
		rpName: 'Voelspriet',
		origin,
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		registration: {
			afterVerification: ({ verification }) => {
				assertVerified(verification.registrationInfo?.userVerified);
				return Promise.resolve();
			}
		},
		authentication: {
			afterVerification: ({ verification }) => {
				assertVerified(verification.authenticationInfo.userVerified);
				return Promise.resolve();
			}
		}
	});
