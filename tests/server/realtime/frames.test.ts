import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BatchId, IncidentId, momentOf, SourceId, StoryId } from '$lib/domain/core/ids';
import { postsArrived } from '$lib/domain/posts/post';
import type { Frame } from '$lib/domain/realtime';
import { SYSTEM } from '$lib/domain/core/role';
import { StoryCard } from '$lib/domain/stories/card';
import { LOG_START, type LogLine } from '$lib/server/log/lines';
import { Frames, type CardSource } from '$lib/server/read/realtime/frames';
import type { ReachedStory } from '$lib/server/read/realtime/activity';
import { fresh, noon } from '../../domain/in-memory-incident';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const source = fresh(SourceId);
const card = (id: StoryId): StoryCard => ({ ...blank, id });
const blank: StoryCard = StoryCard.parse({
	id: fresh(StoryId),
	lead: {
		post: fresh(StoryId),
		text: 'x',
		cut: false,
		at: noon,
		lang: 'nl',
		url: null,
		media: null,
		platform: 'x',
		source,
		author: null,
		deleted: false,
		forgotten: false
	},
	posts: 1,
	atSource: { edited: 0, gone: 0 },
	authors: 1,
	reach: null,
	platforms: ['x'],
	sources: [source],
	since: noon,
	newestAt: noon,
	backlog: false,
	growth: 0,
	recent: Array.from({ length: 12 }, () => 0),
	help: null,
	helpState: null,
	waiting: true,
	cameBack: false,
	maybe: [],
	likely: [],
	perhapsSame: null,
	mergedInto: null
});

/** Frames of a log of arrivals, each of which touches so many stories; nothing but time passes. */
function framesOf(touches: () => ReachedStory[] = () => []) {
	const sent: { frame: Frame; at: number }[] = [];
	const from: CardSource = {
		take: (arrivals) => Promise.resolve(arrivals.flatMap(touches)),
		moved: () => Promise.resolve(),
		cards: (stories) => Promise.resolve(stories.map(card)),
		isLookedAt: () => false
	};
	const frames = new Frames(fresh(IncidentId), LOG_START, from, (frame) => sent.push({ frame, at: performance.now() }));
	let seq = 0;
	const arrive = (lines = 1): void =>
		frames.take(
			Array.from({ length: lines }, (): LogLine => {
				const { type, data } = postsArrived({ batch: fresh(BatchId), source, count: 1 });
				return {
					seq: (seq += 1),
					hash: `#${seq}`,
					wallAt: momentOf(Date.parse(noon)),
					by: SYSTEM.id,
					command: null,
					redacted: false,
					type,
					data
				};
			})
		);
	/** The highest sum of these weights in any second. */
	const peakPerSecond = (weight: (frame: Frame) => number): number =>
		Math.max(
			...sent.map(({ at }) =>
				sent
					.filter((other) => other.at >= at && other.at < at + 1000)
					.reduce((sum, { frame }) => sum + weight(frame), 0)
			)
		);
	return { frames, sent, from, arrive, peakPerSecond, head: () => seq };
}
const stories = (count: number, help = false): ReachedStory[] =>
	Array.from({ length: count }, () => ({ story: fresh(StoryId), help }));

test('in any second at most ten frames and fifty cards are sent, every event once and in order; what is not sent is counted', async () => {
	const touched: StoryId[] = [];
	const { sent, arrive, peakPerSecond, head } = framesOf(() => {
		const some = stories(7);
		touched.push(...some.map(({ story }) => story));
		return some;
	});
	for (let i = 0; i < 400; i += 1) {
		arrive(1 + (i % 3));
		await vi.advanceTimersByTimeAsync(13);
	}
	await vi.advanceTimersByTimeAsync(3000);
	expect(peakPerSecond(() => 1)).toBeLessThanOrEqual(10);
	expect(peakPerSecond(({ stories }) => stories.length)).toBeLessThanOrEqual(50);
	expect(peakPerSecond(({ stories }) => stories.length)).toBeGreaterThan(30);
	expect(sent.flatMap(({ frame }) => frame.events.map(({ seq }) => seq))).toEqual(
		Array.from({ length: head() }, (_, i) => i + 1)
	);
	for (const { frame } of sent) expect(frame.events.length).toBe(frame.to - frame.from + 1);
	const [cards, more] = [
		sent.flatMap(({ frame }) => frame.stories),
		sent.reduce((sum, { frame }) => sum + frame.more, 0)
	];
	expect(cards.length + more).toBe(touched.length);
	expect(new Set(cards.map(({ id }) => id)).size).toBe(cards.length);
});

test('a story that changes all the time is sent once in every frame, and never counted as missed', async () => {
	const hot = { story: fresh(StoryId), help: false };
	const { sent, arrive } = framesOf(() => [hot]);
	for (let i = 0; i < 100; i += 1) {
		arrive();
		await vi.advanceTimersByTimeAsync(10);
	}
	for (const { frame } of sent) expect([frame.stories.map(({ id }) => id), frame.more]).toEqual([[hot.story], 0]);
});

test('the first event is sent at once; the next waits a tenth of a second', async () => {
	const { sent, arrive } = framesOf();
	arrive();
	await vi.advanceTimersByTimeAsync(2);
	expect(sent).toHaveLength(1);
	arrive();
	await vi.advanceTimersByTimeAsync(90);
	expect(sent).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(20);
	expect(sent).toHaveLength(2);
});

test('a call for help is sent before earlier changes', async () => {
	const turns = [stories(60), stories(1, true)];
	const { sent, arrive } = framesOf(() => turns.shift() ?? []);
	const call = turns[1]?.[0]?.story;
	arrive();
	await vi.advanceTimersByTimeAsync(1);
	arrive();
	await vi.advanceTimersByTimeAsync(200);
	expect(sent[1]?.frame.stories[0]?.id).toBe(call);
});

test('without a database events continue in order, and the missing cards are counted', async () => {
	const { sent, from, arrive } = framesOf();
	from.take = () => Promise.reject(new Error('away'));
	arrive(3);
	await vi.advanceTimersByTimeAsync(150);
	from.take = () => new Promise(() => undefined);
	arrive(2);
	await vi.advanceTimersByTimeAsync(1200);
	from.take = () => Promise.resolve(stories(1));
	arrive();
	await vi.advanceTimersByTimeAsync(150);
	expect(sent.map(({ frame }) => [frame.from, frame.to, frame.stories.length, frame.more])).toEqual([
		[1, 3, 0, 3],
		[4, 5, 0, 2],
		[6, 6, 1, 0]
	]);
});

test('lines that were never delivered leave a gap between frames, never inside one; the head reveals it when nothing follows', async () => {
	const { frames, sent, arrive } = framesOf();
	const line = (seq: number): LogLine => ({
		seq,
		hash: `#${seq}`,
		wallAt: noon,
		by: SYSTEM.id,
		command: null,
		redacted: true,
		type: 'x',
		data: null
	});
	arrive();
	frames.take([line(5), line(6)]);
	await vi.advanceTimersByTimeAsync(300);
	expect(sent.map(({ frame }) => [frame.from, frame.to, frame.before])).toEqual([
		[1, 1, LOG_START.hash],
		[5, 6, '']
	]);
	frames.skipTo({ seq: 9, hash: '#9' });
	expect(frames.sent).toEqual({ seq: 9, hash: '#9' });
});
