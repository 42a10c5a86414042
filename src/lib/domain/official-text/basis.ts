import { canonical, checksumOf } from '../core/checksum';
import type { FactId, FindingId, Sha256 } from '../core/ids';
import { currentReview, type Fact } from '../findings/fact';
import { afterMerges, type FindingBase } from '../findings/finding';
import type { Need } from '../findings/need';
import type { About, OfficialText, Variant } from './official-text';
import { Refusal } from '../core/refusal';
import { isVerdictReworded, type Rumour } from '../findings/rumour';
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

/** Whether a text states a verdict: a holding statement and an answer do not. */
const claimsVerdict = ({ kind }: Readonly<OfficialText>): boolean => kind === 'rebuttal' || kind === 'correction';

/** The verdict on the rumour that a text is about, when the text is of a kind that states it. */
export const verdictUnder = (state: ReadState, text: Readonly<OfficialText>): Rumour['judged'] =>
	claimsVerdict(text) ? (rumourOf(state, text)?.judged ?? null) : null;

/**
 * The verdict that a text states about its rumour; null when it states none. A correction does not wait for the review
 * of a verdict whose fact was replaced or whose claim was reworded: until then it states none.
 */
export function statedVerdict(state: ReadState, text: Readonly<OfficialText>): Rumour['judged'] {
	const judged = verdictUnder(state, text);
	if (text.kind !== 'correction' || judged === null) return judged;
	const rumour = rumourOf(state, text);
	const isReplaced = (state.facts.get(judged.fact)?.replacedBy ?? null) !== null;
	return isReplaced || (rumour && isVerdictReworded(rumour)) ? null : judged;
}

/** The facts on which a text is based: those it cites, and the fact of the verdict it states. */
export function factsBehind(state: ReadState, text: Readonly<OfficialText>): FactId[] {
	const stated = statedVerdict(state, text);
	const cited = [...text.facts, ...(stated ? [stated.fact] : [])];
	return [...new Set(cited.map((id) => reviewedFact(state, text, id)))].sort();
}

/**
 * A fact as we write it down. What a body answered is said in its name, because its "we" is not ours. Dutch, as official
 * texts are.
 */
export function statedFact({ rumours }: Pick<ReadState, 'rumours'>, { id, text }: Readonly<Fact>): string {
	const inquiries = [...rumours.values()].flatMap((rumour) => rumour.inquiries);
	const source = inquiries.find(({ answer }) => answer?.fact === id)?.body;
	return source === undefined ? text : `${source} meldt: ‘${text}’`;
}

/** A person with other eyes than the writers' confirmed that this text is still valid on what replaced the fact. */
const reviewFor = ({ facts }: ReadState, fact: Readonly<Fact>, text: Readonly<OfficialText>) =>
	currentReview(facts, fact, { what: 'text', of: text.id });

/** Those of these facts that were replaced, unless a person confirmed that this text is still valid. */
export const replacedFacts = (state: ReadState, text: Readonly<OfficialText>, facts: readonly FactId[]): FactId[] =>
	facts.filter((id) => {
		const fact = state.facts.get(id);
		return fact?.replacedBy != null && reviewFor(state, fact, text) === null;
	});

/** The replacement of a cited fact, once a person confirmed that the text is still valid with it. */
const reviewedFact = (state: ReadState, text: Readonly<OfficialText>, id: FactId): FactId => {
	const fact = state.facts.get(id);
	return (fact && reviewFor(state, fact, text)?.takes) ?? id;
};

/** The current wording of the claim or question; null for a text about the incident as a whole. */
export const claimOf = (state: ReadState, text: Subject): string | null => subjectOf(state, text)?.text ?? null;

/** What a text rests on: approval and publication apply to the words *on this basis*. */
export type Basis = Pick<OfficialText['versions'][number], 'claim' | 'verdict' | 'facts'> & { readonly basis: Sha256 };
export function basisFrom(claim: Basis['claim'], verdict: Basis['verdict'], facts: FactId[]): Basis {
	const rests = { claim, verdict, facts };
	return { basis: checksumOf(canonical(rests)), ...rests };
}
export const basisNow = (state: ReadState, text: Readonly<OfficialText>): Basis =>
	basisFrom(claimOf(state, text), statedVerdict(state, text)?.verdict ?? null, factsBehind(state, text));
/** The checksum of the claim as it is worded, the verdict and the facts under a text. */
export const basisOf = (state: ReadState, text: Readonly<OfficialText>): Sha256 => basisNow(state, text).basis;

type Submitted = Readonly<OfficialText['versions'][number]>;
/** The version in which the words of a channel were submitted. */
export const versionOf = (
	{ versions }: Readonly<OfficialText>,
	{ submitted }: Readonly<Variant>
): Submitted | undefined => versions.find(({ number }) => number === submitted);

/**
 * Whether the words of a submitted version may be approved on what the text rests on now: the same verdict, and the same
 * facts or those that a person confirmed in their place. Another wording of the claim is for the approver to judge, who
 * names the basis that they read.
 */
export function isCarriedOver(state: ReadState, text: Readonly<OfficialText>, version: Submitted): boolean {
	const now = basisNow(state, text);
	const facts = [...new Set(version.facts.map((id) => reviewedFact(state, text, id)))].sort();
	return version.verdict === now.verdict && canonical(facts) === canonical(now.facts);
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
): 'text.withoutVerdict' | 'text.withoutFact' | 'fact.replaced' | 'rumour.reworded' | null {
	const facts = factsBehind(state, text);
	const rumour = rumourOf(state, text);
	if (text.kind === 'rebuttal' && !statedVerdict(state, text)) return 'text.withoutVerdict';
	if (rumour && statedVerdict(state, text) && isVerdictReworded(rumour)) return 'rumour.reworded';
	if (facts.length === 0 && needsFact(text, words)) return 'text.withoutFact';
	return replacedFacts(state, text, facts).length > 0 ? 'fact.replaced' : null;
}
/** @throws Refusal when these words cannot go out on what they rest on */
export function assertBasisSound(state: ReadState, text: Readonly<OfficialText>, words: readonly Sha256[]): void {
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
