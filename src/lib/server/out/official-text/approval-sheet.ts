import { differenceInMinutes } from 'date-fns';
import { lengthIn, limitIn, secondsToSay, type Channel, type ServerLimits } from '$lib/domain/official-text/channel';
import { checksumOf } from '$lib/domain/core/checksum';
import { flagsOn, flaggedCitations } from '$lib/domain/review/citation';
import { presentIn } from '$lib/domain/core/present';
import type { FactId, Moment, PersonId, Sha256, TextId } from '$lib/domain/core/ids';
import {
	isApproved,
	isReady,
	lastPublicationIn,
	openWithdrawal,
	textState,
	type OfficialText,
	type TextKind,
	type TextState,
	type Variant
} from '$lib/domain/official-text/official-text';
import { riskOf, type Risk } from '$lib/domain/findings/risk';
import type { ShownPart } from '$lib/domain/core/eyes';
import type { Actor } from '$lib/domain/core/role';
import { isVerdictReworded, type Harm, type Verdict } from '$lib/domain/findings/rumour';
import { rumourClockOf, textsAbout } from '$lib/domain/overview/rumour-clock';
import type { ReadState } from '$lib/domain/core/state';
import {
	basisOf,
	factsBehind,
	isCarriedOver,
	rumourOf,
	statedVerdict,
	subjectText,
	subjectTitle,
	versionOf
} from '$lib/domain/official-text/basis';
import { correctedBy } from '$lib/domain/official-text/correction';
import { awaitsReader, combinationRefusal, isLapsed, unreadOf } from '$lib/domain/official-text/combination';
import { rewordedTexts } from '$lib/domain/review/reworded';
import { lastVersionReadBy } from '$lib/domain/official-text/reading';
import { wordDiff, type DiffSegment } from '$lib/domain/core/texts/word-diff';

/** The state of one channel's words for the reader: theirs to decide, or why not. */
export type ApprovalState =
	'toDecide' | 'editedByYou' | 'sharedEyes' | 'ownPart' | 'needsSpokesperson' | 'approved' | 'draft';
export interface SheetVariant {
	readonly channel: Channel;
	readonly text: string;
	readonly checksum: Sha256;
	readonly length: number;
	readonly limit: number | null;
	/** The time it takes to say, for the telephone script only. */
	readonly seconds: number | null;
	readonly approval: ApprovalState;
	/** What nobody with other eyes than its writer's read yet, of words that wait for a reader. */
	readonly unread: readonly ShownPart['what'][];
	readonly edited: { readonly by: PersonId; readonly at: Moment };
	/** What it corrects: the words that were published on this channel, and where. */
	readonly corrects: readonly { readonly where: string; readonly at: Moment; readonly words: string }[];
	/** An approval that covers what the words rest on now. */
	readonly approved: { readonly by: PersonId; readonly at: Moment; readonly why: string | null } | null;
	/** Approved and not published: the approval can still be withdrawn. */
	readonly ready: boolean;
	/** Its words were approved in quiet times; only place and moment were filled in. */
	readonly prepared: boolean;
	/**
	 * The difference from the newest version that the reader knows, and that version's number; null without a difference
	 * or a known version. `isNew`: that version had no words for this channel.
	 */
	readonly changed: {
		readonly version: number;
		readonly isNew: boolean;
		readonly segments: readonly DiffSegment[];
	} | null;
}
interface SheetFact {
	readonly id: FactId;
	readonly text: string;
	readonly source: string | null;
	readonly at: Moment;
	/** It was replaced, and nobody has confirmed that this text still holds: what is so now. */
	readonly replacedBy: string | null;
}
/** Everything a spokesperson needs to decide on a text: one page, without a script. */
export interface ApprovalSheet {
	readonly id: TextId;
	readonly kind: TextKind;
	readonly state: TextState;
	/** The claim, or the question. */
	readonly claim: string;
	/** Other wordings of the claim. */
	readonly also: readonly { readonly words: string; readonly checksum: Sha256 }[];
	/** The subject as lists name it. */
	readonly title: string;
	readonly about: OfficialText['about'];
	readonly verdict: Verdict | null;
	/** The fact under the verdict was replaced or the claim reworded, and nobody has confirmed yet that it still holds. */
	readonly isUnderReview: boolean;
	readonly risk: Risk | null;
	/** The harm that a person judged. */
	readonly harm: Harm | null;
	readonly due: Moment | null;
	readonly facts: readonly SheetFact[];
	readonly version: {
		readonly number: number;
		readonly by: PersonId;
		readonly at: Moment;
		readonly minutes: number;
	} | null;
	readonly returned: OfficialText['returned'];
	/** For words that wait again. */
	readonly approvalWithdrawn: OfficialText['approvalWithdrawn'];
	readonly stopped: { readonly by: PersonId; readonly at: Moment; readonly why: string } | null;
	readonly variants: readonly SheetVariant[];
	/** The claim or question as it was worded when these words were submitted or approved, and now; null when the same. */
	readonly reworded: { readonly was: string; readonly now: string } | null;
	/**
	 * Why nobody can approve: the verdict was given for other words of the claim, or the text was submitted on another
	 * verdict or other facts; null when somebody can.
	 */
	readonly blocked: 'verdict' | 'basis' | null;
	/** What the words rest on now: an approval names it. */
	readonly basis: Sha256;
	/** The newest earlier version that the reader opened or submitted; null when there is none. */
	readonly known: number | null;
	/** When the reader first opened this version; null when they open it now, or submitted it. */
	readonly opened: Moment | null;
	readonly now: Moment;
}

/** @param wall the current wall time @param limits of our own servers */
export function sheetOf(
	state: ReadState,
	text: Readonly<OfficialText>,
	reader: Actor,
	wall: Moment,
	limits: ServerLimits = {}
): ApprovalSheet {
	const now = presentIn(state, wall);
	const rumour = rumourOf(state, text);
	const flagged = flaggedCitations(state);
	const flags = new Set(flagsOn(flagged, text.id).map(({ fact }) => fact.id));
	const clock = rumour && state.incident ? rumourClockOf(rumour, textsAbout(state, rumour), state.incident.aims) : null;
	const version = text.versions.at(-1);
	const reworded = rewordedTexts(state).find((each) => each.text.id === text.id);
	return {
		id: text.id,
		kind: text.kind,
		state: textState(text),
		claim: subjectText(state, text) || (state.incident?.title ?? ''),
		also: (rumour?.variants ?? []).map((words) => ({ words, checksum: checksumOf(words) })),
		title: subjectTitle(state, text),
		about: text.about,
		verdict: rumour?.judged?.verdict ?? null,
		isUnderReview: rumour !== undefined && (flagsOn(flagged, rumour.id).length > 0 || isVerdictReworded(rumour)),
		risk: rumour ? riskOf(rumour, rumour.spread?.value ?? 1) : null,
		harm: rumour?.harm ?? null,
		due: clock?.text.met === null ? clock.text.due : null,
		facts: factsBehind(state, text).flatMap((id): SheetFact[] => {
			const fact = state.facts.get(id);
			if (!fact) return [];
			const now = flags.has(id) && fact.replacedBy ? (state.facts.get(fact.replacedBy)?.text ?? '') : null;
			return [{ id, text: fact.text, source: fact.source, at: fact.at, replacedBy: now }];
		}),
		version: version
			? { number: version.number, by: version.by, at: version.at, minutes: minutesBetween(version.at, now) }
			: null,
		returned: text.returned,
		approvalWithdrawn: openWithdrawal(text),
		stopped: text.withdrawn ?? text.paused,
		variants: text.variants.map((variant) => sheetVariant(state, text, variant, reader, limits)),
		reworded: reworded ? { was: reworded.was, now: reworded.now } : null,
		blocked: blockedBy(state, text),
		basis: basisOf(state, text),
		known: lastVersionReadBy(text, reader.id),
		opened: text.reads.find((read) => read.by === reader.id && read.version === version?.number)?.at ?? null,
		now
	};
}

const minutesBetween = (from: Moment, to: Moment): number => Math.max(0, differenceInMinutes(to, from));

function blockedBy(state: ReadState, text: Readonly<OfficialText>): ApprovalSheet['blocked'] {
	const rumour = rumourOf(state, text);
	if (rumour && statedVerdict(state, text) && isVerdictReworded(rumour)) return 'verdict';
	const waiting = text.variants.filter((variant) => awaitsReader(state, text, variant));
	const isOnOtherBasis = waiting.some((variant) => {
		const version = versionOf(text, variant);
		return version !== undefined && !isCarriedOver(state, text, version);
	});
	return isOnOtherBasis ? 'basis' : null;
}

function sheetVariant(
	state: ReadState,
	text: Readonly<OfficialText>,
	variant: Readonly<Variant>,
	reader: Actor,
	limits: ServerLimits
): SheetVariant {
	const { channel, checksum, edited } = variant;
	const approved = isLapsed(state, text, variant) ? null : variant.approved;
	return {
		channel,
		text: variant.text,
		checksum,
		length: lengthIn(channel, variant.text, limits),
		limit: limitIn(channel, limits),
		seconds: channel === 'phone' ? secondsToSay(variant.text) : null,
		approval: approvalStateOf(state, text, variant, reader),
		unread: awaitsReader(state, text, variant)
			? [...new Set(unreadOf(state, text, variant).map(({ what }) => what))]
			: [],
		edited,
		corrects: correctedBy(text).flatMap((id) => {
			const corrected = state.texts.get(id);
			const published = corrected && lastPublicationIn(corrected, channel);
			return published ? [{ where: published.where, at: published.at, words: published.text }] : [];
		}),
		approved,
		ready: !text.withdrawn && isReady(text, variant) && !isLapsed(state, text, variant),
		prepared: text.prepared?.checksums.includes(checksum) ?? false,
		changed: changeOf(text, variant, lastVersionReadBy(text, reader.id))
	};
}

function approvalStateOf(
	state: ReadState,
	text: Readonly<OfficialText>,
	variant: Readonly<Variant>,
	reader: Actor
): ApprovalState {
	if (!awaitsReader(state, text, variant)) return isApproved(variant) ? 'approved' : 'draft';
	switch (combinationRefusal(state, text, variant, reader)) {
		case null:
			return 'toDecide';
		case 'text.fourEyes':
			return 'editedByYou';
		case 'text.sharedEyes':
			return 'sharedEyes';
		case 'text.ownPart':
			return 'ownPart';
		default:
			return 'needsSpokesperson';
	}
}

/** Compares with the words in the version that the reader knows. */
function changeOf(
	{ versions }: Readonly<OfficialText>,
	{ channel, text, checksum }: Readonly<Variant>,
	known: number | null
): SheetVariant['changed'] {
	if (known === null) return null;
	const before = versions
		.filter(({ number }) => number <= known)
		.flatMap(({ wordings }) => wordings.filter((wording) => wording.channel === channel))
		.at(-1);
	if (before?.checksum === checksum) return null;
	return { version: known, isNew: !before, segments: wordDiff(before?.text ?? '', text) };
}
