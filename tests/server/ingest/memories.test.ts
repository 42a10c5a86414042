import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { Memories } from '$lib/server/ingest/memory/memories';
import { Ingest } from '$lib/server/ingest/pipeline/ingest';
import { deferred, type Deferred } from '../../concurrency/deferred';
import { post, sameWords, Stage } from '../stage';

/** A process that starts reads two posts before it stores the first, and the rest in parallel. */
const FIRST = 2;

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

/** What the memories of the process under test do. */
let gate: Deferred<void> | null;
let began: Deferred<void>;
let ended: number;
let made: number;
beforeEach(() => {
	gate = null;
	began = deferred();
	[ended, made] = [0, 0];
});

/** Each memory beyond the first of an incident files its posts only when the gate opens. */
const analysis: PostAnalysis = {
	...sameWords,
	stories(state, forgotten) {
		const grouper = sameWords.stories(state, forgotten);
		const isFirst = made % 2 === 0;
		made += 1;
		return {
			...grouper,
			async file(posts) {
				if (!isFirst) {
					began.resolve();
					await gate?.promise;
				}
				await grouper.file(posts);
			},
			end() {
				ended += 1;
				grouper.end();
			}
		};
	}
};

/** A process that starts now. */
function start(): { ingest: Ingest; memories: Memories } {
	const memories = new Memories(stage.sql, stage.logs, analysis, FIRST, 100);
	return { ingest: new Ingest(stage.sql, stage.logs, analysis, undefined, memories), memories };
}

const by = (name: string) => ({ author: { externalId: name, handle: name, name, followers: 1 } });

async function incidentWith(...texts: string[]): Promise<{ log: IncidentId; source: SourceId }> {
	const { log, sources } = await stage.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	for (const [at, text] of texts.entries()) await stage.ingest.ingest(log, source, [post(text, by(`author ${at}`))]);
	return { log, source };
}
const storiesSaying = async (log: IncidentId, text: string): Promise<{ posts: number; authors: number }[]> =>
	stage.sql`
		select c.posts, c.authors from story s join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
		join post p on p.incident_id = s.incident_id and p.id = s.lead_id
		where s.incident_id = ${log} and p.text = ${text} order by s.id`;

test('the first post is stored before older ones are read, and copies of older ones join their stories after that', async () => {
	const { log, source } = await incidentWith('de brug is dicht', 'er is rook', 'er is stroom', 'er is water');
	gate = deferred();
	const { ingest, memories } = start();

	await ingest.ingest(log, source, [post('er is water', by('eva'))]);
	await began.promise;
	expect(await storiesSaying(log, 'er is water'), 'among the newest, so it joins').toEqual([{ posts: 2, authors: 2 }]);
	await ingest.ingest(log, source, [post('de brug is dicht', by('finn'))]);
	expect(await storiesSaying(log, 'de brug is dicht'), 'not read yet, so it begins one').toHaveLength(2);

	gate.resolve();
	await memories.idle();
	await ingest.ingest(log, source, [post('er is rook', by('author 1')), post('er is stroom', by('gijs'))]);
	expect(await storiesSaying(log, 'er is rook'), 'the same author again').toEqual([{ posts: 2, authors: 1 }]);
	expect(await storiesSaying(log, 'er is stroom')).toEqual([{ posts: 2, authors: 2 }]);
	expect(ended, 'the one that stood in').toBe(1);
});

test('includes what arrived while it was read, also what another process stored', async () => {
	const { log, source } = await incidentWith('nul', 'een', 'twee', 'drie');
	gate = deferred();
	const { ingest, memories } = start();
	await ingest.ingest(log, source, [post('vier', by('eva'))]);
	await began.promise;
	await ingest.ingest(log, source, [post('vijf', by('finn'))]);
	await stage.ingest.ingest(log, source, [post('zes', by('gijs'))]);
	gate.resolve();
	await memories.idle();

	const texts = ['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes'];
	await ingest.ingest(
		log,
		source,
		texts.map((text) => post(text, by('hanna')))
	);
	for (const text of texts) expect(await storiesSaying(log, text), text).toEqual([{ posts: 2, authors: 2 }]);
	const [numbers] = await stage.sql<{ all: number; different: number }[]>`
		select count(*)::int as all, count(distinct number)::int as different from author where incident_id = ${log}`;
	expect(numbers).toEqual({ all: 8, different: 8 });
});

test('an incident whose posts are all in the first read is read once', async () => {
	const { log, source } = await incidentWith('een', 'twee');
	const { ingest, memories } = start();
	await ingest.ingest(log, source, [post('drie')]);
	await memories.idle();
	expect(made).toBe(1);
});

test('nothing is remembered of posts that were forgotten meanwhile', async () => {
	const { log, source } = await incidentWith('een', 'twee', 'drie');
	gate = deferred();
	const { ingest, memories } = start();
	await ingest.ingest(log, source, [post('vier')]);
	await began.promise;
	const idle = memories.idle();
	ingest.forget(log);
	expect(memories.size).toBe(0);
	gate.resolve();
	await idle;
	expect(ended, 'both').toBe(2);
	expect(memories.peek(log)).toBeUndefined();
});

test('stopping the program does not wait until everything is read', async () => {
	const { log, source } = await incidentWith('een', 'twee', 'drie');
	gate = deferred();
	const { ingest } = start();
	await ingest.ingest(log, source, [post('vier')]);
	await began.promise;
	const stopped = ingest.stop();
	gate.resolve();
	await stopped;
	expect(ended).toBe(1);
	await ingest.ingest(log, source, [post('vijf')]);
	expect(made, 'nothing more is begun').toBe(2);
});

test('one that could not be read is read again after the next batch', async () => {
	const { log, source } = await incidentWith('nul', 'een', 'twee', 'drie');
	gate = deferred();
	const { ingest, memories } = start();
	await ingest.ingest(log, source, [post('vier')]);
	await began.promise;
	const idle = memories.idle();
	gate.reject(new Error('the thread ended'));
	await idle;
	expect([made, ended]).toEqual([2, 1]);

	gate = null;
	made = 1; // the next one is a whole one again
	await ingest.ingest(log, source, [post('vijf')]);
	await memories.idle();
	await ingest.ingest(log, source, [post('nul')]);
	expect(await storiesSaying(log, 'nul')).toEqual([{ posts: 2, authors: 2 }]);
});
