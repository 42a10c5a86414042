import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { commands } from '$lib/domain/commands';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { FindingId, FindingKind } from '$lib/domain/core/ids';
import { labelStory } from '$lib/domain/findings/evidence';
import { closeFinding, findingNamed, findingsOf, rewordFinding } from '$lib/domain/findings/finding';
import { mergeFindings } from '$lib/domain/findings/merge';
import { haveSameName } from '$lib/domain/findings/names';
import { assessRumour, signalRumour } from '$lib/domain/findings/rumour';
import { setVariants, splitRumour } from '$lib/domain/findings/variants';
import { Refusal } from '$lib/domain/core/refusal';
import { openIncident } from '$lib/domain/incident/incident';
import { riskOf } from '$lib/domain/findings/risk';
import { bram, carla, fresh, opening, InMemoryIncident } from './in-memory-incident';

const makers = {
	need: 'need.raise',
	rumour: 'rumour.signal',
	behaviour: 'behaviour.record',
	meaning: 'meaning.record'
};
const extra = { need: {}, rumour: {}, behaviour: { effect: null }, meaning: { theme: 'other' } };
const kinds = FindingKind.options;
const makerOf = (kind: FindingKind): AnyCommandKind => {
	const found = commands.find(({ type }) => type === makers[kind]);
	if (!found) throw new Error(`Nothing makes a ${kind}.`);
	return found;
};

let at: InMemoryIncident;
beforeEach(() => {
	at = new InMemoryIncident();
	at.when(openIncident, opening(), bram);
});
/** @returns the finding that has the name from then on */
function make(kind: FindingKind, text: string, by = bram): FindingId {
	const id = fresh(FindingId);
	at.when(makerOf(kind), { id, text, offline: 'telefoon', seenIn: null, ...extra[kind] }, by);
	return findingsOf(at.state, kind).get(id)?.mergedInto ?? id;
}
/** The findings that count. */
const unmerged = (kind: FindingKind) =>
	[...findingsOf(at.state, kind).values()].filter(({ mergedInto }) => !mergedInto);
const exists = (finding: FindingId): unknown =>
	expect.objectContaining({ code: 'finding.exists', details: expect.objectContaining({ finding }) as unknown });

test.each(kinds)(
	'a second %s with the same name is the first, in any spelling and from any person; another kind may have that name',
	(kind) => {
		const first = make(kind, 'Café Zuid is dicht?');
		const spellings = ['Café Zuid is dicht?', 'cafe zuid  is dicht', '‘Café Zuid is dicht’', ' CAFÉ ZUID, IS DICHT!'];
		for (const text of [...spellings, 'Café Zu\u00ADid is\u200B dicht'])
			expect(make(kind, text, carla), text).toBe(first);
		make(kind, 'Café Noord is dicht?');
		for (const other of kinds.filter((one) => one !== kind)) make(other, 'Café Zuid is dicht?');
		expect(unmerged(kind).length).toBe(2);
	}
);

test('digits and symbols inside a name are part of it', () => {
	for (const [one, other] of [
		['Tot 15.00 uur', 'Tot 1500 uur'],
		['Min -1 graad', 'Min 1 graad'],
		['Het is 1,5 meter', 'Het is 15 meter'],
		['???', '!!!'],
		['Is er gif?', 'Er is gif']
	] as const)
		expect(haveSameName(one, other)).toBe(false);
	make('rumour', 'Het kost $1.00');
	make('rumour', 'Het kost 1.00');
});

test('after any sequence of actions no two active findings have the same name', () => {
	const word = fc.constantFrom('gif', 'Gif', 'water', 'wáter', 'in', 'de', ' ', '?', '.');
	const text = fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => `Zit er ${words.join(' ')}`);
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.constantFrom(...kinds), text), { maxLength: 20 }), (attempts) => {
			at = new InMemoryIncident();
			at.when(openIncident, opening(), bram);
			for (const [kind, text] of attempts) {
				const known = findingNamed(at.state, kind, text);
				const made = make(kind, text);
				if (known) expect(made).toBe(known.id);
			}
			for (const kind of kinds) {
				const names = unmerged(kind).map(({ text }) => text);
				for (const [n, name] of names.entries())
					expect(names.slice(n + 1).some((other) => haveSameName(name, other))).toBe(false);
			}
		}),
		{ numRuns: 50 }
	);
});

test('a closed finding keeps its name and reopens when linked; a merged one frees its name, but a variant of a claim does not', () => {
	const story = at.story();
	const closed = make('behaviour', 'Mensen kijken bij het hek');
	at.when(closeFinding, { kind: 'behaviour', finding: closed }, bram);
	expect(make('behaviour', 'Mensen kijken bij het hek')).toBe(closed);
	expect(at.state.behaviours.get(closed)?.closed).toBeNull();
	at.when(closeFinding, { kind: 'behaviour', finding: closed }, bram);
	at.when(labelStory, { story, add: [{ kind: 'behaviour', finding: closed, stance: null }], remove: [] }, bram);
	expect(at.state.behaviours.get(closed)?.closed).toBeNull();

	const [from, into] = [make('need', 'Is het water veilig?'), make('need', 'Kan ik het water drinken?')];
	at.when(mergeFindings, { kind: 'need', finding: from, into }, bram);
	make('need', 'Is het water veilig?');

	const claim = make('rumour', 'Het water is vergiftigd');
	at.when(setVariants, { rumour: claim, variants: ['Er zit gif in de kraan'] }, bram);
	expect(make('rumour', 'er zit gif in de kraan!')).toBe(claim);
});

test.each(kinds)('a %s cannot be renamed to the name of another, but can be respelled', (kind) => {
	const [first, second] = [make(kind, 'Is het water veilig?'), make(kind, 'Kan ik het water drinken?')];
	const reword = (finding: FindingId, text: string): unknown => at.when(rewordFinding, { kind, finding, text }, bram);
	for (const text of ['Is het water veilig?', 'is het wáter veilig'])
		expect(() => reword(second, text), text).toThrow(exists(first));
	reword(first, 'is het WATER veilig');
	reword(second, 'Is het water weer veilig?');
	expect([...findingsOf(at.state, kind).values()].map(({ text }) => text)).toEqual([
		'is het WATER veilig',
		'Is het water weer veilig?'
	]);
	const merged = make(kind, 'Mag het uit de kraan?');
	at.when(mergeFindings, { kind, finding: merged, into: first }, bram);
	// A rumour goes by the wordings that were merged into it.
	if (kind === 'rumour') expect(() => reword(second, 'Mag het uit de kraan?')).toThrow(exists(first));
	else reword(second, 'Mag het uit de kraan?');
});

test('a rumour that is split off needs its own name: not that of another, nor one that stays with the original claim', () => {
	const [claim, other] = [make('rumour', 'Het water is vergiftigd'), make('rumour', 'De school is dicht')];
	at.when(setVariants, { rumour: claim, variants: ['Er zit gif in de kraan', 'De kraan is stuk'] }, bram);
	const split = (text: string, variants: string[]): FindingId => {
		const id = fresh(FindingId);
		at.when(splitRumour, { rumour: claim, id, text, stories: [], variants }, bram);
		return id;
	};
	expect(() => split('de school is dicht.', ['De kraan is stuk'])).toThrow(exists(other));
	expect(() => split('Het water is vergiftigd!', ['De kraan is stuk'])).toThrow(exists(claim));
	expect(() => split('Er zit gif in de kraan', ['De kraan is stuk'])).toThrow(exists(claim));
	const made = split('De kraan is stuk', ['De kraan is stuk']);
	expect(at.state.rumours.get(made)).toMatchObject({ text: 'De kraan is stuk', variants: [] });
	expect(at.state.rumours.get(claim)?.variants).toEqual(['Er zit gif in de kraan']);
});

test('a variant needs its own name: duplicates within the claim are left out, the name of another claim is refused', () => {
	const [claim, other] = [make('rumour', 'Het water is vergiftigd'), make('rumour', 'De school is dicht')];
	const set = (variants: string[]): unknown => at.when(setVariants, { rumour: claim, variants }, bram);
	set(['Er zit gif in de kraan', 'er zit gif in de kraan!', 'HET WATER IS VERGIFTIGD', 'Café dicht', 'cafe  dicht?']);
	expect(at.state.rumours.get(claim)?.variants).toEqual(['Er zit gif in de kraan', 'Café dicht']);
	expect(() => set(['De school is dicht!'])).toThrow(exists(other));
	at.when(setVariants, { rumour: other, variants: ['Alle scholen dicht'] }, bram);
	expect(() => set(['alle scholen dicht'])).toThrow(exists(other));
	set(['Café dicht']);

	// A claim that takes the name of its variant leaves its own in that place, and back.
	const reword = (text: string): unknown => at.when(rewordFinding, { kind: 'rumour', finding: claim, text }, bram);
	reword('CAFÉ DICHT');
	expect(at.state.rumours.get(claim)).toMatchObject({ text: 'CAFÉ DICHT', variants: ['Het water is vergiftigd'] });
	reword('Het water is vergiftigd');
	expect(at.state.rumours.get(claim)).toMatchObject({
		text: 'Het water is vergiftigd',
		variants: ['CAFÉ DICHT']
	});
	at.when(setVariants, { rumour: other, variants: ['Alle scholen dicht', 'Een school is dicht'] }, bram);
	at.when(mergeFindings, { kind: 'rumour', finding: other, into: claim }, bram);
	expect(at.state.rumours.get(claim)?.variants).toEqual([
		'CAFÉ DICHT',
		'De school is dicht',
		'Alle scholen dicht',
		'Een school is dicht'
	]);
});

test('after any sequence of making, varying, rewording, merging and splitting no two active wordings have the same name', () => {
	const wording = fc.constantFrom('gif', 'Gif!', 'gíf', 'water', 'Water', 'wáter?', 'rook', 'ROOK', 'stank');
	const which = fc.nat(5);
	const step = fc.oneof(
		fc.record({ what: fc.constant('make' as const), text: wording }),
		fc.record({ what: fc.constant('vary' as const), which, variants: fc.array(wording, { maxLength: 4 }) }),
		fc.record({ what: fc.constant('reword' as const), which, text: wording }),
		fc.record({ what: fc.constant('merge' as const), which, into: which }),
		fc.record({
			what: fc.constant('split' as const),
			which,
			text: wording,
			variants: fc.array(wording, { maxLength: 2 })
		})
	);
	let varied = 0;
	fc.assert(
		fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
			at = new InMemoryIncident();
			at.when(openIncident, opening(), bram);
			const ids: FindingId[] = [make('rumour', 'Gif'), make('rumour', 'Water')];
			const of = (n: number): FindingId => ids[n % ids.length] ?? fresh(FindingId);
			for (const one of steps) {
				try {
					if (one.what === 'make') ids.push(make('rumour', one.text));
					else if (one.what === 'vary') at.when(setVariants, { rumour: of(one.which), variants: one.variants }, bram);
					else if (one.what === 'reword')
						at.when(rewordFinding, { kind: 'rumour', finding: of(one.which), text: one.text }, bram);
					else if (one.what === 'merge')
						at.when(mergeFindings, { kind: 'rumour', finding: of(one.which), into: of(one.into) }, bram);
					else {
						const id = fresh(FindingId);
						const { text, variants } = one;
						at.when(splitRumour, { rumour: of(one.which), id, text, stories: [], variants }, bram);
						ids.push(id);
					}
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
				}
				const unmerged = [...at.state.rumours.values()].filter(({ mergedInto }) => mergedInto === null);
				const all = unmerged.flatMap(({ text, variants }) => [text, ...variants]);
				varied += all.length > unmerged.length ? 1 : 0;
				for (const [n, name] of all.entries())
					expect(all.slice(n + 1).filter((other) => haveSameName(name, other))).toEqual([]);
			}
		}),
		{ numRuns: 200 }
	);
	expect(varied).toBeGreaterThan(100);
});

test('assessing a rumour while signalling it equals assessing it afterwards; without an assessment it has none', () => {
	const judged = [1, 2, 3, null].flatMap((harm) => [false, true].map((danger) => ({ harm, danger })));
	for (const [n, how] of judged.entries()) {
		const [atOnce, later] = [fresh(FindingId), fresh(FindingId)];
		const about = { offline: 'telefoon', seenIn: null };
		at.when(signalRumour, { id: atOnce, text: `Gerucht ${n} in een keer`, ...about, ...how }, bram);
		at.when(signalRumour, { id: later, text: `Gerucht ${n} in twee keer`, ...about }, bram);
		expect(at.state.rumours.get(later)).toMatchObject({ harm: null, danger: false, firstHigh: null });
		at.when(assessRumour, { rumour: later, ...how, helpNeeded: false }, bram);
		const [a, b] = [at.state.rumours.get(atOnce), at.state.rumours.get(later)];
		const { harm, danger, firstHigh } = b ?? {};
		expect(a).toMatchObject({ harm, danger, firstHigh });
		expect(a && riskOf(a, 1)).toEqual(b && riskOf(b, 1));
	}
});
