import { z } from 'zod';
import { momentOf } from '$lib/domain/core/ids';
import { hostOf } from '$lib/server/ingest/pipeline/clean-address';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { changesSince } from './catch-up';
import { getJson, getPage, perPage } from './rest';
import { deletionOf, postsOf, Status } from './status';
import { jsonOf } from '../reading/json';
import type { PollRequest } from '../reading/reader';
import { SourceProblem } from '../reading/source-problem';
import type { StreamChunk } from '../reading/streaming';

/** The newest status of each timeline that was read, by the timeline's name. */
const Cursor = z.object({ newest: z.record(z.string(), z.string()) });
type Newest = Record<string, string>;

/** A timeline that is followed: its name in the stream, and its REST path. */
interface Timeline {
	readonly name: string;
	readonly subscribe: { readonly stream: string; readonly tag?: string };
	readonly path: string;
}
const LOCAL_TIMELINE: Timeline = {
	name: 'public:local',
	subscribe: { stream: 'public:local' },
	path: '/api/v1/timelines/public?local=true'
};
const hashtagTimeline = (tag: string): Timeline => ({
	name: `hashtag:${tag}`,
	subscribe: { stream: 'hashtag', tag },
	path: `/api/v1/timelines/tag/${encodeURIComponent(tag)}?`
});

const Access = z.string().optional().catch(undefined);
const Instance = z.object({
	configuration: z.object({
		urls: z.object({ streaming: z.string() }),
		/** Since 4.5: `public`, `authenticated` or `disabled`. */
		timelines_access: z
			.object({
				live_feeds: z.object({ local: Access }).optional(),
				hashtag_feeds: z.object({ local: Access, remote: Access }).optional()
			})
			.optional()
			.catch(undefined)
	})
});

/** Pages that are read per timeline to fill a gap; the rest of a longer gap is reported. */
const MAX_PAGES = 50;
/** A status of another server may arrive late with an older number: reading starts this much earlier. Milliseconds. */
const OVERLAP = 10 * 60_000;

/**
 * Follows a Mastodon server with a person's token: its own public timeline, and the hashtags of the search profiles. It
 * subscribes first, and then asks over REST what changed in earlier posts and what was missed, so that nothing is lost
 * between the two.
 */
export async function* listenToMastodon(request: PollRequest): AsyncGenerator<StreamChunk> {
	const { credential, socket: open, signal } = request;
	if (!credential) throw new SourceProblem('tokenMissing');
	const host = hostOf(request.connection.address) ?? '';
	const { streaming, timelines } = await discover(request);
	const connection = await open(`${streaming}/api/v1/streaming`, {
		headers: { authorization: `Bearer ${credential}` },
		signal
	});
	try {
		for (const { subscribe } of timelines) connection.send(JSON.stringify({ type: 'subscribe', ...subscribe }));
		let newest: Newest = Cursor.safeParse(request.cursor).data?.newest ?? {};
		// Check stored posts first: the missed posts are newer, and would replace older ones in the selection.
		for await (const posts of changesSince(request, host)) yield { posts, cursor: { newest } };
		for (const timeline of timelines) {
			for await (const page of pagesSince(request, timeline, newest[timeline.name] ?? null)) {
				newest = page.statuses.reduce((latest, { id }) => withNewest(latest, timeline.name, id), newest);
				yield {
					posts: page.statuses.flatMap((status) => postsOf(status, host)),
					cursor: { newest },
					...(page.gap && { gap: page.gap })
				};
			}
		}
		yield { posts: [], cursor: { newest } };
		for await (const text of connection) {
			const message = read(text, host);
			if (message?.at) newest = withNewest(newest, message.at.timeline, message.at.id);
			yield { posts: message?.posts ?? [], cursor: { newest }, unreadable: message ? 0 : 1 };
		}
	} finally {
		connection.close();
	}
}

/**
 * Finds the address of the stream and the timelines that the server offers.
 * @throws SourceProblem when it offers none of them
 */
async function discover(request: PollRequest): Promise<{ streaming: string; timelines: readonly Timeline[] }> {
	const parsed = Instance.safeParse(await getJson(request, '/api/v2/instance'));
	if (!parsed.success) throw new SourceProblem('notThisServer');
	const { urls, timelines_access: access } = parsed.data.configuration;
	const tags = new Set(
		request.profiles.flatMap(({ hashtags }) => hashtags.map((tag) => tag.replace(/^#+/, '').toLowerCase()))
	);
	const isDisabled = (...levels: (string | undefined)[]): boolean =>
		levels.length > 0 && levels.every((way) => way === 'disabled');
	const timelines = [
		...(isDisabled(access?.live_feeds?.local) ? [] : [LOCAL_TIMELINE]),
		...(access?.hashtag_feeds && isDisabled(access.hashtag_feeds.local, access.hashtag_feeds.remote)
			? []
			: [...tags].filter(Boolean).map(hashtagTimeline))
	];
	if (timelines.length === 0) throw new SourceProblem('timelines');
	return { streaming: urls.streaming.replace(/\/+$/, ''), timelines };
}

interface Page {
	readonly statuses: readonly Status[];
	readonly gap?: StreamChunk['gap'];
}
/** The posts of a timeline since a status, oldest first; its newest page without one, or for a new subscriber. */
async function* pagesSince(request: PollRequest, timeline: Timeline, since: string | null): AsyncGenerator<Page> {
	if (since !== null) yield* fillGap(request, timeline, since);
	if (since === null || request.fresh) yield { statuses: (await getPage(request, timeline.path)).reverse() };
}

async function* fillGap(request: PollRequest, { path }: Timeline, since: string): AsyncGenerator<Page> {
	let from = withOverlap(since);
	for (let pages = 0; pages < MAX_PAGES; pages++) {
		const statuses = (await getPage(request, `${path}&min_id=${encodeURIComponent(from)}`)).sort((a, b) =>
			compareIds(a.id, b.id)
		);
		yield { statuses };
		const last = statuses.at(-1);
		if (!last || statuses.length < perPage || compareIds(last.id, from) <= 0) return;
		from = last.id;
	}
	// Too long to fill: the newest page is still read, and the rest is reported as a gap.
	const newest = (await getPage(request, path)).reverse();
	const [gapStart, pageStart] = [momentIn(from), momentIn(newest[0]?.id ?? from)];
	yield {
		statuses: newest,
		...(gapStart && pageStart && gapStart < pageStart && { gap: { from: gapStart, to: pageStart } })
	};
}

const StreamEvent = z.object({
	stream: z.array(z.string()).default([]),
	event: z.string(),
	payload: z.string().default('')
});
const Refused = z.object({ error: z.string(), status: z.number().optional() });

interface StreamMessage {
	readonly posts: readonly RawPost[];
	readonly at?: { readonly timeline: string; readonly id: string };
}
/**
 * Parses an event of the stream; null for one that cannot be read.
 * @throws SourceProblem when it says that we may not follow
 */
function read(text: string, host: string): StreamMessage | null {
	const json = jsonOf(text);
	const refused = Refused.safeParse(json).data;
	if (refused) throw new SourceProblem(refused.status === 401 ? 'token' : 'timelines', refused.status ?? null);
	const event = StreamEvent.safeParse(json).data;
	if (!event) return null;
	if (event.event === 'delete') return { posts: [deletionOf(event.payload)] };
	if (event.event !== 'update' && event.event !== 'status.update') return { posts: [] };
	const status = Status.safeParse(jsonOf(event.payload)).data;
	if (!status) return null;
	const posts = postsOf(status, host);
	if (event.event === 'status.update') return { posts: posts.map((post) => ({ ...post, edit: true })) };
	return { posts, at: { timeline: event.stream.join(':'), id: status.id } };
}

/** Ids have up to twenty digits: a longer id is a later one. */
const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
const withNewest = (newest: Newest, timeline: string, id: string): Newest =>
	compareIds(id, newest[timeline] ?? '') > 0 ? { ...newest, [timeline]: id } : newest;

/**
 * Mastodon's ids hold the time in milliseconds above 16 other bits; those of other programs with the same API do not.
 */
const holdsMoment = (id: string): boolean => /^\d{17,19}$/.test(id);
const withOverlap = (id: string): string => (holdsMoment(id) ? String(BigInt(id) - (BigInt(OVERLAP) << 16n)) : id);
function momentIn(id: string): NonNullable<StreamChunk['gap']>['from'] | null {
	return holdsMoment(id) ? momentOf(Number(BigInt(id) >> 16n)) : null;
}
