/**
 * What stands beside the list, and what somebody asks for at a story or of the list: an opened story, the answer that it
 * has, what it is evidence for, the search. Fetched as one file, after the first stories.
 */
export { default as FindingsPane } from './FindingsPane.svelte';
export { default as FirstKeys } from './FirstKeys.svelte';
export { default as LabelsPane } from './LabelsPane.svelte';
export { default as MergePicker } from './MergePicker.svelte';
export { default as NewestStories } from './NewestStories.svelte';
export { default as OpenStory } from './OpenStory.svelte';
export { default as Picker } from './Picker.svelte';
export { default as SearchFields } from './SearchFields.svelte';
export { default as SeveralBar } from './SeveralBar.svelte';
export { default as StoryAnswered } from './StoryAnswered.svelte';
export { default as StoryPosts } from './StoryPosts.svelte';
export { default as StoryRefused } from './StoryRefused.svelte';
