import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardOf, boardSteps, type BoardCard, type BoardStep } from '$lib/desk/views/rumour-board';
import { moveTo, type Move } from '$lib/desk/views/rumour-moves';
import { replaceFact } from '$lib/domain/findings/fact';
import { courseOf } from '$lib/domain/stories/trend';
import type { FindingFigures } from '$lib/domain/overview/figures';
import { closeFinding, reopenFinding } from '$lib/domain/findings/finding';
import { FactId, FindingId, momentOf } from '$lib/domain/core/ids';
import { answerInquiry, verifyRumour } from '$lib/domain/findings/inquiry';
import { assessRumour, chooseApproach, giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { anna, bram, fresh, noon } from '../domain/in-memory-incident';
import { TextWorkflow } from '../domain/texts';
import { runs } from '../long';

const at = (minutes: number) => momentOf(Date.parse(noon) + minutes * 60_000);
const unmeasured = () => undefined;
const cardOf = (workflow: TextWorkflow, minutes = 0, reader = bram): BoardCard => {
	const card = boardOf(workflow.state, unmeasured, at(minutes), reader).find(({ seen }) => seen.id === workflow.rumour);
	if (!card) throw new Error('no card');
	return card;
};

/** What the form behind a move sends. */
const does: Record<Move, (workflow: TextWorkflow) => void> = {
	ask: (workflow) => workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'Waterbedrijf' }, bram),
	judge: (workflow) => void workflow.judge(),
	// Without a verdict it is not a rebuttal yet.
	approach: (workflow) => {
		const approach = workflow.state.rumours.get(workflow.rumour)?.judged ? 'rebut' : 'sayWeCheck';
		workflow.when(chooseApproach, { rumour: workflow.rumour, approach }, bram);
	},
	end: (workflow) => workflow.when(closeFinding, { kind: 'rumour', finding: workflow.rumour }, bram),
	reopen: (workflow) => workflow.when(reopenFinding, { kind: 'rumour', finding: workflow.rumour }, bram)
};
/** The commands that bring a rumour to any stage, each tried in order. */
const happenings: readonly ((workflow: TextWorkflow) => unknown)[] = [
	does.ask,
	does.judge,
	does.approach,
	does.end,
	does.reopen,
	(workflow) => workflow.when(chooseApproach, { rumour: workflow.rumour, approach: 'watch' }, bram),
	(workflow) => workflow.draft({ x: 'Kraanwater is veilig.' }),
	(workflow) => workflow.submit(),
	(workflow) => workflow.approve(),
	(workflow) => workflow.publish('x'),
	(workflow) => workflow.judge().draft({ x: 'Kraanwater is veilig.' }).submit().approve().publish('x')
];

test('every offered move puts the card into that column; nothing is moved by hand into approval or published', () => {
	const moved = new Set<string>();
	const check = (done: readonly ((workflow: TextWorkflow) => unknown)[], to: BoardStep) => {
		const workflow = new TextWorkflow();
		for (const happen of done) {
			try {
				happen(workflow);
			} catch {
				// Refused here: it did not happen.
			}
		}
		const card = cardOf(workflow);
		const move = moveTo(card, to);
		if (move === null) return;
		if (move !== 'reopen' && move !== 'approach') expect(['approval', 'published']).not.toContain(to);
		does[move](workflow);
		expect(cardOf(workflow).step).toBe(to);
		moved.add(`${card.step} ${move}`);
	};
	const pairs = happenings.flatMap((first) => [[first], ...happenings.map((second) => [first, second])]);
	for (const done of [[], ...pairs]) for (const to of boardSteps) check(done, to);
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom(...happenings), { minLength: 3, maxLength: 9 }),
			fc.constantFrom(...boardSteps),
			check
		),
		{ numRuns: runs(120, 600) }
	);
	expect([...moved].sort()).toEqual(
		expect.arrayContaining([
			'closed approach',
			'closed reopen',
			'judged end',
			'published end',
			'signalled ask',
			'signalled judge',
			'verifying judge'
		])
	);
});

test('a card says what to do now, the most urgent first', () => {
	const workflow = new TextWorkflow();
	const next = (minutes = 0, reader = bram) => cardOf(workflow, minutes, reader).next;
	expect(next()).toEqual({ what: 'assess' });
	workflow.when(assessRumour, { rumour: workflow.rumour, harm: 3, danger: true, helpNeeded: false }, bram);
	expect(next()).toEqual({ what: 'verify' });
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'GGD' }, bram);
	expect(next()).toEqual({ what: 'wait', body: 'GGD', until: null });
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'Waterbedrijf', deadline: at(10) }, bram);
	expect(next()).toEqual({ what: 'wait', body: 'Waterbedrijf', until: at(10) });
	expect(next(11)).toEqual({ what: 'chase', body: 'Waterbedrijf', until: at(10) });
	workflow.when(answerInquiry, { rumour: workflow.rumour, inquiry: 1, text: 'Veilig' }, bram);
	expect(next(11)).toEqual({ what: 'judge' });
	workflow.judge();
	expect(next()).toEqual({ what: 'decide' });
	does.approach(workflow);
	expect(next()).toEqual({ what: 'write' });
	workflow.draft({ x: 'Kraanwater is veilig.' });
	expect(next()).toEqual({ what: 'finish' });
	workflow.submit();
	expect(next()).toEqual({ what: 'approve', approver: null, mine: false });
	expect(next(0, anna)).toEqual({ what: 'approve', approver: null, mine: true });
	workflow.approve();
	expect(next()).toEqual({ what: 'publish' });
	workflow.publish('x');
	expect(next()).toEqual({ what: 'effect' });
	workflow
		.later(3)
		.when(
			replaceFact,
			{ replaces: workflow.fact, id: fresh(FactId), text: 'Kook het water', source: 'GGD', at: null },
			bram
		);
	expect(next(3)).toEqual({ what: 'correct', where: ['Website'] });
	expect(cardOf(workflow, 3).flags.map(({ citing }) => citing.what)).toEqual(['verdict', 'text']);
});

test('cards have the one order of rumours, whatever is late; an unchanged card is the same object', () => {
	const workflow = new TextWorkflow();
	const raise = (text: string, harm: 1 | 2 | 3, danger: boolean) => {
		const id = fresh(FindingId);
		workflow.when(signalRumour, { id, text, offline: 'balie', seenIn: null }, bram);
		workflow.when(assessRumour, { rumour: id, harm, danger, helpNeeded: false }, bram);
		return id;
	};
	workflow.when(assessRumour, { rumour: workflow.rumour, harm: 1, danger: false, helpNeeded: false }, bram);
	const middle = raise('midden', 3, false);
	const danger = raise('gevaar', 1, true);
	const order = (minutes: number) => boardOf(workflow.state, unmeasured, at(minutes), bram).map(({ seen }) => seen.id);
	expect(order(0)).toEqual([danger, middle, workflow.rumour]);
	workflow.later(20);
	const second = raise('later gevaar', 1, true);
	expect(order(55).slice(0, 2)).toEqual([danger, second]);
	workflow.when(giveVerdict, { rumour: danger, verdict: 'false', fact: workflow.fact }, bram);
	expect(order(55).slice(0, 2)).toEqual([danger, second]);

	const none = { posts: 0, looked: 0 };
	const figures = (last30: number): FindingFigures => ({
		finding: middle,
		stories: 1,
		posts: 3,
		atSource: { edited: 0, gone: 0 },
		authors: 3,
		course: courseOf({ ...none, labelled: last30 }, { ...none, labelled: 0 }, 3 - last30),
		newest: null,
		platforms: ['x'],
		phone: 0,
		press: 0,
		online: 3,
		recent: [],
		sinceAnswer: null,
		spread: null
	});
	const measure = new Map([[middle, figures(1)]]);
	const measured = (id: FindingId) => measure.get(id);
	const first = boardOf(workflow.state, measured, at(55), bram);
	const cards = new Map(first.map((card) => [card.seen.id, card]));
	measure.set(middle, figures(2));
	const later = new Map(boardOf(workflow.state, measured, at(55), bram, first).map((card) => [card.seen.id, card]));
	expect(later.get(danger)).toBe(cards.get(danger));
	expect(later.get(middle)).not.toBe(cards.get(middle));
});
