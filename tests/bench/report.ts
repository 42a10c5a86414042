import type { IncidentId } from '$lib/domain/core/ids';
import { momentOf } from '$lib/domain/core/ids';
import { Reports } from '$lib/server/read/report/reports';
import { largeIncident } from './large-incident';
import { BenchProgram } from './bench-program';
import { exponent, round, type Result } from './result';

const SIZES = [6_250, 25_000, 100_000] as const;
const MAX_MILLISECONDS = 1_000;

/** The middle of five. @returns milliseconds */
async function middleOf(work: () => Promise<unknown>): Promise<number> {
	const took: number[] = [];
	for (let i = 0; i < 5; i += 1) {
		const began = performance.now();
		await work();
		took.push(performance.now() - began);
	}
	return took.sort((a, b) => a - b)[2] ?? 0;
}

/**
 * The report of a large incident: now, at an earlier position, and after a restart of the program; against reading the
 * same posts.
 */
export async function run(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	try {
		const found: { posts: number; live: number; earlier: number; cold: number; bound: number; same: boolean }[] = [];
		for (const posts of SIZES) {
			const { log } = await largeIncident(bench, { posts, findings: posts / 500, labels: posts });
			found.push({ posts, ...(await measure(bench, log)) });
		}
		const [first, , last] = found;
		if (!first || !last) throw new Error('no sizes');
		return [
			{
				case: `report: milliseconds at an earlier place in a log of ${SIZES[2]} labels and as many posts, against reading those posts`,
				value: round(last.earlier),
				bound: round(last.bound),
				ratio: round(last.earlier / last.bound),
				aim: `≤ ${MAX_MILLISECONDS} ms; same place, same checksum`,
				ok: last.earlier <= MAX_MILLISECONDS && found.every(({ same }) => same),
				extra: {
					...Object.fromEntries(
						found.flatMap(({ posts, live, earlier, cold }) => [
							[`live${posts}`, round(live)],
							[`earlier${posts}`, round(earlier)],
							[`cold${posts}`, round(cold)]
						])
					),
					exponent: exponent(first.earlier, last.earlier)
				}
			}
		];
	} finally {
		await bench.stop();
	}
}

async function measure(bench: BenchProgram, log: IncidentId) {
	const reports = new Reports(bench.sql, bench.logs);
	const stop = reports.follow();
	const moment = momentOf(Date.now());
	const head = bench.logs.seq(log);
	const cold = await timed(() => new Reports(bench.sql, bench.logs).at(log, head, moment));
	const one = await reports.at(log, head, moment);
	const live = await middleOf(() => reports.at(log, head, moment));
	const earlier = await middleOf(() => reports.at(log, head - 100, moment));
	const again = await new Reports(bench.sql, bench.logs).at(log, head, moment);
	const bound = await middleOf(
		() =>
			bench.sql`select story_id, author, source_id, platform, at, lang, backlog from post where incident_id = ${log}`
	);
	stop();
	return { live, earlier, cold, bound, same: one.checksum === again.checksum };
}
async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}
