import { OnDemand } from '$lib/concurrency/on-demand.svelte';

/** The parts of an opened story, once they are here. */
export const opened = new OnDemand(() => import('./opened'));
