import { afterAll, beforeAll, expect, test } from 'vitest';
import { SavedSearchId, SourceId } from '$lib/domain/core/ids';
import { SearchCounts } from '$lib/domain/posts/search/saved-search';
import { MAX_EXACT_COUNT, SearchCounter } from '$lib/server/read/queries/stories/stories';
import { anna, bram, fresh } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const everything = { words: '', source: null, finding: null, lang: null, minutes: null };

test('each saved search shows the number of stories it finds, limited to the last minutes when it says so, counted once for all', async () => {
	const { log, sources } = await stage.open('x');
	const source = SourceId.parse(sources[0]);
	const say = (...texts: string[]) =>
		stage.ingest.ingest(
			log,
			source,
			texts.map((text) => post(text))
		);
	await say('rook boven Zuid', 'veel rook', 'rook boven Zuid', 'mooi weer');
	await stage.clock(log, 60);
	await say('weer rook');
	const [old, recent, all] = [fresh(SavedSearchId), fresh(SavedSearchId), fresh(SavedSearchId)];
	await stage.send(log, 'search.save', { id: old, name: 'Rook', query: { ...everything, words: 'rook ' } });
	await stage.send(log, 'search.save', {
		id: recent,
		name: 'Rook, net',
		query: { ...everything, words: 'rook ', minutes: 30 }
	});
	await stage.send(log, 'search.save', { id: all, name: 'X', query: { ...everything, source } }, anna);
	const counter = new SearchCounter();
	const mine = await counter.countsOf(stage.reading(log), bram.id);
	expect(SearchCounts.parse(mine)).toEqual(mine);
	expect(mine.counts).toEqual([
		{ search: old, count: 3, more: false },
		{ search: recent, count: 1, more: false }
	]);
	await say(...Array.from({ length: MAX_EXACT_COUNT }, (_, at) => `rook ${at}`));
	expect((await counter.countsOf(stage.reading(log), bram.id)).counts[0], 'counted a moment ago').toMatchObject({
		count: 3
	});
	expect((await new SearchCounter().countsOf(stage.reading(log), bram.id)).counts[0]).toEqual({
		search: old,
		count: MAX_EXACT_COUNT,
		more: true
	});
	expect((await counter.countsOf(stage.reading(log), anna.id)).counts).toHaveLength(1);
});
