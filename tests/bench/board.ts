import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { FindingId, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { numbersFrom } from './made-up-posts';
import { rawPosts, type BenchProgram } from './bench-program';
import { atLargeIncident, keyTimes, KEY_PAINTED_BY } from './key-to-paint';
import { percentile, round, type Result } from './result';

const RUMOURS = 200;
const KEYS = 150;

/** The rumour board with two hundred rumours whose figures change all the time, at twenty posts a second. */
export async function run(server: string): Promise<Result[]> {
	return atLargeIncident(server, { posts: 20_000, findings: 0, labels: 0 }, async ({ page, bench, log, source }) => {
		await rumours(bench, log);
		await page.goto(`/incidents/${log}/rumours`);
		await page
			.getByRole('article')
			.nth(RUMOURS - 1)
			.waitFor({ state: 'attached' });
		const took = await whilePostsCome(page, bench, log, source);
		const value = percentile(took, 0.95);
		return [
			{
				case: `board: milliseconds from a key to its paint (p95) with ${RUMOURS} rumours at 20 posts/s, against one frame`,
				value: round(value),
				bound: 16.667,
				ratio: round(value / 16.667),
				aim: `≤ ${KEY_PAINTED_BY} ms`,
				ok: value <= KEY_PAINTED_BY && took.length === KEYS,
				extra: { p50: round(percentile(took, 0.5)), p99: round(percentile(took, 0.99)), keys: took.length }
			}
		];
	});
}

/** Rumours at any stage, each with a story as evidence. */
async function rumours(bench: BenchProgram, log: IncidentId): Promise<void> {
	const stories = await bench.sql<{ id: string }[]>`
		select story_id as id from story_count where incident_id = ${log} order by posts desc, story_id limit ${RUMOURS}`;
	const number = numbersFrom(12);
	for (const [i, { id: story }] of stories.entries()) {
		const id = FindingId.parse(newId());
		const seenIn = { story, stance: i % 3 === 0 ? 'asks' : 'supports' };
		await bench.send(log, 'rumour.signal', {
			id,
			text: `Er wordt gezegd dat nummer ${i} niet klopt`,
			offline: null,
			seenIn
		});
		const harm = ([1, 2, 3] as const)[Math.floor(number() * 3)] ?? 1;
		await bench.send(log, 'rumour.assess', { rumour: id, harm, danger: i % 20 === 0, helpNeeded: i % 9 === 0 });
		if (i % 4 !== 0) await bench.send(log, 'rumour.verify', { rumour: id, body: 'Waterbedrijf' });
	}
}

/** Now and then one card moves down or up, and one column sideways. */
async function whilePostsCome(page: Page, bench: BenchProgram, log: IncidentId, source: SourceId): Promise<number[]> {
	const ended = new AbortController();
	const stream = (async () => {
		for (const post of rawPosts(2_000, 9)) {
			if (ended.signal.aborted) return;
			await bench.ingest.ingest(log, source, [{ ...post, externalId: `board-${post.externalId}` }]);
			await pause(50);
		}
	})();
	const took = await keyTimes(page, KEYS, ['j', 'j', 'ArrowRight', 'k', 'j', 'ArrowLeft']);
	ended.abort();
	await stream;
	return took;
}
