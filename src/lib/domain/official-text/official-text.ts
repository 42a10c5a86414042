import { z } from 'zod';
import { Channel } from './channel';
import { canonical, checksumOf } from '../core/checksum';
import { FactId, FindingId, Moment, PersonId, PreparedTextId, PublicationId, Sha256, TextId } from '../core/ids';
import { Posting } from './posting';
import { Refusal, type RefusalCode } from '../core/refusal';
import type { Actor } from '../core/role';
import { Verdict } from '../findings/rumour';
import type { ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

/** One life cycle for whatever the authorities say outside (domain.md §3, official text). */
export const TextKind = z.enum(['rebuttal', 'holding', 'correction', 'answer', 'advice']);
export type TextKind = z.infer<typeof TextKind>;

const toFinding = <K extends 'rumour' | 'need'>(kind: K) => ({ kind: z.literal(kind), finding: FindingId });
const toIncident = { kind: z.literal('incident'), finding: z.null() };
/** What it is about: a rumour, a need, or the incident as a whole (the first holding statement comes before any rumour). */
export const About = z.discriminatedUnion('kind', [
	z.object(toFinding('rumour')),
	z.object(toFinding('need')),
	z.object(toIncident)
]);
export type About = z.infer<typeof About>;
/** The same as a command takes it. */
export const AboutInput = z.discriminatedUnion('kind', [
	z.strictObject(toFinding('rumour')),
	z.strictObject(toFinding('need')),
	z.strictObject(toIncident)
]);

/** What was said and who did it, in one field of a row. */
const Deed = z.object({ by: PersonId, at: Moment });
const DeedWhy = Deed.extend({ why: LooseText(500) });

/** One channel's wording, and how far it is. */
export const Variant = z.object({
	channel: Channel,
	text: LooseText(4000),
	/** Of the wording: see {@link wordingChecksum}. */
	checksum: Sha256,
	/** Who changed the words last, and whether they were a spokesperson then. */
	edited: Deed.extend({ asSpokesperson: z.boolean() }),
	/** The version with which these words were handed in; null while they are a draft. */
	submitted: z.int().positive().nullable(),
	/** Somebody else read exactly these words. */
	approved: Deed.extend({ checksum: Sha256 }).nullable()
});
export type Variant = z.infer<typeof Variant>;

/** What was handed in for approval, numbered. `basis` is what it rested on: see text-basis.ts. */
export const SubmittedVersion = z.object({
	number: z.int().positive(),
	by: PersonId,
	at: Moment,
	/** The spokesperson who was asked; null: whoever is on duty. */
	asked: PersonId.nullable(),
	basis: Sha256,
	wordings: z.array(z.object({ channel: Channel, text: LooseText(4000), checksum: Sha256 }))
});
export type SubmittedVersion = z.infer<typeof SubmittedVersion>;

/** That it went out: where, when, and what it rested on. */
export const Publication = z.object({
	id: PublicationId,
	channel: Channel,
	/** In people's words: "website, live blog". */
	where: Text(160),
	address: LooseText(2000).nullable(),
	text: LooseText(4000),
	checksum: Sha256,
	at: Moment,
	by: PersonId,
	/** Why somebody had to publish alone, outside the program: *without second reader*. */
	alone: LooseText(500).nullable(),
	/** A coordinator looked at what was published alone. */
	reviewed: DeedWhy.nullable(),
	/** What it told people: a verdict given since makes it out of date. Null for a text without one. */
	verdict: Verdict.nullable(),
	facts: z.array(FactId),
	/** No correction is needed, says a person, for these reasons why there might be. */
	waived: DeedWhy.extend({ causes: z.string() }).nullable()
});
export type Publication = z.infer<typeof Publication>;

/** Somebody was told that their approval is asked; or could not be told: the mail failed, we know no address, or this installation sends no mail. */
export const ApprovalNotice = z.object({
	version: z.int().positive(),
	to: PersonId,
	outcome: z.enum(['sent', 'failed', 'noAddress', 'noMail']),
	at: Moment,
	/** 0 is the first, then reminders. */
	reminder: z.int().nonnegative()
});
export type ApprovalNotice = z.infer<typeof ApprovalNotice>;

/** Where its words come from when they were approved in quiet times: only place and moment were filled in. */
const FilledIn = z.object({
	id: PreparedTextId,
	title: LooseText(160),
	place: LooseText(80),
	moment: Moment,
	/** Of the words as they were filled in; other words are a draft like any other. */
	checksums: z.array(Sha256)
});
type FilledIn = z.infer<typeof FilledIn>;

/** Who was asked to pass a publication on. `seq` is the event's number. */
export const PassedOn = z.object({
	publication: PublicationId,
	to: z.array(LooseText(80)),
	by: PersonId,
	at: Moment,
	seq: z.int().nonnegative()
});

export const OfficialText = z.object({
	id: TextId,
	kind: TextKind,
	about: About,
	/** Of a correction: what it corrects. */
	corrects: TextId.nullable(),
	facts: z.array(FactId).max(20),
	made: Deed,
	variants: z.array(Variant),
	versions: z.array(SubmittedVersion),
	returned: DeedWhy.extend({ version: z.int().positive() }).nullable(),
	/** In the order in which they were recorded; `seq` is the event's number. */
	publications: z.array(Publication.extend({ seq: z.int().nonnegative() })),
	paused: DeedWhy.nullable(),
	withdrawn: DeedWhy.nullable(),
	notices: z.array(ApprovalNotice),
	prepared: FilledIn.nullable().default(null),
	/** What the program itself puts on a network, or could not. */
	postings: z.array(Posting).default([]),
	passed: z.array(PassedOn).default([]),
	/** Who opened which version: so that a reader sees what changed since they last read. */
	reads: z.array(z.object({ by: PersonId, version: z.int().positive(), at: Moment })).default([])
});
export type OfficialText = z.infer<typeof OfficialText>;
export type RecordedPublication = OfficialText['publications'][number];

/** Wording without what is no wording: one way to write an accent, one space for any white space. */
export const wordingOf = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
/** Names the words of one channel, so that nobody approves others than they read; equal when only white space differs. */
export const wordingChecksum = (channel: Channel, text: string): Sha256 =>
	checksumOf(canonical([channel, wordingOf(text)]));

export type TextState = 'draft' | 'submitted' | 'returned' | 'approved' | 'published' | 'paused' | 'withdrawn';

export const isAwaitingApproval = ({ submitted, approved }: Readonly<Variant>): boolean =>
	submitted !== null && approved === null;
export const isApproved = ({ approved, checksum }: Readonly<Variant>): boolean => approved?.checksum === checksum;
/** The last time that a channel carried the text. */
export const lastPublicationIn = (
	{ publications }: Readonly<OfficialText>,
	channel: Channel
): RecordedPublication | undefined => publications.findLast((publication) => publication.channel === channel);
/** When a text first went out anywhere; null as long as it did not. */
export const firstPublishedAt = ({ publications }: Readonly<OfficialText>): Moment | null =>
	publications
		.map(({ at }) => at)
		.reduce<Moment | null>((first, at) => (first === null || at < first ? at : first), null);
/** Approved words that this channel does not carry yet. */
export const isReady = (text: Readonly<OfficialText>, variant: Readonly<Variant>): boolean =>
	isApproved(variant) && lastPublicationIn(text, variant.channel)?.checksum !== variant.checksum;

/** The last version that was handed in came back. */
export const isReturned = ({ returned, versions }: Readonly<OfficialText>): boolean =>
	returned !== null && returned.version === versions.at(-1)?.number;

/** How far the text is as a whole: what somebody must do next comes first. */
export function textState(text: Readonly<OfficialText>): TextState {
	if (text.withdrawn) return 'withdrawn';
	if (text.paused) return 'paused';
	if (text.variants.some(isAwaitingApproval)) return 'submitted';
	if (text.variants.some((variant) => isReady(text, variant))) return 'approved';
	if (text.publications.length > 0) return 'published';
	return isReturned(text) ? 'returned' : 'draft';
}

/** @throws Refusal when there is none, or it was withdrawn: what was withdrawn stays as it was */
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

/**
 * Four eyes (domain.md, rule 5): why this person may not approve these words; null when they may. Editor and approver are two people, and one of
 * the two is a spokesperson; so an analyst only confirms what a spokesperson edited last.
 */
export function approvalRefusal(
	{ edited }: Readonly<Pick<Variant, 'edited'>>,
	{ id, roles }: Actor
): RefusalCode | null {
	if (edited.by === id) return 'text.fourEyes';
	return edited.asSpokesperson || roles.includes('spokesperson') ? null : 'text.noSpokesperson';
}
declare module '../core/state' {
	interface Collections {
		texts: [TextId, OfficialText];
	}
}
