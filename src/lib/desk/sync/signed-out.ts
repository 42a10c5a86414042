/** The session ended or was revoked: what waits is kept until the person is back. */
export class SignedOut extends Error {
	override readonly name = 'SignedOut';
}
