import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { IncidentMemory } from '$lib/server/ingest/memory/incident-memory';
import { fresh } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set(analysisHere);
});
afterAll(() => stage.strike());

/** The story that a post with this text joins; null when it begins one. */
async function joined(memory: IncidentMemory, text: string): Promise<string | null> {
	const own = fresh(StoryId);
	const [story] = await memory.stories.group({
		ids: [fresh(PostId)],
		texts: [text],
		langs: ['nl'],
		help: [0],
		shares: [null],
		stories: [own]
	});
	return story === own || story === undefined ? null : story;
}
const postTexts = {
	old: 'De sporthal aan het Kerkplein gaat om acht uur open als opvang',
	goesOn: 'De brug is dicht voor alle verkeer. Rijd om via de ring.',
	new: 'Op de Molendijk ruikt het naar rook, zeggen drie mensen'
};

const by = (name: string) => ({ author: { externalId: name, handle: name, name, followers: 1 } });
/** Any post of this author. */
const from = (name: string) => post('', by(name));

/** The memory of a process that starts now, and reads back this far. */
async function readBack(log: IncidentId, maxPosts: number, mostAuthors?: number): Promise<IncidentMemory> {
	const state = stage.logs.state(log);
	if (!state) throw new Error('not followed');
	const memory = new IncidentMemory(log, analysisHere, state, maxPosts, mostAuthors);
	await memory.catchUp(stage.sql, stage.logs.seq(log));
	return memory;
}

test('after a start the newest posts are read, and of continuing stories the first post and the authors', async () => {
	const { log, sources } = await stage.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	await stage.ingest.ingest(log, source, [post(postTexts.old, by('anna')), post(postTexts.goesOn, by('bram'))]);
	await stage.ingest.ingest(log, source, [
		post(`RT @bram: ${postTexts.goesOn}`, by('carla')),
		post(postTexts.new, by('daan'))
	]);
	const story = await stage.story(log, postTexts.goesOn);

	const memory = await readBack(log, 2);
	expect(await joined(memory, postTexts.old)).toBeNull();
	expect(await joined(memory, 'brug afgesloten voor al het verkeer, omrijden via de ring')).toBe(story);
	expect(await joined(memory, postTexts.new)).not.toBeNull();
	// An author who posted in it before that counts once.
	for (const name of ['bram', 'carla'])
		expect(memory.addAuthorToStory(story, memory.author(from(name)) ?? -1)).toBe(false);
	expect(memory.addAuthorToStory(story, memory.author(from('anna')) ?? -1)).toBe(true);
	expect(memory.addAuthor(from('eva'))).toBe(5);

	const whole = await readBack(log, 4);
	expect(await joined(whole, postTexts.old)).not.toBeNull();
});

test('the last of many authors are remembered, and an earlier one keeps the same number when posting again', async () => {
	const { log, sources } = await stage.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	const names = ['anna', 'bram', 'carla', 'daan'];
	for (const name of names) await stage.ingest.ingest(log, source, [post(`${postTexts.old}, zegt ${name}`, by(name))]);

	const memory = await readBack(log, 4, 3);
	const numbers = () => [...names, 'eva'].map((name) => memory.author(from(name)));
	expect(numbers()).toEqual([undefined, 2, 3, 4, undefined]);
	await memory.recallAuthors(
		stage.sql,
		['carla', 'anna', 'eva'].map((name) => ({ raw: from(name) }))
	);
	expect(memory.author(from('anna'))).toBe(1);
	expect(memory.author(from('carla'))).toBe(3);
	expect(memory.addAuthor(from('eva'))).toBe(5);
	expect(numbers().filter((number) => number !== undefined)).toHaveLength(3);
});

test('posts are read once each in pages of any length, also within one batch, starting at the first that counts', async () => {
	const { log, sources } = await stage.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	const texts = ['rook', 'stroom', 'water', 'gas', 'wegen', 'scholen', 'treinen'].map(
		(about, at) => `Wie weet er meer over ${about}? Bel dan even naar nummer ${at + 101}`
	);
	for (const batch of [texts.slice(0, 1), texts.slice(1, 5), texts.slice(5)])
		await stage.ingest.ingest(
			log,
			source,
			batch.map((text) => post(text, by(text)))
		);
	const stored = await stage.sql<{ id: string }[]>`
		select p.id from post p join batch b on b.incident_id = p.incident_id and b.id = p.batch_id
		where p.incident_id = ${log} order by b.seq, p.id`;
	const newest = stored.map(({ id }) => id).sort();
	const state = stage.logs.state(log);
	if (!state) throw new Error('not followed');
	for (const page of [1, 2, 3, 4, 7, 100])
		for (const maxPosts of [texts.length, 4]) {
			const read: string[] = [];
			const noting: Pick<PostAnalysis, 'stories'> = {
				stories(...begin) {
					const grouper = analysisHere.stories(...begin);
					return {
						...grouper,
						file(posts) {
							read.push(...posts.ids);
							return grouper.file(posts);
						}
					};
				}
			};
			const memory = new IncidentMemory(log, noting, state, maxPosts, undefined, page);
			expect(await memory.catchUp(stage.sql, stage.logs.seq(log))).toBe(read.length);
			// The one before those is where reading begins.
			const wanted = new Set(newest.slice(-maxPosts - 1));
			expect(read).toEqual(stored.flatMap(({ id }) => (wanted.has(id) ? [id] : [])));
		}
});
