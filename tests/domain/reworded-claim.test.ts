import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { FactId, FindingId, momentOf } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { replaceFact } from '$lib/domain/findings/fact';
import { rewordFinding } from '$lib/domain/findings/finding';
import { mergeFindings } from '$lib/domain/findings/merge';
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
const reword = (workflow: TextWorkflow, text = safe, by = bram) =>
	workflow.when(rewordFinding, { kind: 'rumour', finding: workflow.rumour, text }, by);
const approveOn = (workflow: TextWorkflow, basis = basisOf(workflow.state, workflow.row), by: Actor = anna) =>
	workflow.when(approveText, { text: workflow.text, variants: workflow.words(), basis }, by);
const problems = (workflow: TextWorkflow) =>
	workflow.row.variants.map(({ channel, checksum }) => publishProblem(workflow.state, workflow.row, channel, checksum));

describe('a claim that is reworded', () => {
	test('after submission blocks approval by anyone who read the old claim or does not name one', () => {
		const workflow = new TextWorkflow().draft(words, bram, 'holding').submit();
		const read = basisOf(workflow.state, workflow.row);
		reword(workflow);
		expect(refusal(() => approveOn(workflow, read))).toBe('text.basisChanged');
		expect(refusal(() => workflow.approve())).toBe('text.basisChanged');
		approveOn(workflow);
		expect(problems(workflow)).toEqual([null, null]);
		expect(workflow.row.variants[0]?.approved).toMatchObject({ claim: safe, by: anna.id });
	});
	test('after approval cancels the approval, until a person independent of the writer reads the text again', () => {
		const workflow = new TextWorkflow().judge().draft(words).submit().approve();
		reword(workflow);
		expect(problems(workflow)).toEqual(['rumour.reworded', 'rumour.reworded']);
		expect(refusal(() => workflow.publish('website'))).toBe('rumour.reworded');
		expect(waitingTexts(workflow.state)).toMatchObject([{ id: workflow.text, state: 'submitted' }]);
		expect(rewordedClaims(workflow.state)).toEqual([{ claim: safe, rests: 2 }]);
		expect(refusal(() => approveOn(workflow))).toBe('rumour.reworded');
		workflow.when(confirmVerdict, { rumour: workflow.rumour, claim: safe }, carla);
		expect(problems(workflow)).toEqual(['text.basisChanged', 'text.basisChanged']);
		expect(refusal(() => approveOn(workflow, undefined, { ...person('spokesperson'), id: bram.id }))).toBe(
			'text.fourEyes'
		);
		expect(refusal(() => approveOn(workflow, undefined, { ...anna, eyes: [bram.id] }))).toBe('text.sharedEyes');
		approveOn(workflow);
		expect(problems(workflow)).toEqual([null, null]);
		expect(rewordedClaims(workflow.state)).toEqual([]);
	});
	test('after approval lets the text be returned to its writer', () => {
		const workflow = new TextWorkflow().draft(words, bram, 'holding').submit().approve();
		reword(workflow);
		workflow.when(returnText, { text: workflow.text, version: 1, why: 'past niet meer' }, anna);
		expect(workflow.row.variants.map(({ submitted, approved }) => [submitted, approved])).toEqual([
			[null, null],
			[null, null]
		]);
	});
	test('back to its old words restores the approval, because its basis is the same again', () => {
		const workflow = new TextWorkflow().judge().draft(words).submit().approve();
		reword(workflow);
		reword(workflow, rumour);
		expect(problems(workflow)).toEqual([null, null]);
	});
	test('after publication flags every channel and removes the words from the phone script, until the text was read again', () => {
		const workflow = new TextWorkflow().judge().draft(words).submit().approve().publish('website').publish('x');
		expect(phoneScript(workflow.state, momentOf(workflow.wall), () => null)[0]?.status).toBe('valid');
		reword(workflow);
		expect(correctionsDue(workflow.state).map(({ channel }) => channel)).toEqual(['website', 'x']);
		expect(phoneScript(workflow.state, momentOf(workflow.wall), () => null)[0]?.status).not.toBe('valid');
		expect(rewordedTexts(workflow.state)).toMatchObject([{ was: rumour, now: safe }]);
		workflow.when(confirmVerdict, { rumour: workflow.rumour, claim: safe }, carla);
		approveOn(workflow);
		expect(correctionsDue(workflow.state)).toEqual([]);
		expect(phoneScript(workflow.state, momentOf(workflow.wall), () => null)[0]?.status).toBe('valid');
	});
	test('requires checking the verdict; a verdict on words that changed meanwhile is refused', () => {
		const workflow = new TextWorkflow().judge();
		reword(workflow);
		const judged = () => {
			const found = workflow.state.rumours.get(workflow.rumour);
			return found && isVerdictReworded(found);
		};
		expect(judged()).toBe(true);
		const verdict = { rumour: workflow.rumour, verdict: 'true', fact: workflow.fact };
		expect(refusal(() => workflow.when(giveVerdict, { ...verdict, claim: rumour }, bram))).toBe('rumour.reworded');
		expect(refusal(() => workflow.when(confirmVerdict, { rumour: workflow.rumour, claim: rumour }, bram))).toBe(
			'rumour.reworded'
		);
		workflow.when(giveVerdict, { ...verdict, claim: safe }, bram);
		expect(judged()).toBe(false);
	});
	test('by a merge becomes that of the rumour it was merged into', () => {
		const other = fresh(FindingId);
		const workflow = new TextWorkflow().draft(words, bram, 'holding').submit().approve();
		workflow.when(signalRumour, { id: other, text: safe, offline: 'telefoon', seenIn: null }, bram);
		workflow.when(mergeFindings, { kind: 'rumour', finding: workflow.rumour, into: other }, bram);
		expect(problems(workflow)).toEqual(['text.basisChanged', 'text.basisChanged']);
	});
});

describe('a text whose fact was replaced', () => {
	const citing = (workflow: TextWorkflow) => ({ what: 'text', of: workflow.text });
	const why = 'Dat staat los van de meting';
	const replace = (workflow: TextWorkflow, replaces: FactId) => {
		const id = fresh(FactId);
		workflow.when(replaceFact, { replaces, id, text: `Feit ${id}`, source: 'Waterschap', at: null }, bram);
		return id;
	};
	const cited = () =>
		((workflow) => {
			workflow.when(citeFacts, { text: workflow.text, facts: [workflow.fact] }, bram);
			return workflow.submit().approve();
		})(new TextWorkflow().draft(words, bram, 'holding'));

	test('is confirmed only by somebody independent of the writer, with a reason', () => {
		const workflow = cited();
		replace(workflow, workflow.fact);
		const review = (by: Actor, reason = why) =>
			workflow.when(reviewCitation, { fact: workflow.fact, citing: citing(workflow), why: reason }, by);
		expect(refusal(() => review(bram))).toBe('review.own');
		expect(refusal(() => review({ ...anna, eyes: [bram.id] }))).toBe('review.own');
		expect(() => review(anna, 'klopt')).toThrow();
		expect(problems(workflow)).toEqual(['fact.replaced', 'fact.replaced']);
		review(anna);
		// It rests on the new fact, which its approver has not read yet.
		expect(problems(workflow)).toEqual(['text.basisChanged', 'text.basisChanged']);
		approveOn(workflow);
		expect(problems(workflow)).toEqual([null, null]);
	});
	test('must be reviewed again each time the fact is replaced', () => {
		const workflow = cited();
		let fact = workflow.fact;
		for (let round = 0; round < 3; round += 1) {
			fact = replace(workflow, fact);
			expect(problems(workflow)).toEqual(['fact.replaced', 'fact.replaced']);
			workflow.when(reviewCitation, { fact: workflow.fact, citing: citing(workflow), why }, anna);
			expect(workflow.row.facts).toEqual([workflow.fact]);
			approveOn(workflow);
			expect(problems(workflow)).toEqual([null, null]);
			expect(workflow.row.variants[0]?.approved?.facts).toEqual([fact]);
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
test('after anything that happens to claim, verdict or facts, publishable words rest on what their approver read', () => {
	const reached = { same: 0, lapsed: 0, approvedAgain: 0 };
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...steps, ...often), { minLength: 3, maxLength: 14 }), (chosenSteps) => {
			const workflow = new TextWorkflow().judge().draft(words).submit().approve();
			const other = fresh(FindingId);
			workflow.when(
				signalRumour,
				{ id: other, text: 'Er is niets aan de hand', offline: 'telefoon', seenIn: null },
				bram
			);
			let newest = workflow.fact;
			// A combination that was read before needs no new act.
			const seen = new Set<string>();
			const read = (): void => {
				for (const { channel } of workflow.row.variants)
					seen.add(`${channel} ${basisOf(workflow.state, workflow.row)}`);
			};
			read();
			const send: Record<(typeof chosenSteps)[number], () => [AnyCommandKind, object, Actor]> = {
				reword: () => [rewordFinding, { kind: 'rumour', finding: workflow.rumour, text: safe }, bram],
				back: () => [rewordFinding, { kind: 'rumour', finding: workflow.rumour, text: rumour }, bram],
				merge: () => [mergeFindings, { kind: 'rumour', finding: workflow.rumour, into: other }, bram],
				judge: () => [giveVerdict, { rumour: workflow.rumour, verdict: 'true', fact: newest }, bram],
				deny: () => [
					giveVerdict,
					{
						rumour: workflow.rumour,
						claim: workflow.state.rumours.get(workflow.rumour)?.text,
						verdict: 'false',
						fact: newest
					},
					bram
				],
				confirm: () => [
					confirmVerdict,
					{ rumour: workflow.rumour, claim: workflow.state.rumours.get(workflow.rumour)?.text },
					carla
				],
				replace: () => {
					const id = fresh(FactId);
					const replaces = newest;
					newest = id;
					return [replaceFact, { replaces, id, text: 'Anders', source: 'Waterschap', at: null }, bram];
				},
				review: () => [
					reviewCitation,
					{ fact: workflow.fact, citing: { what: 'text', of: workflow.text }, why: 'Dat staat er los van' },
					anna
				],
				split: () => [
					splitRumour,
					{ rumour: workflow.rumour, id: fresh(FindingId), text: 'Iets anders', stories: [], variants: [] },
					bram
				],
				variants: () => [setVariants, { rumour: workflow.rumour, variants: ['Gif in het water'] }, bram],
				approve: () => [
					approveText,
					{ text: workflow.text, variants: workflow.words(), basis: basisOf(workflow.state, workflow.row) },
					anna
				]
			};
			for (const step of chosenSteps) {
				const [kind, input, by] = send[step]();
				if (refusal(() => workflow.when(kind, input, by)) !== null) continue;
				if (step === 'approve') {
					reached.approvedAgain += 1;
					read();
				}
				for (const { channel, checksum } of workflow.row.variants) {
					const isSame = seen.has(`${channel} ${basisOf(workflow.state, workflow.row)}`);
					const problem = publishProblem(workflow.state, workflow.row, channel, checksum);
					if (problem === null) expect(isSame).toBe(true);
					reached[problem === null ? 'same' : 'lapsed'] += 1;
				}
			}
		}),
		{
			numRuns: 200,
			examples: [[['reword', 'confirm', 'approve']], [['reword', 'confirm', 'approve', 'reword', 'back', 'deny']]]
		}
	);
	expect(reached.same).toBeGreaterThan(100);
	expect(reached.lapsed).toBeGreaterThan(100);
	expect(reached.approvedAgain).toBeGreaterThan(0);
});
