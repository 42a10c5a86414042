import { OnDemand } from '$lib/concurrency/on-demand.svelte';
import { withWords } from '$lib/i18n/load';

/** The parts that only an opened or an answered story shows, once they are here. */
export const opened = new OnDemand(() => withWords(() => import('./opened')));
