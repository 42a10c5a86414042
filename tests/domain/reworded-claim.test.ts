import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { FactId, FindingId, momentOf } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { replaceFact } from '$lib/domain/findings/fact';
import { mergeFindings, rewordFinding } from '$lib/domain/findings/finding';
import { confirmVerdict, giveVerdict, isVerdictReworded, signalRumour } from '$lib/domain/findings/rumour';
import { setVariants, splitRumour } from '$lib/domain/findings/variants';
import { approveText, returnText } from '$lib/domain/official-text/approval';
import { basisOf } from '$lib/domain/official-text/basis';
import { correctionsDue } from '$lib/domain/official-text/correction';
import { publishProblem } from '$lib/domain/official-text/publication-rules';
import { citeFacts } from '$lib/domain/official-text/writing';
import { phoneScript } from '$lib/domain/overview/phone-script';
import { waitingTexts } from '$lib/domain/overview/waiting-texts';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { rewordedClaims, rewordedTexts } from '$lib/domain/review/reworded';
import { anna, bram, carla, fresh, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

const words = { website: 'Dat klopt niet. Het water is veilig.', x: 'Dat klopt niet.' };
const rumour = 'Het water is vergiftigd';
const safe = 'Het water is veilig om te drinken';
const refusal = (act: () => unknown): string | null => {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
	return null;
};
const reword = (road: TextWorkflow, text = safe, by = bram) =>
	road.when(rewordFinding, { kind: 'rumour', finding: road.rumour, text }, by);
const approveOn = (road: TextWorkflow, basis = basisOf(road.state, road.row), by: Actor = anna) =>
	road.when(approveText, { text: road.text, variants: road.words(), basis }, by);
const problems = (road: TextWorkflow) =>
	road.row.variants.map(({ channel, checksum }) => publishProblem(road.state, road.row, channel, checksum));

describe('a claim that is reworded', () => {
	test('after submission is not approved by who read the old one, nor by who names nothing', () => {
		const road = new TextWorkflow().draft(words, bram, 'holding').submit();
		const read = basisOf(road.state, road.row);
		reword(road);
		expect(refusal(() => approveOn(road, read))).toBe('text.basisChanged');
		expect(refusal(() => road.approve())).toBe('text.basisChanged');
		approveOn(road);
		expect(problems(road)).toEqual([null, null]);
		expect(road.row.variants[0]?.approved).toMatchObject({ claim: safe, by: anna.id });
	});
	test('after approval takes the approval with it, until a person with other eyes than the writer reads it again', () => {
		const road = new TextWorkflow().judge().draft(words).submit().approve();
		reword(road);
		expect(problems(road)).toEqual(['rumour.reworded', 'rumour.reworded']);
		expect(refusal(() => road.publish('website'))).toBe('rumour.reworded');
		expect(waitingTexts(road.state)).toMatchObject([{ id: road.text, state: 'submitted' }]);
		expect(rewordedClaims(road.state)).toEqual([{ claim: safe, rests: 2 }]);
		expect(refusal(() => approveOn(road))).toBe('rumour.reworded');
		road.when(confirmVerdict, { rumour: road.rumour, claim: safe }, carla);
		expect(problems(road)).toEqual(['text.basisChanged', 'text.basisChanged']);
		expect(refusal(() => approveOn(road, undefined, { ...person('spokesperson'), id: bram.id }))).toBe('text.fourEyes');
		expect(refusal(() => approveOn(road, undefined, { ...anna, eyes: [bram.id] }))).toBe('text.sharedEyes');
		approveOn(road);
		expect(problems(road)).toEqual([null, null]);
		expect(rewordedClaims(road.state)).toEqual([]);
	});
	test('can be sent back to the writer also after the approval', () => {
		const road = new TextWorkflow().draft(words, bram, 'holding').submit().approve();
		reword(road);
		road.when(returnText, { text: road.text, version: 1, why: 'past niet meer' }, anna);
		expect(road.row.variants.map(({ submitted, approved }) => [submitted, approved])).toEqual([
			[null, null],
			[null, null]
		]);
	});
	test('back to what it was holds again: nothing under the approval is different then', () => {
		const road = new TextWorkflow().judge().draft(words).submit().approve();
		reword(road);
		reword(road, rumour);
		expect(problems(road)).toEqual([null, null]);
	});
	test('after publication is flagged on every channel, and the words are not said by phone, until it was read again', () => {
		const road = new TextWorkflow().judge().draft(words).submit().approve().publish('website').publish('x');
		expect(phoneScript(road.state, momentOf(road.wall), () => null)[0]?.status).toBe('valid');
		reword(road);
		expect(correctionsDue(road.state).map(({ channel }) => channel)).toEqual(['website', 'x']);
		expect(phoneScript(road.state, momentOf(road.wall), () => null)[0]?.status).not.toBe('valid');
		expect(rewordedTexts(road.state)).toMatchObject([{ was: rumour, now: safe }]);
		road.when(confirmVerdict, { rumour: road.rumour, claim: safe }, bram);
		approveOn(road);
		expect(correctionsDue(road.state)).toEqual([]);
		expect(phoneScript(road.state, momentOf(road.wall), () => null)[0]?.status).toBe('valid');
	});
	test('leaves the verdict to be checked; a verdict on words that changed meanwhile is refused', () => {
		const road = new TextWorkflow().judge();
		reword(road);
		const judged = () => {
			const found = road.state.rumours.get(road.rumour);
			return found && isVerdictReworded(found);
		};
		expect(judged()).toBe(true);
		const verdict = { rumour: road.rumour, verdict: 'true', fact: road.fact };
		expect(refusal(() => road.when(giveVerdict, { ...verdict, claim: rumour }, bram))).toBe('rumour.reworded');
		expect(refusal(() => road.when(confirmVerdict, { rumour: road.rumour, claim: rumour }, bram))).toBe(
			'rumour.reworded'
		);
		road.when(giveVerdict, { ...verdict, claim: safe }, bram);
		expect(judged()).toBe(false);
	});
	test('by a merge is that of the rumour it went into', () => {
		const other = fresh(FindingId);
		const road = new TextWorkflow().draft(words, bram, 'holding').submit().approve();
		road.when(signalRumour, { id: other, text: safe, offline: 'telefoon', seenIn: null }, bram);
		road.when(mergeFindings, { kind: 'rumour', finding: road.rumour, into: other }, bram);
		expect(problems(road)).toEqual(['text.basisChanged', 'text.basisChanged']);
	});
});

describe('a fact that was replaced under a text', () => {
	const citing = (road: TextWorkflow) => ({ what: 'text', of: road.text });
	const why = 'Dat staat los van de meting';
	const replace = (road: TextWorkflow, replaces: FactId) => {
		const id = fresh(FactId);
		road.when(replaceFact, { replaces, id, text: `Feit ${id}`, source: 'Waterschap', at: null }, bram);
		return id;
	};
	const cited = () =>
		((road) => {
			road.when(citeFacts, { text: road.text, facts: [road.fact] }, bram);
			return road.submit().approve();
		})(new TextWorkflow().draft(words, bram, 'holding'));

	test('is found still right only by other eyes than the writer’s, with a reason', () => {
		const road = cited();
		replace(road, road.fact);
		const review = (by: Actor, said = why) =>
			road.when(reviewCitation, { fact: road.fact, citing: citing(road), why: said }, by);
		expect(refusal(() => review(bram))).toBe('review.own');
		expect(refusal(() => review({ ...anna, eyes: [bram.id] }))).toBe('review.own');
		expect(() => review(anna, 'klopt')).toThrow();
		expect(problems(road)).toEqual(['fact.replaced', 'fact.replaced']);
		review(anna);
		// It rests on the new fact, which its approver has not read yet.
		expect(problems(road)).toEqual(['text.basisChanged', 'text.basisChanged']);
		approveOn(road);
		expect(problems(road)).toEqual([null, null]);
	});
	test('and replaced in turn asks for another look each time', () => {
		const road = cited();
		let fact = road.fact;
		for (let round = 0; round < 3; round += 1) {
			fact = replace(road, fact);
			expect(problems(road)).toEqual(['fact.replaced', 'fact.replaced']);
			road.when(reviewCitation, { fact: road.fact, citing: citing(road), why }, anna);
			expect(road.row.facts).toEqual([road.fact]);
			approveOn(road);
			expect(problems(road)).toEqual([null, null]);
			expect(road.row.variants[0]?.approved?.facts).toEqual([fact]);
		}
	});
});

/** Everything that a person can do to what an approved text rests on. */
const steps = [
	'reword',
	'back',
	'merge',
	'judge',
	'deny',
	'confirm',
	'replace',
	'review',
	'split',
	'variants'
] as const;
/** Taken more often, so that many sequences come to an approval of other words. */
const often = ['reword', 'deny', 'confirm', 'approve', 'approve', 'approve'] as const;
test('after anything that happens to claim, verdict or facts, words that may go out rest on what their approver read', () => {
	const reached = { same: 0, lapsed: 0, approvedAgain: 0 };
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...steps, ...often), { minLength: 3, maxLength: 14 }), (taken) => {
			const road = new TextWorkflow().judge().draft(words).submit().approve();
			const other = fresh(FindingId);
			road.when(signalRumour, { id: other, text: 'Er is niets aan de hand', offline: 'telefoon', seenIn: null }, bram);
			let newest = road.fact;
			const seen = new Map(road.row.variants.map(({ channel }) => [channel, basisOf(road.state, road.row)]));
			const send: Record<(typeof taken)[number], () => [AnyCommandKind, object, Actor]> = {
				reword: () => [rewordFinding, { kind: 'rumour', finding: road.rumour, text: safe }, bram],
				back: () => [rewordFinding, { kind: 'rumour', finding: road.rumour, text: rumour }, bram],
				merge: () => [mergeFindings, { kind: 'rumour', finding: road.rumour, into: other }, bram],
				judge: () => [giveVerdict, { rumour: road.rumour, verdict: 'true', fact: newest }, bram],
				deny: () => [
					giveVerdict,
					{ rumour: road.rumour, claim: road.state.rumours.get(road.rumour)?.text, verdict: 'false', fact: newest },
					bram
				],
				confirm: () => [
					confirmVerdict,
					{ rumour: road.rumour, claim: road.state.rumours.get(road.rumour)?.text },
					bram
				],
				replace: () => {
					const id = fresh(FactId);
					const replaces = newest;
					newest = id;
					return [replaceFact, { replaces, id, text: 'Anders', source: 'Waterschap', at: null }, bram];
				},
				review: () => [
					reviewCitation,
					{ fact: road.fact, citing: { what: 'text', of: road.text }, why: 'Dat staat er los van' },
					anna
				],
				split: () => [
					splitRumour,
					{ rumour: road.rumour, id: fresh(FindingId), text: 'Iets anders', stories: [], variants: [] },
					bram
				],
				variants: () => [setVariants, { rumour: road.rumour, variants: ['Gif in het water'] }, bram],
				approve: () => [
					approveText,
					{ text: road.text, variants: road.words(), basis: basisOf(road.state, road.row) },
					anna
				]
			};
			for (const step of taken) {
				const [kind, input, by] = send[step]();
				if (refusal(() => road.when(kind, input, by)) !== null) continue;
				if (step === 'approve') {
					reached.approvedAgain += 1;
					for (const { channel } of road.row.variants) seen.set(channel, basisOf(road.state, road.row));
				}
				for (const { channel, checksum } of road.row.variants) {
					const isSame = seen.get(channel) === basisOf(road.state, road.row);
					const problem = publishProblem(road.state, road.row, channel, checksum);
					if (problem === null) expect(isSame).toBe(true);
					reached[problem === null ? 'same' : 'lapsed'] += 1;
				}
			}
		}),
		{ numRuns: 200, examples: [[['reword', 'confirm', 'approve']]] }
	);
	expect(reached.same).toBeGreaterThan(100);
	expect(reached.lapsed).toBeGreaterThan(100);
	expect(reached.approvedAgain).toBeGreaterThan(0);
});
