import { z } from 'zod';
import { Channel } from './channel';
import { canonical, checksumOf } from '../core/checksum';
import { areOtherEyes, eyesOfAct, eyesOfActor, Eyes, ReaderAct, SeenAct, type WithEyes } from '../core/eyes';
import { FactId, FindingId, Moment, PersonId, PreparedTextId, PublicationId, Sha256, TextId } from '../core/ids';
import { Posting } from './posting';
import { Refusal } from '../core/refusal';
import type { Actor } from '../core/role';
import { Verdict } from '../findings/rumour';
import type { ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';
import { cleanInput } from '../core/texts/clean';

/** One life cycle for everything the authorities publish. */
export const TextKind = z.enum(['rebuttal', 'holding', 'correction', 'answer', 'advice']);
export type TextKind = z.infer<typeof TextKind>;
/** A rebuttal says that a claim is wrong: it does not settle one that was found to be true. */
export const fitsVerdict = (kind: TextKind, verdict: string): boolean => kind !== 'rebuttal' || verdict !== 'true';

const toFinding = <K extends 'rumour' | 'need'>(kind: K) => ({ kind: z.literal(kind), finding: FindingId });
const toIncident = { kind: z.literal('incident'), finding: z.null() };
/**
 * What it is about: a rumour, a need, or the incident as a whole (the first holding statement comes before any rumour).
 */
export const About = z.discriminatedUnion('kind', [
	z.object(toFinding('rumour')),
	z.object(toFinding('need')),
	z.object(toIncident)
]);
export type About = z.infer<typeof About>;
/** The same, as command input. */
export const AboutInput = z.discriminatedUnion('kind', [
	z.strictObject(toFinding('rumour')),
	z.strictObject(toFinding('need')),
	z.strictObject(toIncident)
]);

/** A recorded act: its person and its moment. */
const Act = z.object({ by: PersonId, at: Moment });
const ActWithReason = Act.extend({ why: LooseText(500, 'ownWords') });

/**
 * What words rested on when they were submitted or approved (basis.ts): its checksum, null when it was not recorded,
 * and the parts that are shown to people. The claim is the wording of the rumour or the question then.
 */
export const RestedOn = {
	basis: Sha256.nullable().default(null),
	claim: LooseText(300, 'quotedWords').nullable().default(null),
	verdict: Verdict.nullable().default(null),
	facts: z.array(FactId).default([])
};

/** One channel's wording and its progress. */
export const Variant = z.object({
	channel: Channel,
	text: LooseText(4000, 'ownWords'),
	/** The checksum of the wording: see {@link wordingChecksum}. */
	checksum: Sha256,
	/** The last editor with their eyes then, and whether they were a spokesperson. */
	edited: SeenAct.extend({ asSpokesperson: z.boolean() }),
	/** The version in which these words were submitted; null while they are a draft. */
	submitted: z.int().positive().nullable(),
	/** Another person approved exactly these words, on exactly what they rested on then. */
	approved: SeenAct.extend({
		checksum: Sha256,
		...RestedOn,
		/** When the words of an approved prepared text were filled in here. */
		since: Moment.nullable().default(null),
		/** Why the words are right although a number differs between them. */
		why: LooseText(500, 'ownWords').nullable().default(null)
	}).nullable()
});
export type Variant = z.infer<typeof Variant>;

/** What was submitted for approval, numbered. */
export const SubmittedVersion = z.object({
	number: z.int().positive(),
	...SeenAct.shape,
	/** The spokesperson who was asked; null is the one on duty. */
	requestedFrom: PersonId.nullable(),
	...RestedOn,
	wordings: z.array(z.object({ channel: Channel, text: LooseText(4000, 'ownWords'), checksum: Sha256 }))
});
export type SubmittedVersion = z.infer<typeof SubmittedVersion>;

/** A recorded publication: where, when, and what it rested on. */
export const Publication = z.object({
	id: PublicationId,
	channel: Channel,
	/** In people's words: "website, live blog". Outside the desk read it through place.ts. */
	where: Text(160, 'name'),
	address: LooseText(2000, 'id').nullable(),
	/** A person with other eyes than the recorder's read the place and opened the address (place.ts). */
	addressRead: SeenAct.nullable().default(null),
	text: LooseText(4000, 'ownWords'),
	checksum: Sha256,
	at: Moment,
	/** When a person recorded it afterwards; null: at once. */
	recordedAt: Moment.nullable().default(null),
	by: PersonId,
	/**
	 * The eyes of a person who published alone, and of the last editor of these words when they wrote them: a reviewer
	 * has other eyes.
	 */
	eyes: Eyes.default([]),
	/** Why a person had to publish alone, outside the program: *without a second reader*. */
	alone: LooseText(500, 'ownWords').nullable(),
	/** Whether a person who published alone, or the last editor of these words, was a spokesperson then. */
	bySpokesperson: z.boolean().default(false),
	/** A person with other eyes reviewed what was published alone. */
	reviewed: SeenAct.extend({ why: LooseText(500, 'ownWords') }).nullable(),
	/** The verdict that it stated: a later verdict makes it out of date. Null for a text without one. */
	verdict: Verdict.nullable(),
	facts: z.array(FactId),
	/** The claim or question as it was worded then; null for a text about the incident. */
	claim: LooseText(300, 'quotedWords').nullable().default(null),
	/** The last editor of these words. */
	edited: SeenAct.nullable().default(null),
	/** A person decided that no correction is needed for these causes. */
	waived: ActWithReason.extend({ eyes: Eyes.default([]), causes: LooseText(100_000, 'id') }).nullable()
});
export type Publication = z.infer<typeof Publication>;

/**
 * A person was notified that their approval is asked; or could not be: the mail was refused for now and is sent again
 * (`later`), it failed, their address is unknown, or this installation sends no mail.
 */
export const ApprovalNotice = z.object({
	version: z.int().positive(),
	to: PersonId,
	/** What became of the mail. */
	outcome: z.enum(['sent', 'later', 'failed', 'noAddress', 'noMail']),
	/** How often the mail was sent. */
	tries: z.int().positive().default(1),
	/** The notification on their devices; `quiet`: delayed by their quiet hours, `none`: they have no device. */
	push: z.enum(['sent', 'failed', 'quiet', 'none']).default('none'),
	at: Moment,
	/** 0 is the first notice, then reminders. */
	reminder: z.int().nonnegative(),
	/** It is no longer needed, and the person's devices remove it. */
	settled: z.boolean().default(false)
});
export type ApprovalNotice = z.infer<typeof ApprovalNotice>;

/** Who vouches for the place in a prepared text: our list, a person who confirmed it here, or only its writer. */
export const PlaceOrigin = z.discriminatedUnion('from', [
	z.object({ from: z.literal('gazetteer') }),
	SeenAct.extend({ from: z.literal('confirmed') }),
	z.object({ from: z.literal('own') })
]);
export type PlaceOrigin = z.infer<typeof PlaceOrigin>;

/** The prepared text that its words come from; only place and moment were filled in. */
const FilledIn = z.object({
	id: PreparedTextId,
	title: LooseText(160, 'name'),
	place: LooseText(80, 'name'),
	origin: PlaceOrigin.default({ from: 'own' }),
	moment: Moment,
	/** Checksums of the filled-in words; any other words are an ordinary draft. */
	checksums: z.array(Sha256)
});
type FilledIn = z.infer<typeof FilledIn>;

/** The parties that were asked to pass a publication on. `seq` is the event's number. */
export const PassedOn = z.object({
	publication: PublicationId,
	to: z.array(LooseText(80, 'name')),
	by: PersonId,
	at: Moment,
	seq: z.int().nonnegative()
});

/** The words of these channels that a person has on their screen, by their checksums. */
export const VariantReferences = z
	.array(z.strictObject({ channel: Channel, checksum: Sha256 }))
	.min(1)
	.max(Channel.options.length);

/** A person withdrew the approval of these words before they were published. */
export const WithdrawnApproval = Act.extend({
	variants: z.array(z.object({ channel: Channel, checksum: Sha256 })),
	/** Null when it was their own approval and they gave no reason. */
	why: LooseText(500, 'ownWords').nullable()
});

/**
 * A person named these words with what they rested on, by submitting, approving or reviewing them (combination.ts).
 * `whole`: from then on each part had been named by somebody with other eyes than its writer.
 */
export const NamedWords = ReaderAct.extend({
	channel: Channel,
	checksum: Sha256,
	basis: Sha256,
	whole: z.boolean(),
	/** The other wordings of the claim that were on the screen, by their checksums. */
	also: z.array(Sha256).default([])
});
export type NamedWords = z.infer<typeof NamedWords>;
/** As an event has it, for the text it is about. */
export const namedIn = { named: z.array(NamedWords).default([]) };

export const OfficialText = z.object({
	id: TextId,
	kind: TextKind,
	about: About,
	/** The text that a correction corrects, and the others that it corrects as well. */
	corrects: TextId.nullable(),
	alsoCorrects: z.array(TextId).default([]),
	facts: z.array(FactId).max(20),
	/** Who cited these facts; null for the person who began the text. */
	cited: SeenAct.nullable().default(null),
	made: SeenAct,
	variants: z.array(Variant),
	versions: z.array(SubmittedVersion),
	returned: ActWithReason.extend({ version: z.int().positive() }).nullable(),
	/** The last one. */
	approvalWithdrawn: WithdrawnApproval.nullable().default(null),
	/** In the order in which they were recorded; `seq` is the event's number. */
	publications: z.array(Publication.extend({ seq: z.int().nonnegative() })),
	/** In the order of the acts; those on words that a person returned or stopped are dropped. */
	...namedIn,
	/** `asSpokesperson`: words that a spokesperson stopped go on only with a reason and other eyes than the writer's. */
	paused: ActWithReason.extend({ asSpokesperson: z.boolean().default(false) }).nullable(),
	/** Who let it go on, and why; null when it never was paused or no reason was needed. */
	resumed: ReaderAct.extend({ why: LooseText(500, 'ownWords') })
		.nullable()
		.default(null),
	withdrawn: ActWithReason.nullable(),
	notices: z.array(ApprovalNotice),
	prepared: FilledIn.nullable().default(null),
	/** What the program itself published on a network, or failed to. */
	postings: z.array(Posting).default([]),
	passed: z.array(PassedOn).default([]),
	/** Who opened which version, so that readers see what changed since they last read. */
	reads: z.array(z.object({ by: PersonId, version: z.int().positive(), at: Moment })).default([])
});
export type OfficialText = z.infer<typeof OfficialText>;
export type RecordedPublication = OfficialText['publications'][number];

/** Whether the text is empty after cleaning. */
export const isBlank = (text: string): boolean => cleanInput(text).trim() === '';
/**
 * Identifies the words of one channel, so that people approve only what they read: equal for the same characters, as
 * they are kept. Spaces and line breaks count, because a line break can change what a sentence says.
 */
export const wordingChecksum = (channel: Channel, text: string): Sha256 =>
	checksumOf(canonical([channel, cleanInput(text)]));

/** The placeholders in prepared words for the place and the moment. */
export const PLACE = '[plaats]';
export const MOMENT = '[tijd]';
/** Whether a placeholder was not filled in: such words cannot be submitted. */
export const hasOpenPlaceholder = (text: string): boolean => text.includes(PLACE) || text.includes(MOMENT);

export type TextState = 'draft' | 'submitted' | 'returned' | 'approved' | 'published' | 'paused' | 'withdrawn';

/** Whether these are the words of the variant. */
export const isWording = (
	{ channel, checksum }: Readonly<Pick<Variant, 'channel' | 'checksum'>>,
	named: Readonly<Pick<Variant, 'channel' | 'checksum'>>
): boolean => channel === named.channel && checksum === named.checksum;

export const isAwaitingApproval = ({ submitted, approved }: Readonly<Variant>): boolean =>
	submitted !== null && approved === null;
/** Since when these words could be published here; null if they are not approved. */
export const approvedSince = ({ approved }: Readonly<Variant>): Moment | null =>
	approved && (approved.since ?? approved.at);
export const isApproved = ({ approved, checksum }: Readonly<Variant>): boolean => approved?.checksum === checksum;
/** Who wrote a text: who began it, the last editor of each channel, and the editors of what was published. */
export const writersOf = ({ made, variants, publications }: Readonly<OfficialText>): readonly WithEyes[] => [
	made,
	...variants.map(({ edited }) => edited),
	...publications.flatMap(({ edited }) => edited ?? [])
];
/** The last publication of the text on a channel. */
export const lastPublicationIn = (
	{ publications }: Readonly<OfficialText>,
	channel: Channel
): RecordedPublication | undefined => publications.findLast((publication) => publication.channel === channel);
/** Whether people read it with the mark *without a second reader*: it was published alone, and nobody reviewed it since. */
export const lacksSecondReader = ({ alone, reviewed }: Readonly<Pick<Publication, 'alone' | 'reviewed'>>): boolean =>
	alone !== null && reviewed === null;
/** When a text was first published on any channel; null before that. */
export const firstPublishedAt = ({ publications }: Readonly<OfficialText>): Moment | null =>
	publications
		.map(({ at }) => at)
		.reduce<Moment | null>((first, at) => (first === null || at < first ? at : first), null);
/** Approved words that this channel has not published yet. */
export const isReady = (text: Readonly<OfficialText>, variant: Readonly<Variant>): boolean =>
	isApproved(variant) && !isPublished(text, variant);
/** Whether these words are published on their channel, including words published without a second reader. */
export const isPublished = (text: Readonly<OfficialText>, { channel, checksum }: Readonly<Variant>): boolean =>
	lastPublicationIn(text, channel)?.checksum === checksum;

/** The last submitted version was returned. */
export const isReturned = ({ returned, versions }: Readonly<OfficialText>): boolean =>
	returned !== null && returned.version === versions.at(-1)?.number;

/** The withdrawal of an approval for which words wait again; null when there is none. */
export const openWithdrawal = ({
	approvalWithdrawn: withdrawn,
	variants
}: Readonly<OfficialText>): OfficialText['approvalWithdrawn'] =>
	withdrawn &&
	variants.some((variant) => isAwaitingApproval(variant) && withdrawn.variants.some((each) => isWording(variant, each)))
		? withdrawn
		: null;

/** The state of the text as a whole: the next thing that a person must do comes first. */
export function textState(text: Readonly<OfficialText>): TextState {
	if (text.withdrawn) return 'withdrawn';
	if (text.paused) return 'paused';
	if (text.variants.some((variant) => isAwaitingApproval(variant) && !isPublished(text, variant))) return 'submitted';
	if (text.variants.some((variant) => isReady(text, variant))) return 'approved';
	if (isReturned(text) && text.variants.some(({ submitted }) => submitted === null)) return 'returned';
	if (text.publications.length > 0) return 'published';
	return isReturned(text) ? 'returned' : 'draft';
}

/** Without the acts on these words: they wait for a reader again. */
export const withoutNames = (
	{ named }: Readonly<OfficialText>,
	words: readonly Readonly<Pick<Variant, 'channel' | 'checksum'>>[]
): Pick<OfficialText, 'named'> => ({ named: named.filter((one) => !words.some((each) => isWording(one, each))) });

/** @throws Refusal when it is absent or withdrawn: a withdrawn text does not change any more */
export function findText(state: ReadState, id: TextId): Readonly<OfficialText> {
	const found = state.texts.get(id);
	if (!found) throw new Refusal('text.absent');
	if (found.withdrawn) throw new Refusal('text.withdrawn', { by: found.withdrawn.by });
	return found;
}
/** @throws Refusal when the words are no longer those that the sender read */
export function findVariant(text: Readonly<OfficialText>, channel: Channel, checksum: Sha256): Readonly<Variant> {
	const found = text.variants.find((variant) => variant.channel === channel);
	if (!found) throw new Refusal('text.channel');
	if (found.checksum !== checksum) throw new Refusal('text.changed', { by: found.edited.by });
	return found;
}

type ApprovalRefusal = 'text.fourEyes' | 'text.sharedEyes' | 'text.noSpokesperson';

/**
 * Four eyes: why this person may not approve these words; null when they may. Editor and approver are two people, and
 * nobody could have used both accounts: not the editor's when it wrote, nor the approver's now. One of the two is a
 * spokesperson; so an analyst may only approve what a spokesperson edited last.
 */
export function approvalRefusal(
	{ edited }: Readonly<Pick<Variant, 'edited'>>,
	actor: Pick<Actor, 'id' | 'roles' | 'eyes'>
): ApprovalRefusal | null {
	if (edited.by === actor.id) return 'text.fourEyes';
	if (!areOtherEyes(eyesOfAct(edited), eyesOfActor(actor))) return 'text.sharedEyes';
	return edited.asSpokesperson || actor.roles.includes('spokesperson') ? null : 'text.noSpokesperson';
}

/** @throws Refusal when this person may not approve these words */
export function assertMayApprove(variant: Readonly<Pick<Variant, 'edited'>>, actor: Actor): void {
	const refused = approvalRefusal(variant, actor);
	if (refused === 'text.sharedEyes') throw sharedEyes(variant.edited, actor);
	if (refused) throw new Refusal(refused);
}

/** With whom this actor counts as one pair of eyes, and who may have used both accounts. */
export function sharedEyes(act: { readonly by: PersonId; readonly eyes: readonly PersonId[] }, actor: Actor): Refusal {
	const shared = eyesOfAct(act).find((person) => eyesOfActor(actor).includes(person));
	return new Refusal('text.sharedEyes', { by: act.by, shared: shared ?? act.by });
}
declare module '../core/state' {
	interface Collections {
		texts: [TextId, OfficialText];
	}
}
