import { registerWorker } from '../worker';

/**
 * Whether this browser shows notifications. `install`: an iPhone or iPad shows them only for a program on its home
 * screen. `lapsed`: the browser still subscribes, but the program no longer sends there.
 */
export type NotificationState = 'unsupported' | 'insecure' | 'install' | 'denied' | 'off' | 'lapsed' | 'on';

const isSupported = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** @param isKnown whether the program sends to this browser */
export async function notificationState(isKnown: boolean): Promise<NotificationState> {
	if (!window.isSecureContext) return 'insecure';
	if (!isSupported()) return isApplePhone() ? 'install' : 'unsupported';
	if (Notification.permission === 'denied') return 'denied';
	const subscription = await ownSubscription();
	if (!subscription || Notification.permission !== 'granted') return 'off';
	return isKnown ? 'on' : 'lapsed';
}

/** An iPad calls itself a Mac, which has no touch screen. */
const isApplePhone = (): boolean =>
	/iPhone|iPad|iPod/.test(navigator.userAgent) ||
	(navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);

async function ownSubscription(): Promise<PushSubscription | null> {
	if (!isSupported()) return null;
	const registration = await navigator.serviceWorker.getRegistration('/');
	return (await registration?.pushManager.getSubscription()) ?? null;
}

/** This browser as the program lists it: the SHA-256 of its address at the push service; null without one. */
export async function deviceIdOf(): Promise<string | null> {
	if (!window.isSecureContext) return null;
	const subscription = await ownSubscription();
	if (!subscription) return null;
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint));
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Asks the person for permission and the browser for an address; null when the person does not allow it. */
export async function subscribe(publicKey: string): Promise<{ endpoint: string; p256dh: string; auth: string } | null> {
	if ((await Notification.requestPermission()) !== 'granted') return null;
	await registerWorker();
	const { pushManager } = await navigator.serviceWorker.ready;
	// One for another key, such as before the installation was restored elsewhere, cannot be used.
	await (await pushManager.getSubscription())?.unsubscribe();
	const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
	const { endpoint, keys } = made.toJSON();
	const [p256dh, auth] = [keys?.['p256dh'], keys?.['auth']];
	if (!endpoint || !p256dh || !auth) throw new Error('the browser gave no address');
	return { endpoint, p256dh, auth };
}

export async function unsubscribe(): Promise<void> {
	await (await ownSubscription())?.unsubscribe();
}
