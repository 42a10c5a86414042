import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BatchId, type IncidentId, type SourceId, type StoryId } from '$lib/domain/core/ids';
import { cardsOf } from '$lib/server/read/queries/stories/cards';
import { GrowthSnapshots } from '$lib/server/read/queries/stories/growth';
import { helpStrip, queueTotals, waiting } from '$lib/server/read/queries/stories/queue';
import { fresh } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const texts = async (log: IncidentId, ids: readonly StoryId[]) =>
	(await cardsOf(stage.reading(log), ids)).map(({ lead }) => lead.text);
/** The queue as one page, by the text of each story. */
const queue = async (log: IncidentId) =>
	texts(log, (await waiting(stage.reading(log), new GrowthSnapshots(), null, 50)).ids);
const deliver = (log: IncidentId, source: SourceId | undefined, ...wanted: [text: string, times: number][]) =>
	stage.ingest.ingest(
		log,
		source ?? fail(),
		wanted.flatMap(([text, times]) => Array.from({ length: times }, () => post(text)))
	);
const fail = (): never => {
	throw new Error('no source');
};
const look = async (log: IncidentId, text: string, outcome = 'looked') =>
	stage.send(log, 'story.markLookedAt', { story: await stage.story(log, text), outcome });

test('the queue is sorted by growth class, then by longest wait; what is older than the incident comes last', async () => {
	const { log, sources } = await stage.open();
	await stage.ingest.ingest(log, sources[0] ?? fail(), [post('van gisteren', { publishedAt: minute(-60) })]);
	const arrivals: [string, number][] = [
		['een keer', 1],
		['negen keer', 9],
		['twee keer', 2],
		['drie keer', 3],
		['elf keer', 11]
	];
	for (const [minutes, arrival] of arrivals.entries()) {
		await stage.clock(log, minutes);
		await deliver(log, sources[0], arrival);
	}
	expect(await queue(log)).toEqual(['negen keer', 'elf keer', 'drie keer', 'een keer', 'twee keer', 'van gisteren']);
	await stage.clock(log, 32);
	expect(await queue(log), 'after half an hour posts no longer count as growth').toEqual([
		'elf keer',
		'drie keer',
		'een keer',
		'negen keer',
		'twee keer',
		'van gisteren'
	]);
	await stage.clock(log, 40);
	expect(await queue(log)).toEqual([...arrivals.map(([text]) => text), 'van gisteren']);
});

test('a story that was looked at leaves the queue and comes back at three times its posts and at least ten, waiting from then', async () => {
	const { log, sources } = await stage.open();
	await deliver(log, sources[0], ['rook', 4], ['stank', 1]);
	await look(log, 'rook');
	expect(await queue(log)).toEqual(['stank']);
	await stage.clock(log, 10);
	await deliver(log, sources[0], ['rook', 7]);
	expect(await queue(log), 'eleven is not three times four').toEqual(['stank']);
	await stage.clock(log, 39);
	await deliver(log, sources[0], ['rook', 1]);
	expect(await queue(log), 'seven and one in half an hour are class 1').toEqual(['rook', 'stank']);
	const [card] = await cardsOf(stage.reading(log), [await stage.story(log, 'rook')]);
	expect(card).toMatchObject({ waiting: true, cameBack: true, since: minute(39), posts: 12, growth: 1 });
	await look(log, 'rook');
	expect(await queue(log)).toEqual(['stank']);
	expect((await cardsOf(stage.reading(log), [await stage.story(log, 'rook')]))[0]).toMatchObject({
		waiting: false,
		cameBack: false
	});
});

test('a story that was looked at comes back on a new platform, but not for the telephone', async () => {
	const { log, sources } = await stage.open('x', 'mastodon', 'phone');
	await deliver(log, sources[0], ['rook', 1]);
	await look(log, 'rook');
	await stage.ingest.ingest(log, sources[2] ?? fail(), [post('rook', { platform: 'phone', author: null })]);
	expect(await queue(log)).toEqual([]);
	await stage.ingest.ingest(log, sources[1] ?? fail(), [post('rook', { platform: 'mastodon' })]);
	expect(await queue(log)).toEqual(['rook']);
});

test('a label alone leaves a story waiting; undoing the look puts it back in its place', async () => {
	const { log, sources } = await stage.open();
	await deliver(log, sources[0], ['eerste', 1]);
	await stage.clock(log, 1);
	await deliver(log, sources[0], ['tweede', 1]);
	await stage.send(log, 'story.setSentiment', { story: await stage.story(log, 'eerste'), emotion: 'fear' });
	expect(await queue(log)).toEqual(['eerste', 'tweede']);
	await look(log, 'eerste', 'notRelevant');
	expect(await queue(log)).toEqual(['tweede']);
	await stage.send(log, 'story.unmarkLookedAt', { story: await stage.story(log, 'eerste') });
	expect(await queue(log)).toEqual(['eerste', 'tweede']);
});

test('calls for help stay in the strip until a person passes them on or dismisses them, whoever looked at them', async () => {
	const { log, sources } = await stage.open();
	await deliver(log, sources[0], ['help mij', 1], ['help ons', 1], ['gepind', 1], ['gewoon', 1]);
	const strip = async () => texts(log, await helpStrip(stage.reading(log)));
	const help = async (text: string, to: string | null) =>
		stage.send(log, 'story.setHelp', { story: await stage.story(log, text), help: to });
	expect([await queue(log), (await strip()).sort()]).toEqual([
		['gepind', 'gewoon'],
		['help mij', 'help ons']
	]);
	await look(log, 'help mij');
	await help('gepind', 'pinned');
	expect([await queue(log), (await strip()).sort()]).toEqual([['gewoon'], ['gepind', 'help mij', 'help ons']]);
	expect(await queueTotals(stage.reading(log))).toEqual({
		waiting: 1,
		oldest: minute(0),
		help: 3,
		pinned: 1
	});
	await help('help ons', 'dismissed');
	await help('help mij', 'passedOn');
	expect(await strip(), 'what was passed on stays in sight below').toEqual(['gepind', 'help mij']);
	await stage.clock(log, 31);
	expect(await strip()).toEqual(['gepind']);
	expect(await queue(log)).toEqual(['gewoon']);
	await help('help ons', null);
	expect(await strip(), 'an undone outcome puts it back').toEqual(expect.arrayContaining(['gepind', 'help ons']));
	await help('help ons', 'dismissed');
	await stage.send(log, 'story.unmarkLookedAt', { story: await stage.story(log, 'help ons') });
	expect((await queue(log)).sort(), 'dismissed as a call, and nobody looked at what else it says').toEqual([
		'gewoon',
		'help ons'
	]);
	expect(await queueTotals(stage.reading(log))).toMatchObject({ waiting: 2, help: 1, pinned: 1 });
});

test('the strip shows the most certain call for help first, and pinned calls above uncertain hints', async () => {
	const { log, sources } = await stage.open();
	await deliver(log, sources[0], ['wellicht help', 1], ['help nu', 1], ['gepind', 1]);
	await stage.send(log, 'story.setHelp', { story: await stage.story(log, 'gepind'), help: 'pinned' });
	expect(await texts(log, await helpStrip(stage.reading(log)))).toEqual(['gepind', 'help nu', 'wellicht help']);
});

test('a weaker hint leaves a story in the queue, unmarked, until a person pins it', async () => {
	const { log, sources } = await stage.open();
	await deliver(log, sources[0], ['misschien help', 2], ['wellicht help', 1], ['rook', 1]);
	expect(await queue(log)).toEqual(['misschien help', 'rook']);
	expect(await queueTotals(stage.reading(log))).toMatchObject({ waiting: 2, help: 1, pinned: 0 });
	const weak = await stage.story(log, 'misschien help');
	const cards = await cardsOf(stage.reading(log), [weak, await stage.story(log, 'wellicht help')]);
	expect(cards.map(({ help }) => help?.score ?? null)).toEqual([null, 0.75]);
	expect(JSON.stringify(cards[0]), 'nothing of it is on the card').not.toContain('calls-for-help');
	await stage.send(log, 'story.setHelp', { story: weak, help: 'pinned' });
	expect(await texts(log, await helpStrip(stage.reading(log)))).toEqual(['misschien help', 'wellicht help']);
	expect(await queue(log)).toEqual(['rook']);
});

test('the strip contains more than a screen shows', async () => {
	const { log, sources } = await stage.open();
	await deliver(log, sources[0], ...Array.from({ length: 120 }, (_, at): [string, number] => [`help ${at}`, 1]));
	expect(await helpStrip(stage.reading(log))).toHaveLength(120);
});

test('a merged story is in no list', async () => {
	const { log, sources } = await stage.open();
	await deliver(log, sources[0], ['rook', 1], ['veel rook', 2]);
	await stage.send(log, 'story.merge', {
		story: await stage.story(log, 'rook'),
		into: await stage.story(log, 'veel rook'),
		batch: fresh(BatchId)
	});
	expect(await queue(log)).toEqual(['veel rook']);
	expect(await queueTotals(stage.reading(log))).toMatchObject({ waiting: 1 });
});

test('pages of the queue never repeat a story nor skip one that was there, while posts arrive', async () => {
	const { log, sources } = await stage.open();
	for (let i = 0; i < 25; i += 1) await deliver(log, sources[0], [`verhaal ${i}`, 1 + (i % 5)]);
	const before = await queue(log);
	const growth = new GrowthSnapshots();
	const seen: string[] = [];
	let cursor: string | null = null;
	for (let turn = 0; turn < 40; turn += 1) {
		const page = await waiting(stage.reading(log), growth, cursor, 3);
		seen.push(...(await texts(log, page.ids)));
		if (page.next === null) break;
		cursor = page.next;
		// What was far below grows past the place where the reader is, and new ones join.
		await deliver(log, sources[0], [`verhaal ${24 - turn}`, 9], [`nieuw ${turn}`, 4]);
	}
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen.filter((text) => text.startsWith('verhaal'))).toEqual(before);
	// The same from another process, which has not seen the first page.
	const first = await waiting(stage.reading(log), growth, null, 10);
	await deliver(log, sources[0], ['verhaal 3', 30]);
	const elsewhere = await waiting(stage.reading(log), new GrowthSnapshots(), first.next, 10);
	expect(elsewhere.ids).toEqual((await waiting(stage.reading(log), growth, first.next, 10)).ids);
});

test('a growing story is counted again within seconds, also when the wall clock was set back meanwhile', async () => {
	const { log, sources } = await stage.open();
	const growth = new GrowthSnapshots();
	vi.useFakeTimers({ toFake: ['Date'] });
	try {
		const before = await growth.latest(stage.reading(log));
		vi.setSystemTime(Date.now() - 3_600_000);
		await deliver(log, sources[0], ['rook', 4]);
		await expect
			.poll(async () => (await growth.latest(stage.reading(log))).seq, { timeout: 10_000 })
			.toBeGreaterThan(before.seq);
	} finally {
		vi.useRealTimers();
	}
});

test("another incident's stories are never in a list", async () => {
	const [one, other] = [await stage.open(), await stage.open()];
	await deliver(one.log, one.sources[0], ['van ons', 1]);
	await deliver(other.log, other.sources[0], ['van hen', 5], ['help hen', 1]);
	expect(await queue(one.log)).toEqual(['van ons']);
	expect(await helpStrip(stage.reading(one.log))).toEqual([]);
	expect(await cardsOf(stage.reading(one.log), [await stage.story(other.log, 'van hen')])).toEqual([]);
});
