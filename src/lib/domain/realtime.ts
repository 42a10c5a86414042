import { z } from 'zod';
import { Figures } from './overview/figures';
import { FindingId, IncidentId, Moment, PersonId, StoryId, TextId } from './core/ids';
import { StoryCard } from './stories/card';

/**
 * Everything that is sent over the socket. Reads only: writes use HTTP. The desk sends `follow` and `presence`; it
 * receives `frame`, `figures`, `presence`, `heartbeat` and `ended`; partners receive `newer` only.
 */
export const SOCKET_PATH = '/rt/';
/** The addresses of sockets: the desk's, and that of a share link, whose cookie is sent to its own addresses only. */
export const SOCKET_ADDRESS = new RegExp(`^(/r/[0-9a-f-]{36})?${SOCKET_PATH}`);
/** How often the server sends its log position, in milliseconds. */
export const HEARTBEAT_EVERY = 2000;

/** A line of the log as the desk reads it; `readEvent` parses `data`. A redacted line has none and changes nothing. */
export const WireEvent = z.object({
	seq: z.int().positive(),
	/** The beginning of its hash in the chain: a restored log may have another line with this number. */
	hash: z.string(),
	wallAt: Moment,
	by: PersonId,
	/** The command that caused it; null for arrivals of posts. */
	command: z.string().nullable(),
	redacted: z.boolean(),
	type: z.string(),
	data: z.unknown()
});
export type WireEvent = z.infer<typeof WireEvent>;

/**
 * The events `from`…`to`, complete and in order, and the cards of changed stories. A frame without events has `to` one
 * before `from`. `before` is the hash of the line before `from`; empty when that was not sent. `more` counts changed stories whose cards are not included: the client fetches those that it shows.
 */
export const Frame = z.object({
	incident: IncidentId,
	from: z.int().positive(),
	to: z.int().nonnegative(),
	before: z.string(),
	events: z.array(WireEvent),
	stories: z.array(StoryCard),
	more: z.int().nonnegative()
});
export type Frame = z.infer<typeof Frame>;

/**
 * Answer to `GET …/events?after=`: as many events as fit, and the head of the log. `before` is the hash of the event with
 * the number `after`; null when the log has no such event. When it is not the hash that a client has, an older copy of the
 * log was restored: the client must read the state again.
 */
export const EventsPage = z.object({
	events: z.array(WireEvent),
	head: z.int().nonnegative(),
	before: z.string().nullable()
});
export type EventsPage = z.infer<typeof EventsPage>;

/** What a person is looking at: for decoration only. */
export const Focus = z.union([
	z.strictObject({ story: StoryId }),
	z.strictObject({ finding: FindingId }),
	z.strictObject({ text: TextId }),
	z.strictObject({ section: z.string().regex(/^[a-zA-Z]{1,40}$/) })
]);
export type Focus = z.infer<typeof Focus>;

/** Sent by the desk: follow this incident; `from` is the number up to which it has the events. */
export const FollowInput = z.strictObject({ incident: IncidentId, from: z.int().nonnegative() });
/** The answer to `follow`. Events after `from` up to `head` are fetched over HTTP; frames bring later ones. */
export const FollowAnswer = z.union([
	z.object({ ok: z.literal(true), head: z.int().nonnegative(), time: Moment }),
	z.object({ ok: z.literal(false), code: z.string() })
]);
export type FollowAnswer = z.infer<typeof FollowAnswer>;

export const PresenceInput = z.strictObject({ incident: IncidentId, looking: Focus.nullable() });
export const PresentPerson = z.object({ person: PersonId, initials: z.string(), looking: Focus.nullable() });
export type PresentPerson = z.infer<typeof PresentPerson>;
export const PresenceMessage = z.object({ incident: IncidentId, people: z.array(PresentPerson) });
export type PresenceMessage = z.infer<typeof PresenceMessage>;

/** The free disk space of the database: at `noPosts` no posts are stored, and at `full` nothing is. */
export const DiskState = z.enum(['enough', 'noPosts', 'full']);
export type DiskState = z.infer<typeof DiskState>;

/** `head` is the number up to which frames were sent, `hash` that of this event, `time` the server's time. */
export const Heartbeat = z.object({
	incident: IncidentId,
	head: z.int().nonnegative(),
	hash: z.string(),
	time: Moment,
	disk: DiskState.default('enough')
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** Sent once a second while figures change. Includes only findings whose figures changed in the last ten seconds. */
export const FiguresMessage = z.object({ incident: IncidentId, figures: Figures });
export type FiguresMessage = z.infer<typeof FiguresMessage>;

/** Why the server is about to close the socket: the client should not reconnect at once. */
export const SocketEnded = z.object({ code: z.enum(['session.ended', 'role.missing', 'protocol', 'tooMany']) });
export type SocketEnded = z.infer<typeof SocketEnded>;

/** Sent to partners: a version with this number exists (or changed its state). They receive nothing else. */
export const NewerVersion = z.object({ number: z.int().positive() });
export type NewerVersion = z.infer<typeof NewerVersion>;
