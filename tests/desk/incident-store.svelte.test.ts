import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import { CommandId, FindingId, StoryId } from '$lib/domain/core/ids';
import { setPhase } from '$lib/domain/incident/incident';
import { forgetPerson } from '$lib/domain/incident/person-request';
import { collections, emptyState } from '$lib/domain/core/state';
import type { StoryCard } from '$lib/domain/stories/card';
import { setSentiment, markLookedAt } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import { raiseNeed } from '$lib/domain/findings/need';
import { mergeFindings } from '$lib/domain/findings/merge';
import { bram, carla, fresh } from '../domain/in-memory-incident';
import { plainState, Server } from './incident';

/** A server with an incident of some events, and a store that has it as it was at event `seq`. */
function following(events = 6): { server: Server; store: IncidentStore; story: StoryId } {
	const server = new Server();
	const story = server.testIncident.story({ posts: 3, platforms: ['x'] });
	const store = new IncidentStore(() => bram);
	store.become(server.state, server.seq, server.hashOf(server.seq));
	for (let at = 0; at < events; at++) server.do(setSentiment, { story, emotion: at % 2 ? 'fear' : 'anger' });
	return { server, store, story };
}
const pending = (kind: Parameters<Server['do']>[0], input: unknown, server: Server) => ({
	id: fresh(CommandId),
	kind,
	input: kind.input.parse(input),
	wall: server.now
});

test('frames in order give the same state as the server', () => {
	const { server, store } = following();
	expect(store.takeFrame(server.frame(2, 4))).toBe(true);
	expect(store.takeFrame(server.frame(5, 7))).toBe(true);
	expect(store.cursor).toBe(7);
	expect(plainState(store.state)).toEqual(plainState(server.state));
});

test('a frame after a gap waits until the missing frames are fetched', () => {
	const { server, store } = following();
	expect(store.takeFrame(server.frame(5, 7))).toBe(false);
	expect(store.cursor).toBe(1);
	expect(store.state.labels.size).toBe(0);
	expect(store.takeEvents(server.events.filter(({ seq }) => seq > 1 && seq <= 4))).toBe(true);
	expect(store.cursor).toBe(7);
	expect(plainState(store.state)).toEqual(plainState(server.state));
});

test('a repeated frame changes nothing and notifies no subscriber', () => {
	const { server, store, story } = following();
	store.takeFrame(server.frame(2, 7));
	let woken = 0;
	const stop = $effect.root(() => {
		$effect(() => {
			store.state.labels.get(story);
			woken += 1;
		});
	});
	flushSync();
	store.takeFrame(server.frame(2, 7));
	store.takeFrame(server.frame(4, 5));
	store.takeEvents(server.after(0));
	flushSync();
	expect([store.cursor, woken]).toEqual([7, 1]);
	stop();
});

test('late, duplicate and out-of-order frames end in the server’s state', () => {
	const { server, store } = following(12);
	for (const [from, to] of [
		[8, 9],
		[5, 7],
		[5, 7],
		[2, 4],
		[10, 13],
		[8, 9]
	] as const)
		if (!store.takeFrame(server.frame(from, to))) void 0;
	store.takeEvents(server.after(store.cursor));
	expect(store.cursor).toBe(13);
	expect(plainState(store.state)).toEqual(plainState(server.state));
});

test('an unknown event stops the store, and it reports that it is outdated', () => {
	const { server, store } = following(1);
	const [known] = server.after(1);
	if (!known) throw new Error('an event is needed');
	store.takeEvents([{ ...known, type: 'story.dreamt' }]);
	expect([store.outdated, store.cursor]).toEqual([true, 1]);
});

test('a redacted event changes nothing and the next one is applied', () => {
	const { server, store, story } = following(2);
	const [first, second] = server.after(1);
	if (!first || !second) throw new Error('events are needed');
	store.takeEvents([{ ...first, redacted: true, data: null }, second]);
	expect(store.cursor).toBe(3);
	expect(store.state.labels.get(story)?.sentiment?.emotion).toBe('fear');
});

/** A row that only its collection can tell from another. */
const put = (rows: object, row: string): void => {
	if (rows instanceof Map) rows.set('a', { row });
};
test('applying the fetched state replaces every collection and removes what is gone', () => {
	const store = new IncidentStore(() => bram);
	const fetched = emptyState();
	for (const collection of collections) put(fetched[collection], collection);
	store.become(fetched, 5, '#5');
	expect(plainState(store.state)).toEqual(plainState(fetched));
	store.become(emptyState(), 6, '#6');
	expect(plainState(store.state)).toEqual(plainState(emptyState()));
});

test('a prediction shows at once and is replaced by the event of its own command', () => {
	const { server, store, story } = following(0);
	const mine = pending(setSentiment, { story, emotion: 'relief' }, server);
	expect(store.predictions.make(mine)).toBeNull();
	expect(store.state.labels.get(story)?.sentiment?.emotion).toBe('relief');
	server.do(setSentiment, { story, emotion: 'relief' }, bram, mine.id);
	store.takeFrame(server.frame(2, 2));
	expect(store.predictions.size).toBe(0);
	expect(plainState(store.state)).toEqual(plainState(server.state));
});

test('arriving posts do not redraw a prediction; the event of its own command still replaces it', () => {
	const { server, store, story } = following(0);
	const mine = pending(setSentiment, { story, emotion: 'fear' }, server);
	store.predictions.make(mine);
	let woken = 0;
	const stop = $effect.root(() => {
		$effect(() => {
			store.state.labels.get(story);
			woken += 1;
		});
	});
	flushSync();
	for (let frame = 0; frame < 5; frame++) {
		const arrived = server.arrive(3);
		expect(store.takeFrame(server.frame(arrived, arrived))).toBe(true);
		flushSync();
	}
	expect([woken, store.cursor]).toEqual([1, server.seq]);
	expect(store.state.labels.get(story)?.sentiment?.emotion).toBe('fear');
	const [saved] = server.do(setSentiment, mine.input, bram, mine.id);
	const [from, after] = [saved?.seq ?? 0, server.arrive(2)];
	store.takeFrame(server.frame(from, after));
	expect(store.predictions.size).toBe(0);
	expect(plainState(store.state)).toEqual(plainState(server.state));
	stop();
});

test('a refused prediction is undone, and what others did meanwhile stays', () => {
	const { server, store, story } = following(0);
	const mine = pending(setSentiment, { story, emotion: 'relief' }, server);
	store.predictions.make(mine);
	server.do(setSentiment, { story, attitude: 'negative' }, carla);
	store.takeFrame(server.frame(2, 2));
	expect(store.state.labels.get(story)?.sentiment).toMatchObject({ emotion: 'relief', attitude: 'negative' });
	store.predictions.drop(mine.id);
	expect(plainState(store.state)).toEqual(plainState(server.state));
});

test('of two predictions in a row, the first is confirmed and the second stays on top of it', () => {
	const { server, store, story } = following(0);
	const first = pending(setSentiment, { story, emotion: 'fear' }, server);
	const second = pending(markLookedAt, { story, outcome: 'looked' }, server);
	store.takeCards([]);
	store.predictions.make(first);
	store.predictions.make(second);
	server.do(setSentiment, { story, emotion: 'fear' }, bram, first.id);
	store.takeFrame(server.frame(2, 2));
	expect(store.state.labels.get(story)).toMatchObject({
		sentiment: { emotion: 'fear' },
		looked: { outcome: 'looked' }
	});
	expect(store.predictions.size).toBe(1);
});

test('a command that the local rules refuse is not predicted, and the reason is given', () => {
	const { server, store, story } = following(0);
	const [a, b] = [fresh(FindingId), fresh(FindingId)];
	for (const id of [a, b])
		server.do(raiseNeed, { id, text: `Is water ${id} veilig?`, offline: 'telefoon', seenIn: null });
	server.do(mergeFindings, { kind: 'need', finding: a, into: b });
	store.takeEvents(server.after(1));
	const before = plainState(store.state);
	const refusal = store.predictions.make(
		pending(labelStory, { story, add: [{ kind: 'rumour', finding: a, stance: null }], remove: [] }, server)
	);
	expect(refusal).toMatchObject({ code: 'finding.absent' });
	expect(plainState(store.state)).toEqual(before);
	expect(store.predictions.size).toBe(0);
});

test('a prediction already in the fetched state is dropped', () => {
	const { server, store, story } = following(0);
	const mine = pending(setSentiment, { story, emotion: 'fear' }, server);
	store.predictions.make(mine);
	server.do(setSentiment, { story, emotion: 'fear' }, bram, mine.id);
	store.saved(mine.id, server.seq);
	expect(store.predictions.size).toBe(1);
	store.become(server.state, server.seq, server.hashOf(server.seq));
	expect(store.predictions.size).toBe(0);
});

test('the answer may arrive before or after the event', () => {
	const { server, store, story } = following(0);
	const mine = pending(setSentiment, { story, emotion: 'fear' }, server);
	store.predictions.make(mine);
	server.do(setPhase, { phase: 'followUp' }, carla);
	server.do(setSentiment, { story, emotion: 'fear' }, bram, 'a command of which the name was lost');
	store.takeFrame(server.frame(2, 3));
	expect(store.predictions.size).toBe(1);
	store.saved(mine.id, 3);
	expect(store.predictions.size).toBe(0);
	expect(plainState(store.state)).toEqual(plainState(server.state));
});

test.each([
	['when posts are forgotten', forgetPerson, { author: 1, why: 'Een verzoek' }],
	['by no other event', setPhase, { phase: 'followUp' }]
])('cards that no list shows are removed %s', (_, kind, input) => {
	const { server, store, story } = following(0);
	const shown = fresh(StoryId);
	for (const id of [story, shown]) store.takeCards([{ id } as StoryCard]);
	store.need((id) => id === shown);
	server.do(kind, input, carla);
	store.takeEvents(server.after(1));
	expect([...store.cards.keys()]).toEqual(kind === forgetPerson ? [shown] : [story, shown]);
	expect(store.forgotten).toBe(kind === forgetPerson ? 1 : 0);
});

test('a card that arrives with the event that forgets posts stays', () => {
	const { server, store, story } = following(0);
	const call = { id: fresh(StoryId) } as StoryCard;
	store.takeCards([{ id: story } as StoryCard]);
	server.do(forgetPerson, { author: 1, why: 'Een verzoek' }, carla);
	store.takeFrame({ ...server.frame(2, server.seq), stories: [call] });
	expect([...store.cards.keys()]).toEqual([call.id]);
});

/** An answer that comes when `give` is called. */
function answerLater() {
	let give: (stories: readonly StoryCard[]) => void = () => undefined;
	const answer = new Promise<{ stories: readonly StoryCard[] }>((done) => {
		give = (stories) => done({ stories });
	});
	return { ask: () => answer, give };
}
const cardOf = (id: StoryId, posts: number) => ({ id, posts, mergedInto: null }) as unknown as StoryCard;

test('a card from a frame wins over an answer requested before that frame', async () => {
	const { server, store, story } = following(0);
	const [other, late] = [fresh(StoryId), answerLater()];
	store.takeFrame({ ...server.frame(2, 1), stories: [cardOf(other, 1)] });
	const reading = store.read(late.ask);
	store.takeFrame({ ...server.frame(2, 1), stories: [cardOf(story, 3)] });
	late.give([cardOf(story, 2), cardOf(other, 2)]);
	expect(await reading).toEqual({ stories: [cardOf(story, 2), cardOf(other, 2)] });
	expect([store.cards.get(story), store.cards.get(other)]).toEqual([cardOf(story, 3), cardOf(other, 2)]);
	// A later request counts.
	await store.read(() => Promise.resolve({ stories: [cardOf(story, 4)] }));
	expect(store.cards.get(story)).toEqual(cardOf(story, 4));
});

test('an answer older than the state is requested again once, and then accepted even if the process is still behind', async () => {
	const { server, store, story } = following(0);
	store.takeEvents(server.after(0));
	const head = store.cursor;
	const answers = [head - 1, head].map((seq, at) => ({ stories: [cardOf(story, at + 1)], seq }));
	let times = 0;
	const answering = (queue: typeof answers) => () => Promise.resolve(queue[times++] ?? { stories: [], seq: head });
	await store.read(answering(answers));
	expect([times, store.cards.get(story)]).toEqual([2, cardOf(story, 2)]);
	times = 0;
	await store.read(answering([answers[0], answers[0]].flatMap((each) => each ?? [])));
	expect([times, store.cards.get(story)]).toEqual([2, cardOf(story, 1)]);
});

test('an answer requested before posts were forgotten is not shown but requested again', async () => {
	const { server, store, story } = following(0);
	const requests = [answerLater(), answerLater()];
	let times = 0;
	const reading = store.read(() => requests[times++]?.ask() ?? Promise.reject(new Error('requested too often')));
	server.do(forgetPerson, { author: 1, why: 'Een verzoek' }, carla);
	store.takeEvents(server.after(1));
	requests[0]?.give([cardOf(story, 3)]);
	await Promise.resolve();
	expect(store.cards.size).toBe(0);
	requests[1]?.give([cardOf(story, 2)]);
	await reading;
	expect([times, store.cards.get(story)]).toEqual([2, cardOf(story, 2)]);
});
