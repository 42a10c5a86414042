import { sentimentSet, storyLabelled, storyLookedAt, type StoryLabels } from '$lib/domain/stories/story';
import type { EventOf } from '$lib/domain/core/event';
import { FindingId, momentOf, StoryId, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { append, lockHead } from '$lib/server/log/append';
import { project } from '$lib/server/log/projections';
import { numbersFrom } from './made-up-posts';
import { rawPosts, type BenchProgram } from './bench-program';

/** How long ago it began: before its first post, so that no posts are older than the incident. */
const HOURS = 25;
/** Milliseconds over which its posts were made. */
const POSTED_FOR = 24 * 3_600_000;
const BATCH = 500;
const EVENTS_PER_TRANSACTION = 1_000;

/** How large: posts, findings, and the events that label stories. */
export interface Size {
	readonly posts: number;
	readonly findings: number;
	readonly labels: number;
}

/**
 * An incident in its second day: posts over a day, findings of each kind, stories labelled in three events each, half of
 * them marked as looked at.
 */
export async function largeIncident(
	bench: BenchProgram,
	{ posts, findings, labels }: Size
): Promise<{ log: IncidentId; source: SourceId }> {
	const { log, source } = await bench.open(HOURS);
	const now = Date.now();
	const raw = rawPosts(posts, 9).map((post, i) => ({
		...post,
		publishedAt: momentOf(now - ((posts - i) / posts) * POSTED_FOR)
	}));
	for (let from = 0; from < posts; from += BATCH) await bench.ingest.ingest(log, source, raw.slice(from, from + BATCH));

	const raised: { id: FindingId; kind: 'need' | 'rumour' }[] = [];
	for (let i = 0; i < findings; i += 1) {
		const id = FindingId.parse(newId());
		const [type, kind] = i % 2 === 0 ? (['need.raise', 'need'] as const) : (['rumour.signal', 'rumour'] as const);
		await bench.send(log, type, { id, text: `Is bevinding ${i} waar?`, offline: 'telefoon', seenIn: null });
		raised.push({ id, kind });
	}
	const stories = await bench.sql<{ id: string; posts: number }[]>`
		select story_id as id, posts from story_count where incident_id = ${log} order by posts desc, story_id`;
	const number = numbersFrom(4);
	const events = Array.from({ length: labels }, (_, i): EventOf => {
		const at = stories[Math.floor(i / 3) % stories.length];
		const story = StoryId.parse(at?.id);
		if (i % 3 === 0) {
			const sentiment = {
				emotion: number() < 0.5 ? 'fear' : 'anger',
				attitude: 'negative',
				at: momentOf(now),
				by: bench.actor.id
			};
			return { type: sentimentSet.type, data: sentimentSet.data.parse({ story, sentiment }) };
		}
		if (i % 3 === 1) {
			const links: StoryLabels['links'] = [];
			const chosen = raised[Math.floor(raised.length * number() ** 3)];
			if (chosen)
				links.push({
					kind: chosen.kind,
					finding: chosen.id,
					stance: chosen.kind === 'rumour' ? 'supports' : null,
					at: momentOf(now),
					by: bench.actor.id
				});
			return { type: storyLabelled.type, data: storyLabelled.data.parse({ story, links }) };
		}
		return {
			type: storyLookedAt.type,
			data: storyLookedAt.data.parse({ story, outcome: 'looked', posts: at?.posts ?? 1, platforms: ['x'] })
		};
	});
	for (let from = 0; from < labels; from += EVENTS_PER_TRANSACTION) {
		await bench.sql.begin(async (tx) => {
			const head = await lockHead(tx, log);
			if (!head) throw new Error('the log is gone');
			const stretch = events.slice(from, from + EVENTS_PER_TRANSACTION);
			await project(tx, log, await append(tx, head, stretch, bench.actor.id, null));
		});
	}
	await bench.sql`vacuum analyze`;
	// The program was not notified of lines that were appended directly.
	await bench.logs.poll(log);
	return { log, source };
}
