import type { FactId, Moment, Sha256 } from '../core/ids';
import {
	readerAct,
	unreadParts,
	type ShownPart,
	type ReaderAct,
	areOtherEyes,
	eyesOfAct,
	type WithEyes
} from '../core/eyes';
import type { Actor } from '../core/role';
import type { ReadState } from '../core/state';
import { currentFact } from '../findings/fact';
import { findingsOf, wordersOf } from '../findings/finding';
import { basisFrom, basisNow, claimOf, rumourOf, verdictUnder, type Basis } from './basis';
import {
	approvalRefusal,
	isApproved,
	isAwaitingApproval,
	isPublished,
	isReady,
	isWording,
	textState,
	type NamedWords,
	type OfficialText,
	type RecordedPublication,
	type TextState,
	type Variant
} from './official-text';

/*
 * What people outside read together is one combination: these words, under this claim or question, with this verdict and
 * these facts. Its name is the channel, the checksum of the words and the checksum of the rest.
 */

type Words = Pick<Variant, 'channel' | 'checksum'>;
interface WrittenWords extends Words {
	readonly edited: WithEyes;
}

/**
 * What words rest on. Those of a prepared text of which only place and moment were filled in rest on nothing here, since
 * they were read in quiet times; but an answer belongs to its question.
 */
function basisUnder(state: ReadState, text: Readonly<OfficialText>, { checksum }: Words): Basis {
	if (!text.prepared?.checksums.includes(checksum)) return basisNow(state, text);
	return basisFrom(text.kind === 'answer' ? claimOf(state, text) : null, null, []);
}

/** What published words rest on today: the replacements of their facts, and the verdict of now. */
function basisOfPublished(state: ReadState, text: Readonly<OfficialText>, published: Readonly<RecordedPublication>) {
	if (text.prepared?.checksums.includes(published.checksum)) return basisUnder(state, text, published);
	const today = (id: FactId): FactId => {
		const fact = state.facts.get(id);
		return (fact && currentFact(state.facts, fact)?.id) ?? id;
	};
	const facts = [...new Set(published.facts.map(today))].sort();
	return basisFrom(claimOf(state, text), verdictUnder(state, text)?.verdict ?? null, facts);
}

/** Each part of a combination with who wrote it. */
function partsOf(
	state: ReadState,
	text: Readonly<OfficialText>,
	{ claim, verdict, facts }: Basis,
	edited: WithEyes
): ShownPart[] {
	const judged = verdict === null ? null : rumourOf(state, text)?.judged;
	const { about, cited, made } = text;
	const worders =
		claim === null || about.kind === 'incident' ? [] : wordersOf(findingsOf(state, about.kind), about.finding);
	const recorders = facts.flatMap((id) => state.facts.get(id) ?? []);
	const of = (what: ShownPart['what'], writers: readonly (WithEyes | null | undefined)[]): ShownPart[] =>
		writers.flatMap((writer) => (writer ? [{ what, writer }] : []));
	return [
		...of('words', [edited]),
		...of('claim', worders),
		...of('verdict', [judged]),
		...of('fact', facts.length === 0 ? [] : [...recorders, ...(text.facts.length > 0 ? [cited ?? made] : [])])
	];
}

const isSame = (named: Readonly<NamedWords>, words: Words, basis: Sha256): boolean =>
	isWording(named, words) && named.basis === basis;

function namedOn(
	state: ReadState,
	text: Readonly<OfficialText>,
	words: WrittenWords,
	basis: Basis,
	reader: ReaderAct
): NamedWords {
	const { channel, checksum } = words;
	const before = text.named.filter((named) => isSame(named, words, basis.basis));
	const left = unreadParts(partsOf(state, text, basis, words.edited), [...before, reader]);
	const whole = left.length === 0 || before.some((named) => named.whole);
	return { ...reader, channel, checksum, basis: basis.basis, whole, also: [] };
}

/** This person names these words with what they rest on now. */
export const namedNow = (
	state: ReadState,
	text: Readonly<OfficialText>,
	words: WrittenWords,
	actor: Actor,
	now: Moment
): NamedWords => namedOn(state, text, words, basisUnder(state, text, words), readerAct(actor, now));

/** The same, with the claim and the facts above and below words that were read without them. */
export const namedWithBasis = (
	state: ReadState,
	text: Readonly<OfficialText>,
	words: WrittenWords,
	actor: Actor,
	now: Moment
): NamedWords => namedOn(state, text, words, basisNow(state, text), readerAct(actor, now));

/** This person names published words with what they rest on today. */
export const publishedNamed = (
	state: ReadState,
	text: Readonly<OfficialText>,
	published: Readonly<RecordedPublication>,
	actor: Actor,
	now: Moment
): NamedWords => {
	const edited = published.edited ?? { by: published.by, eyes: published.eyes };
	return namedOn(
		state,
		text,
		{ ...published, edited },
		basisOfPublished(state, text, published),
		readerAct(actor, now)
	);
};

const isWhole = (text: Readonly<OfficialText>, words: Words, basis: Sha256): boolean =>
	text.named.some((named) => named.whole && isSame(named, words, basis));

/** Whether other eyes than each writer's read published words with what they rest on today. */
export const isPublishedRead = (
	state: ReadState,
	text: Readonly<OfficialText>,
	published: Readonly<RecordedPublication>
): boolean =>
	isWhole(text, published, basisOfPublished(state, text, published).basis) ||
	isWhole(text, published, basisUnder(state, text, published).basis);

/**
 * Whether the claim or question may stand above published words: other eyes than its writer's read exactly these words
 * with it. Words that were read in quiet times may stand without it.
 */
export const isClaimRead = (
	state: ReadState,
	text: Readonly<OfficialText>,
	published: Readonly<RecordedPublication>
): boolean =>
	isWhole(text, published, basisNow(state, text).basis) ||
	(!text.prepared?.checksums.includes(published.checksum) && isPublishedRead(state, text, published));

/** Whether other eyes than each writer's read these words with what they rest on now, a spokesperson among them. */
function isInForce(state: ReadState, text: Readonly<OfficialText>, variant: Readonly<Variant>): boolean {
	const { basis } = basisUnder(state, text, variant);
	const { edited } = variant;
	return (
		isWhole(text, variant, basis) &&
		(edited.asSpokesperson ||
			text.named.some(
				(named) =>
					named.asSpokesperson && isSame(named, variant, basis) && areOtherEyes(eyesOfAct(named), eyesOfAct(edited))
			))
	);
}

/** Whether what was approved changed since: it must be read again. */
export const isLapsed = (state: ReadState, text: Readonly<OfficialText>, variant: Readonly<Variant>): boolean =>
	isApproved(variant) && !isInForce(state, text, variant);

/** The state of the text as a whole; approved words whose approval lapsed wait for a reader again. */
export function textStateNow(state: ReadState, text: Readonly<OfficialText>): TextState {
	const stored = textState(text);
	const isAgain = text.variants.some((variant) => isReady(text, variant) && isLapsed(state, text, variant));
	return stored === 'approved' && isAgain ? 'submitted' : stored;
}

/** Whether these words wait for a reader: submitted and not approved, or approved on what has changed since. */
export const awaitsReader = (state: ReadState, text: Readonly<OfficialText>, variant: Readonly<Variant>): boolean =>
	!isPublished(text, variant) && (isAwaitingApproval(variant) || isLapsed(state, text, variant));

/**
 * Why this person may not approve these words as they stand now; null when they may. After their approval nothing may be
 * unread: who worded the claim, judged it or recorded a fact cannot be the only one who read that part.
 */
export function combinationRefusal(
	state: ReadState,
	text: Readonly<OfficialText>,
	variant: Readonly<Variant>,
	actor: Actor
): ReturnType<typeof approvalRefusal> | 'text.ownPart' {
	const at = variant.edited.at;
	return approvalRefusal(variant, actor) ?? (namedNow(state, text, variant, actor, at).whole ? null : 'text.ownPart');
}

/** The parts that nobody with other eyes than their writer's read yet, for the sheet of the approver. */
export function unreadOf(state: ReadState, text: Readonly<OfficialText>, variant: Readonly<Variant>): ShownPart[] {
	const basis = basisUnder(state, text, variant);
	if (isWhole(text, variant, basis.basis)) return [];
	return unreadParts(
		partsOf(state, text, basis, variant.edited),
		text.named.filter((named) => isSame(named, variant, basis.basis))
	);
}

/** Whether nothing is unread after this act. */
export const areWhole = (named: readonly NamedWords[]): boolean => named.every(({ whole }) => whole);
