import type { Figures } from '$lib/domain/overview/figures';
import {
	type FindingId,
	type IncidentId,
	type Moment,
	type SourceId,
	type StoryId,
	momentIn
} from '$lib/domain/core/ids';
import type { EventsPage } from '$lib/domain/realtime';
import type { SearchCounts } from '$lib/domain/posts/search/saved-search';
import { isObject, collections, emptyState, rowsIn, singles, type State } from '$lib/domain/core/state';
import type { MaybeKind, PostPage, StoryPage } from '$lib/domain/stories/card';
import type { ConnectionReads } from './connection.svelte';
import { request } from './request';

/**
 * Parses the answer of `…/state`: each collection is a list of `[id, row]`. The rows were made by the same program, so
 * only their outer shape is checked; a missing collection or value is left empty. @throws TypeError
 */
export function readSnapshot(body: unknown): { state: State; seq: number; hash: string; time: Moment } {
	const { seq, hash, time, rows } = envelopeOf(body);
	const state = emptyState();
	for (const collection of collections) {
		for (const [id, row] of entriesIn(rows[collection])) rowsIn(state, collection).set(id, row);
	}
	Object.assign(state, Object.fromEntries(singles.map((single) => [single, rows[single] ?? null])));
	return { state, seq, hash, time };
}

function envelopeOf(body: unknown): {
	seq: number;
	hash: string;
	time: Moment;
	rows: Readonly<Record<string, unknown>>;
} {
	if (isObject(body)) {
		const { seq, hash = '', state: rows } = body;
		const time = momentIn(body['time']);
		const isSeq = typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0;
		if (isSeq && typeof hash === 'string' && time !== null && isObject(rows)) return { seq, hash, time, rows };
	}
	throw new TypeError('This is no state of an incident');
}

function entriesIn(rows: unknown = []): readonly (readonly [unknown, object])[] {
	if (!Array.isArray(rows) || !rows.every(isEntry)) throw new TypeError('These are no rows of a state');
	return rows;
}
const isEntry = (entry: unknown): entry is [unknown, object] =>
	Array.isArray(entry) && entry.length === 2 && isObject(entry[1]);

/** How long an answer may take, and one of the language model. Milliseconds. */
const readTimeout = 8_000;
export const modelTimeout = 70_000;

/** The fields of a search; those that the person left empty are not sent. */
interface StoryQuery {
	readonly words: string;
	readonly source: SourceId | null;
	readonly finding: FindingId | null;
	readonly lang: string | null;
	/** On the incident's clock. */
	readonly from: Moment | null;
	readonly to: Moment | null;
}

/**
 * HTTP reads that a desk needs to follow an incident and to show its stories; see PageReads for the rest. @throws
 * SignedOut, RequestRefused, or any other error without an answer
 */
export class IncidentReads implements ConnectionReads {
	protected readonly base: string;

	constructor(readonly incident: IncidentId) {
		this.base = `/api/v1/incidents/${incident}`;
	}

	state = async () => readSnapshot(await this.get('/state'));
	events = async (after: number) => ({ ...eventsOf(await this.get('/events', { after })), time: null });
	/** The waiting stories, in the queue's order. */
	waiting = (cursor: string | null) => this.#stories({ view: 'waiting', cursor });
	/** Newest post first. */
	newest = (cursor: string | null) => this.#stories({ view: 'newest', cursor });
	/** The strip above the queue. */
	help = () => this.#stories({ view: 'help' });
	/** The results of a search, newest first. */
	found =
		({ words, ...query }: StoryQuery) =>
		(cursor: string | null) =>
			this.#stories({ view: 'search', q: words, ...query, cursor });
	/** The stories that are evidence for a finding, newest first. */
	evidence = (finding: FindingId) => (cursor: string | null) => this.#stories({ view: 'finding', finding, cursor });
	/** Waiting stories that look like this kind to the models, the most certain first. */
	looks = (kind: MaybeKind) => () => this.#stories({ view: 'looks', kind });
	/** The cards of these stories, at most fifty. */
	cards = (ids: readonly StoryId[]) => this.#stories({ view: 'ids', ids: ids.join(',') });
	/** The figures; for screens without a socket. */
	figures = async () => figuresOf(await this.get('/figures'));
	posts = async (story: StoryId, cursor: string | null, limit = 20) =>
		postsOf(await this.get(`/stories/${story}/posts`, { cursor, limit }));
	/** The number of results of each of the person's saved searches. */
	searchCounts = async () => countsOf(await this.get('/searches')).counts;
	async #stories(query: Record<string, string | number | null>): Promise<StoryPage> {
		return storiesOf(await this.get('/stories', query));
	}

	protected get(
		path: string,
		query: Record<string, string | number | null> = {},
		milliseconds = readTimeout
	): Promise<unknown> {
		const filled = Object.entries(query).flatMap(([name, value]) =>
			value === null || value === '' ? [] : [[name, String(value)]]
		);
		const search = filled.length > 0 ? `?${new URLSearchParams(filled).toString()}` : '';
		return this.fetch(this.base + path + search, {}, milliseconds);
	}
	protected fetch(address: string, init: RequestInit, milliseconds = readTimeout): Promise<unknown> {
		return request(address, { ...init, signal: AbortSignal.timeout(milliseconds) });
	}
}

/**
 * Checks an answer of our own server. The same program made it, so only its outer shape is checked: zod schemas are
 * kept out of the bundle of the first page.
 */
const read =
	<T extends object>(is: (answer: Readonly<Record<string, unknown>>) => boolean) =>
	(answer: unknown): T => {
		if (!isObject(answer) || !is(answer)) throw new TypeError('The answer is of another kind');
		return answer as T;
	};
const eventsOf = read<EventsPage>(({ events, head }) => Array.isArray(events) && typeof head === 'number');
const figuresOf = read<Figures>(({ findings, recent }) => Array.isArray(findings) && Array.isArray(recent));
const storiesOf = read<StoryPage>(({ stories, next }) => Array.isArray(stories) && next !== undefined);
const postsOf = read<PostPage>(({ posts, next }) => Array.isArray(posts) && next !== undefined);
const countsOf = read<SearchCounts>(({ counts }) => Array.isArray(counts));
