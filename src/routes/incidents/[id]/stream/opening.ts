import { OnDemand } from '$lib/concurrency/on-demand.svelte';

/** The parts that only an opened or an answered story shows, once they are here. */
export const opened = new OnDemand(() => import('./opened'));
