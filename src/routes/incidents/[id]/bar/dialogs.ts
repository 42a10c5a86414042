/** What opens over any page of an incident: fetched as one file. */
export { default as KeysDialog } from './KeysDialog.svelte';
export { default as LastTen } from './LastTen.svelte';
export { default as Situation } from '../charts/Situation.svelte';
