import { z } from 'zod';
import { Figures } from './overview/figures';
import { FindingId, IncidentId, Moment, PersonId, StoryId, TextId } from './core/ids';
import { StoryCard } from './stories/card';

/**
 * Everything that goes over the socket. Reads only: writes go over HTTP. From the desk come `follow` and `presence`; to the desk go `frame`,
 * `figures`, `presence`, `heartbeat` and `ended`; to partners `newer` alone.
 */
export const SOCKET_PATH = '/rt/';
/** Where sockets come in: the desk's, and a share link's, whose cookie is sent to its own addresses only. */
export const SOCKET_ADDRESS = new RegExp(`^(/r/[0-9a-f-]{36})?${SOCKET_PATH}`);
/** How often the server says how far it is, in milliseconds. */
export const HEARTBEAT_EVERY = 2000;

/** A line of the log as the desk reads it; `data` is read by `readEvent`. A redacted one has none and changes nothing. */
export const WireEvent = z.object({
	seq: z.int().positive(),
	wallAt: Moment,
	by: PersonId,
	/** The command that led to it; null for arrivals of posts. */
	command: z.string().nullable(),
	redacted: z.boolean(),
	type: z.string(),
	data: z.unknown()
});
export type WireEvent = z.infer<typeof WireEvent>;

/**
 * The events `from`…`to`, all of them and in order, and the cards of stories that changed. A frame without events has `to` one before `from`.
 * `more` counts stories that changed besides, of which no card is sent: who looks at them fetches them.
 */
export const Frame = z.object({
	incident: IncidentId,
	from: z.int().positive(),
	to: z.int().nonnegative(),
	events: z.array(WireEvent),
	stories: z.array(StoryCard),
	more: z.int().nonnegative()
});
export type Frame = z.infer<typeof Frame>;

/** Answer to `GET …/events?after=`: as much as fits, and how far the log goes. */
export const EventsPage = z.object({ events: z.array(WireEvent), head: z.int().nonnegative() });
export type EventsPage = z.infer<typeof EventsPage>;

/** Where somebody is: for decoration only. */
export const Focus = z.union([
	z.strictObject({ story: StoryId }),
	z.strictObject({ finding: FindingId }),
	z.strictObject({ text: TextId }),
	z.strictObject({ section: z.string().regex(/^[a-zA-Z]{1,40}$/) })
]);
export type Focus = z.infer<typeof Focus>;

/** From the desk: follow this incident; `from` is the number up to which it has the events. */
export const FollowInput = z.strictObject({ incident: IncidentId, from: z.int().nonnegative() });
/** What `follow` is answered with. Events after `from` up to `head` are fetched over HTTP; frames bring what comes after. */
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

/** Whether there is room on the disk of the database: below `noPosts` no posts are stored, and at `full` nothing is. */
export const DiskState = z.enum(['enough', 'noPosts', 'full']);
export type DiskState = z.infer<typeof DiskState>;

/** `head` is the number up to which frames were sent, `time` the server's. */
export const Heartbeat = z.object({
	incident: IncidentId,
	head: z.int().nonnegative(),
	time: Moment,
	disk: DiskState.default('enough')
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** Once a second while something changes. Of the findings only those whose figures changed in the last ten seconds; the rest are as they were. */
export const FiguresMessage = z.object({ incident: IncidentId, figures: Figures });
export type FiguresMessage = z.infer<typeof FiguresMessage>;

/** Why the server is about to close: it makes no sense to come back at once. */
export const SocketEnded = z.object({ code: z.enum(['session.ended', 'role.missing', 'protocol', 'tooMany']) });
export type SocketEnded = z.infer<typeof SocketEnded>;

/** To partners: there is a version with this number (or it changed its state). Nothing else ever goes to them. */
export const NewerVersion = z.object({ number: z.int().positive() });
export type NewerVersion = z.infer<typeof NewerVersion>;
