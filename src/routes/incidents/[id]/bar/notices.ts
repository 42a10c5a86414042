/**
 * What an incident may have to say under its bar once its log and its connection do: fetched when the rules of the log
 * are, in the same file (scripts/client-files.mjs).
 */
export { default as ConnectionBanner } from './ConnectionBanner.svelte';
export { default as ExerciseEnded } from './exercise/ExerciseEnded.svelte';
export { default as SourcesOut } from './SourcesOut.svelte';
export { default as WatchStrip } from './exercise/WatchStrip.svelte';
