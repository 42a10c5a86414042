import { expect, test } from 'vitest';
import { FindingId } from '$lib/domain/core/ids';
import { anna, bram, fresh } from '../domain/in-memory-incident';
import { TextWorkflow } from '../domain/texts';
import { mergeFindings } from '$lib/domain/findings/finding';
import { approveText } from '$lib/domain/official-text/approval';
import { basisOf } from '$lib/domain/official-text/basis';
import { giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { pauseText } from '$lib/domain/official-text/publication';
import { answerOf } from '../../src/routes/incidents/[id]/stream/story/answers';

const words = 'Het drinkwater is veilig. Het waterbedrijf heeft het gemeten.';
const linksOf = (road: TextWorkflow) => [{ kind: 'rumour' as const, finding: road.rumour }];

test('a rumour is answered from the approval of its text on, with the words of that text', () => {
	const road = new TextWorkflow().judge().draft({ website: words });
	expect(answerOf(road.state, linksOf(road))).toBeNull();
	road.submit(bram);
	expect(answerOf(road.state, linksOf(road))).toBeNull();
	road.approve(anna);
	expect(answerOf(road.state, linksOf(road))).toEqual({ kind: 'rumour', words });
	expect(answerOf(road.state, [{ kind: 'rumour', finding: fresh(FindingId) }])).toBeNull();
});

test('a text about a rumour that was merged answers the one it went into, once it was approved for that claim', () => {
	const road = new TextWorkflow().judge().draft({ website: words }).submit(bram).approve(anna);
	const into = fresh(FindingId);
	road.when(signalRumour, { id: into, text: 'De kraan is vergiftigd', offline: 'balie', seenIn: null }, bram);
	road.when(giveVerdict, { rumour: into, verdict: 'false', fact: road.fact }, bram);
	road.when(mergeFindings, { kind: 'rumour', finding: road.rumour, into }, bram);
	expect(answerOf(road.state, [{ kind: 'rumour', finding: into }])).toBeNull();
	const basis = basisOf(road.state, road.row);
	road.when(approveText, { text: road.text, variants: road.words(), basis }, anna);
	expect(answerOf(road.state, [{ kind: 'rumour', finding: into }])?.kind).toBe('rumour');
	expect(answerOf(road.state, linksOf(road))).toBeNull();
});

test('a holding statement answers nothing', () => {
	const road = new TextWorkflow().draft({ website: 'We horen dit en zoeken het uit.' }, bram, 'holding').submit().approve();
	expect(answerOf(road.state, linksOf(road))).toBeNull();
});

test('a text that is paused is no answer', () => {
	const road = new TextWorkflow().judge().draft({ website: words }).submit().approve();
	road.when(pauseText, { text: road.text, why: 'De meting wordt overgedaan' }, bram);
	expect(answerOf(road.state, linksOf(road))).toBeNull();
});
