import { expect, test } from 'vitest';
import { inverseOf, Undo } from '$lib/desk/undo';
import type { AnyCommandKind } from '$lib/domain/command';
import { commandKind } from '$lib/domain/commands';
import { closeFinding } from '$lib/domain/finding';
import { CommandId, FindingId } from '$lib/domain/ids';
import { raiseNeed } from '$lib/domain/need';
import { signalRumour } from '$lib/domain/rumour';
import { feelStory, labelStory, lookAtStory, setHelp, unlookStory } from '$lib/domain/story';
import { bram, fresh } from '../domain/sample';
import { Server } from './incident';

/** A story with a rumour and a need, and everything a person can do to it. */
function prepared() {
	const server = new Server();
	const story = server.rehearsal.story({ posts: 4, platforms: ['x'] });
	const [rumour, need, closed] = [fresh(FindingId), fresh(FindingId), fresh(FindingId)];
	server.do(signalRumour, { id: rumour, text: 'Het water is vergiftigd', offline: null, seenIn: { story, stance: 'supports' } });
	server.do(raiseNeed, { id: need, text: 'Is het water veilig?', offline: 'telefoon', seenIn: null });
	server.do(raiseNeed, { id: closed, text: 'Gaan de scholen dicht?', offline: 'telefoon', seenIn: null });
	server.do(closeFinding, { kind: 'need', finding: closed });
	server.do(feelStory, { story, emotion: 'fear', attitude: 'negative' });
	return { server, story, rumour, need, closed };
}
type Prepared = ReturnType<typeof prepared>;

const actions: Record<string, (at: Prepared) => readonly [AnyCommandKind, unknown]> = {
	'linking to a need': ({ story, need }) => [labelStory, { story, add: [{ kind: 'need', finding: need, stance: null }], remove: [] }],
	'linking to a closed need, which reopens it': ({ story, closed }) => [
		labelStory,
		{ story, add: [{ kind: 'need', finding: closed, stance: null }], remove: [] }
	],
	'another stance': ({ story, rumour }) => [
		labelStory,
		{ story, add: [{ kind: 'rumour', finding: rumour, stance: 'denies' }], remove: [] }
	],
	'taking a link off': ({ story, rumour }) => [labelStory, { story, add: [], remove: [rumour] }],
	'another emotion': ({ story }) => [feelStory, { story, emotion: 'anger' }],
	'no attitude': ({ story }) => [feelStory, { story, attitude: null }],
	looking: ({ story }) => [lookAtStory, { story, outcome: 'looked' }],
	'not relevant': ({ story }) => [lookAtStory, { story, outcome: 'notRelevant' }],
	'pinning a call for help': ({ story }) => [setHelp, { story, help: 'pinned' }],
	'passing it on': ({ story }) => [setHelp, { story, help: 'passedOn' }]
};

/** What people said of the story, without who and when. */
const said = ({ server, story, closed }: Prepared): unknown => {
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
	test(`undoing puts back what was: ${name}`, () => {
		const at = prepared();
		const before = said(at);
		const [kind, input] = action(at);
		const inverse = inverseOf({ type: kind.type, input }, at.server.state);
		at.server.do(kind, input);
		expect(said(at)).not.toEqual(before);
		for (const step of inverse?.steps ?? []) {
			const back = commandKind(step.type);
			if (back) at.server.do(back, step.input);
		}
		expect(said(at)).toEqual(before);
		expect(inverse?.story).toBe(at.story);
	});
}

test('undoing what takes a look away looks again, with the same outcome', () => {
	const at = prepared();
	at.server.do(lookAtStory, { story: at.story, outcome: 'notRelevant' });
	const inverse = inverseOf({ type: 'story.unlook', input: { story: at.story } }, at.server.state);
	at.server.do(unlookStory, { story: at.story });
	expect(inverse?.steps).toEqual([lookAtStory({ story: at.story, outcome: 'notRelevant' })]);
});

test('a new finding is not unmade: it loses the story and is closed', () => {
	const at = prepared();
	const id = fresh(FindingId);
	const input = { id, text: 'Mag ik naar buiten?', offline: null, seenIn: { story: at.story, stance: null } };
	const inverse = inverseOf({ type: 'need.raise', input }, at.server.state);
	at.server.do(raiseNeed, input);
	for (const step of inverse?.steps ?? []) {
		const kind = commandKind(step.type);
		if (kind) at.server.do(kind, step.input);
	}
	expect(at.server.state.needs.get(id)?.closed?.by).toBe(bram.id);
	expect(at.server.state.labels.get(at.story)?.links.some(({ finding }) => finding === id)).toBe(false);
});

test('what nothing puts back cannot be undone', () => {
	expect(inverseOf({ type: 'incident.close', input: {} }, prepared().server.state)).toBeNull();
});

test('fifty actions are remembered, the newest is taken back first, a refused one never', () => {
	const undo = new Undo();
	const ids = Array.from({ length: 60 }, () => fresh(CommandId));
	for (const of of ids) undo.remember({ of: [of], story: null, steps: [] });
	expect(undo.size).toBe(50);
	undo.forget(ids[59] ?? fresh(CommandId));
	expect(undo.take()?.of).toEqual([ids[58]]);
	for (let at = 0; at < 48; at++) undo.take();
	expect([undo.size, undo.take()]).toEqual([0, null]);
});

test('what was one act is taken back in one go, the last step first', () => {
	const undo = new Undo();
	const [one, two, three] = [fresh(CommandId), fresh(CommandId), fresh(CommandId)];
	undo.remember({ of: [one], story: null, steps: [{ type: 'a', input: 1 }] });
	undo.remember({ of: [two], story: null, steps: [{ type: 'b', input: 2 }], act: 'accept' });
	undo.remember({ of: [three], story: null, steps: [{ type: 'c', input: 3 }], act: 'accept' });
	expect(undo.take()).toMatchObject({ of: [two, three], steps: [{ type: 'c' }, { type: 'b' }] });
	expect(undo.size).toBe(1);
});
