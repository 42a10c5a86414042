/** What opens over any page of an incident: fetched as one file. */
export { default as AddPost } from './exercise/AddPost.svelte';
export { default as DueEntries } from './DueEntries.svelte';
export { default as EndExercise } from './exercise/EndExercise.svelte';
export { default as KeysDialog } from './KeysDialog.svelte';
export { default as LastTen } from './LastTen.svelte';
export { default as PlayerPanel } from './exercise/PlayerPanel.svelte';
export { default as RecordAction } from './RecordAction.svelte';
export { default as Refused } from '$lib/desk/Refused.svelte';
export { refusalSentence } from '$lib/desk/refusal-words';
export { default as Situation } from '../charts/Situation.svelte';
