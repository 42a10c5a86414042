import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import { permittedTo } from '$lib/domain/commands';
import { FindingId, PostId, StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Actor } from '$lib/domain/core/role';
import { findingMerged, findingUnmerged } from '$lib/domain/findings/merge';
import { nameOf } from '$lib/domain/findings/names';
import type { StoryCard } from '$lib/domain/stories/card';
import { storyMerged, storySplit, storyUnmerged } from '$lib/domain/stories/merge';
import { labelsOf } from '$lib/domain/stories/story';
import { SnoozedStories } from '$lib/desk/stream/list/snoozed-stories.svelte';
import { Stream } from '$lib/desk/stream/stream.svelte';
import { runs } from '../long';
import { deferred, settle } from '../concurrency/deferred';
import { anna, bram, carla, fresh, reader } from '../domain/in-memory-incident';
import { plainState, Server } from './incident';
import { memoryStorage } from './memory-storage';

const STORIES = 4;

/** The server with the tables that a card is made from: which posts are in which story. */
class Tables {
	readonly server = new Server();
	readonly posts = new Map<StoryId, PostId[]>();
	readonly #moved = new Map<StoryId, readonly PostId[]>();
	#read = 0;

	constructor() {
		for (let n = 0; n < STORIES; n += 1) this.posts.set(fresh(StoryId), [fresh(PostId), fresh(PostId)]);
		this.follow();
	}
	/** Moves the posts as the projections do, and tells the commands what they may refer to. */
	follow(): void {
		for (const { type, data } of this.server.after(this.#read)) {
			if (type === storyMerged.type) {
				const { story, into } = storyMerged.data.parse(data);
				this.#moved.set(story, this.in(story));
				this.#move(story, into, this.in(story));
			} else if (type === storySplit.type) {
				const { story, into, posts } = storySplit.data.parse(data);
				this.#move(story, into, posts);
			} else if (type === storyUnmerged.type) {
				const { story, into } = storyUnmerged.data.parse(data);
				this.#move(into, story, this.#moved.get(story) ?? []);
			}
		}
		this.#read = this.server.seq;
		const { testIncident } = this.server;
		testIncident.references = {
			...testIncident.references,
			stories: new Map([...this.posts].map(([story, { length }]) => [story, { posts: length, platforms: ['x'] }])),
			posts: new Map([...this.posts].flatMap(([story, posts]) => posts.map((post) => [post, { story }])))
		};
	}
	in = (story: StoryId): readonly PostId[] => this.posts.get(story) ?? [];
	#move(from: StoryId, into: StoryId, posts: readonly PostId[]): void {
		const moved = this.in(from).filter((post) => posts.includes(post));
		this.posts.set(
			from,
			this.in(from).filter((post) => !moved.includes(post))
		);
		this.posts.set(into, [...this.in(into), ...moved]);
	}
	mergedInto = (story: StoryId): StoryId | null => this.server.state.mergedStories.get(story)?.into ?? null;
	waits = (story: StoryId): boolean => !this.mergedInto(story) && !labelsOf(this.server.state, story).looked;
	card(id: StoryId): StoryCard {
		const { length } = this.in(id);
		const figures = {
			posts: length,
			authors: length,
			platforms: [],
			sources: [],
			recent: [],
			newestAt: this.server.now
		};
		return {
			id,
			lead: {},
			...figures,
			atSource: { edited: 0, gone: 0 },
			waiting: this.waits(id),
			cameBack: false,
			help: null,
			helpState: null,
			maybe: [],
			likely: [],
			perhapsSame: null,
			mergedInto: this.mergedInto(id),
			since: this.server.now,
			backlog: false,
			growth: 0,
			reach: null
		} as unknown as StoryCard;
	}
}

/** The stream of one person, whose line can be cut; an answer may get lost after the server has saved the command. */
class Screen {
	readonly desk: Desk;
	readonly stream: Stream;
	losesAnswer = false;
	isCut = false;
	#line = deferred();
	#retry: (() => void) | null = null;

	constructor(
		readonly tables: Tables,
		person: Actor
	) {
		this.#line.resolve();
		const { server } = tables;
		const never = () => new Promise<never>(() => undefined);
		const reads = { state: never, events: never, figures: never };
		const named = { id: person.id, name: 'Naam', initials: 'N' };
		this.desk = new Desk(server.id, named, reader(person), permittedTo(person.roles), reads);
		this.desk.store.become(server.state, server.seq, server.hashOf(server.seq));
		void this.desk.start(
			{
				storage: memoryStorage(),
				deliver: async (commands) => {
					await this.#line.promise;
					const answers = commands.map((command) => {
						const delivery = server.deliver(command, person);
						tables.follow();
						return delivery;
					});
					const isLost = this.losesAnswer;
					this.losesAnswer = false;
					return isLost ? answers.map(() => ({ kind: 'unreachable' as const })) : answers;
				},
				lock: (work) => work(),
				announce: () => undefined,
				delay: (work) => {
					this.#retry = work;
					return () => (this.#retry = null);
				}
			},
			never()
		);
		const page = () => ({
			stories: [...tables.posts.keys()].filter(tables.waits).map((id) => tables.card(id)),
			next: null,
			totals: null
		});
		const pages = {
			waiting: () => Promise.resolve(page()),
			newest: never,
			help: never,
			found: () => never,
			posts: never
		};
		const storage = { getItem: () => null, setItem: () => undefined };
		const later = new SnoozedStories(server.id, person.id, storage);
		this.stream = new Stream(this.desk, pages as unknown as IncidentReads, later);
	}
	cut(): void {
		if (this.isCut) return;
		this.isCut = true;
		this.#line = deferred();
	}
	async connect(): Promise<void> {
		this.isCut = false;
		this.#line.resolve();
		for (let round = 0; round === 0 || (round < 200 && this.desk.waiting.length > 0); round += 1) {
			this.#retry?.();
			await settle();
		}
		this.receive();
	}
	/** Takes the frame with the events that it does not have yet and the cards that they change. */
	receive(): void {
		const { store } = this.desk;
		const { server, posts } = this.tables;
		if (store.cursor === server.seq) return;
		const stories = [...posts.keys()].map((id) => this.tables.card(id));
		store.takeFrame({ ...server.frame(store.cursor + 1, server.seq), stories });
	}
	/** The rows that are not one line that says where they went: each must be a story with posts. */
	get rows(): readonly StoryId[] {
		return this.stream.listed.filter((id) => this.stream.merged(id) === null);
	}
}

/** What a person does, on rows that their own screen shows. */
const step = fc.record({
	who: fc.nat(1),
	does: fc.constantFrom(
		'merge',
		'merge',
		'split',
		'feel',
		'look',
		'undo',
		'undo',
		'cut',
		'connect',
		'loseAnswer',
		'load'
	),
	row: fc.nat(STORIES),
	other: fc.nat(STORIES)
});

/** A story waits again after an undone merge. While the other screen is cut off it is looked at and that is undone. */
const lookedAtAndBackWhileCut = (
	[
		[1, 'merge'],
		[0, 'load'],
		[1, 'undo'],
		[0, 'cut'],
		[1, 'look'],
		[1, 'undo']
	] as const
).map(([screenIndex, does]) => ({ who: screenIndex, does, row: 0, other: does === 'merge' ? 1 : 0 }));

let screens: Screen[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout', 'clearTimeout', 'clearInterval'] }));
afterEach(() => vi.useRealTimers());

test('after any merges, splits, labels and undos of two people, also across lost connections, each screen matches the server', async () => {
	const reached = { merged: 0, unmerged: 0, split: 0, undone: 0, refused: 0 };
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
			const tables = new Tables();
			screens = [anna, bram].map((person) => new Screen(tables, person));
			await settle();
			for (const screen of screens) await screen.stream.lists.queue.load();
			for (const { who: screenIndex, does, row, other } of steps) {
				const screen = screens[screenIndex];
				if (!screen) continue;
				const { desk, stream, rows } = screen;
				const [one, two] = [rows[row % rows.length], rows[other % rows.length]];
				if (does === 'undo') {
					const undone = desk.undo();
					const step = undone?.did[0];
					reached.undone += undone ? 1 : 0;
					// At once, not only when the server has answered.
					if (step?.type === 'story.merge' && undone?.story && desk.store.predictions.size > 0 && !desk.undoRefused)
						expect(stream.merged(undone.story)).toBeNull();
				} else if (does === 'cut') screen.cut();
				else if (does === 'connect') await screen.connect();
				else if (does === 'loseAnswer') screen.losesAnswer = true;
				else if (does === 'load') await stream.lists.queue.load();
				else if (one && two) {
					if (does === 'merge')
						void desk.send('story.merge', { story: one, into: two, batch: newId() }).then(({ kind }) => {
							reached.refused += kind === 'refused' ? 1 : 0;
						});
					if (does === 'split') {
						const [post] = tables.in(one);
						if (post)
							void desk.send('story.split', { story: one, posts: [post], into: fresh(StoryId), batch: newId() });
					}
					if (does === 'feel') stream.labelling.setValue([...new Set([one, two])], 'emotion', 'fear');
					if (does === 'look') stream.labelling.markLookedAt([...new Set([one, two])], 'looked');
				}
				await settle();
				for (const each of screens) {
					if (!each.isCut) each.receive();
					for (const id of each.rows) expect(each.desk.store.cards.get(id)?.posts).toBeGreaterThan(0);
				}
			}
			for (const screen of screens) await screen.connect();
			for (const screen of screens) {
				screen.receive();
				const { store } = screen.desk;
				expect([screen.desk.waiting.length, store.predictions.size]).toEqual([0, 0]);
				expect(plainState(store.state)).toEqual(plainState(tables.server.state));
				for (const id of screen.stream.listed) {
					expect(screen.stream.merged(id)).toBe(tables.mergedInto(id));
					expect(screen.stream.waits(id)).toBe(tables.waits(id));
				}
				for (const id of screen.rows) expect(store.cards.get(id)?.posts).toBe(tables.in(id).length);
				const unseen = [...tables.posts.keys()].filter((id) => tables.waits(id) && !screen.stream.listed.includes(id));
				expect(screen.stream.lists.queue.fresh).toBeGreaterThanOrEqual(unseen.length);
				screen.stream.stop();
				screen.desk.stop();
			}
			const types = tables.server.events.map(({ type }) => type);
			reached.merged += types.filter((type) => type === storyMerged.type).length;
			reached.unmerged += types.filter((type) => type === storyUnmerged.type).length;
			reached.split += types.filter((type) => type === storySplit.type).length;
		}),
		{ numRuns: runs(120, 2_000), examples: [[lookedAtAndBackWhileCut]] }
	);
	expect(Math.min(...Object.values(reached))).toBeGreaterThan(0);
});

/** What two people do with needs: few names, so that they make the same one, each under an id of their own. */
const needStep = fc.record({
	who: fc.nat(1),
	does: fc.constantFrom('make', 'make', 'label', 'merge', 'merge', 'undo', 'cut', 'connect', 'loseAnswer'),
	name: fc.constantFrom('Is het water veilig?', 'is het wáter, veilig', 'Mag het raam open?', 'Kan ik luchten?'),
	story: fc.nat(STORIES - 1),
	one: fc.nat(20),
	other: fc.nat(20)
});

test('after any needs of one name, labels, merges and undos of two people, none is lost and none is there twice', async () => {
	const reached = { joined: 0, merged: 0, unmerged: 0, blocked: 0, followed: 0 };
	await fc.assert(
		fc.asyncProperty(fc.array(needStep, { minLength: 6, maxLength: 30 }), async (steps) => {
			const tables = new Tables();
			const { server } = tables;
			screens = [bram, carla].map((person) => new Screen(tables, person));
			const made: FindingId[] = [];
			const labelled = new Set<StoryId>();
			await settle();
			for (const { who, does, name, story: at, one, other } of steps) {
				const screen = screens[who];
				const story = [...tables.posts.keys()][at];
				if (!screen || !story) continue;
				const { desk } = screen;
				const known = made.filter((id) => desk.store.state.needs.has(id));
				const [finding, into] = [known[one % known.length], known[other % known.length]];
				if (does === 'make') {
					const id = fresh(FindingId);
					made.push(id);
					void desk.send(
						'need.raise',
						{ id, text: name, offline: null, seenIn: { story, stance: null } },
						{ undo: null }
					);
				} else if (does === 'cut') screen.cut();
				else if (does === 'connect') await screen.connect();
				else if (does === 'loseAnswer') screen.losesAnswer = true;
				else if (does === 'undo') desk.undo();
				else if (does === 'label' && finding) {
					labelled.add(story);
					const label = { story, add: [{ kind: 'need' as const, finding, stance: null }], remove: [] };
					void desk.send('story.label', label, { undo: null }).then(({ kind }) => expect(kind).toBe('saved'));
				} else if (does === 'merge' && finding && into)
					void desk.send('finding.merge', { kind: 'need', finding, into }).then(({ kind }) => {
						reached.blocked += kind === 'refused' ? 1 : 0;
					});
				await settle();
				for (const each of screens) if (!each.isCut) each.receive();
			}
			for (const screen of screens) await screen.connect();
			const { needs, labels, mergedFindings } = server.state;
			for (const screen of screens) {
				screen.receive();
				expect([screen.desk.waiting.length, screen.desk.store.predictions.size]).toEqual([0, 0]);
				expect(plainState(screen.desk.store.state)).toEqual(plainState(server.state));
				screen.desk.stop();
			}
			expect(made.filter((id) => !needs.has(id))).toEqual([]);
			const names = [...needs.values()].filter(({ mergedInto }) => !mergedInto).map(({ text }) => nameOf(text));
			expect(new Set(names).size).toBe(names.length);
			for (const { links } of labels.values())
				for (const { finding } of links) expect(needs.get(finding)?.mergedInto).toBeNull();
			for (const story of labelled) expect(labels.get(story)?.links.length).toBeGreaterThan(0);
			reached.joined += [...needs.values()].filter(
				({ id, mergedInto }) => mergedInto && !mergedFindings.has(id)
			).length;
			reached.followed += labelled.size;
			const types = server.events.map(({ type }) => type);
			reached.merged += types.filter((type) => type === findingMerged.type).length;
			reached.unmerged += types.filter((type) => type === findingUnmerged.type).length;
		}),
		{ numRuns: runs(250, 2_000) }
	);
	expect(Math.min(...Object.values(reached))).toBeGreaterThan(0);
});
