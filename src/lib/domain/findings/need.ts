import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { undoNewFinding } from './evidence';
import { FindingBase, findUnmerged, isOpen, newFindingInput } from './finding';
import { addFinding, baseRules, earliest, type MergeRules } from './merging';
import { seenAct, withActs } from '../core/eyes';
import { FactId, FindingId, Moment, PersonId, Sha256 } from '../core/ids';
import { analysts, deskStaff, deskStaffAndSystem } from '../core/policy';
import {
	answerBasis,
	answerBy,
	answerStatus,
	confirmRefusal,
	namedBy,
	NeedAnswer,
	type AnswerStatus
} from './need-answer';
import { FirstSeenIn, initialFinding, linkEvidence } from './new-finding';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

/** A question that people ask: open → being answered → answered → asked again. */
export const Need = FindingBase.extend({
	state: z.enum(['open', 'answering', 'answered', 'askedAgain']),
	answer: NeedAnswer.nullable(),
	answering: z.object({ by: PersonId, at: Moment }).nullable(),
	/** When the press wants the answer, on the incident's clock. */
	pressDeadline: Moment.nullable().default(null),
	/** When more will be known: an earlier answer is then open again. On the incident's clock. */
	returnsAt: Moment.nullable().default(null),
	/** The needs that a person said are not the same question. */
	apart: z.array(FindingId).default([])
});
export type Need = z.infer<typeof Need>;

declare module '../core/state' {
	interface Collections {
		needs: [FindingId, Need];
	}
}

/**
 * A need as shown outside the screens for its answer: an answer that may not be given yet is left out, and the need
 * counts as being answered.
 */
export function needForOutside(state: Pick<ReadState, 'facts'>, need: Readonly<Need>): Readonly<Need> {
	const { answer } = need;
	if (!answer || !isUnchecked(answerStatus(state, need))) return need;
	if (need.state !== 'answered') return { ...need, answer: null };
	const { by, at } = answer.written ?? answer;
	return { ...need, state: 'answering', answering: { by, at }, answer: null };
}

/** The open needs whose answer waits for a second person; also one that may be told as a fact meanwhile. */
export const uncheckedNeeds = (state: Pick<ReadState, 'needs' | 'facts'>): Readonly<Need>[] =>
	[...state.needs.values()].filter((need) => isOpen(need) && isUnchecked(answerStatus(state, need)));
export const isUnchecked = (status: AnswerStatus | null): boolean => status === 'unchecked' || status === 'fact';

/** The needs without an answer, including those that somebody is answering: one figure on every screen. */
export const unansweredNeeds = (state: Pick<ReadState, 'needs' | 'facts'>): Readonly<Need>[] =>
	[...state.needs.values()].filter((need) => isOpen(need) && needForOutside(state, need).state !== 'answered');

/** The initial values of a need. */
const unanswered = {
	state: 'open' as const,
	answer: null,
	answering: null,
	pressDeadline: null,
	returnsAt: null,
	apart: []
};

/** The answer to a question that was merged into another one has to be confirmed again, under that question. */
export const needRules: MergeRules<Need> = {
	...baseRules,
	state(target, source) {
		if (target.answering ?? source.answering) return 'answering';
		if (!(target.answer ?? source.answer)) return 'open';
		return [target, source].some(({ state }) => state === 'askedAgain') ? 'askedAgain' : 'answered';
	},
	answer: (target, source) => target.answer ?? (source.answer && { ...source.answer, confirmed: null, named: [] }),
	answering: (target, source) => target.answering ?? source.answering,
	pressDeadline: (target, source) => earliest(target.pressDeadline, source.pressDeadline),
	returnsAt: (target, source) => earliest(target.returnsAt, source.returnsAt),
	apart: (target, source) =>
		[...new Set([...target.apart, ...source.apart])].filter((id) => id !== target.id && id !== source.id)
};

/** Whether it is more than one word: people who did not see the posts must understand the question. */
export const isWholeQuestion = (text: string): boolean => /\p{L}.*\s\S*[\p{L}\p{N}]/u.test(text);

export const raiseNeed = command('need.raise', {
	input: () => newFindingInput.extend({ seenIn: FirstSeenIn }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['finding.withoutEvidence', 'id.taken', 'label.stance', 'need.oneWord', 'story.absent'],
	referencesOf: ({ seenIn }) => (seenIn ? { stories: [seenIn.story] } : {}),
	undo: undoNewFinding('need'),
	decide(input, at) {
		if (!isWholeQuestion(input.text)) throw new Refusal('need.oneWord');
		const { mergedInto, evidence } = linkEvidence('need', input, at);
		const { id, text, offline } = input;
		return [needRaised({ id, text, offline, ...initialFinding(at), ...unanswered, mergedInto }), ...evidence];
	}
});
export const needRaised = event('need.raised', {
	data: () => Need,
	evolve: (state, need) => addFinding(state.needs, need, needRules)
});

/** A person starts to write the answer; others see their name. */
export const startAnswer = command('need.startAnswer', {
	input: () => z.strictObject({ need: FindingId }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged'],
	decide({ need }, { state, actor, now }) {
		findUnmerged(state.needs, need);
		return answerStarted({ need, answering: { by: actor.id, at: now } });
	}
});
export const answerStarted = event('need.answerStarted', {
	data: () => z.object({ need: FindingId, answering: z.object({ by: PersonId, at: Moment }) }),
	evolve: (state, { need, answering }) => change(state.needs, need, { state: 'answering', answering })
});

/** Records an answer that was given: its words, its fact, its channel and its moment. */
export const answerNeed = command('need.answer', {
	input: () =>
		z.strictObject({
			need: FindingId,
			text: Text(2000, 'ownWords'),
			fact: FactId.nullable(),
			channel: Text(120, 'name'),
			at: Moment.nullable()
		}),
	allow: deskStaff,
	refusals: ['fact.absent', 'fact.replaced', 'finding.absent', 'finding.merged'],
	decide({ need, at, ...answer }, { state, actor, now }) {
		const found = findUnmerged(state.needs, need);
		if (answer.fact) {
			const fact = state.facts.get(answer.fact);
			if (!fact) throw new Refusal('fact.absent');
			if (fact.replacedBy) throw new Refusal('fact.replaced');
		}
		const recorded = { ...answer, at: at ?? now };
		return needAnswered({ need, answer: answerBy(state, found, recorded, actor, now) });
	}
});
export const needAnswered = event('need.answered', {
	data: () => z.object({ need: FindingId, answer: NeedAnswer.extend({ text: LooseText(4000, 'ownWords') }) }),
	evolve(state, { need, answer }) {
		const returnsAt = state.needs.get(need)?.returnsAt ?? null;
		change(state.needs, need, {
			state: 'answered',
			answer,
			answering: null,
			returnsAt: returnsAt !== null && returnsAt > answer.at ? returnsAt : null
		});
	}
});

/**
 * A second person confirms these words for this question: from then on they may be given. @remarks `basis` is what was on
 * their screen
 */
export const confirmAnswer = command('need.confirmAnswer', {
	input: () => z.strictObject({ need: FindingId, basis: Sha256 }),
	allow: deskStaff,
	proof: 'fresh',
	delivery: 'now',
	refusals: [
		'answer.absent',
		'answer.alone',
		'answer.changed',
		'answer.checked',
		'answer.noSpokesperson',
		'answer.ownPart',
		'answer.sameEyes',
		'finding.absent',
		'finding.merged'
	],
	decide({ need, basis }, { state, actor, now }) {
		const found = findUnmerged(state.needs, need);
		const { answer, text } = found;
		if (!answer) throw new Refusal('answer.absent');
		if (basis !== answerBasis(text, answer)) throw new Refusal('answer.changed');
		const status = answerStatus(state, found);
		if (status === 'alone') throw new Refusal('answer.alone');
		if (!isUnchecked(status)) throw new Refusal('answer.checked');
		const refused = confirmRefusal(state, found, answer, actor);
		if (refused) throw new Refusal(refused);
		const named = namedBy(state, found, answer, actor, now);
		return answerConfirmed({ need, confirmed: { ...seenAct(actor, now), question: text }, named });
	}
});
export const answerConfirmed = event('need.answerConfirmed', {
	data: () =>
		z.object({
			need: FindingId,
			confirmed: NeedAnswer.shape.confirmed,
			named: NeedAnswer.shape.named.unwrap().element.nullable().default(null)
		}),
	evolve(state, { need, confirmed, named }) {
		const answer = state.needs.get(need)?.answer;
		if (answer)
			change(state.needs, need, {
				answer: { ...answer, confirmed, named: withActs(answer.named, named ? [named] : []) }
			});
	}
});

/** Sets the deadline of the press, and the moment at which the question is open again because more is known. */
export const setNeedTimes = command('need.setTimes', {
	input: () =>
		z.strictObject({
			need: FindingId,
			pressDeadline: Moment.nullable().optional(),
			returnsAt: Moment.nullable().optional()
		}),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged'],
	decide({ need, ...input }, { state }) {
		const { pressDeadline, returnsAt } = findUnmerged(state.needs, need);
		return needTimesSet({
			need,
			pressDeadline: input.pressDeadline === undefined ? pressDeadline : input.pressDeadline,
			returnsAt: input.returnsAt === undefined ? returnsAt : input.returnsAt
		});
	}
});
export const needTimesSet = event('need.timesSet', {
	data: () => z.object({ need: FindingId, pressDeadline: Moment.nullable(), returnsAt: Moment.nullable() }),
	evolve: (state, { need, ...times }) => change(state.needs, need, times)
});

/** Records that two needs are different questions, so that merging them is not proposed again. */
export const keepNeedsApart = command('need.keepApart', {
	input: () => z.strictObject({ need: FindingId, other: FindingId }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['finding.absent', 'finding.merged', 'finding.same'],
	decide({ need, other }, { state }) {
		if (need === other) throw new Refusal('finding.same');
		findUnmerged(state.needs, other);
		const { apart } = findUnmerged(state.needs, need);
		return needKeptApart({ need, apart: [...new Set([...apart, other])] });
	}
});
export const needKeptApart = event('need.keptApart', {
	data: () => z.object({ need: FindingId, apart: z.array(FindingId) }),
	evolve: (state, { need, apart }) => change(state.needs, need, { apart })
});

/** Reopens a need that was asked again after the answer, whose time has come, or whose answer was withdrawn. */
export const reopenNeed = command('need.reopen', {
	input: () => z.strictObject({ need: FindingId }),
	allow: deskStaffAndSystem,
	refusals: ['finding.absent', 'finding.merged', 'finding.state'],
	decide({ need }, { state }) {
		if (findUnmerged(state.needs, need).state !== 'answered') throw new Refusal('finding.state');
		return needAskedAgain({ need });
	}
});
export const needAskedAgain = event('need.askedAgain', {
	data: () => z.object({ need: FindingId }),
	evolve: (state, { need }) => change(state.needs, need, { state: 'askedAgain' })
});
