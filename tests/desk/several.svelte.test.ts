import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permittedTo } from '$lib/domain/commands';
import { type CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import { OwnCommands, storiesOf, storyIn } from '$lib/desk/outbox/own-commands';
import type { CommandStep } from '$lib/domain/core/command';
import { CommandId, FindingId, StoryId } from '$lib/domain/core/ids';
import { markLookedAt, noLabels, setSentiment, unmarkLookedAt, type StoryLabels } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import { Labelling } from '$lib/desk/stream/labels/labelling';
import { maxSelected, rangeOf, Several } from '$lib/desk/stream/labels/several.svelte';
import { bram, fresh, noon, reader } from '../domain/in-memory-incident';
import { Server } from './incident';

const stories = (count: number): StoryId[] => Array.from({ length: count }, () => fresh(StoryId));
const all = (): boolean => true;

test('a range is one contiguous piece of the list with both ends in it, in either direction, and never too long', () => {
	const rows = stories(250);
	fc.assert(
		fc.property(fc.nat(249), fc.nat(249), (from, to) => {
			const range = rangeOf(rows, rows[from] ?? fresh(StoryId), rows[to] ?? fresh(StoryId));
			const [low, high] = [Math.min(from, to), Math.max(from, to)];
			expect(range).toHaveLength(Math.min(high - low + 1, maxSelected));
			expect(range).toContain(rows[from]);
			const start = rows.indexOf(range[0] ?? fresh(StoryId));
			expect(range).toEqual(rows.slice(start, start + range.length));
		})
	);
	expect(rangeOf(rows, fresh(StoryId), rows[3] ?? fresh(StoryId))).toEqual([]);
});

test('a selection grows and shrinks from its start, skips what cannot be labelled, and is cleared', () => {
	const rows = stories(6);
	const [first, second, third, fourth] = rows as [StoryId, StoryId, StoryId, StoryId];
	const several = new Several();
	several.extend(rows, second, third, all);
	several.extend(rows, third, fourth, all);
	expect(several.ids).toEqual([second, third, fourth]);
	several.extend(rows, fourth, third, all);
	expect(several.ids).toEqual([second, third]);
	several.extend(rows, third, first, (id) => id !== second);
	expect(several.ids).toEqual([first]);
	expect([several.has(first), several.has(second)]).toEqual([true, false]);
	expect([several.clear(), several.clear()]).toEqual([true, false]);
	several.extend(rows, third, fourth, all);
	expect(several.ids).toEqual([third, fourth]);
});

test('refusals among several are counted with their reasons, once all are answered', async () => {
	const several = new Several();
	const saved: CommandAnswer = { kind: 'saved', from: 1, to: 1 };
	const refused: CommandAnswer = { kind: 'refused', code: 'story.absent', details: {} };
	await several.follow([saved, refused, saved].map((answer) => Promise.resolve(answer)));
	expect(several.refused).toEqual({ count: 1, of: 3, code: 'story.absent', details: {} });
	await several.follow([saved, saved].map((answer) => Promise.resolve(answer)));
	expect(several.refused).toBeNull();
});

/** A desk that only records what is sent. */
function labelling(labels: ReadonlyMap<StoryId, StoryLabels> = new Map()) {
	const sent: { type: string; input: unknown; act: string | undefined }[] = [];
	const followed: number[] = [];
	const desk = {
		store: { state: { labels } },
		send: (type: string, input: unknown, { act }: { act?: string }) => {
			sent.push({ type, input, act });
			return Promise.resolve({ kind: 'saved', from: 1, to: 1 } as const);
		}
	};
	const made = new Labelling(desk as unknown as ConstructorParameters<typeof Labelling>[0], (answers) =>
		followed.push(answers.length)
	);
	return { made, sent, followed };
}

test('a label goes on the selected stories that lack it, as one action; when all have it, it is removed from all', () => {
	const [one, two, three] = stories(3) as [StoryId, StoryId, StoryId];
	const fearLabels: StoryLabels = {
		...noLabels,
		sentiment: { emotion: 'fear', attitude: null, by: bram.id, at: noon }
	};
	const { made, sent, followed } = labelling(new Map([[two, fearLabels]]));
	made.setValue([one, two, three], 'emotion', 'fear');
	expect(sent.map(({ input }) => input)).toEqual([
		{ story: one, emotion: 'fear' },
		{ story: three, emotion: 'fear' }
	]);
	expect(new Set(sent.map(({ act }) => act)).size).toBe(1);
	expect(sent[0]?.act).toBeDefined();
	expect(followed).toEqual([2]);
	made.setValue([two], 'emotion', 'fear');
	expect(sent.at(-1)).toEqual({ type: 'story.setSentiment', input: { story: two, emotion: null }, act: undefined });
});

test('a link goes to all, including those linked already with another stance', () => {
	const [one, two] = stories(2) as [StoryId, StoryId];
	const finding = fresh(FindingId);
	const link = { kind: 'rumour' as const, finding, stance: 'supports' as const, by: bram.id, at: noon };
	const { made, sent } = labelling(new Map([[one, { ...noLabels, links: [link] }]]));
	made.link([one, two], 'rumour', finding, 'denies');
	expect(sent.map(({ input }) => input)).toEqual(
		[one, two].map((story) => ({ story, add: [{ kind: 'rumour', finding, stance: 'denies' }], remove: [] }))
	);
});

/** One act of these commands, with what undoes them, as the desk remembers it. */
function actOf(own: OwnCommands, steps: readonly { readonly did: CommandStep; readonly back: CommandStep }[]) {
	return steps.map(({ did, back }) => {
		const id = fresh(CommandId);
		const undo = { type: back.type, input: back.input, of: id };
		own.remember({ of: [id], story: storyIn(did.input), did: [did], steps: [undo], at: noon, act: 'one' });
		return id;
	});
}

test('one refused out of several is left out of the action, and the others are still undone together', () => {
	const own = new OwnCommands();
	const ids = stories(3);
	const commands = actOf(
		own,
		ids.map((story) => ({
			did: setSentiment({ story, emotion: 'fear' }),
			back: setSentiment({ story, emotion: null, own: true })
		}))
	);
	own.forget(commands[0] ?? fresh(CommandId));
	const remaining = own.take();
	expect(remaining?.of).toEqual(commands.slice(1));
	expect(remaining && storiesOf(remaining)).toEqual(ids.slice(1));
	expect(remaining?.story).toBe(ids[1]);
	expect(remaining?.steps.map(({ input }) => input)).toEqual(
		ids
			.slice(1)
			.reverse()
			.map((story) => ({ story, emotion: null, own: true }))
	);
	expect(own.take()).toBeNull();
});

test('when a link is refused, the outcome of the same key press can still be undone, also after a reload', () => {
	const stored = new Map<string, string>();
	const storage = {
		getItem: (name: string) => stored.get(name) ?? null,
		setItem: (name: string, text: string) => void stored.set(name, text)
	};
	const own = new OwnCommands(() => undefined, storage);
	const [story] = stories(1) as [StoryId];
	const label = labelStory({ story, add: [], remove: [] });
	const back = unmarkLookedAt({ story });
	const [link, look] = actOf(own, [
		{ did: label, back: label },
		{ did: markLookedAt({ story, outcome: 'looked' }), back }
	]);
	const reloaded = new OwnCommands(() => undefined, storage);
	reloaded.forget(link ?? fresh(CommandId));
	expect(reloaded.newest).toMatchObject({
		of: [look],
		story,
		did: [{ type: 'story.markLookedAt' }],
		steps: [{ ...back }]
	});
	expect(reloaded.newest?.steps).toHaveLength(1);
	reloaded.forget(look ?? fresh(CommandId));
	expect(reloaded.size).toBe(0);
});

test('undo reverts what is left of an action, not what was done before it', async () => {
	const server = new Server();
	const earlier = server.testIncident.story({ posts: 2, platforms: ['x'] });
	const story = server.testIncident.story({ posts: 2, platforms: ['x'] });
	const me = { id: bram.id, name: 'Bram', initials: 'B' };
	const desk = new Desk(
		server.id,
		me,
		reader(bram),
		permittedTo(bram.roles),
		{} as ConstructorParameters<typeof Desk>[4]
	);
	desk.store.become(server.state, server.seq, server.hashOf(server.seq));
	const lookedAt = () => [earlier, story].map((id) => desk.store.state.labels.get(id)?.looked?.outcome);
	void desk.send('story.markLookedAt', { story: earlier, outcome: 'looked' });
	void desk.send('story.markLookedAt', { story, outcome: 'looked' }, { act: 'one' });
	const absent = { kind: 'need' as const, finding: fresh(FindingId), stance: null };
	const link = desk.send('story.label', { story, add: [absent], remove: [] }, { act: 'one' });
	expect(await link).toMatchObject({ kind: 'refused' });
	expect(lookedAt()).toEqual(['looked', 'looked']);
	expect(desk.undo()?.story).toBe(story);
	expect(lookedAt()).toEqual(['looked', undefined]);
});
