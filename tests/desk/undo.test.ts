import { describe, expect, test } from 'vitest';
import { OwnCommands, storyIn, type OwnCommand } from '$lib/desk/outbox/own-commands';
import { isStillInEffect, undoSteps } from '$lib/desk/outbox/undo';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { commandKind } from '$lib/domain/commands';
import { closeFinding } from '$lib/domain/findings/finding';
import { CommandId, FindingId } from '$lib/domain/core/ids';
import { raiseNeed } from '$lib/domain/findings/need';
import { signalRumour } from '$lib/domain/findings/rumour';
import { passedCalls } from '$lib/domain/stories/passings';
import { setSentiment, markLookedAt, setCallForHelp, unmarkLookedAt } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import { bram, fresh, noon, person } from '../domain/in-memory-incident';
import { Server } from './incident';

/** A story with a rumour and a need, and everything a person can do to it. */
function prepared() {
	const server = new Server();
	const story = server.testIncident.story({ posts: 4, platforms: ['x'] });
	const [rumour, need, closed] = [fresh(FindingId), fresh(FindingId), fresh(FindingId)];
	server.do(signalRumour, {
		id: rumour,
		text: 'Het water is vergiftigd',
		offline: null,
		seenIn: { story, stance: 'supports' }
	});
	server.do(raiseNeed, { id: need, text: 'Is het water veilig?', offline: 'telefoon', seenIn: null });
	server.do(raiseNeed, { id: closed, text: 'Gaan de scholen dicht?', offline: 'telefoon', seenIn: null });
	server.do(closeFinding, { kind: 'need', finding: closed });
	server.do(setSentiment, { story, emotion: 'fear', attitude: 'negative' });
	return { server, story, rumour, need, closed };
}
type Prepared = ReturnType<typeof prepared>;

const actions: Record<string, (at: Prepared) => readonly [AnyCommandKind, unknown]> = {
	'linking to a need': ({ story, need }) => [
		labelStory,
		{ story, add: [{ kind: 'need', finding: need, stance: null }], remove: [] }
	],
	'linking to a closed need, which reopens it': ({ story, closed }) => [
		labelStory,
		{ story, add: [{ kind: 'need', finding: closed, stance: null }], remove: [] }
	],
	'another stance': ({ story, rumour }) => [
		labelStory,
		{ story, add: [{ kind: 'rumour', finding: rumour, stance: 'denies' }], remove: [] }
	],
	'taking a link off': ({ story, rumour }) => [labelStory, { story, add: [], remove: [rumour] }],
	'another emotion': ({ story }) => [setSentiment, { story, emotion: 'anger' }],
	'no attitude': ({ story }) => [setSentiment, { story, attitude: null }],
	looking: ({ story }) => [markLookedAt, { story, outcome: 'looked' }],
	'not relevant': ({ story }) => [markLookedAt, { story, outcome: 'notRelevant' }],
	'no call for help': ({ story }) => [setCallForHelp, { story, help: 'dismissed' }]
};

/** What people recorded about the story, without who and when. */
const recordedIn = ({ server, story, closed }: Prepared): unknown => {
	const labels = server.state.labels.get(story);
	return {
		links: labels?.links.map(({ finding, stance }) => `${finding} ${stance ?? ''}`).sort(),
		emotion: labels?.sentiment?.emotion,
		attitude: labels?.sentiment?.attitude,
		looked: labels?.looked?.outcome ?? null,
		help: labels?.help?.state ?? null,
		closed: server.state.needs.get(closed)?.closed !== null
	};
};

for (const [name, action] of Object.entries(actions)) {
	test(`undo restores what was recorded before: ${name}`, () => {
		const at = prepared();
		const before = recordedIn(at);
		const [kind, input] = action(at);
		const steps = undoSteps({ type: kind.type, input }, at.server.state);
		at.server.do(kind, input);
		expect(recordedIn(at)).not.toEqual(before);
		for (const step of steps) {
			const back = commandKind(step.type);
			if (back) at.server.do(back, step.input);
		}
		expect(recordedIn(at)).toEqual(before);
		expect(storyIn(input)).toBe(at.story);
	});
}

for (const [name, action] of Object.entries(actions)) {
	test(`a later action and its undo keep the time at which a call was passed on: ${name}`, () => {
		const at = prepared();
		at.server.do(setCallForHelp, { story: at.story, help: 'passedOn' });
		const when = at.server.now;
		at.server.testIncident.wall += 30 * 60_000;
		const [kind, input] = action(at);
		const steps = undoSteps({ type: kind.type, input }, at.server.state);
		if (kind === setCallForHelp) expect(() => at.server.do(kind, input)).toThrow('help.passedOn');
		else {
			at.server.do(kind, input);
			for (const step of steps) {
				const back = commandKind(step.type);
				if (back) at.server.do(back, step.input);
			}
		}
		expect(passedCalls(at.server.state)).toEqual({ passedOn: [when], takenBack: [] });
		expect(at.server.state.labels.get(at.story)).toMatchObject({
			help: { state: 'passedOn', at: when },
			looked: { outcome: 'help' }
		});
	});
}

test('undoing a removed mark marks the story as looked at again, with the same outcome', () => {
	const at = prepared();
	at.server.do(markLookedAt, { story: at.story, outcome: 'notRelevant' });
	const steps = undoSteps({ type: 'story.unmarkLookedAt', input: { story: at.story } }, at.server.state);
	at.server.do(unmarkLookedAt, { story: at.story });
	expect(steps).toEqual([markLookedAt({ story: at.story, outcome: 'notRelevant', own: true })]);
});

test('undoing a new finding does not delete it: it loses the story and is closed', () => {
	const at = prepared();
	const id = fresh(FindingId);
	const input = { id, text: 'Mag ik naar buiten?', offline: null, seenIn: { story: at.story, stance: null } };
	const steps = undoSteps({ type: 'need.raise', input }, at.server.state);
	at.server.do(raiseNeed, input);
	for (const step of steps) {
		const kind = commandKind(step.type);
		if (kind) at.server.do(kind, step.input);
	}
	expect(at.server.state.needs.get(id)?.closed?.by).toBe(bram.id);
	expect(at.server.state.labels.get(at.story)?.links.some(({ finding }) => finding === id)).toBe(false);
});

test('an action without a reverse cannot be undone', () => {
	expect(undoSteps({ type: 'incident.close', input: {} }, prepared().server.state)).toEqual([]);
});

const action = (to: Partial<OwnCommand> = {}): OwnCommand => ({
	of: [fresh(CommandId)],
	story: null,
	did: [],
	steps: [{ type: 'back', input: 1 }],
	at: noon,
	...to
});

test('fifty actions are remembered, the newest is undone first, a refused one never', () => {
	const own = new OwnCommands();
	const all = Array.from({ length: 60 }, () => action());
	for (const each of all) own.remember(each);
	expect(own.size).toBe(50);
	own.forget(all[59]?.of[0] ?? fresh(CommandId));
	expect(own.take()).toBe(all[58]);
	for (let at = 0; at < 48; at++) own.take();
	expect([own.size, own.take()]).toEqual([0, null]);
});

test('the steps of one action are undone together, the last step first', () => {
	const own = new OwnCommands();
	const [one, two, three] = [fresh(CommandId), fresh(CommandId), fresh(CommandId)];
	own.remember(action({ of: [one], steps: [{ type: 'a', input: 1 }] }));
	own.remember(action({ of: [two], steps: [{ type: 'b', input: 2 }], act: 'accept' }));
	own.remember(action({ of: [three], steps: [{ type: 'c', input: 3 }], act: 'accept' }));
	expect(own.take()).toMatchObject({ of: [two, three], steps: [{ type: 'c' }, { type: 'b' }] });
	expect(own.size).toBe(1);
});

test('an action that cannot be undone is listed, and skipped when undoing the newest', () => {
	const own = new OwnCommands();
	const [first, final] = [action(), action({ steps: [] })];
	own.remember(first);
	own.remember(final);
	expect(own.all).toEqual([first, final]);
	expect(own.take()).toBe(first);
	expect(own.take()).toBeNull();
});

test('an action in the middle can be undone, and all survive a reload; a damaged store counts as empty', () => {
	const stored = new Map<string, string>();
	const storage = {
		getItem: (name: string) => stored.get(name) ?? null,
		setItem: (name: string, text: string) => void stored.set(name, text)
	};
	const own = new OwnCommands(() => undefined, storage);
	const [one, two, three] = [action(), action(), action()];
	for (const each of [one, two, three]) own.remember(each);
	expect(own.take(two)).toBe(two);
	expect(own.take(two), 'once only').toBeNull();
	expect(new OwnCommands(() => undefined, storage).all).toEqual([one, three]);
	stored.set('voelspriet.done', '{"half');
	expect(new OwnCommands(() => undefined, storage).all).toEqual([]);
});

describe('an own action is still in effect', () => {
	const carry = (at: Prepared, [kind, input]: readonly [AnyCommandKind, unknown], actor = bram) =>
		at.server.do(kind, input, actor);
	const dirk = person('analyst');

	for (const [name, make] of Object.entries(actions)) {
		test(`until it is undone: ${name}`, () => {
			const at = prepared();
			const [kind, input] = make(at);
			const step = { type: kind.type, input };
			const steps = undoSteps(step, at.server.state);
			carry(at, [kind, input]);
			expect(isStillInEffect(step, at.server.state, bram.id)).toBe(true);
			for (const back of steps) {
				const found = commandKind(back.type);
				if (found) carry(at, [found, back.input]);
			}
			expect(isStillInEffect(step, at.server.state, bram.id)).toBe(false);
		});
	}

	test('not when a colleague set something else, or the same in their own name', () => {
		const at = prepared();
		const input = { story: at.story, emotion: 'anger' };
		carry(at, [setSentiment, input]);
		carry(at, [setSentiment, input], dirk);
		expect(isStillInEffect({ type: 'story.setSentiment', input }, at.server.state, bram.id)).toBe(false);
		expect(isStillInEffect({ type: 'story.setSentiment', input }, at.server.state, dirk.id)).toBe(true);
	});

	test('undo leaves what a colleague set since', () => {
		const at = prepared();
		const step = { type: 'story.setSentiment', input: { story: at.story, emotion: 'anger', attitude: 'neutral' } };
		const [back] = undoSteps(step, at.server.state);
		carry(at, [setSentiment, step.input]);
		carry(at, [setSentiment, { story: at.story, emotion: 'relief' }], dirk);
		carry(at, [setSentiment, back?.input]);
		expect(at.server.state.labels.get(at.story)?.sentiment).toMatchObject({ emotion: 'relief', attitude: 'negative' });
	});
});
