import type { ReadState } from '../core/state';
import { areSameWords } from '../core/texts/removed';
import { isVerdictReworded, type Rumour } from '../findings/rumour';
import { claimOf, subjectOf, versionOf } from '../official-text/basis';
import { correctionsDue, isClaimCause, type CorrectionDue } from '../official-text/correction';
import { lastPublicationIn, type OfficialText } from '../official-text/official-text';

/** A text of which words were submitted, approved or published for a claim that was reworded since. */
interface RewordedText {
	readonly text: Readonly<OfficialText>;
	/** The claim or question as it was worded then, and as it is now. */
	readonly was: string;
	readonly now: string;
}

/** The claim for which words that are not published yet were submitted or approved; null when it is still the same. */
function claimBefore(state: ReadState, text: Readonly<OfficialText>): string | null {
	const now = claimOf(state, text);
	const waiting = text.variants.filter(
		({ channel, checksum }) => lastPublicationIn(text, channel)?.checksum !== checksum
	);
	const seen = waiting.flatMap((variant) => (variant.approved ?? versionOf(text, variant))?.claim ?? []);
	return seen.find((claim) => !areSameWords(claim, now)) ?? null;
}

/** The texts to look at again because their claim was reworded; those that were withdrawn or only drafted are not. */
export function rewordedTexts(state: ReadState, due: readonly CorrectionDue[] = correctionsDue(state)): RewordedText[] {
	return [...state.texts.values()].flatMap((text): RewordedText[] => {
		const now = claimOf(state, text);
		if (text.withdrawn || now === null) return [];
		const published = due.find((each) => each.text.id === text.id && each.causes.some(isClaimCause));
		const was = published?.publication.claim ?? claimBefore(state, text);
		return was === null ? [] : [{ text, was, now }];
	});
}

/** The rumours whose verdict was given for another wording, until a person looked or judged again. */
const rewordedVerdicts = ({ rumours }: Pick<ReadState, 'rumours'>): Readonly<Rumour>[] =>
	[...rumours.values()].filter((rumour) => rumour.mergedInto === null && isVerdictReworded(rumour));

/** The claims and questions that were reworded under a verdict or texts, and how many of those are still to be checked. */
export function rewordedClaims(state: ReadState): { readonly claim: string; readonly rests: number }[] {
	const rests = new Map<string, { claim: string; rests: number }>();
	const add = (finding: { id: string; text: string } | undefined): void => {
		if (finding) rests.set(finding.id, { claim: finding.text, rests: (rests.get(finding.id)?.rests ?? 0) + 1 });
	};
	for (const rumour of rewordedVerdicts(state)) add(rumour);
	for (const { text } of rewordedTexts(state)) add(subjectOf(state, text));
	return [...rests.values()];
}
