import { templateFor } from '../../src/lib/domain/incident/template';
import { IncidentKind } from '../../src/lib/domain/incident/incident';
import { compileProfile, type ProfileMatcher } from '../../src/lib/domain/posts/search/match';
import type { SearchProfile } from '../../src/lib/domain/posts/search/profile';
import { MadeUpPosts } from './made-up-posts';
import { processor, round, type Result } from './result';

const POSTS = 20_000;
const ROUNDS = 5;
/** Incidents that one stream feeds at once. */
const PROFILES = 5;
/** The busiest hour of a whole network, and more (issue 6). */
const EVENTS = 5_000;

/** Of so many terms, a fifth of them beginnings of compounds and a fifth phrases, as people write them. */
function profileOf(size: number): SearchProfile {
	const words = new MadeUpPosts(7);
	const terms = Array.from({ length: size }, (_, i) => {
		const [one = 'brand', two = 'rook'] = words.next().text.toLowerCase().split(' ').slice(3);
		return i % 5 === 0 ? `${one}*` : i % 5 === 1 ? `${one} ${two}` : `${one}${two}`;
	});
	return {
		...templateFor('fire', 'Meerdrecht').profile,
		terms,
		places: ['Meerdrecht'],
		hashtags: ['brandMeerdrecht'],
		excluded: ['voetbal'],
		accounts: [{ account: '@vrmeerdrecht', kind: 'organisation' }],
		languages: []
	};
}

/** As a network's stream gives them; one in three with accents, a hashtag or an emoji. */
function events(): string[] {
	const made = new MadeUpPosts(3);
	const more = ['', ' #crisis één café', ' 🔥🔥 @iemand.example'];
	return Array.from({ length: POSTS }, (_, i) =>
		JSON.stringify({
			did: `did:plc:${i}`,
			time_us: 1_700_000_000_000_000 + i,
			kind: 'commit',
			commit: {
				rev: 'x',
				operation: 'create',
				collection: 'app.bsky.feed.post',
				rkey: `r${i}`,
				record: {
					$type: 'app.bsky.feed.post',
					createdAt: '2026-11-20T12:00:00.000Z',
					langs: ['nl'],
					text: made.next().text + (more[i % 3] ?? '')
				},
				cid: 'c'
			}
		})
	);
}
interface Event {
	did: string;
	commit: { record: { text: string; langs: string[] } };
}
const read = (line: string): Event => JSON.parse(line) as Event;
const judge = (matcher: ProfileMatcher, { did, commit: { record } }: Event): boolean =>
	matcher.match({ text: record.text, author: { externalId: did, handle: '' }, lang: record.langs[0] ?? null }) !== null;

/** One second of processor time, of the best round: other work on the machine only slows it down. */
function rate(work: () => void): number {
	work();
	const costs = Array.from({ length: ROUNDS }, () => {
		const began = processor();
		work();
		return processor() - began;
	});
	return (POSTS / Math.min(...costs)) * 1000;
}

/** Judging posts by a search profile: on one core, against reading the same posts as JSON. */
export async function run(): Promise<Result[]> {
	await Promise.resolve();
	const lines = events();
	const posts = lines.map(read);
	const json = rate(() => {
		for (const line of lines) read(line);
	});
	const [five, fifty] = [5, 50].map((size) => {
		const matcher = compileProfile(profileOf(size));
		return rate(() => {
			for (const post of posts) judge(matcher, post);
		});
	}) as [number, number];
	const several = [
		profileOf(50),
		...IncidentKind.options.slice(0, PROFILES - 1).map((kind) => templateFor(kind, 'Meerdrecht').profile)
	].map(compileProfile);
	let found = 0;
	const stream = rate(() => {
		found = 0;
		for (const line of lines) {
			const event = read(line);
			for (const matcher of several) if (judge(matcher, event)) found++;
		}
	});
	return [
		{
			case: 'profile: posts judged by 50 terms a second, against reading them as JSON',
			value: Math.round(fifty),
			bound: Math.round(json),
			ratio: round(fifty / json),
			aim: '≥ 0.1 of the bound, and 50 terms cost at most three times what 5 do',
			ok: fifty / json >= 0.1 && five / fifty <= 3,
			extra: { withFiveTerms: Math.round(five), microsecondsEach: round(1e6 / fifty) }
		},
		{
			case: `profile: events of a stream read and judged by ${PROFILES} profiles, a second on one core`,
			value: Math.round(stream),
			bound: EVENTS,
			ratio: round(stream / EVENTS),
			aim: `≥ ${EVENTS} events/s`,
			ok: stream >= EVENTS,
			extra: { selected: found, of: POSTS * PROFILES }
		}
	];
}
