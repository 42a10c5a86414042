import { SvelteMap } from 'svelte/reactivity';
import { beforeEach, describe, expect, test } from 'vitest';
import { FindingId, type FindingKind, StoryId } from '$lib/domain/core/ids';
import { closeFinding } from '$lib/domain/findings/finding';
import { mergeFindings } from '$lib/domain/findings/merge';
import { recordMeaning, Theme } from '$lib/domain/findings/meaning';
import { raiseNeed } from '$lib/domain/findings/need';
import { signalRumour } from '$lib/domain/findings/rumour';
import { setVariants } from '$lib/domain/findings/variants';
import { openIncident } from '$lib/domain/incident/incident';
import type { StoryCard } from '$lib/domain/stories/card';
import { noLabels } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/words';
import { browserState, assignState } from '$lib/desk/sync/browser-state.svelte';
import { firstSpread } from '$lib/desk/stream/labels/first-spread';
import { Picking } from '$lib/desk/stream/picking.svelte';
import { optionsFor, type Option } from '$lib/desk/stream/labels/picker-options';
import { bram, fresh, noon, opening, InMemoryIncident } from '../domain/in-memory-incident';

let at: InMemoryIncident;
let claims: Record<string, FindingId>;
beforeEach(() => {
	at = new InMemoryIncident();
	at.when(openIncident, opening(), bram);
	claims = {};
	for (const text of [
		'Het water is vergiftigd',
		'Er zijn doden',
		'De school is dicht',
		'Asbest',
		'Gif',
		'Rook',
		'Café'
	])
		claim(text);
});
function claim(text: string): FindingId {
	const id = fresh(FindingId);
	at.when(signalRumour, { id, text, offline: 'straat', seenIn: null }, bram);
	return (claims[text] = id);
}
const of = (text: string): FindingId => claims[text] ?? fresh(FindingId);

interface PickerInput {
	kind?: FindingKind | 'any';
	typed?: string;
	likely?: Record<string, number>;
	unfolded?: boolean;
}
function options(to: PickerInput = {}): readonly Option[] {
	const state = browserState();
	assignState(state, at.state);
	const likely: StoryCard['likely'] = Object.entries(to.likely ?? {}).map(([text, likeness]) => ({
		kind: 'rumour',
		finding: of(text),
		likeness,
		words: ['school']
	}));
	return optionsFor(
		{
			desk: {
				people: new SvelteMap(),
				clock: { minute: Date.now() },
				store: { state, findingFigures: new SvelteMap() }
			},
			kind: to.kind ?? 'rumour',
			typed: to.typed ?? '',
			likely,
			links: [],
			offered: null,
			unfolded: to.unfolded ?? false
		},
		wordsIn('nl')
	);
}
const shown = (all: readonly Option[]): string[] =>
	all.map((option) =>
		option.type === 'rest' ? `en ${option.count}` : `${option.type === 'new' ? '+ ' : ''}${option.text}`
	);

test('the most similar findings come first with their likelihood and words; dissimilar ones are folded', () => {
	const all = options({ likely: { 'De school is dicht': 0.81, Gif: 0.44, Rook: 0.19 } });
	expect(shown(all)).toEqual(['De school is dicht', 'Gif', 'en 5']);
	expect(all.map((option) => (option.type === 'finding' ? option.why : ''))).toEqual([
		expect.stringMatching(/^lijkt het meest: 0,81 · ‘school’ · /),
		expect.stringMatching(/^0,44 · ‘school’ · /),
		''
	]);
	expect(shown(options({ likely: { Gif: 0.44 }, unfolded: true }))).toHaveLength(7);
	// Nothing is like it: the first are shown all the same, so that two keys still link one.
	expect(shown(options())).toHaveLength(6);
	expect(shown(options())[5]).toBe('en 2');
});

test('typed words match any wording; findings similar to the story stay below, so that nobody makes a duplicate', () => {
	at.when(setVariants, { rumour: of('Het water is vergiftigd'), variants: ['Er zit iets in de kraan'] }, bram);
	expect(shown(options({ typed: 'kraan' }))).toEqual(['Het water is vergiftigd', '+ Kraan']);
	expect(shown(options({ typed: 'cafe' }))).toEqual(['Café']);
	const made = options({ typed: 'de kinderen mogen niet naar huis', likely: { 'De school is dicht': 0.5, Gif: 0.1 } });
	expect(shown(made)).toEqual(['De school is dicht', '+ De kinderen mogen niet naar huis']);
	expect(made[0]).toMatchObject({ matches: false });
});

test('no new finding is offered where the name exists, however it is spelled; a merged one shows its target', () => {
	for (const typed of ['het water is VERGIFTIGD!', 'Het  water is vergiftigd'])
		expect(options({ typed })).toMatchObject([{ type: 'finding', isNamed: true, matches: true }]);
	at.when(closeFinding, { kind: 'rumour', finding: of('Gif') }, bram);
	expect(options({ typed: 'gif' }).at(-1)).toMatchObject({ isNamed: true, closed: true });
	at.when(mergeFindings, { kind: 'rumour', finding: of('Rook'), into: of('Asbest') }, bram);
	expect(options().some((option) => option.type === 'finding' && option.mergedInto !== null)).toBe(false);
	expect(options({ typed: 'rook' }).find((option) => option.key === of('Rook'))).toMatchObject({
		mergedInto: of('Asbest')
	});
});

test('an incident with few meanings offers the ready-made themes it lacks, one key each', () => {
	const mean = (text: string, theme: Theme): FindingId => {
		const id = fresh(FindingId);
		at.when(recordMeaning, { id, text, theme, offline: 'straat', seenIn: null }, bram);
		return id;
	};
	const meanings = (to: PickerInput = {}): readonly Option[] => options({ kind: 'meaning', ...to });
	expect(shown(meanings())).toEqual([
		'Schuldvraag',
		'Vertrouwen in de overheid',
		'Rouw en verdriet',
		'Saamhorigheid',
		'Politieke discussie',
		'Oproepen tot actie',
		'Symbolen en beelden'
	]);
	expect(shown(options())).not.toContain('Schuldvraag');

	// Typing finds them by name, and never offers one beside itself.
	expect(shown(meanings({ typed: 'vertrouw' }))).toEqual(['Vertrouwen in de overheid', '+ Vertrouw']);
	expect(shown(meanings({ typed: 'SCHULDVRAAG!' }))).toEqual(['Schuldvraag']);
	expect(shown(meanings({ typed: 'zorg van ouders' }))).toEqual(['+ Zorg van ouders']);

	// What is there is offered as it is called here, once.
	mean('Gemis in de buurt', 'grief');
	mean('Schuldvraag', 'other');
	expect(shown(meanings())).toEqual([
		'Gemis in de buurt',
		'Schuldvraag',
		'Vertrouwen in de overheid',
		'Saamhorigheid',
		'Politieke discussie',
		'Oproepen tot actie',
		'Symbolen en beelden'
	]);
	for (const text of ['Zorg van ouders', 'Eerdere branden', 'Het is overdreven']) mean(text, 'other');
	expect(meanings().every(({ type }) => type === 'finding')).toBe(true);
});

test('the spread of a new claim is that of its story, as far as the story supports or asks', () => {
	const card = (to: Partial<StoryCard>) => ({
		authors: 1,
		platforms: ['x'] satisfies StoryCard['platforms'],
		recent: Array<number>(12).fill(0),
		newestAt: noon,
		lead: { platform: 'x', author: null } as unknown as StoryCard['lead'],
		...to
	});
	const now = Date.parse(noon) + 60_000;
	const valueOf = (to: Partial<StoryCard>, stance: 'supports' | 'denies' | 'asks' = 'supports', later = now) =>
		firstSpread(card(to), stance, later).reason;
	expect(valueOf({})).toBe('few');
	expect(valueOf({ authors: 5 })).toBe('fiveAuthors');
	expect(valueOf({ platforms: ['x', 'phone'] })).toBe('few');
	expect(valueOf({ platforms: ['x', 'bluesky'] })).toBe('twoPlatforms');
	expect(valueOf({ recent: [0, 0, 0, 0, 0, 3, 0, 0, 0, 2, 2, 2] })).toBe('doubling');
	expect(valueOf({ platforms: ['x', 'press'] }, 'asks')).toBe('pressAsks');
	expect(valueOf({ authors: 50 }, 'denies')).toBe('few');
	expect(valueOf({ authors: 50 }, 'supports', now + 121 * 60_000)).toBe('few');
});

/** A picker at a story, what it sent, and the store that it reads. */
function picker(kind: FindingKind | 'any', likely: StoryCard['likely'] = []) {
	const store = { state: browserState(), cards: new SvelteMap<StoryId, StoryCard>(), findingFigures: new SvelteMap() };
	assignState(store.state, at.state);
	const sent: unknown[] = [];
	const stream = {
		desk: {
			people: new SvelteMap(),
			clock: { minute: Date.now() },
			store,
			send: (_: unknown, input: unknown) => {
				sent.push(input);
				return Promise.resolve();
			}
		},
		labelling: {
			labels: () => noLabels,
			link: (...args: unknown[]) => sent.push(args),
			recordCreated: () => undefined
		},
		cardOf: () => ({ likely }),
		show: () => undefined,
		targets: []
	};
	type PickingArguments = ConstructorParameters<typeof Picking>;
	const picking = new Picking(stream as unknown as PickingArguments[0], wordsIn('nl'), fresh(StoryId), kind);
	return { picking, sent, store };
}

test('a ready-made theme is made only by its own key or a click, and never instead of a clicked new one', () => {
	const { picking, sent } = picker('meaning');
	expect(picking.selected).toMatchObject({ type: 'theme', theme: 'blame' });
	expect([picking.take(), picking.problem, sent]).toEqual([false, 'notMade', []]);
	expect(picking.toMake).toBe(picking.selected);
	picking.make();
	expect(sent.splice(0)).toMatchObject([{ text: 'Schuldvraag', theme: 'blame' }]);

	const [, , third] = picking.options;
	if (third) picking.press(third);
	expect(sent.splice(0)).toMatchObject([{ text: 'Rouw en verdriet', theme: 'grief' }]);

	picking.typed = 'rouw';
	picking.searched();
	expect(picking.selected).toMatchObject({ type: 'theme', theme: 'grief' });
	const made = picking.options.find(({ type }) => type === 'new');
	if (made) picking.press(made);
	expect(sent).toMatchObject([{ text: 'Rouw', theme: 'other' }]);
});

test('an existing name is never offered as new, however many others match it', () => {
	for (let number = 0; number < 40; number++) claim(`Gif in straat ${String(number)}`);
	at.when(closeFinding, { kind: 'rumour', finding: of('Gif') }, bram);
	const all = options({ typed: 'gif' });
	expect(all).toHaveLength(31);
	expect(all.at(-1)).toMatchObject({ type: 'finding', text: 'Gif', isNamed: true });

	const { picking, sent } = picker('rumour');
	picking.typed = 'gif';
	picking.make();
	expect(sent).toMatchObject([[[], 'rumour', of('Gif'), 'supports', undefined]]);
});

test('the chosen option stays chosen while colleagues make and merge others; when it is gone, nothing is accepted', () => {
	const { picking, sent, store } = picker('rumour');
	picking.move(1);
	const text = picking.selected?.type === 'finding' ? picking.selected.text : '';
	expect([text, picking.at]).toEqual(['Er zijn doden', 1]);

	// A colleague makes one, and others are talked about more by now: nothing changes its place.
	claim('De brug is dicht');
	assignState(store.state, at.state);
	const figures = { posts: 90, authors: 80, perStance: null };
	store.findingFigures.set(of('Asbest'), { finding: of('Asbest'), ...figures });
	expect(picking.selected).toMatchObject({ text, type: 'finding' });
	expect(picking.at).toBe(1);

	at.when(mergeFindings, { kind: 'rumour', finding: of(text), into: of('Gif') }, bram);
	assignState(store.state, at.state);
	expect(picking.selected).toBeUndefined();
	picking.take();
	expect(sent).toEqual([]);
	picking.move(1);
	expect(picking.selected).toMatchObject({ text: 'Het water is vergiftigd' });
});

describe('the list of all kinds', () => {
	const likely = (finding: FindingId, likeness: number, kind: FindingKind = 'rumour') => ({
		kind,
		finding,
		likeness,
		words: []
	});
	function ask(text: string): FindingId {
		const id = fresh(FindingId);
		at.when(raiseNeed, { id, text, offline: 'straat', seenIn: null }, bram);
		return id;
	}

	test('has the three likeliest first, of whatever kind, and the others folded', () => {
		const need = ask('Waar is de opvang?');
		const { picking } = picker('any', [
			likely(need, 0.3, 'need'),
			likely(of('Gif'), 0.1),
			likely(of('Rook'), 0.5),
			likely(of('Asbest'), 0.05)
		]);
		expect(shown(picking.options)).toEqual([
			'Rook',
			'Waar is de opvang?',
			'Gif',
			'Het water is vergiftigd',
			'Er zijn doden',
			'en 3'
		]);
		expect(picking.options.slice(0, 3).map((option) => option.type === 'finding' && option.kind)).toEqual([
			'rumour',
			'need',
			'rumour'
		]);
	});

	test('has nothing chosen until the user moves, also after typing, and creates nothing', () => {
		ask('Waar is de opvang?');
		const { picking, sent } = picker('any', [likely(of('Rook'), 0.9)]);
		for (const typed of ['', 'rook', 'Rook', 'iets nieuws']) {
			picking.typed = typed;
			picking.searched();
			expect(picking.selected).toBeUndefined();
			expect(picking.options.map(({ type }) => type)).not.toContain('new');
			expect(picking.options.map(({ type }) => type)).not.toContain('theme');
			expect([picking.take(), picking.make()]).toEqual([false, false]);
		}
		expect(sent).toEqual([]);
		picking.typed = 'opvang';
		picking.searched();
		picking.move(1);
		expect(picking.selected).toMatchObject({ kind: 'need', text: 'Waar is de opvang?' });
		expect(picking.take()).toBe(true);
		expect(sent).toMatchObject([[[], 'need', expect.any(String), null, undefined]]);
	});

	test('asks for the stance of each rumour: a stance never carries over to another', () => {
		const { picking, sent } = picker('any', [likely(of('Rook'), 0.9), likely(of('Gif'), 0.8)]);
		picking.move(1);
		expect([picking.take(), picking.needsStance, picking.stance]).toEqual([false, true, null]);
		picking.stance = 'denies';
		picking.move(1);
		expect([picking.take(), picking.needsStance, picking.stance]).toEqual([false, true, null]);
		picking.stance = 'asks';
		expect(picking.take()).toBe(true);
		expect(sent).toEqual([[[], 'rumour', of('Gif'), 'asks', undefined]]);
	});
});
