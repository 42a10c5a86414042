// Keeps the last report that was read by one link on this device, and shows it when there is no connection. Only for that link, and at most until the link ends.
const at = new URL(self.registration.scope).pathname;
const PREFIX = 'voelspriet-report ';
const nameOf = (until) => `${PREFIX}${at} ${until}`;
const KEPT = '/kept-report';

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The caches of all links that ended are deleted; those of this link too when it ended, or when another report is kept. */
async function clear(isOver) {
	for (const name of await caches.keys()) {
		if (!name.startsWith(PREFIX)) continue;
		const [, of, until] = name.split(' ');
		if (new Date(until) <= new Date() || (isOver && of === at)) await caches.delete(name);
	}
}

/** Keeps a page that says until when its link works: only a report does. */
async function keep(answer) {
	const html = await answer.text();
	const [, until] = /<body[^>]* data-until="([^"]+)"/.exec(html) ?? [];
	if (until === undefined) return;
	await clear(true);
	if (new Date(until) <= new Date()) return;
	const cache = await caches.open(nameOf(until));
	const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'x-kept': new Date().toISOString() });
	headers.set('content-security-policy', answer.headers.get('content-security-policy') ?? "default-src 'none'");
	await cache.put(KEPT, new Response(html, { headers }));
	const files = [...html.matchAll(/<(?:script src|link rel="stylesheet" href)="([^"]+)"/g)].map(([, file]) => file);
	await Promise.allSettled(files.map((file) => cache.add(file)));
}

/** The cached report, which shows that it is a copy and since when; undefined without one. */
async function cachedReport() {
	await clear(false);
	for (const name of await caches.keys()) {
		if (!name.startsWith(`${PREFIX}${at} `)) continue;
		const found = await (await caches.open(name)).match(KEPT);
		if (!found) continue;
		const since = found.headers.get('x-kept') ?? '';
		const html = await found.text();
		const shown = html
			.replace('<body', `<body data-kept="${since}"`)
			.replace('id="kept" hidden', 'id="kept"')
			.replace('<b id="kept-at"></b>', `<b id="kept-at">${clock(since, html)}</b>`);
		return new Response(shown, { headers: found.headers });
	}
	return undefined;
}
const zone = { timeZone: 'Europe/Amsterdam', hourCycle: 'h23' };
function clock(moment, html) {
	const isDutch = !/<html[^>]* lang="en"/.test(html);
	const words = new Intl.DateTimeFormat(isDutch ? 'nl-NL' : 'en-GB', {
		...zone,
		day: 'numeric',
		month: 'long',
		hour: '2-digit',
		minute: '2-digit'
	}).format(new Date(moment));
	return isDutch ? `${words.replace(/(\d\d):(\d\d)/, '$1.$2')} uur` : words;
}

async function page(event, path) {
	try {
		const answer = await fetch(event.request);
		// The program starts again, or only the proxy answers.
		if (answer.status >= 500) return (await cachedReport()) ?? answer;
		// The link ended, or asks for its PIN again.
		if (path === '' && (answer.status === 404 || answer.status === 403)) await clear(true);
		else if (answer.ok) event.waitUntil(keep(answer.clone()));
		return answer;
	} catch (error) {
		const found = await cachedReport();
		if (found) return found;
		throw error;
	}
}

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== new URL(self.registration.scope).origin) return;
	if (request.mode === 'navigate') {
		const path = pathname.slice(at.length);
		// The newest report, one by its number, and the address of the link itself.
		if (/^(?:\/\d+(?:\/full)?|\/[\w-]{20,})?$/.test(path)) event.respondWith(page(event, path));
	} else if (request.destination === 'script' || request.destination === 'style')
		event.respondWith(
			fetch(request).catch(async (error) => {
				const found = await caches.match(request);
				if (found) return found;
				throw error;
			})
		);
});

/** The page that was open before this worker was there. */
self.addEventListener('message', (event) => {
	event.waitUntil(
		fetch(event.data).then(
			(answer) => (answer.ok ? keep(answer) : undefined),
			() => undefined
		)
	);
});
