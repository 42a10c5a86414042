import { z } from 'zod';
import { PushMessage } from '$lib/domain/installation/push-message';

/** Shows notifications and takes them back. It answers no request, so it can never show an old page. */
declare const self: ServiceWorkerGlobalScope;

const PublicKey = z.object({ publicKey: z.string() });

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
	const message = PushMessage.parse(event.data?.json());
	event.waitUntil(message.settled ? takeBack(message) : show(message, { renotify: true }));
});

/** A later one with the same tag takes the place of the earlier one. */
function show(
	{ title, body, path, topic }: PushMessage,
	more: NotificationOptions & { renotify?: true }
): Promise<void> {
	const options = { body, tag: topic, icon: '/icon-192.png', badge: '/icon-192.png', data: path, ...more };
	return self.registration.showNotification(title, options);
}

/**
 * What a notification asked is done. Only while a page of ours is in sight may a browser get a message and show nothing
 * (Push API, `userVisibleOnly`): else this one quietly takes the place of the other.
 */
async function takeBack(message: PushMessage): Promise<void> {
	const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	if (!windows.some(({ visibilityState }) => visibilityState === 'visible')) return show(message, { silent: true });
	for (const shown of await self.registration.getNotifications({ tag: message.topic })) shown.close();
}

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

/**
 * The push service gave this browser another address, or ended the old one: without telling the program nothing would
 * arrive any more. Without a session it is not taken, and the page of the account says that notifications stopped.
 */
async function renew({ oldSubscription, newSubscription }: PushSubscriptionChangeEvent): Promise<void> {
	const subscription = newSubscription ?? (await subscribeAgain());
	if (!subscription) return;
	const { endpoint, keys } = subscription.toJSON();
	const body = JSON.stringify({
		subscription: { endpoint, p256dh: keys?.['p256dh'], auth: keys?.['auth'] },
		replaces: oldSubscription?.endpoint ?? null
	});
	const headers = { 'content-type': 'application/json' };
	await fetch('/account/device', { method: 'PUT', headers, body, redirect: 'manual' });
}
async function subscribeAgain(): Promise<PushSubscription | null> {
	const answer = await fetch('/account/device', { redirect: 'manual' });
	if (!answer.ok) return null;
	const { publicKey } = PublicKey.parse(await answer.json());
	return self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	const path = PushMessage.shape.path.parse(event.notification.data);
	event.waitUntil(openPage(new URL(path, self.location.origin).href));
});

/** The page in a window that shows it already, else in a new one. */
async function openPage(address: string): Promise<void> {
	const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const open = windows.find(({ url }) => url === address);
	await (open ? open.focus() : self.clients.openWindow(address));
}
