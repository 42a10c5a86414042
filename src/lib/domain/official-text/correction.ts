import { areSameWords } from '../core/texts/removed';
import type { Channel } from './channel';
import { checksumOf } from '../core/checksum';
import { haveOtherEyes } from '../core/eyes';
import type { FactId, TextId } from '../core/ids';
import { currentFact } from '../findings/fact';
import { isPublishedRead } from './combination';
import { writersOf, type OfficialText, type RecordedPublication } from './official-text';
import type { ReadState } from '../core/state';
import { claimOf, replacedFacts, verdictUnder } from './basis';

/** Why the text on a channel may no longer be right. */
type CorrectionCause = 'withdrawn' | `verdict:${string}` | `fact:${string}` | `claim:${string}`;

/** A replaced fact as a cause, with its replacement: when that is replaced in turn, it is another cause. */
const factCause = ({ facts }: ReadState, id: FactId): CorrectionCause => {
	const fact = facts.get(id);
	return `fact:${id}:${(fact && currentFact(facts, fact)?.id) ?? ''}`;
};
export const isClaimCause = (cause: CorrectionCause): boolean => cause.startsWith('claim:');
/** Whether these causes name this fact. */
export const isCausedBy = (causes: readonly CorrectionCause[], fact: FactId): boolean =>
	causes.some((cause) => cause.startsWith(`fact:${fact}:`));

/**
 * Whether the claim or question was reworded since these words were published, and nobody with other eyes than its
 * writer read them again with it.
 */
const isClaimReworded = (
	state: ReadState,
	text: Readonly<OfficialText>,
	published: Readonly<RecordedPublication>
): boolean =>
	published.claim !== null &&
	!areSameWords(published.claim, claimOf(state, text)) &&
	!isPublishedRead(state, text, published);

/**
 * What changed since publication: the text was withdrawn, its rumour has another verdict, its claim was reworded, or one
 * of its facts was replaced. Empty when the text is still valid.
 */
export function correctionCausesOf(
	state: ReadState,
	text: Readonly<OfficialText>,
	published: Readonly<RecordedPublication>
): CorrectionCause[] {
	const { verdict, facts } = published;
	const current = verdictUnder(state, text)?.verdict ?? null;
	return [
		...(text.withdrawn ? (['withdrawn'] as const) : []),
		...(verdict !== null && current !== verdict ? ([`verdict:${current ?? 'none'}`] as const) : []),
		...(isClaimReworded(state, text, published) ? [`claim:${checksumOf(claimOf(state, text) ?? '')}` as const] : []),
		...replacedFacts(state, text, facts).map((fact) => factCause(state, fact))
	];
}

/** A channel whose published text may be wrong. */
export interface CorrectionDue {
	/** The text that was published there last. */
	readonly text: Readonly<OfficialText>;
	readonly channel: Channel;
	readonly publication: Readonly<RecordedPublication>;
	readonly causes: readonly CorrectionCause[];
}

/** The texts that a text corrects: one, or several when it corrects all channels at once. */
export const correctedBy = ({ corrects, alsoCorrects }: Readonly<OfficialText>): readonly TextId[] =>
	corrects === null ? [] : [corrects, ...alsoCorrects];

/** The first texts of its chains of corrections; the text itself when it corrects nothing. */
function rootsOf(state: ReadState, text: Readonly<OfficialText>, visited: ReadonlySet<TextId> = new Set()): TextId[] {
	const before = correctedBy(text).flatMap((id) => (visited.has(id) ? [] : (state.texts.get(id) ?? [])));
	if (before.length === 0) return [text.id];
	return [...new Set(before.flatMap((each) => rootsOf(state, each, new Set([...visited, text.id]))))];
}

/** The last publication of a chain of corrections on a channel: what people read there now. */
interface CurrentPublication {
	readonly text: Readonly<OfficialText>;
	readonly publication: Readonly<RecordedPublication>;
}

/** The publications that are current on the channels; corrected ones are left out. */
export function currentPublications(state: ReadState): CurrentPublication[] {
	const last = new Map<string, CurrentPublication>();
	for (const text of state.texts.values()) {
		if (text.publications.length === 0) continue;
		const roots = rootsOf(state, text);
		for (const publication of text.publications)
			for (const root of roots) {
				const key = `${root} ${publication.channel}`;
				if ((last.get(key)?.publication.seq ?? -1) < publication.seq) last.set(key, { text, publication });
			}
	}
	// A correction of several texts is the last of several chains, and must be listed once.
	return [...new Map([...last.values()].map((current) => [current.publication.id, current])).values()];
}

/**
 * A person who did not write these words decided that they need no correction for exactly these causes, and other eyes
 * read them with what changed under them.
 */
const isWaived = (
	state: ReadState,
	text: Readonly<OfficialText>,
	publication: Readonly<RecordedPublication>,
	causes: readonly CorrectionCause[]
): boolean => {
	const { waived } = publication;
	return (
		waived?.causes === causes.join(' ') &&
		haveOtherEyes(writersOf(text), { id: waived.by, eyes: waived.eyes }) &&
		isPublishedRead(state, text, publication)
	);
};

/**
 * The corrections to make: one for each channel whose last text is out of date, until something newer is published
 * there or a person waived exactly these causes.
 */
export function correctionsDue(state: ReadState, current = currentPublications(state)): CorrectionDue[] {
	return current.flatMap(({ text, publication }) => {
		const causes = correctionCausesOf(state, text, publication);
		if (causes.length === 0 || isWaived(state, text, publication, causes)) return [];
		return [{ text, channel: publication.channel, publication, causes }];
	});
}
