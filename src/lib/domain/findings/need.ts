import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { undoNewFinding } from './evidence';
import { FindingBase, findUnmerged, newFindingInput } from './finding';
import { FactId, FindingId, Moment, PersonId } from '../core/ids';
import { analysts, deskStaff, deskStaffAndSystem } from '../core/policy';
import { FirstSeenIn, initialFinding, linkEvidence } from './new-finding';
import { Refusal } from '../core/refusal';
import { change } from '../core/state';
import { LooseText, Text } from '../core/text';

const NeedAnswer = z.object({
	text: Text(4000),
	fact: FactId.nullable(),
	/** Where the answer was given: website, phone desk, live blog, … */
	channel: Text(160),
	/** On the incident's clock. */
	at: Moment,
	by: PersonId
});
type NeedAnswer = z.infer<typeof NeedAnswer>;

/** A question that people ask: open → being answered → answered → asked again. */
export const Need = FindingBase.extend({
	state: z.enum(['open', 'answering', 'answered', 'askedAgain']),
	answer: NeedAnswer.nullable(),
	answering: z.object({ by: PersonId, at: Moment }).nullable()
});
export type Need = z.infer<typeof Need>;

declare module '../core/state' {
	interface Collections {
		needs: [FindingId, Need];
	}
}

export const raiseNeed = command('need.raise', {
	input: newFindingInput.extend({ seenIn: FirstSeenIn }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['finding.withoutEvidence', 'id.taken', 'label.stance', 'story.absent'],
	referencesOf: ({ seenIn }) => (seenIn ? { stories: [seenIn.story] } : {}),
	undo: undoNewFinding('need'),
	decide(input, at) {
		const evidence = linkEvidence('need', input, at);
		const { id, text, offline } = input;
		return [
			needRaised({ id, text, offline, ...initialFinding(at), state: 'open', answer: null, answering: null }),
			...evidence
		];
	}
});
export const needRaised = event('need.raised', {
	data: Need,
	evolve(state, need) {
		state.needs.set(need.id, need);
	}
});

/** A person starts to write the answer; others see their name. */
export const startAnswer = command('need.startAnswer', {
	input: z.strictObject({ need: FindingId }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged'],
	decide({ need }, { state, actor, now }) {
		findUnmerged(state.needs, need);
		return answerStarted({ need, answering: { by: actor.id, at: now } });
	}
});
export const answerStarted = event('need.answerStarted', {
	data: z.object({ need: FindingId, answering: z.object({ by: PersonId, at: Moment }) }),
	evolve: (state, { need, answering }) => change(state.needs, need, { state: 'answering', answering })
});

/** Records an answer that was given: its words, its fact, its channel and its moment. */
export const answerNeed = command('need.answer', {
	input: z.strictObject({
		need: FindingId,
		text: Text(2000),
		fact: FactId.nullable(),
		channel: Text(120),
		at: Moment.nullable()
	}),
	allow: deskStaff,
	refusals: ['fact.absent', 'fact.replaced', 'finding.absent', 'finding.merged'],
	decide({ need, at, ...answer }, { state, actor, now }) {
		findUnmerged(state.needs, need);
		if (answer.fact) {
			const fact = state.facts.get(answer.fact);
			if (!fact) throw new Refusal('fact.absent');
			if (fact.replacedBy) throw new Refusal('fact.replaced');
		}
		return needAnswered({ need, answer: { ...answer, at: at ?? now, by: actor.id } });
	}
});
export const needAnswered = event('need.answered', {
	data: z.object({ need: FindingId, answer: NeedAnswer.extend({ text: LooseText(4000) }) }),
	evolve: (state, { need, answer }) => change(state.needs, need, { state: 'answered', answer, answering: null })
});

/** Reopens a need that was asked again after the answer, or whose answer was withdrawn. */
export const reopenNeed = command('need.askAgain', {
	input: z.strictObject({ need: FindingId }),
	allow: deskStaffAndSystem,
	refusals: ['finding.absent', 'finding.merged', 'finding.state'],
	decide({ need }, { state }) {
		if (findUnmerged(state.needs, need).state !== 'answered') throw new Refusal('finding.state');
		return needAskedAgain({ need });
	}
});
export const needAskedAgain = event('need.askedAgain', {
	data: z.object({ need: FindingId }),
	evolve: (state, { need }) => change(state.needs, need, { state: 'askedAgain' })
});
