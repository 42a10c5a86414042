export { default as FindingsPane } from './labels/FindingsPane.svelte';
export { default as FirstKeys } from './FirstKeys.svelte';
export { default as LabelsPane } from './labels/LabelsPane.svelte';
export { default as NewestStories } from './list/NewestStories.svelte';
export { default as OpenStory } from './story/OpenStory.svelte';
export { default as SeveralBar } from './labels/SeveralBar.svelte';
