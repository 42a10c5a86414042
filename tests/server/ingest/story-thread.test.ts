import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analysisOnThisThread } from '$lib/server/analysis/worker/analysis-thread';
import { postAnalysis } from '$lib/server/analysis/worker/post-analysis';
import type { StoryAnswer, StoryJob } from '$lib/server/analysis/worker/story-jobs';
import { StoryThread } from '$lib/server/analysis/worker/story-thread';
import { startThread, WorkerThread } from '$lib/server/platform/operations/worker-thread';
import { verifyLog } from '$lib/server/log/verify';
import { post, Stage } from '../stage';

/* Ingest with stories in a thread of their own: what the thread knows is never more than what is stored. */

const LONG = 120_000;
const workers: Worker[] = [];
const threads: StoryThread[] = [];
function analysis() {
	const thread = new StoryThread(
		new WorkerThread<StoryJob, StoryAnswer>(() => {
			const worker = startThread(
				'story-worker',
				new URL('../../../src/lib/server/analysis/worker/story-worker.ts', import.meta.url),
				{}
			);
			workers.push(worker);
			return worker;
		}, LONG)
	);
	threads.push(thread);
	return postAnalysis(analysisOnThisThread(), thread);
}

let one: Stage;
let two: Stage;
beforeAll(async () => {
	one = await Stage.set(analysis());
	two = await Stage.beside(one.database, undefined, analysis());
}, LONG);
afterAll(async () => {
	await two.strike();
	await one.strike();
	await Promise.all(threads.map((thread) => thread.stop()));
});

const bridge = 'De brug bij de sluis is dicht voor alle verkeer, rijd om via de ring';
const smoke = 'Op de Molendijk ruikt het naar rook, zeggen drie mensen';
let shares = 0;
const share = (text: string) => post(`RT @lezer${(shares += 1)}: ${text}`);

async function opened() {
	const { log, sources } = await one.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	await expect.poll(() => two.logs.seq(log)).toBe(one.logs.seq(log));
	const stories = async (): Promise<readonly number[]> => {
		const rows = await one.sql<{ posts: number }[]>`
			select posts from story_count where incident_id = ${log} order by posts desc`;
		return rows.map(({ posts }) => posts);
	};
	return { log, source, stories };
}

test(
	'a batch of another process is read before the next, and a thread that dies in between is replaced: no copy is missed',
	async () => {
		const { log, source, stories } = await opened();
		await one.ingest.ingest(log, source, [post(bridge)]);
		await two.ingest.ingest(log, source, [share(bridge), post(smoke)]);
		await one.ingest.ingest(log, source, [share(smoke), share(bridge)]);
		expect(await stories()).toEqual([3, 2]);

		const before = workers.length;
		await Promise.all(workers.map((worker) => worker.terminate()));
		await one.ingest.ingest(log, source, [share(bridge)]);
		await two.ingest.ingest(log, source, [share(smoke)]);
		expect(await stories()).toEqual([4, 3]);
		expect(workers.length).toBe(before + 2);
		expect(await verifyLog(one.sql, log)).toMatchObject({ ok: true });
	},
	LONG
);

test(
	'what was not stored is forgotten: after a failed write the next copy starts the story',
	async () => {
		const { log, source, stories } = await opened();
		await one.ingest.ingest(log, source, [post(smoke)]);
		const { sql } = one.database;
		await sql`create function no_bridge() returns trigger language plpgsql as
			$$ begin if new.text like '%brug%' then raise exception 'no room'; end if; return new; end $$`;
		await sql`create trigger no_bridge before insert on post for each row execute function no_bridge()`;
		await expect(one.ingest.ingest(log, source, [post(bridge)])).rejects.toThrow('no room');
		await sql`drop trigger no_bridge on post`;
		await one.ingest.ingest(log, source, [share(bridge), share(smoke)]);
		await one.ingest.ingest(log, source, [share(bridge)]);
		expect(await stories()).toEqual([2, 2]);
		const rows = await sql`select s.id from story s where s.incident_id = ${log} and not exists
			(select from post p where p.incident_id = s.incident_id and p.id = s.lead_id)`;
		expect(rows).toEqual([]);
	},
	LONG
);

test(
	'threads that die during a flood lose no post and store none twice',
	async () => {
		const { log, source, stories } = await opened();
		const texts = [bridge, smoke, 'Wie weet waar de opvang voor kinderen is?'];
		const posts = Array.from({ length: 1_500 }, (_, i) => share(texts[i % 3] ?? bridge));
		const flood = { isDone: false };
		const killing = (async () => {
			for (let deaths = 0; deaths < 4 && !flood.isDone; deaths += 1) {
				const before = workers.length;
				await workers.at(-1)?.terminate();
				await expect.poll(() => flood.isDone || workers.length > before, { timeout: LONG }).toBe(true);
			}
		})();
		const counts = await Promise.all(
			[0, 500, 1_000].map((from) => one.ingest.ingest(log, source, posts.slice(from, from + 500)))
		);
		flood.isDone = true;
		await killing;
		expect(counts.map(({ stored }) => stored)).toEqual([500, 500, 500]);
		expect(await stories()).toEqual([500, 500, 500]);
	},
	LONG
);
