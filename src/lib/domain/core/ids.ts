import { z } from 'zod';
import { Code } from './text';

/**
 * Lower-case UUIDs, made by the creator of the thing (UUIDv7: `newId` in new-id.ts); `z.uuid()` alone accepts both
 * cases.
 */
const uuid = () => z.uuid().toLowerCase();

/** An incident's id is also the id of its log. */
export const IncidentId = uuid().brand<'IncidentId'>();
export type IncidentId = z.infer<typeof IncidentId>;
export const PersonId = uuid().brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;
export const CommandId = uuid().brand<'CommandId'>();
export type CommandId = z.infer<typeof CommandId>;
export const ConnectionId = uuid().brand<'ConnectionId'>();
export type ConnectionId = z.infer<typeof ConnectionId>;
export const SourceId = uuid().brand<'SourceId'>();
export type SourceId = z.infer<typeof SourceId>;
export const StoryId = uuid().brand<'StoryId'>();
export type StoryId = z.infer<typeof StoryId>;
export const PostId = uuid().brand<'PostId'>();
export type PostId = z.infer<typeof PostId>;
export const BatchId = uuid().brand<'BatchId'>();
export type BatchId = z.infer<typeof BatchId>;
/** One id for all four kinds of finding, so that a link to one needs no case distinction. */
export const FindingId = uuid().brand<'FindingId'>();
export type FindingId = z.infer<typeof FindingId>;
/** The four kinds of finding, grouped under the three goals (docs/domain.md). */
export const findingKinds = ['need', 'rumour', 'behaviour', 'meaning'] as const;
export const FindingKind = z.enum(findingKinds);
export type FindingKind = z.infer<typeof FindingKind>;
export const FactId = uuid().brand<'FactId'>();
export type FactId = z.infer<typeof FactId>;
export const ActionId = uuid().brand<'ActionId'>();
export type ActionId = z.infer<typeof ActionId>;
export const TextId = uuid().brand<'TextId'>();
export type TextId = z.infer<typeof TextId>;
export const PublicationId = uuid().brand<'PublicationId'>();
export type PublicationId = z.infer<typeof PublicationId>;
/** One of our accounts on a network, on which the program can publish. */
export const OutletId = uuid().brand<'OutletId'>();
export type OutletId = z.infer<typeof OutletId>;
export const PreparedTextId = uuid().brand<'PreparedTextId'>();
export type PreparedTextId = z.infer<typeof PreparedTextId>;
export const ResponseId = uuid().brand<'ResponseId'>();
export type ResponseId = z.infer<typeof ResponseId>;
export const AdviceId = uuid().brand<'AdviceId'>();
export type AdviceId = z.infer<typeof AdviceId>;
export const AgreementId = uuid().brand<'AgreementId'>();
export type AgreementId = z.infer<typeof AgreementId>;
export const LearningPointId = uuid().brand<'LearningPointId'>();
export type LearningPointId = z.infer<typeof LearningPointId>;
export const AlertRuleId = uuid().brand<'AlertRuleId'>();
export type AlertRuleId = z.infer<typeof AlertRuleId>;
export const AlertId = uuid().brand<'AlertId'>();
export type AlertId = z.infer<typeof AlertId>;
export const SavedSearchId = uuid().brand<'SavedSearchId'>();
export type SavedSearchId = z.infer<typeof SavedSearchId>;
export const QuoteId = uuid().brand<'QuoteId'>();
export type QuoteId = z.infer<typeof QuoteId>;
export const ShareLinkId = uuid().brand<'ShareLinkId'>();
export type ShareLinkId = z.infer<typeof ShareLinkId>;
/** A partner's signal through a share link. The id comes with the form, so that sending it twice stores it once. */
export const SignalId = uuid().brand<'SignalId'>();
export type SignalId = z.infer<typeof SignalId>;
export const ReplyId = uuid().brand<'ReplyId'>();
export type ReplyId = z.infer<typeof ReplyId>;
export const TokenId = uuid().brand<'TokenId'>();
export type TokenId = z.infer<typeof TokenId>;

/**
 * A thing of one incident, as the key of a map, a lock or a counter. Clients choose most ids, so another incident may have
 * the same one.
 */
export type InIncident<Id extends string> = string & z.core.$brand<'InIncident'> & { readonly of?: Id };
export const inIncident = <Id extends string>(incident: IncidentId, id: Id): InIncident<Id> =>
	`${incident}/${id}` as InIncident<Id>;

/** An id of which only the format is known; its kind follows from where it is used. */
type SomeId = CommandId & StoryId & FindingId & SourceId & AlertRuleId & SavedSearchId & ActionId;
/** Parses an id from a URL or from device storage without zod; null when invalid. */
export const idIn = (value: unknown): SomeId | null =>
	typeof value === 'string' && written.test(value) ? (value.toLowerCase() as SomeId) : null;
const written = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** The number by which an incident knows an author; the author's name never enters an event. */
export const AuthorNumber = z.int().positive().brand<'AuthorNumber'>();
export type AuthorNumber = z.infer<typeof AuthorNumber>;

/** RFC 3339 in UTC with milliseconds: `2026-11-20T13:03:00.000Z`. Sorts as text. */
export const Moment = z.iso.datetime({ precision: 3 }).brand<'Moment'>();
export type Moment = z.infer<typeof Moment>;
/** @throws RangeError outside the years 0 to 9999 */
export function momentOf(milliseconds: number): Moment {
	const text = momentIn(new Date(milliseconds).toISOString());
	if (text === null) throw new RangeError(`No moment: ${String(milliseconds)}`);
	return text;
}
/** Parses a {@link Moment} without zod; null when invalid. */
export const momentIn = (value: unknown): Moment | null => (isMoment(value) ? value : null);
function isMoment(value: unknown): value is Moment {
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
	const milliseconds = Date.parse(value);
	return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === value;
}
export const millisecondsOf = (moment: Moment): number => Date.parse(moment);

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const Sha256 = Code(/^[0-9a-f]{64}$/).brand<'Sha256'>();
export type Sha256 = z.infer<typeof Sha256>;

/** The log of the installation itself: people, roles, connections. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000' as IncidentId;
