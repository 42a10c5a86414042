import { makeFirstFormatter } from '$lib/i18n/first-formatter';

// Our policy forbids making code from text; zod would try it once, and each page would report that. It reads this when it
// is loaded: the first page of an incident is seen without it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

makeFirstFormatter();
