import { expect, test } from 'vitest';
import { FindingId } from '$lib/domain/core/ids';
import { anna, bram, fresh } from '../domain/in-memory-incident';
import { TextWorkflow } from '../domain/texts';
import { mergeFindings } from '$lib/domain/findings/merge';
import { approveText } from '$lib/domain/official-text/approval';
import { basisOf } from '$lib/domain/official-text/basis';
import { giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { pauseText } from '$lib/domain/official-text/publication';
import { alikeRumours, answerOf } from '$lib/desk/stream/story/answers';

const words = 'Het drinkwater is veilig. Het waterbedrijf heeft het gemeten.';
const linksOf = (workflow: TextWorkflow) => [{ kind: 'rumour' as const, finding: workflow.rumour }];

test('a rumour is answered once its text is approved, with the words of that text', () => {
	const workflow = new TextWorkflow().judge().draft({ website: words });
	expect(answerOf(workflow.state, linksOf(workflow))).toBeNull();
	workflow.submit(bram);
	expect(answerOf(workflow.state, linksOf(workflow))).toBeNull();
	workflow.approve(anna);
	expect(answerOf(workflow.state, linksOf(workflow))).toEqual({ kind: 'rumour', words });
	expect(answerOf(workflow.state, [{ kind: 'rumour', finding: fresh(FindingId) }])).toBeNull();
});

test('a text about a merged rumour answers its target, once it is approved for that claim', () => {
	const workflow = new TextWorkflow().judge().draft({ website: words }).submit(bram).approve(anna);
	const into = fresh(FindingId);
	workflow.when(signalRumour, { id: into, text: 'De kraan is vergiftigd', offline: 'balie', seenIn: null }, bram);
	workflow.when(giveVerdict, { rumour: into, verdict: 'false', fact: workflow.fact }, bram);
	workflow.when(mergeFindings, { kind: 'rumour', finding: workflow.rumour, into }, bram);
	expect(answerOf(workflow.state, [{ kind: 'rumour', finding: into }])).toBeNull();
	const basis = basisOf(workflow.state, workflow.row);
	workflow.when(approveText, { text: workflow.text, variants: workflow.words(), basis }, anna);
	expect(answerOf(workflow.state, [{ kind: 'rumour', finding: into }])?.kind).toBe('rumour');
	expect(answerOf(workflow.state, linksOf(workflow))).toBeNull();
});

test('a holding statement is not an answer', () => {
	const workflow = new TextWorkflow()
		.draft({ website: 'We horen dit en zoeken het uit.' }, bram, 'holding')
		.submit()
		.approve();
	expect(answerOf(workflow.state, linksOf(workflow))).toBeNull();
});

test('a paused text is not an answer', () => {
	const workflow = new TextWorkflow().judge().draft({ website: words }).submit().approve();
	workflow.when(pauseText, { text: workflow.text, why: 'De meting wordt overgedaan' }, bram);
	expect(answerOf(workflow.state, linksOf(workflow))).toBeNull();
});

test('a story that nobody linked is matched to the likeliest rumour only, and only where it is very like', () => {
	const likely = (kind: 'need' | 'rumour', likeness: number) => ({
		kind,
		finding: fresh(FindingId),
		likeness,
		words: []
	});
	const [first, second, need] = [likely('rumour', 0.6), likely('rumour', 0.55), likely('need', 0.9)];
	expect(alikeRumours({ likely: [need, first, second] })).toEqual([first]);
	expect(alikeRumours({ likely: [need, likely('rumour', 0.49)] })).toEqual([]);
});
