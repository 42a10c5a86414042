import { createHash } from 'node:crypto';
import { isActionFailure, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';

/** For how long a form may be delivered again, by a double click, a browser or a proxy. */
const REMEMBERED_MS = 60_000;
const results = new LRUCache<string, Promise<unknown>>({ max: 2_000, ttl: REMEMBERED_MS });

/**
 * Does the work of a form once: the same form with the same content, from the same person, gets the result of the first
 * delivery, also while that is in progress. A refused form may be sent again. A form without an id is new each time.
 */
export function once<Done>({ locals, url }: RequestEvent, form: FormData, work: () => Promise<Done>): Promise<Done> {
	if (!form.get('form')) return work();
	const key = createHash('sha256').update(JSON.stringify([locals.person?.id ?? null, url.href]));
	for (const [name, value] of form.entries())
		key.update(JSON.stringify([name, typeof value === 'string' ? value : [value.name, value.size]]));
	const id = key.digest('hex');
	const first = results.get(id);
	if (first) return first as Promise<Done>;
	const result = work();
	results.set(id, result);
	const forget = (): void => void results.delete(id);
	result.then(
		(done) => isActionFailure(done) && forget(),
		(error: unknown) => !isRedirect(error) && forget()
	);
	return result;
}
