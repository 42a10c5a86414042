/** The session ended or was revoked: waiting commands are kept until the person has signed in again. */
export class SignedOut extends Error {
	override readonly name = 'SignedOut';
}
