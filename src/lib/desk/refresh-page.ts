import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import { request } from '$lib/desk/sync/request';
import { isObject } from '$lib/domain/core/state';

/** How long the server may take to answer, in milliseconds. */
const TIMEOUT = 5_000;

/**
 * Reads data of this page again, if our own server answers at its address now. Otherwise the page stays as it is:
 * SvelteKit would replace it, with the desk and what is typed, by an error page or by the answer of a proxy. Waits for a
 * navigation that is under way, because SvelteKit would cancel it.
 */
export async function refreshPage(dependency: string): Promise<void> {
	if (!(await canRead())) return;
	await navigating.complete?.catch(() => undefined);
	await invalidate(dependency);
}

/** Requests the page's data as SvelteKit does, but without reading any. */
async function canRead(): Promise<boolean> {
	const address = `${location.pathname.replace(/\/$/, '')}/__data.json?x-sveltekit-invalidated=0`;
	try {
		const answer = await request(address, { signal: AbortSignal.timeout(TIMEOUT) });
		return isObject(answer) && (answer['type'] === 'data' || answer['type'] === 'redirect');
	} catch {
		return false;
	}
}
