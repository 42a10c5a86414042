import { request } from '$lib/desk/sync/request';

/** Whether this browser can make and show passkeys at this address. */
export const canUsePasskeys = (): boolean =>
	typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

/** The challenge of the server at this address. @throws when it gives none */
const challenge = async <T>(address: string): Promise<T> =>
	(await request(address, { method: 'POST', headers: { accept: 'application/json' } })) as T;

/** Lets the person show a passkey. @returns what is sent to the server. @throws when they do not, or have none here */
export async function showPasskey(): Promise<string> {
	const options = await challenge<PublicKeyCredentialRequestOptionsJSON>('/sign-in/passkey');
	const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
	return JSON.stringify(await navigator.credentials.get({ publicKey }));
}

/** Lets the person make a passkey on this device. As {@link showPasskey}. */
export async function makePasskey(): Promise<string> {
	const options = await challenge<PublicKeyCredentialCreationOptionsJSON>('/account/second-factor/passkey');
	const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
	return JSON.stringify(await navigator.credentials.create({ publicKey }));
}
