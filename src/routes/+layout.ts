import { browser } from '$app/environment';
import { loadMessages } from '$lib/i18n/load';
import type { LayoutLoad } from './$types';

/** The page from the server was taken over: what comes is made in this browser. */
let isTakenOver = !browser;

/** The messages are chunks of their own, not part of the page, so that the next page has them cached. */
export const load: LayoutLoad = async ({ data, route }) => {
	const messages = await loadMessages(data.language, route.id === '/incidents/[id]' ? 'stream' : 'all');
	// In a task of its own, behind that which read the scripts: a slow device would otherwise stand still for both.
	if (!isTakenOver) await new Promise((done) => setTimeout(done));
	isTakenOver = true;
	return { ...data, messages };
};
