import type { Channel } from './channel';
import type { TextId } from '../core/ids';
import type { OfficialText, RecordedPublication } from './official-text';
import type { ReadState } from '../core/state';
import { replacedFacts, verdictUnder } from './basis';

/** Why the text on a channel may no longer be right. */
type CorrectionCause = 'withdrawn' | `verdict:${string}` | `fact:${string}`;

/**
 * What changed since publication: the text was withdrawn, its rumour has another verdict, or one of its facts was
 * replaced. Empty when the text is still valid.
 */
export function correctionCausesOf(
	state: ReadState,
	text: Readonly<OfficialText>,
	{ verdict, facts }: Readonly<RecordedPublication>
): CorrectionCause[] {
	const now = verdictUnder(state, text)?.verdict ?? null;
	return [
		...(text.withdrawn ? (['withdrawn'] as const) : []),
		...(verdict !== null && now !== verdict ? ([`verdict:${now ?? 'none'}`] as const) : []),
		...replacedFacts(state, text, facts).map((fact): CorrectionCause => `fact:${fact}`)
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

/** The first texts of its chains of corrections; itself when it corrects nothing. */
function rootsOf(state: ReadState, text: Readonly<OfficialText>, passed: ReadonlySet<TextId> = new Set()): TextId[] {
	const before = correctedBy(text).flatMap((id) => (passed.has(id) ? [] : (state.texts.get(id) ?? [])));
	if (before.length === 0) return [text.id];
	return [...new Set(before.flatMap((each) => rootsOf(state, each, new Set([...passed, text.id]))))];
}

/** A publication that is the last of its chain of corrections on its channel: what people read there now. */
interface StandingPublication {
	readonly text: Readonly<OfficialText>;
	readonly publication: Readonly<RecordedPublication>;
}

/** What stands on the channels now; what a correction took the place of is left out. */
export function standingPublications(state: ReadState): StandingPublication[] {
	const last = new Map<string, StandingPublication>();
	for (const text of state.texts.values()) {
		if (text.publications.length === 0) continue;
		const roots = rootsOf(state, text);
		for (const publication of text.publications)
			for (const root of roots) {
				const key = `${root} ${publication.channel}`;
				if ((last.get(key)?.publication.seq ?? -1) < publication.seq) last.set(key, { text, publication });
			}
	}
	// A correction of several texts is the last of each of their chains, and stands once.
	return [...new Map([...last.values()].map((standing) => [standing.publication.id, standing])).values()];
}

/**
 * The corrections to make: one for each channel whose last text is out of date, until something newer is published
 * there or a person waived exactly these causes.
 */
export function correctionsDue(state: ReadState, standing = standingPublications(state)): CorrectionDue[] {
	return standing.flatMap(({ text, publication }) => {
		const causes = correctionCausesOf(state, text, publication);
		if (causes.length === 0 || publication.waived?.causes === causes.join(' ')) return [];
		return [{ text, channel: publication.channel, publication, causes }];
	});
}
