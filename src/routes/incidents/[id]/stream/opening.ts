import { OnDemand } from '$lib/concurrency/on-demand.svelte';
import { withWords } from '$lib/i18n/load';

/** The parts of the stream that its stories do not wait for, once they are here. */
export const opened = new OnDemand(() => withWords(() => import('./opened')));
