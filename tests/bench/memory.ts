import { IncidentId, momentOf, SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { emptyState } from '$lib/domain/core/state';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { IncidentMemory } from '$lib/server/ingest/memory/incident-memory';
import { prepare } from '$lib/server/ingest/pipeline/prepare';
import { rawPosts } from './bench-program';
import { ownHeapMegabytes } from './heap-size';
import { round, type Result } from './result';

const SIZES = [25_000, 100_000, 200_000] as const;
const BATCH = 500;
/**
 * Bytes per post while all posts are remembered. Few of these made-up posts are copies, which is the most expensive
 * case.
 */
const PER_POST = 2_500;
/**
 * The most memory that ingest uses for one incident, in megabytes, however many posts came in (the two generations of
 * analysis/stories).
 */
const MAX_MEGABYTES = 256;

/**
 * What ingest keeps in memory of a live incident for each post: authors, who posted in which story, and the story
 * index.
 */
export async function run(): Promise<Result[]> {
	const source = SourceId.parse(newId());
	const now = momentOf(Date.now());
	const memory = new IncidentMemory(IncidentId.parse(newId()), analysisHere, emptyState(), SIZES[2]);
	const began = ownHeapMegabytes();
	const sizes: number[] = [];
	let posts = 0;
	for (const [i, size] of SIZES.entries()) {
		for (let seed = i * 1_000; posts < size; posts += BATCH, seed += 1) {
			const fresh = rawPosts(BATCH, seed).map((raw) => ({ source, raw, externalId: raw.externalId }));
			await prepare(fresh, new Map(), memory, new Map(), { start: now, received: now, wall: now }, []);
		}
		sizes.push(ownHeapMegabytes() - began);
	}
	const [small = 0, middle = 0, large = 0] = sizes;
	const perPost = (small * 1_048_576) / SIZES[0];
	return [
		{
			case: 'memory: bytes that ingest remembers of a post, in an incident of 25,000',
			value: round(perPost),
			bound: PER_POST,
			ratio: round(perPost / PER_POST),
			aim: `≤ ${PER_POST}`,
			ok: perPost <= PER_POST,
			extra: { megabytes25k: round(small), megabytes100k: round(middle), megabytes200k: round(large) }
		},
		{
			case: 'memory: megabytes that ingest remembers of an incident of 200,000 posts',
			value: round(large),
			bound: MAX_MEGABYTES,
			ratio: round(large / MAX_MEGABYTES),
			aim: `≤ ${MAX_MEGABYTES}`,
			ok: large <= MAX_MEGABYTES
		}
	];
}
