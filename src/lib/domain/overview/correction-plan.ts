import { currentFact, type Fact } from '../findings/fact';
import { FactId, TextId } from '../core/ids';
import { correctedBy, correctionsDue, isCausedBy, type CorrectionDue } from '../official-text/correction';
import { correctionUnderWay } from '../official-text/correcting';
import type { OfficialText } from '../official-text/official-text';
import type { ReadState } from '../core/state';
import { verdictUnder } from '../official-text/basis';
import type { RecordedResponse } from '../official-text/response';
import { citationsOf, type Citation } from '../review/citation';

/** All that is to be done, and was done, about words that turned out to be wrong. */
export interface CorrectionPlan {
	/** The fact that was replaced; null when a text was withdrawn or got another verdict. */
	readonly fact: Readonly<Fact> | null;
	/** What is so now; null when nothing that still holds is known. */
	readonly now: Readonly<Fact> | null;
	/** The old words. */
	readonly before: string;
	/** Where they are still published. */
	readonly due: readonly CorrectionDue[];
	/** The newest correction of these texts; null when nobody started one. */
	readonly correction: Readonly<OfficialText> | null;
	/** It is not on all its channels yet: until then no other correction can be started. */
	readonly isUnderWay: boolean;
	/** The answers that people were given with these words. */
	readonly answers: readonly RecordedResponse[];
	/** What else rests on the old fact, reviewed or not; a text that has corrections due is not repeated. */
	readonly rest: readonly Citation[];
}

/** @param subject the fact that was replaced, or the text that is no longer right; null when it is neither */
export function correctionPlan(state: ReadState, subject: FactId | TextId): CorrectionPlan | null {
	const fact = [...state.facts.values()].find(({ id, replacedBy }) => id === subject && replacedBy !== null) ?? null;
	const text = [...state.texts.values()].find(({ id }) => id === subject);
	if (!fact && !text) return null;
	const isMeant = (each: Readonly<OfficialText>): boolean =>
		each.id === subject || (fact !== null && each.publications.some(({ facts }) => facts.includes(fact.id)));
	const due = correctionsDue(state).filter((each) =>
		fact ? isCausedBy(each.causes, fact.id) : each.text.id === subject
	);
	const corrections = [...state.texts.values()].filter(
		(each) =>
			!each.withdrawn &&
			correctedBy(each).some((id) => {
				const corrected = state.texts.get(id);
				return corrected !== undefined && isMeant(corrected);
			})
	);
	const isDue = new Set<string>(due.map((each) => each.text.id));
	const judged = text && verdictUnder(state, text)?.fact;
	const from = fact ?? (judged && state.facts.get(judged));
	return {
		fact,
		now: from ? currentFact(state.facts, from) : null,
		before: fact?.text ?? text?.publications.at(-1)?.text ?? '',
		due,
		correction: corrections.reduce<Readonly<OfficialText> | null>(
			(newest, each) => (newest && newest.id > each.id ? newest : each),
			null
		),
		isUnderWay: correctionUnderWay(state, new Set(due.map((each) => each.text.id))) !== undefined,
		answers: [...state.responses.values()].filter((each) =>
			fact ? each.facts.includes(fact.id) : each.text === subject
		),
		rest: fact ? citationsOf(state, fact).filter(({ citing }) => !isDue.has(citing.of)) : []
	};
}
