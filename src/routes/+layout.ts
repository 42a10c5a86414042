import { loadMessages } from '$lib/i18n/load';
import type { LayoutLoad } from './$types';

/** The words come as a chunk of their own, not inside the page: the next page has them already. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, messages: await loadMessages(data.language) });
