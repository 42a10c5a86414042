import { createStore, keys } from 'idb-keyval';
import { z } from 'zod';
import { fieldsOf, outcomeAddress, sentFormOf } from '$lib/concurrency/sent-form';
import { PushMessage } from '$lib/domain/installation/push-message';
import { firstKnown } from '$lib/i18n/language';
import { offlinePage, unansweredPage } from './offline-page';

/**
 * Shows notifications and takes them back, and says so where a page of an incident cannot be reached or a form gets no
 * answer. It keeps nothing, so it can never show an old page.
 */
declare const self: ServiceWorkerGlobalScope;

const PublicKey = z.object({ publicKey: z.string() });

self.addEventListener('install', () => void self.skipWaiting());
// No navigation preload: where this worker does not answer, the browser would request the page twice, and an address that
// works once, such as the way back from the sign-in service, would be spent.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.mode !== 'navigate') return;
	const { pathname, searchParams } = new URL(request.url);
	if (request.method === 'POST' && request.referrer.startsWith(self.location.origin)) event.respondWith(send(request));
	if (request.method === 'GET' && (/^\/incidents\/[^/]+(?:\/|$)/.test(pathname) || sentFormOf(searchParams)))
		event.respondWith(answer(request));
});
/** What the program answers to a form, or a page that looks up what became of it. */
async function send(request: Request): Promise<Response> {
	const fields = fieldsOf(request.clone());
	const response = await fetch(request).catch(() => null);
	// A proxy answers for a program that may have done it.
	if (response && ![502, 503, 504].includes(response.status)) return response;
	return unanswered(outcomeAddress(new URL(request.url), await fields, false));
}
const ownLanguage = () => firstKnown(navigator.languages);
const asPage = ({ body, headers }: ReturnType<typeof offlinePage>) => new Response(body, { status: 503, headers });
const unanswered = (address: string): Response => asPage(unansweredPage(ownLanguage(), address));
/** What the program answers, or a page that says that there is no connection. */
async function answer(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch {
		const { pathname, search, searchParams } = new URL(request.url);
		if (sentFormOf(searchParams)) return unanswered(pathname + search);
		return asPage(offlinePage(ownLanguage(), await waiting()));
	}
}
/** How many commands wait in the outboxes on this device; null when that cannot be read. */
async function waiting(): Promise<number | null> {
	try {
		const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('voelspriet-') ? [name] : []));
		const found = await Promise.all(names.map(async (name) => (await keys(createStore(name, 'outbox'))).length));
		return found.reduce((sum, count) => sum + count, 0);
	} catch {
		return null;
	}
}

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
