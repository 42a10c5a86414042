import { loadMessages } from '$lib/i18n/load';
import type { LayoutLoad } from './$types';

/** The messages are a chunk of their own, not part of the page, so that the next page has them cached. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, messages: await loadMessages(data.language) });
