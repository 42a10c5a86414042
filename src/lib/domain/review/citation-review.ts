import { z } from 'zod';
import { command } from '../core/command';
import type { EventOf } from '../core/event';
import { assertOtherEyes, haveOtherEyes, seenAct } from '../core/eyes';
import { areWhole, publishedNamed } from '../official-text/combination';
import { currentPublications } from '../official-text/correction';
import { wordsNamed } from '../official-text/publication';
import { FactId, TextId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { ReviewReason } from '../core/text';
import { citationsReviewed, Citing, currentFact, type Fact } from '../findings/fact';
import { citationsOf, reportsCiting } from './citation';
import { writersOfCiting } from './writers';

/**
 * A person says why something that cites a replaced fact is still valid: not its writer, nor who recorded the new fact,
 * nor anybody who may share an account with them. A text rests on the new fact from then on. When the new fact is replaced in turn, it is flagged
 * again.
 */
export const reviewCitation = command('fact.review', {
	input: () => z.strictObject({ fact: FactId, citing: Citing.strict(), why: ReviewReason }),
	allow: deskStaff,
	refusals: ['citation.absent', 'fact.absent', 'review.own', 'review.ownPart'],
	decide({ fact, citing, why }, { state, actor, now }): EventOf[] {
		const named = findFact(state, fact);
		const takes = currentFact(state.facts, named)?.id ?? null;
		const isCited = (each: Readonly<Fact>): boolean => cites(state, each, citing);
		if (named.replacedBy === null || !isCited(named)) throw new Refusal('citation.absent');
		// For an answer to a person, the review says that they got a correction.
		if (citing.what !== 'response') assertOtherEyes(writersOfCiting(state, citing), actor);
		const replacement = takes === null ? undefined : state.facts.get(takes);
		if (citing.what !== 'response' && replacement && !haveOtherEyes([replacement], actor))
			throw new Refusal('review.ownPart');
		const names = currentPublications(state)
			.filter(({ text }) => citing.what === 'text' && text.id === citing.of)
			.map(({ text, publication }) => publishedNamed(state, text, publication, actor, now));
		if (!areWhole(names)) throw new Refusal('review.ownPart');
		const reviewed = { ...citing, ...seenAct(actor, now), why, takes };
		// A text may cite several facts that the same fact replaced: they are reviewed together.
		const all = [...state.facts.values()]
			.filter((each) => each.id === fact || (isReplacedBy(state, each, takes) && isCited(each)))
			.map((each) => citationsReviewed({ fact: each.id, reviewed: [...reviewedExcept(each, citing), reviewed] }));
		return names.length === 0 ? all : [...all, wordsNamed({ text: TextId.parse(citing.of), named: names })];
	}
});
/** Takes a review back: what cites the fact is flagged again. */
export const unreviewCitation = command('fact.unreview', {
	input: () => z.strictObject({ fact: FactId, citing: Citing.strict() }),
	allow: deskStaff,
	refusals: ['fact.absent'],
	decide: ({ fact, citing }, { state }) =>
		citationsReviewed({ fact, reviewed: reviewedExcept(findFact(state, fact), citing) })
});

/** Whether it rests on this fact; this also covers reports that a newer one replaced. */
const cites = (state: ReadState, fact: Readonly<Fact>, citing: Citing): boolean =>
	citing.what === 'report'
		? reportsCiting(state, fact).includes(Number(citing.of))
		: citationsOf(state, fact).some((one) => isSame(one.citing, citing));
const isSame = (a: Citing, b: Citing): boolean => a.what === b.what && a.of === b.of;
const isReplacedBy = ({ facts }: ReadState, fact: Readonly<Fact>, takes: FactId | null): boolean =>
	fact.replacedBy !== null && takes !== null && currentFact(facts, fact)?.id === takes;
const reviewedExcept = ({ reviewed }: Readonly<Fact>, citing: Citing): Fact['reviewed'] =>
	reviewed.filter((each) => !isSame(each, citing));

/** @throws Refusal when there is no such fact */
function findFact({ facts }: ReadState, id: FactId): Readonly<Fact> {
	const found = facts.get(id);
	if (!found) throw new Refusal('fact.absent');
	return found;
}
