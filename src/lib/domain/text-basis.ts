import { canonical, checksumOf } from './checksum';
import type { FactId, FindingId, Sha256 } from './ids';
import type { OfficialText } from './official-text';
import { Refusal } from './refusal';
import type { Rumour } from './rumour';
import type { ReadState } from './state';

/** The rumour that a text is about, where it lives on after merging; undefined for an answer. */
export function rumourOf(state: ReadState, { about }: Readonly<Pick<OfficialText, 'about'>>): Readonly<Rumour> | undefined {
	if (about.kind !== 'rumour') return undefined;
	let found = state.rumours.get(about.finding);
	for (let hops = 0; found?.mergedInto && hops < 50; hops += 1) found = state.rumours.get(found.mergedInto);
	return found;
}

/** A holding statement says that we check it, an answer needs none: the others rest on a verdict. */
const claimsVerdict = ({ kind }: Readonly<OfficialText>): boolean => kind === 'rebuttal' || kind === 'correction';

/** What a text tells people of its rumour; null when it tells no verdict. */
export const verdictToldBy = (state: ReadState, text: Readonly<OfficialText>): Rumour['judged'] =>
	claimsVerdict(text) ? (rumourOf(state, text)?.judged ?? null) : null;

/** The facts a text rests on: those it cites, and that of the verdict it tells. */
export function factsUnder(state: ReadState, text: Readonly<OfficialText>): FactId[] {
	const told = verdictToldBy(state, text);
	return [...new Set([...text.facts, ...(told ? [told.fact] : [])])].sort();
}

/** Of these facts those that were replaced, as long as no person said that this text still holds. */
export const overtaken = (state: ReadState, text: Readonly<OfficialText>, facts: readonly FactId[]): FactId[] =>
	facts.filter((id) => {
		const fact = state.facts.get(id);
		return fact?.replacedBy != null && !fact.reviewed.some(({ what, of }) => what === 'text' && of === text.id);
	});

/** The verdict and the facts under a text: approval and publication are of the words *on this ground*. */
export function basisOf(state: ReadState, text: Readonly<OfficialText>): Sha256 {
	const told = verdictToldBy(state, text);
	return checksumOf(canonical({ verdict: told?.verdict ?? null, facts: factsUnder(state, text) }));
}

/** A rebuttal tells a verdict and stands on a fact with a source; so does a correction. An answer cites a fact, if only "not known yet". @throws Refusal */
export function mustStand(state: ReadState, text: Readonly<OfficialText>): void {
	const facts = factsUnder(state, text);
	if (text.kind === 'rebuttal' && !verdictToldBy(state, text)) throw new Refusal('text.withoutVerdict');
	if (text.kind !== 'holding' && facts.length === 0) throw new Refusal('text.withoutFact');
	if (overtaken(state, text, facts).length > 0) throw new Refusal('fact.replaced');
}

export const isAboutSomething = (state: ReadState, { kind, finding }: { kind: 'rumour' | 'need'; finding: FindingId }): boolean =>
	(kind === 'rumour' ? state.rumours : state.needs).has(finding);
