import type { Moment, PersonId, TextId } from '../core/ids';
import type { ReadState } from '../core/state';
import { factsBehind, replacedFacts, subjectTitle } from '../official-text/basis';
import { awaitsReader } from '../official-text/combination';
import {
	approvedSince,
	isAwaitingApproval,
	textState,
	type OfficialText,
	type TextKind
} from '../official-text/official-text';
import { withoutSecondReader } from '../official-text/publication';

/** A text with words that wait for a person. */
export interface TextWaiting {
	readonly id: TextId;
	readonly kind: TextKind;
	readonly about: string;
	/** `alone`: published without a second reader; `submitted`: a person must approve it; `approved`: must publish it. */
	readonly state: 'alone' | 'submitted' | 'approved';
	readonly since: Moment;
	/** The person who was asked, or who published it alone; null is the spokesperson on duty. */
	readonly requestedFrom: PersonId | null;
}

/** The texts that wait for an approval, a publication or a second reader, longest first. */
export const waitingTexts = (state: ReadState): TextWaiting[] =>
	[...state.texts.values()]
		.flatMap((text) => [...unreadText(state, text), ...waitingText(state, text)])
		.sort((a, b) => a.since.localeCompare(b.since));

/** A text that was published alone and not reviewed; waits since the first publication without a review. */
export function unreadText(state: ReadState, text: Readonly<OfficialText>): TextWaiting[] {
	const [first] = withoutSecondReader({ texts: new Map([[text.id, text]]) });
	if (!first) return [];
	const { at: since, by } = first.publication;
	return [{ id: text.id, kind: text.kind, about: subjectTitle(state, text), state: 'alone', since, requestedFrom: by }];
}

/** Empty for a text on a replaced fact: it is not approved or published before somebody has looked at the fact. */
export function waitingText(state: ReadState, text: Readonly<OfficialText>): TextWaiting[] {
	const isLapsed = text.variants.some((variant) => !isAwaitingApproval(variant) && awaitsReader(state, text, variant));
	const currentState = textState(text);
	// Approved on what has changed since: somebody reads it again before it goes out.
	const waitState = currentState === 'approved' && isLapsed ? 'submitted' : currentState;
	const version = text.versions.at(-1);
	if ((waitState !== 'submitted' && waitState !== 'approved') || !version) return [];
	if (replacedFacts(state, text, factsBehind(state, text)).length > 0) return [];
	const approved = text.variants.flatMap((variant) => approvedSince(variant) ?? []).sort();
	const since = waitState === 'approved' ? (approved.at(-1) ?? version.at) : version.at;
	return [
		{
			id: text.id,
			kind: text.kind,
			about: subjectTitle(state, text),
			state: waitState,
			since,
			requestedFrom: version.requestedFrom
		}
	];
}
