export { default as FindingsPane } from './FindingsPane.svelte';
export { default as FirstKeys } from './FirstKeys.svelte';
export { default as LabelsPane } from './LabelsPane.svelte';
export { default as NewestStories } from './NewestStories.svelte';
export { default as OpenStory } from './OpenStory.svelte';
export { default as SeveralBar } from './SeveralBar.svelte';
