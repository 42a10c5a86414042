import type { Sql } from '$lib/server/platform/driver/sql';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { BenchProgram, rawPosts } from './bench-program';
import { exponent, processor, round, type Result } from './result';

const SIZES = [1_250, 5_000, 20_000] as const;
const BATCH = 500;
const SOURCES = 5;
/** The compiler still works on the threads until about so many posts came in: before, more posts cost less each. */
const WARM = 40_000;
const PER_SECOND = 9_000;
const SHARE = 0.4;

/**
 * The whole ingest path, into a separate incident: five sources that each hand over 500 at a time and wait until they
 * are stored.
 * @returns milliseconds
 */
async function wholePath(
	bench: BenchProgram,
	count: number,
	seed: number
): Promise<{ took: number; own: number; log: IncidentId }> {
	const { log, source } = await bench.open();
	const sources = [source, ...(await Promise.all(Array.from({ length: SOURCES - 1 }, () => bench.addSource(log))))];
	const posts = rawPosts(count, seed);
	const [began, used] = [performance.now(), processor()];
	let next = 0;
	const handOver = async (from: SourceId): Promise<void> => {
		while (next < count) await bench.ingest.ingest(log, from, posts.slice(next, (next += BATCH)));
	};
	await Promise.all(sources.map(handOver));
	const [took, own] = [performance.now() - began, processor() - used];
	await assertAnalysed(bench, log, count);
	return { took, own, log };
}

/**
 * What was measured is the whole path: of made-up Dutch nearly every post has a language, and half of them are copies. A
 * thread that dies costs nothing and does nothing.
 * @throws when it was not
 */
async function assertAnalysed({ sql }: BenchProgram, log: IncidentId, posts: number): Promise<void> {
	const [row] = await sql<{ read: number; stories: number }[]>`
		select count(lang)::int as read, (select count(*)::int from story where incident_id = ${log}) as stories
		from post where incident_id = ${log}`;
	const { read, stories } = row ?? { read: 0, stories: posts };
	if (read < 0.8 * posts || stories > 0.8 * posts)
		throw new Error(`not the whole path: of ${posts} posts ${read} have a language, in ${stories} stories`);
}

/**
 * The resulting rows, inserted into a table with the same columns, full-text column and indexes, by the same driver.
 * @returns milliseconds
 */
export async function bound(sql: Sql, log: IncidentId): Promise<number> {
	await sql`drop table if exists bound`;
	await sql`create table bound (like post including all)`;
	const rows = await sql`
		select incident_id, id, source_id, external_id, batch_id, story_id, author, platform, text, url, lang, reach, at, received_at, received_wall, backlog
		from post where incident_id = ${log} order by id`;
	const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) =>
		rows.slice(i * BATCH, (i + 1) * BATCH)
	);
	const began = performance.now();
	for (const batch of batches) await sql`insert into bound ${sql(batch)}`;
	return performance.now() - began;
}

/** Ingest: clean, deduplicate, language, story, hints, store, event; against inserting the same rows. */
export async function run(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	try {
		const cold = await wholePath(bench, SIZES[2], 100);
		await wholePath(bench, WARM - SIZES[2], 101);
		const found: { took: number; own: number; bound: number }[] = [];
		for (const [i, size] of SIZES.entries()) {
			const { took, own, log } = await wholePath(bench, size, i + 1);
			await bench.sql`vacuum analyze`;
			found.push({ took, own, bound: await bound(bench.sql, log) });
		}
		const [first, middle, last] = found;
		if (!first || !middle || !last) throw new Error('no sizes');
		const [value, best] = [(SIZES[2] / last.took) * 1000, (SIZES[2] / last.bound) * 1000];
		return [
			{
				case: 'ingest: posts per second, the whole path, against inserting the same rows',
				value: round(value),
				bound: round(best),
				ratio: round(value / best),
				aim: `≥ ${SHARE} of the bound and ≥ ${PER_SECOND}/s`,
				ok: value / best >= SHARE && value >= PER_SECOND,
				extra: {
					/** as many posts, the first that the process sees */
					perSecondCold: round((SIZES[2] / cold.took) * 1000),
					perSecond1x: round((SIZES[0] / first.took) * 1000),
					perSecond4x: round((SIZES[1] / middle.took) * 1000),
					perSecond16x: round(value),
					ratio1x: round(first.bound / first.took),
					ratio4x: round(middle.bound / middle.took),
					exponent: exponent(first.took, last.took),
					exponentOfBound: exponent(first.bound, last.bound),
					/** of this process, without PostgreSQL's */
					processorPerPostMicroseconds: round((last.own / SIZES[2]) * 1000)
				}
			}
		];
	} finally {
		await bench.stop();
	}
}
