import { templateFor } from '../../src/lib/domain/incident/template';
import { IncidentKind } from '../../src/lib/domain/incident/incident';
import { ConnectionId } from '../../src/lib/domain/core/ids';
import { newId } from '../../src/lib/domain/core/new-id';
import { compileProfile, type MatchablePost } from '../../src/lib/domain/posts/search/match';
import { listenToBluesky } from '../../src/lib/server/ingest/protocols/bluesky';
import type { PollRequest } from '../../src/lib/server/ingest/protocols/reading/reader';
import type { GuardedConnection } from '../../src/lib/server/platform/net/guarded-socket';
import { MadeUpPosts } from './made-up-posts';
import { processor, round, type Result } from './result';

const EVENTS = 40_000;
const ROUNDS = 3;
const AIM = 5_000;
/** Incidents that one stream feeds at once. */
const PROFILES = 5;

/** What Jetstream sends: posts, and a deletion now and then. */
function eventLines(): string[] {
	const made = new MadeUpPosts(11);
	return Array.from({ length: EVENTS }, (_, i) => {
		const commit =
			i % 20 === 0
				? { operation: 'delete', collection: 'app.bsky.feed.post', rkey: `r${i}` }
				: {
						operation: 'create',
						collection: 'app.bsky.feed.post',
						rkey: `r${i}`,
						record: {
							$type: 'app.bsky.feed.post',
							createdAt: '2026-11-20T12:00:00.000Z',
							langs: ['nl'],
							text: made.next().text
						}
					};
		return JSON.stringify({ did: `did:plc:${i}`, time_us: 1_700_000_000_000_000 + i, kind: 'commit', commit });
	});
}

/**
 * The whole connection without the network: posts are read, checked, cleaned and matched with every search profile.
 * @returns how many posts matched
 */
async function listen(
	lines: readonly string[],
	matchers: readonly ReturnType<typeof compileProfile>[]
): Promise<number> {
	const stop = new AbortController();
	const socket: GuardedConnection = {
		send: () => undefined,
		close: () => undefined,
		async *[Symbol.asyncIterator]() {
			for (const line of lines) yield await Promise.resolve(line);
		}
	};
	const unused = (): never => {
		throw new Error('not used here');
	};
	const request: PollRequest = {
		connection: {
			id: ConnectionId.parse(newId()),
			protocol: 'bluesky',
			name: 'Bluesky',
			address: 'https://jetstream.example/subscribe',
			platform: 'bluesky',
			budget: null,
			credential: null,
			removed: false
		},
		cursor: { time: 1_700_000_000_000_000, seq: null },
		fresh: false,
		profiles: [],
		isWanted: (post: MatchablePost) => matchers.some((matcher) => matcher.match(post) !== null),
		credential: null,
		storedTexts: unused,
		storedOf: unused,
		fetch: unused,
		lines: unused,
		socket: () => Promise.resolve(socket),
		now: () => Date.now(),
		signal: stop.signal
	};
	let matched = 0;
	for await (const { posts } of listenToBluesky(request)) matched += posts.length;
	return matched;
}

/** The cost of Jetstream: every post on Bluesky passes, and few are wanted. */
export async function run(): Promise<Result[]> {
	const lines = eventLines();
	const matchers = IncidentKind.options
		.slice(0, PROFILES)
		.map((kind) => compileProfile(templateFor(kind, 'Meerdrecht').profile));
	const cost = async (work: () => Promise<number> | number): Promise<{ rate: number; last: number }> => {
		let last = await work();
		let best = Infinity;
		for (let round = 0; round < ROUNDS; round++) {
			const began = processor();
			last = await work();
			best = Math.min(best, processor() - began);
		}
		return { rate: (EVENTS / best) * 1_000, last };
	};
	const bound = await cost(() => lines.map((line) => JSON.parse(line) as unknown).length);
	const { rate, last } = await cost(() => listen(lines, matchers));
	return [
		{
			case: `match: Jetstream events a second on one core, filtered by ${PROFILES} search profiles, against reading them as JSON`,
			value: Math.round(rate),
			bound: Math.round(bound.rate),
			ratio: round(rate / bound.rate),
			aim: `≥ ${AIM} events/s`,
			ok: rate >= AIM,
			extra: { kept: last, of: EVENTS }
		}
	];
}
