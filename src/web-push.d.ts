/** The part of the package that we use; it has no types. It encrypts a message and signs a request, but sends none. */
declare module 'web-push' {
	interface PushRequest {
		readonly endpoint: string;
		readonly headers: Readonly<Record<string, string | number>>;
		readonly body: Buffer;
	}
	const webPush: {
		/** @throws Error when the keys of the subscription are invalid */
		generateRequestDetails(
			subscription: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } },
			payload: string,
			options: {
				readonly vapidDetails: { readonly subject: string; readonly publicKey: string; readonly privateKey: string };
				readonly contentEncoding: 'aes128gcm';
				/** How many seconds the push service stores it for a device that is offline. */
				readonly TTL: number;
				readonly urgency: 'high' | 'normal';
				readonly topic: string;
			}
		): PushRequest;
	};
	export default webPush;
}
