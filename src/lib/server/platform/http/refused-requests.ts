import { z } from 'zod';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { log } from '../operations/logger';
import { Limits } from '../limits/limits';
import { NetworkLimits } from '../limits/networks';

/** An answer that is larger than this is never an error; in bytes. */
const MAX_ERROR_BYTES = 64 * 1024;

/** A refused request. */
interface RefusedRequest {
	readonly method: string;
	/** The id of the route, never the address, which may contain a secret. */
	readonly route: string;
	readonly params: Readonly<Partial<Record<string, string>>>;
	readonly status: number;
	/** Whether the incident exists but the person may not see it: the answer is then 404 instead of 403. */
	readonly isHidden: () => boolean;
	/** The id of the person; null for somebody without a session. */
	readonly person: string | null;
	readonly address: string;
}

/** Log lines per person, or per address without a session: enough to see what they try, too few to fill a disk. */
const SENDER_RATE = { burst: 20, perSecond: 0.2 };
/** Log lines of all senders together. */
const TOTAL_RATE = { burst: 200, perSecond: 2 };
/** No session, no right, too large, too many. */
const REFUSED_STATUSES: ReadonlySet<number> = new Set([401, 403, 413, 429]);

/** A 404 is a typing mistake, unless it hides something from the sender. */
function isRefused({ status, route, isHidden }: RefusedRequest): boolean {
	if (status !== 404) return REFUSED_STATUSES.has(status);
	// `/metrics` answers 404 without its token, and the address of a share link contains a secret.
	if (route === '/metrics' || route.includes('[link]')) return true;
	return route.includes('/incidents/[id]') && isHidden();
}

const isId = (text: string | undefined): text is string => z.uuid().safeParse(text).success;

/** The incident or share link that the address names, or `none`. */
function objectOf({ route, params: { id, link } }: RefusedRequest): string {
	if (isId(id) && route.includes('/incidents/')) return `incident/${id}`;
	return isId(link) ? `link/${link}` : 'none';
}

/**
 * Logs refused requests (BIO2 8.15, ASVS 16.3.2), also of pages, lists and sockets, which are not commands. Requests above
 * the rate are only counted; the next line has their number.
 */
export class RefusedRequests {
	readonly #byPerson = new Limits(SENDER_RATE);
	readonly #byNetwork = new NetworkLimits(SENDER_RATE);
	readonly #all = new Limits(TOTAL_RATE);
	#omitted = 0;

	note(refused: RefusedRequest, now?: number): void {
		const { route, status, method, person, address } = refused;
		if (!isRefused(refused)) return;
		const actor = person ?? 'nobody';
		const wait = person === null ? this.#byNetwork.take(address, now) : this.#byPerson.take(person, now);
		if (wait > 0 || this.#all.take('all', now) > 0) {
			this.#omitted += 1;
			return;
		}
		const part = route === SOCKET_PATH ? 'socket' : route.startsWith('/api/') ? 'api' : 'page';
		const action = `${part}.${/^(GET|HEAD)$/.test(method) ? 'read' : 'send'}`;
		const unwritten = this.#omitted > 0 && { unwritten: this.#omitted };
		this.#omitted = 0;
		log.warn(
			{ action, object: objectOf(refused), route, result: String(status), origin: address, actor, ...unwritten },
			'refused'
		);
	}
}

const DataError = z.object({ nodes: z.array(z.object({ type: z.string(), status: z.int().optional() }).nullish()) });

/** The status of an answer. SvelteKit's own client gets an error of a page as data, with status 200. */
export async function statusOf(response: Response, isDataRequest: boolean): Promise<number> {
	const length = Number(response.headers.get('content-length') ?? Infinity);
	if (!isDataRequest || response.status !== 200 || length > MAX_ERROR_BYTES) return response.status;
	const body: unknown = await response
		.clone()
		.json()
		.catch(() => null);
	const nodes = DataError.safeParse(body).data?.nodes ?? [];
	return nodes.find((node) => node?.type === 'error')?.status ?? response.status;
}
