import { awaitRules } from '$lib/desk/sync/rules.svelte';

// A browser fetches them beside the state; a store or a desk of a test has them from the start.
await awaitRules();
