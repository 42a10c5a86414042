/**
 * The pages that are made in the browser from the state alone: they show nothing before it has arrived, and open without a
 * connection. All others get data of their own from the server.
 */
const LIVE = [
	'/channel',
	'/charts',
	'/desk',
	'/findings',
	'/findings/[finding]',
	'/import',
	'/needs',
	'/neighbourhoods',
	'/phone',
	'/rumours',
	'/sources/paste',
	'/sources/profile',
	'/table',
	'/texts',
	'/texts/[text]/edit',
	'/texts/[text]/publish',
	'/waiting'
] as const;
const BASE = '/incidents/[id]';

/** Whether a route shows nothing before the state has arrived. The stream does so part by part. */
export const isLive = (route: string | null): boolean => LIVE.some((path) => route === BASE + path);
export const opensOffline = (route: string | null): boolean => route === BASE || isLive(route);

/** One address of each of these pages, to load its code. */
export const liveAddresses = (base: string): readonly string[] =>
	['', ...LIVE].map((path) => base + path.replaceAll(/\[\w+\]/g, '-'));
