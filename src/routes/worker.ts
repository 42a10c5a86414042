import { dev } from '$app/environment';

/** The service worker: notifications, and a page to show where the program gives no answer. */
export const registerWorker = (): Promise<ServiceWorkerRegistration> =>
	// Built it is a classic script: Firefox takes no module as a worker before version 147.
	navigator.serviceWorker.register('/service-worker.js', { type: dev ? 'module' : 'classic' });
