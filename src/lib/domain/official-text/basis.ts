import { canonical, checksumOf } from '../core/checksum';
import type { FactId, FindingId, Sha256 } from '../core/ids';
import { afterMerges, type FindingBase } from '../findings/finding';
import type { Need } from '../findings/need';
import type { About, OfficialText } from './official-text';
import { Refusal } from '../core/refusal';
import type { Rumour } from '../findings/rumour';
import type { ReadState } from '../core/state';

type Subject = Readonly<Pick<OfficialText, 'about'>>;

/** The rumour that a text is about, or the one it was merged into; undefined when it is about something else. */
export const rumourOf = (state: ReadState, { about }: Subject): Readonly<Rumour> | undefined =>
	about.kind === 'rumour' ? afterMerges(state.rumours, about.finding) : undefined;
/** The need that a text is about, or the one it was merged into; undefined when it is about something else. */
export const needOf = (state: ReadState, { about }: Subject): Readonly<Need> | undefined =>
	about.kind === 'need' ? afterMerges(state.needs, about.finding) : undefined;
/** The rumour or need that a text is about; undefined for the incident as a whole. */
export const subjectOf = (state: ReadState, text: Subject): Readonly<FindingBase> | undefined =>
	rumourOf(state, text) ?? needOf(state, text);

/** The text that answers a need: the last one about it that was not withdrawn. */
export const answerTextOf = (state: ReadState, need: FindingId): Readonly<OfficialText> | undefined =>
	[...state.texts.values()].findLast((text) => text.withdrawn === null && needOf(state, text)?.id === need);

/** A holding statement says that we are checking, and an answer needs no verdict; the other kinds rest on one. */
const claimsVerdict = ({ kind }: Readonly<OfficialText>): boolean => kind === 'rebuttal' || kind === 'correction';

/** The verdict on the rumour that a text is about, when the text is of a kind that states it. */
export const verdictUnder = (state: ReadState, text: Readonly<OfficialText>): Rumour['judged'] =>
	claimsVerdict(text) ? (rumourOf(state, text)?.judged ?? null) : null;

/**
 * The verdict that a text states about its rumour; null when it states none. A correction does not wait for the review
 * of a verdict whose fact was replaced: until then it states none.
 */
export function statedVerdict(state: ReadState, text: Readonly<OfficialText>): Rumour['judged'] {
	const judged = verdictUnder(state, text);
	const isReplaced = judged !== null && (state.facts.get(judged.fact)?.replacedBy ?? null) !== null;
	return text.kind === 'correction' && isReplaced ? null : judged;
}

/** The facts a text rests on: those it cites, and the fact of the verdict it states. */
export function factsBehind(state: ReadState, text: Readonly<OfficialText>): FactId[] {
	const stated = statedVerdict(state, text);
	return [...new Set([...text.facts, ...(stated ? [stated.fact] : [])])].sort();
}

/** Those of these facts that were replaced, unless a person confirmed that this text is still valid. */
export const replacedFacts = (state: ReadState, text: Readonly<OfficialText>, facts: readonly FactId[]): FactId[] =>
	facts.filter((id) => {
		const fact = state.facts.get(id);
		return fact?.replacedBy != null && !fact.reviewed.some(({ what, of }) => what === 'text' && of === text.id);
	});

/** The verdict and the facts under a text: approval and publication apply to the words *on this basis*. */
export function basisOf(state: ReadState, text: Readonly<OfficialText>): Sha256 {
	const stated = statedVerdict(state, text);
	return checksumOf(canonical({ verdict: stated?.verdict ?? null, facts: factsBehind(state, text) }));
}

/**
 * The words make a claim about this incident, so they need a fact. A holding statement and advice do not, nor do words
 * that were approved in quiet times and only filled in.
 */
const needsFact = ({ kind, prepared }: Readonly<OfficialText>, words: readonly Sha256[]): boolean =>
	kind !== 'holding' && kind !== 'advice' && !words.every((checksum) => prepared?.checksums.includes(checksum));

/**
 * Why these words cannot go out on what they rest on; null when they can. A rebuttal or correction states a verdict and
 * rests on a fact with a source. An answer cites a fact, if only "not known yet".
 * @param words the checksums of the words to publish
 */
export function basisProblem(
	state: ReadState,
	text: Readonly<OfficialText>,
	words: readonly Sha256[]
): 'text.withoutVerdict' | 'text.withoutFact' | 'fact.replaced' | null {
	const facts = factsBehind(state, text);
	if (text.kind === 'rebuttal' && !statedVerdict(state, text)) return 'text.withoutVerdict';
	if (facts.length === 0 && needsFact(text, words)) return 'text.withoutFact';
	return replacedFacts(state, text, facts).length > 0 ? 'fact.replaced' : null;
}
/** @throws Refusal when these words cannot go out on what they rest on */
export function assertBasisHolds(state: ReadState, text: Readonly<OfficialText>, words: readonly Sha256[]): void {
	const problem = basisProblem(state, text, words);
	if (problem) throw new Refusal(problem);
}

/** The subject after merges: a finding that was merged is the one it went into. Null when there is none. */
export function currentSubject(state: ReadState, about: About): About | null {
	if (about.kind === 'incident') return about;
	const found = subjectOf(state, { about });
	return found ? { ...about, finding: found.id } : null;
}

/** The subject in people's words; empty when it is the incident. */
export const subjectText = (state: ReadState, text: Subject): string => subjectOf(state, text)?.text ?? '';

/** The subject as a list names it: a text about the whole incident by the prepared text that it comes from. */
export const subjectTitle = (state: ReadState, text: Readonly<Pick<OfficialText, 'about' | 'prepared'>>): string =>
	subjectText(state, text) || (text.prepared?.title ?? state.incident?.title ?? '');
