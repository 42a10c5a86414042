import { canonical, checksumOf } from '../core/checksum';
import type { FactId, Sha256 } from '../core/ids';
import type { About, OfficialText } from './official-text';
import { Refusal } from '../core/refusal';
import type { Rumour } from '../findings/rumour';
import type { ReadState } from '../core/state';

/** The rumour that a text is about, or the one it was merged into; undefined for an answer. */
export function rumourOf(
	state: ReadState,
	{ about }: Readonly<Pick<OfficialText, 'about'>>
): Readonly<Rumour> | undefined {
	if (about.kind !== 'rumour') return undefined;
	let found = state.rumours.get(about.finding);
	for (let hops = 0; found?.mergedInto && hops < 50; hops += 1) found = state.rumours.get(found.mergedInto);
	return found;
}

/** A holding statement says that we are checking, and an answer needs no verdict; the other kinds rest on one. */
const claimsVerdict = ({ kind }: Readonly<OfficialText>): boolean => kind === 'rebuttal' || kind === 'correction';

/** The verdict that a text states about its rumour; null when it states none. */
export const statedVerdict = (state: ReadState, text: Readonly<OfficialText>): Rumour['judged'] =>
	claimsVerdict(text) ? (rumourOf(state, text)?.judged ?? null) : null;

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
 * A rebuttal or correction states a verdict and rests on a fact with a source. An answer cites a fact, if only "not
 * known yet".
 * @param words the checksums of the words to publish
 * @throws Refusal
 */
export function assertBasisHolds(state: ReadState, text: Readonly<OfficialText>, words: readonly Sha256[]): void {
	const facts = factsBehind(state, text);
	if (text.kind === 'rebuttal' && !statedVerdict(state, text)) throw new Refusal('text.withoutVerdict');
	if (facts.length === 0 && needsFact(text, words)) throw new Refusal('text.withoutFact');
	if (replacedFacts(state, text, facts).length > 0) throw new Refusal('fact.replaced');
}

/** Whether the subject exists. */
export const subjectExists = (state: ReadState, about: About): boolean =>
	about.kind === 'incident' || (about.kind === 'rumour' ? state.rumours : state.needs).has(about.finding);

/** The subject in people's words; empty when it is the incident. */
export const subjectText = (state: ReadState, text: Readonly<Pick<OfficialText, 'about'>>): string =>
	rumourOf(state, text)?.text ?? (text.about.kind === 'need' ? (state.needs.get(text.about.finding)?.text ?? '') : '');
