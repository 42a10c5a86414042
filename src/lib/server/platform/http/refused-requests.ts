import { z } from 'zod';
import { SOCKET_PATH } from '$lib/domain/realtime';
import { log } from '../operations/logger';
import { Limits } from '../limits/limits';
import { NetworkLimits } from '../limits/networks';

/** A request that was turned away. */
interface RefusedRequest {
	readonly method: string;
	/** The id of the route, never the address: that may have a secret. */
	readonly route: string;
	readonly params: Readonly<Partial<Record<string, string>>>;
	readonly status: number;
	/** Whether the incident of the address is there and not for who asked: its 404 stands in place of a 403. */
	readonly isHidden: () => boolean;
	/** The id of the person; null for somebody without a session. */
	readonly person: string | null;
	readonly address: string;
}

/** Of one person, or of one address without a session: enough to see what they try, not enough to fill a disk. */
const SENDER_RATE = { burst: 20, perSecond: 0.2 };
/** Of all together. */
const TOTAL_RATE = { burst: 200, perSecond: 2 };
/** No session, no right, too large, too many. */
const REFUSED_STATUSES: ReadonlySet<number> = new Set([401, 403, 413, 429]);

/** An address that nothing stands at is a mistake of typing, unless something is kept from who asks. */
function isRefused({ status, route, isHidden }: RefusedRequest): boolean {
	if (status !== 404) return REFUSED_STATUSES.has(status);
	// The figures are kept from who shows no token, and the address of a shared link has its secret.
	if (route === '/metrics' || route.includes('[link]')) return true;
	return route.includes('/incidents/[id]') && isHidden();
}

const isId = (text: string | undefined): text is string => z.uuid().safeParse(text).success;

/** What it was about: an incident or a share link where the address names one. */
function objectOf({ route, params: { id, link } }: RefusedRequest): string {
	if (isId(id) && route.includes('/incidents/')) return `incident/${id}`;
	return isId(link) ? `link/${link}` : 'none';
}

/**
 * Writes a line of the program's log for each request that was turned away, so that somebody who tries doors is seen
 * (BIO2 8.15, ASVS 16.3.2): pages, lists and sockets too, which no command guards. What is too much is counted, and stands in the
 * next line that is written.
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

/** Larger answers than this are data, never an error alone; in bytes. */
const MAX_ERROR_BYTES = 64 * 1024;
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
