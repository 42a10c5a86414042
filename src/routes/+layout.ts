import { loadMessages } from '$lib/i18n/load';
import type { LayoutLoad } from './$types';

/** The messages are chunks of their own, not part of the page, so that the next page has them cached. */
export const load: LayoutLoad = async ({ data, route }) => ({
	...data,
	messages: await loadMessages(data.language, route.id === '/incidents/[id]' ? 'stream' : 'all')
});
