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
const local: Timeline = {
	name: 'public:local',
	subscribe: { stream: 'public:local' },
	path: '/api/v1/timelines/public?local=true'
};
const tagged = (tag: string): Timeline => ({
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

/** Pages that are read to fill a gap, per timeline; a longer gap is reported as a gap. */
const mostPages = 50;
/** A status of another server may arrive late with an older number: reading starts this much earlier. Milliseconds. */
const overlap = 10 * 60_000;

/**
 * Follows a Mastodon server with a person's token: its own public timeline, and the hashtags of the search profiles. It
 * subscribes first, and then asks over REST what changed in earlier posts and what was missed, so that nothing is lost
 * between the two.
 */
export async function* listenToMastodon(question: PollRequest): AsyncGenerator<StreamChunk> {
	const { credential, socket: open, signal } = question;
	if (!credential) throw new SourceProblem('tokenMissing');
	const host = hostOf(question.connection.address) ?? '';
	const { streaming, timelines } = await discover(question);
	const line = await open(`${streaming}/api/v1/streaming`, {
		headers: { authorization: `Bearer ${credential}` },
		signal
	});
	try {
		for (const { subscribe } of timelines) line.send(JSON.stringify({ type: 'subscribe', ...subscribe }));
		let newest: Newest = Cursor.safeParse(question.cursor).data?.newest ?? {};
		// First: the missed posts are newer, and would push the earlier ones out of the selection.
		for await (const posts of changesSince(question, host)) yield { posts, cursor: { newest } };
		for (const timeline of timelines) {
			for await (const page of missed(question, timeline, newest[timeline.name] ?? null)) {
				newest = page.statuses.reduce((so, { id }) => later(so, timeline.name, id), newest);
				yield {
					posts: page.statuses.flatMap((status) => postsOf(status, host)),
					cursor: { newest },
					...(page.gap && { gap: page.gap })
				};
			}
		}
		yield { posts: [], cursor: { newest } };
		for await (const text of line) {
			const message = read(text, host);
			if (message?.at) newest = later(newest, message.at.timeline, message.at.id);
			yield { posts: message?.posts ?? [], cursor: { newest }, unreadable: message ? 0 : 1 };
		}
	} finally {
		line.close();
	}
}

/**
 * Finds the address of the stream and the timelines that the server offers.
 * @throws SourceProblem when it offers none of them
 */
async function discover(question: PollRequest): Promise<{ streaming: string; timelines: readonly Timeline[] }> {
	const parsed = Instance.safeParse(await getJson(question, '/api/v2/instance'));
	if (!parsed.success) throw new SourceProblem('notThisServer');
	const { urls, timelines_access: access } = parsed.data.configuration;
	const tags = new Set(
		question.profiles.flatMap(({ hashtags }) => hashtags.map((tag) => tag.replace(/^#+/, '').toLowerCase()))
	);
	const closed = (...ways: (string | undefined)[]): boolean =>
		ways.length > 0 && ways.every((way) => way === 'disabled');
	const timelines = [
		...(closed(access?.live_feeds?.local) ? [] : [local]),
		...(access?.hashtag_feeds && closed(access.hashtag_feeds.local, access.hashtag_feeds.remote)
			? []
			: [...tags].filter(Boolean).map(tagged))
	];
	if (timelines.length === 0) throw new SourceProblem('timelines');
	return { streaming: urls.streaming.replace(/\/+$/, ''), timelines };
}

interface Page {
	readonly statuses: readonly Status[];
	readonly gap?: StreamChunk['gap'];
}
/** The posts of a timeline since a status, oldest first; its newest page without one, or for a new subscriber. */
async function* missed(question: PollRequest, timeline: Timeline, since: string | null): AsyncGenerator<Page> {
	if (since !== null) yield* between(question, timeline, since);
	if (since === null || question.fresh) yield { statuses: (await getPage(question, timeline.path)).reverse() };
}

async function* between(question: PollRequest, { path }: Timeline, since: string): AsyncGenerator<Page> {
	let from = before(since);
	for (let pages = 0; pages < mostPages; pages++) {
		const statuses = (await getPage(question, `${path}&min_id=${encodeURIComponent(from)}`)).sort((a, b) =>
			compare(a.id, b.id)
		);
		yield { statuses };
		const last = statuses.at(-1);
		if (!last || statuses.length < perPage || compare(last.id, from) <= 0) return;
		from = last.id;
	}
	// Too long to fill: the newest page is still read, and the rest is reported as a gap.
	const newest = (await getPage(question, path)).reverse();
	const [left, reached] = [momentIn(from), momentIn(newest[0]?.id ?? from)];
	yield { statuses: newest, ...(left && reached && left < reached && { gap: { from: left, to: reached } }) };
}

const Frame = z.object({ stream: z.array(z.string()).default([]), event: z.string(), payload: z.string().default('') });
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
	const frame = Frame.safeParse(json).data;
	if (!frame) return null;
	if (frame.event === 'delete') return { posts: [deletionOf(frame.payload)] };
	if (frame.event !== 'update' && frame.event !== 'status.update') return { posts: [] };
	const status = Status.safeParse(jsonOf(frame.payload)).data;
	if (!status) return null;
	const posts = postsOf(status, host);
	if (frame.event === 'status.update') return { posts: posts.map((post) => ({ ...post, edit: true })) };
	return { posts, at: { timeline: frame.stream.join(':'), id: status.id } };
}

/** Ids have up to twenty digits, also on older servers: the longer id is the later one. */
const compare = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
const later = (newest: Newest, timeline: string, id: string): Newest =>
	compare(id, newest[timeline] ?? '') > 0 ? { ...newest, [timeline]: id } : newest;

/**
 * Mastodon's ids hold the time in milliseconds above 16 other bits; those of other programs with the same API do not.
 */
const holdsMoment = (id: string): boolean => /^\d{17,19}$/.test(id);
const before = (id: string): string => (holdsMoment(id) ? String(BigInt(id) - (BigInt(overlap) << 16n)) : id);
function momentIn(id: string): NonNullable<StreamChunk['gap']>['from'] | null {
	return holdsMoment(id) ? momentOf(Number(BigInt(id) >> 16n)) : null;
}
