import { OnDemand } from '$lib/concurrency/on-demand.svelte';
import { withWords } from '$lib/i18n/load';

/** What opens over any page of an incident, once it is here. With all words: the next page has more than the stream. */
export const dialogs = new OnDemand(() => withWords(() => import('./dialogs')));
