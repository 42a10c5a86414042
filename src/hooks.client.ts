// Our policy forbids making code from text; zod would try it once, and each page would report that. It reads this when it
// is loaded: the first page of an incident is seen without it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

// The first formatter of a page costs ten milliseconds, whatever it formats: it is made in a task of its own, while the
// page still waits for its parts.
setTimeout(() => new Intl.NumberFormat(document.documentElement.lang));
