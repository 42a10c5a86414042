import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	AuthorNumber,
	BatchId,
	FindingId,
	Moment,
	SourceId,
	type IncidentId,
	type StoryId
} from '$lib/domain/core/ids';
import { StoryCard, PostView } from '$lib/domain/stories/card';
import { forEachKind, type LabelValues } from '$lib/domain/stories/label-kinds';
import { cardsOf } from '$lib/server/read/queries/stories/cards';
import { BadCursor, encodeCursor } from '$lib/server/read/queries/cursor';
import { byFinding, newest } from '$lib/server/read/queries/stories/story-list';
import { postsOf } from '$lib/server/read/queries/posts';
import type { IdPage } from '$lib/server/read/queries/stories/queue';
import { search, type Search } from '$lib/server/read/queries/stories/search';
import { fresh } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const texts = async (log: IncidentId, ids: readonly StoryId[]) =>
	(await cardsOf(stage.reading(log), ids)).map(({ lead }) => lead.text);
async function all(
	read: (cursor: string | null) => Promise<IdPage>,
	between: () => Promise<unknown> = () => Promise.resolve()
) {
	const ids: StoryId[] = [];
	for (let cursor: string | null = null, turn = 0; turn < 100; turn += 1) {
		const page: IdPage = await read(cursor);
		ids.push(...page.ids);
		if (page.next === null) return ids;
		cursor = page.next;
		await between();
	}
	throw new Error('the pages do not end');
}
const one = (ids: readonly SourceId[]): SourceId => SourceId.parse(ids[0]);

test('a card shows private authors as a number alone, all others by name, and follows a person’s correction of the kind', async () => {
	const { log, sources } = await stage.open();
	const media = {
		externalId: 'omroep',
		handle: 'omroep',
		name: 'Omroep Waterveen',
		kind: 'media' as const,
		followers: 90_000
	};
	await stage.ingest.ingest(log, one(sources), [
		post('van een buurvrouw'),
		post('van de omroep', { author: media }),
		post('van niemand', { author: null })
	]);
	const authorOf = async (text: string) =>
		(await cardsOf(stage.reading(log), [await stage.story(log, text)]))[0]?.lead.author;
	expect(await authorOf('van een buurvrouw')).toEqual({ number: 1, kind: 'private', name: null });
	expect(await authorOf('van de omroep')).toEqual({ number: 2, kind: 'media', name: 'Omroep Waterveen' });
	expect(await authorOf('van niemand')).toBeNull();
	await stage.send(log, 'author.setKind', { author: AuthorNumber.parse(1), kind: 'officeHolder' });
	await stage.send(log, 'author.setKind', { author: AuthorNumber.parse(2), kind: 'private' });
	expect(await authorOf('van een buurvrouw')).toMatchObject({
		kind: 'officeHolder',
		name: expect.stringMatching(/^Naam/) as unknown
	});
	expect(await authorOf('van de omroep')).toEqual({ number: 2, kind: 'private', name: null });
});

test('a card has the last hour in twelve buckets up to now and an unknown reach when no source gives it, and matches its schema', async () => {
	const { log, sources } = await stage.open('x', 'phone');
	const phone = () => post('rook', { author: null, platform: 'phone' });
	await stage.ingest.ingest(log, SourceId.parse(sources[1]), [phone()]);
	await stage.clock(log, 7);
	await stage.ingest.ingest(log, SourceId.parse(sources[1]), [phone(), phone()]);
	await stage.clock(log, 59);
	await stage.ingest.ingest(log, SourceId.parse(sources[1]), [phone()]);
	const [card] = await cardsOf(stage.reading(log), [await stage.story(log, 'rook')]);
	expect(StoryCard.parse(card)).toEqual(card);
	expect(card).toMatchObject({
		posts: 4,
		authors: 4,
		reach: null,
		platforms: ['phone'],
		since: minute(0),
		newestAt: minute(59),
		growth: 0
	});
	expect(card?.recent).toEqual([1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
	await stage.clock(log, 66);
	expect((await cardsOf(stage.reading(log), [await stage.story(log, 'rook')]))[0]?.recent).toEqual([
		2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0
	]);
});

test('Live is sorted by newest post, and its pages never show a story twice while posts arrive', async () => {
	const { log, sources } = await stage.open();
	for (let i = 0; i < 12; i += 1) {
		await stage.clock(log, i);
		await stage.ingest.ingest(log, one(sources), [post(`verhaal ${i}`)]);
	}
	await stage.clock(log, 20);
	await stage.ingest.ingest(log, one(sources), [post('verhaal 3')]);
	expect((await texts(log, (await newest(stage.reading(log), null, 50)).ids)).slice(0, 3)).toEqual([
		'verhaal 3',
		'verhaal 11',
		'verhaal 10'
	]);
	let turn = 0;
	const seen = await texts(
		log,
		await all(
			(cursor) => newest(stage.reading(log), cursor, 3),
			async () => {
				turn += 1;
				await stage.clock(log, 20 + turn);
				await stage.ingest.ingest(log, one(sources), [post(`verhaal ${turn}`), post(`nieuw ${turn}`)]);
			}
		)
	);
	expect(new Set(seen).size).toBe(seen.length);
});

test('stories are filtered by finding, and by their stance to a rumour', async () => {
	const { log, sources } = await stage.open();
	const rumour = fresh(FindingId);
	await stage.send(log, 'rumour.signal', {
		id: rumour,
		text: 'Het water is vergiftigd',
		offline: 'straat',
		seenIn: null
	});
	const stances = ['supports', 'denies', 'asks'] as const;
	for (const stance of stances) {
		await stage.ingest.ingest(log, one(sources), [post(stance)]);
		const story = await stage.story(log, stance);
		await stage.send(log, 'story.label', { story, add: [{ kind: 'rumour', finding: rumour, stance }], remove: [] });
	}
	const by = async (stance: (typeof stances)[number] | null) =>
		texts(log, (await byFinding(stage.reading(log), { finding: rumour, stance }, null, 50)).ids);
	expect((await by(null)).sort()).toEqual(['asks', 'denies', 'supports']);
	expect(await by('denies')).toEqual(['denies']);
	expect(
		await all((cursor) => byFinding(stage.reading(log), { finding: rumour, stance: null }, cursor, 1))
	).toHaveLength(3);
});

const nothing: Search = {
	words: '',
	source: null,
	finding: null,
	lang: null,
	from: null,
	to: null,
	...forEachKind<LabelValues>(() => null)
};

test('search finds Dutch words in any form, with or without accents, the last word by its beginning and quotes as a phrase, and excludes -words', async () => {
	const { log, sources } = await stage.open();
	const postTexts = [
		'De scholen gaan dicht',
		'Is de school al dicht?',
		'Het café is open',
		'Drinkwater vergiftigd!',
		'Water is veilig, zegt de school',
		'dicht school'
	];
	await stage.ingest.ingest(
		log,
		one(sources),
		postTexts.map((text) => post(text))
	);
	const find = async (words: string) =>
		(await texts(log, (await search(stage.reading(log), { ...nothing, words }, null, 50)).ids)).sort();
	expect(await find('school ')).toEqual([
		'De scholen gaan dicht',
		'Is de school al dicht?',
		'Water is veilig, zegt de school',
		'dicht school'
	]);
	expect(await find('cafe ')).toEqual(['Het café is open']);
	expect(await find('vergif')).toEqual(['Drinkwater vergiftigd!']);
	expect(await find('vergif '), 'a space ends the word').toEqual([]);
	expect(await find('"dicht school" ')).toEqual(['dicht school']);
	expect(await find('school -dicht ')).toEqual(['Water is veilig, zegt de school']);
	expect(await find('de school dicht '), 'a word that says nothing does not stand in the way').toEqual([
		'De scholen gaan dicht',
		'Is de school al dicht?',
		'dicht school'
	]);
	expect(await find('')).toHaveLength(postTexts.length);
});

test('whatever is typed or pasted into search is taken literally: quotes, patterns, operators, half a phrase', async () => {
	const { log, sources } = await stage.open();
	await stage.ingest.ingest(log, one(sources), [
		post("Wat een 'rook' zeg"),
		post('100% zeker: a|b & !c <-> d'),
		post('gewoon'),
		post('back\\slash')
	]);
	const find = async (words: string) => (await search(stage.reading(log), { ...nothing, words }, null, 50)).ids.length;
	const hostile = [
		"'",
		"''",
		'"',
		'""',
		'\\',
		"\\'",
		"rook'",
		"'rook",
		"rook':*",
		'a|b',
		'a & b',
		'!',
		'!!c',
		'<->',
		'<2>',
		'(',
		')',
		':*',
		'*',
		'%',
		'_',
		'-',
		'--',
		'-"',
		"'; drop table post; --",
		'"half a phrase',
		'rook\\',
		'back\\slash',
		'x'.repeat(5000),
		'é'.repeat(300),
		'🔥',
		'\u202erook',
		'a:* | b',
		'&&',
		'||',
		'ro_k',
		'r%k',
		'.*',
		'a '.repeat(500)
	];
	for (const words of hostile) expect(await find(words), words.slice(0, 40)).toBeGreaterThanOrEqual(0);
	for (const words of ['%', '_', '*', "'", '!', ':*', '-rook']) expect(await find(words), words).toBe(0);
	for (const words of ['ro_k', 'r%k', 'gew* ', 'rook | gewoon ']) expect(await find(words), words).toBe(0);
	expect(await find("'rook'")).toBe(1);
	expect(await find('a|b ')).toBe(1);
	expect(await find('back\\sl')).toBe(1);
	expect(await find('"half een rook')).toBe(0);
	expect(await find('"een rook')).toBe(1);
});

test('search narrows by source, language, time, finding and emotion, and pages are stable', async () => {
	const { log, sources } = await stage.open('x', 'mastodon');
	const need = fresh(FindingId);
	await stage.send(log, 'need.raise', { id: need, text: 'Gaan de scholen dicht?', offline: 'balie', seenIn: null });
	for (let i = 0; i < 6; i += 1) {
		await stage.clock(log, i);
		await stage.ingest.ingest(log, SourceId.parse(sources[i % 2]), [post(`rook ${i}`)]);
	}
	const story = await stage.story(log, 'rook 2');
	await stage.send(log, 'story.label', { story, add: [{ kind: 'need', finding: need, stance: null }], remove: [] });
	await stage.send(log, 'story.setSentiment', { story, emotion: 'fear', attitude: 'negative' });
	const find = async (to: Partial<Search>) =>
		texts(log, (await search(stage.reading(log), { ...nothing, words: 'rook ', ...to }, null, 50)).ids);
	expect(await find({ source: SourceId.parse(sources[1]) })).toEqual(['rook 5', 'rook 3', 'rook 1']);
	expect(await find({ from: minute(2), to: minute(4) })).toEqual(['rook 3', 'rook 2']);
	expect(await find({ lang: 'en' })).toEqual([]);
	expect(await find({ finding: need })).toEqual(['rook 2']);
	expect(await find({ emotion: 'fear' })).toEqual(['rook 2']);
	expect(await find({ emotion: 'anger' })).toEqual([]);
	expect(await find({ attitude: 'negative', lang: 'nl' })).toEqual(['rook 2']);
	const paged = await all(
		(cursor) => search(stage.reading(log), { ...nothing, words: 'rook ' }, cursor, 2),
		() => stage.ingest.ingest(log, one(sources), [post('rook erbij'), post('rook 0')])
	);
	expect(new Set(paged).size).toBe(paged.length);
});

test('the posts of a story are listed newest first, with shares, earlier text, and whether they are deleted', async () => {
	const { log, sources } = await stage.open();
	await stage.ingest.ingest(log, one(sources), [post('rook', { externalId: 'eerste' })]);
	await stage.clock(log, 1);
	await stage.ingest.ingest(log, one(sources), [
		post('rook', { shares: 'eerste' }),
		post('rook', { shares: 'eerste' })
	]);
	const story = await stage.story(log, 'rook');
	await stage.clock(log, 2);
	await stage.ingest.ingest(log, one(sources), [post('rook en vuur', { externalId: 'eerste' })]);
	await stage.ingest.ingest(log, one(sources), [post('rook en vuur', { externalId: 'eerste', deleted: true })]);
	const { posts } = await postsOf(stage.reading(log), story, null, 50);
	expect(posts.map((seen) => PostView.parse(seen))).toEqual(posts);
	expect(posts.map(({ at, shares, shared }) => [at, shares, shared])).toEqual([
		[minute(1), 0, true],
		[minute(1), 0, true],
		[minute(0), 2, false]
	]);
	expect(posts[2]).toMatchObject({
		text: 'rook en vuur',
		deleted: true,
		versions: 3,
		earlier: [
			{ text: 'rook en vuur', deleted: false },
			{ text: 'rook', until: minute(2) }
		]
	});
	const first = await postsOf(stage.reading(log), story, null, 2);
	await stage.ingest.ingest(log, one(sources), [post('rook')]);
	const rest = await postsOf(stage.reading(log), story, first.next, 2);
	expect([...first.posts, ...rest.posts].map(({ id }) => id)).toEqual(posts.map(({ id }) => id));
	expect(rest.next).toBeNull();
});

test('a cursor that is not one of ours is refused', async () => {
	const { log } = await stage.open();
	for (const cursor of [
		'',
		'x',
		'!!',
		encodeCursor([1, 2]),
		encodeCursor([Moment.parse('2026-11-20T12:00:00.000Z'), "' or 1=1"])
	])
		await expect(newest(stage.reading(log), cursor, 10), cursor).rejects.toBeInstanceOf(BadCursor);
});

test('every way to run a search finds the same stories in the same order', async () => {
	const { log, sources } = await stage.open();
	const source = one(sources);
	// Few posts contain "sirene", half of them "brand", and only the oldest "kade".
	for (let i = 0; i < 60; i += 1)
		await stage.ingest.ingest(log, source, [
			post(
				[`bericht ${i}`, i % 2 === 0 ? 'brand' : 'rook', i % 20 === 0 ? 'sirene' : '', i < 15 ? 'kade' : '']
					.filter(Boolean)
					.join(' '),
				{
					publishedAt: minute(i)
				}
			)
		]);
	const afraid = await stage.story(log, 'bericht 20 brand sirene');
	await stage.send(log, 'story.setSentiment', { story: afraid, emotion: 'fear', attitude: null });
	const [merged, into] = [await stage.story(log, 'bericht 22 brand'), await stage.story(log, 'bericht 24 brand')];
	await stage.send(log, 'story.merge', { story: merged, into, batch: fresh(BatchId) });
	const [middle] = await stage.sql<{ at: Date }[]>`
		select at from post where incident_id = ${log} order by at offset 30 limit 1`;
	const searches: [string, Partial<Search>][] = [
		['brand', {}],
		['sirene', {}],
		['kade', {}],
		['brand -kade', {}],
		['niemand', {}],
		['', { from: middle ? Moment.parse(middle.at.toISOString()) : null }],
		['brand', { emotion: 'fear' }],
		['rook', { emotion: 'fear' }]
	];
	const ways = [
		{ walk: 1_000, hits: 1_000 },
		{ walk: 3, hits: 1_000 },
		{ walk: 3, hits: 4 },
		{ walk: 1, hits: 0 }
	];
	for (const [words, to] of searches) {
		const wanted: Search = { ...nothing, words, ...to };
		const rows = await stage.sql<{ id: string }[]>`
			select c.story_id as id from story_count c join story s on s.incident_id = c.incident_id and s.id = c.story_id
			where c.incident_id = ${log} and (${wanted.emotion}::text is null or s.sentiment ->> 'emotion' = ${wanted.emotion}) and exists (
				select from post p where p.incident_id = ${log} and p.story_id = c.story_id and (${wanted.from}::timestamptz is null or p.at >= ${wanted.from})
				and (${words} = '' or p.words @@ websearch_to_tsquery('public.voelspriet', ${words})))
			order by c.newest_at desc, c.story_id desc`;
		const sqlIds = rows.map(({ id }) => id);
		if (words !== 'niemand' && words !== 'rook') expect(sqlIds.length, words).toBeGreaterThan(0);
		expect(sqlIds, 'its posts went into the other').not.toContain(merged);
		for (const way of ways)
			expect(
				await all((cursor) => search(stage.reading(log), wanted, cursor, 4, way)),
				`${words} ${JSON.stringify(way)}`
			).toEqual(sqlIds);
	}
});
