/** An opened story, in the list or in a column of its own: fetched as one file. */
export { default as OpenStory } from './OpenStory.svelte';
export { default as StoryPosts } from './StoryPosts.svelte';
