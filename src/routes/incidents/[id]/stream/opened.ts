/** An opened story, in the list or in a column of its own, and the answer that a story has: fetched as one file. */
export { default as OpenStory } from './OpenStory.svelte';
export { default as StoryAnswered } from './StoryAnswered.svelte';
export { default as StoryPosts } from './StoryPosts.svelte';
