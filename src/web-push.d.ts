/** What is used of the package, which brings no types: it encrypts a message and signs the request, and sends nothing. */
declare module 'web-push' {
	interface PushRequest {
		readonly endpoint: string;
		readonly headers: Readonly<Record<string, string | number>>;
		readonly body: Buffer;
	}
	const webPush: {
		/** @throws Error when the keys of the subscription are no keys */
		generateRequestDetails(
			subscription: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } },
			payload: string,
			options: {
				readonly vapidDetails: { readonly subject: string; readonly publicKey: string; readonly privateKey: string };
				readonly contentEncoding: 'aes128gcm';
				/** Seconds that the push service keeps it for a device that is away. */
				readonly TTL: number;
				readonly urgency: 'high' | 'normal';
				readonly topic: string;
			}
		): PushRequest;
	};
	export default webPush;
}
