import type { Socket as IoSocket } from 'socket.io';
import { inIncident, type IncidentId, type PersonId, type ShareLinkId } from '$lib/domain/core/ids';
import type {
	SocketEnded,
	FiguresMessage,
	Frame,
	Heartbeat,
	NewerVersion,
	PresenceMessage
} from '$lib/domain/realtime';

/** The messages from a browser; both are validated by a schema before use. */
export interface FromBrowser {
	follow(input: unknown, answer: unknown): void;
	presence(input: unknown): void;
}
export interface ToBrowser {
	frame(message: Frame): void;
	figures(message: FiguresMessage): void;
	presence(message: PresenceMessage): void;
	heartbeat(message: Heartbeat): void;
	ended(message: SocketEnded): void;
	newer(message: NewerVersion): void;
}
/** The client of a socket: a person with a session, or the holder of a share link. */
export type Member =
	| {
			readonly kind: 'person';
			readonly id: PersonId;
			readonly initials: string;
			readonly session: string;
			/** In milliseconds of real time. */
			readonly expires: number;
			readonly incidents: Set<IncidentId>;
			/** The incident whose released report they have open, as a partner with an account. */
			readonly report: IncidentId | null;
			/** The number of invalid messages it sent. */
			invalid: number;
	  }
	| { readonly kind: 'link'; readonly link: ShareLinkId; readonly incident: IncidentId };
/** Set when the handshake succeeds. */
export interface SocketData {
	member: Member;
}
export type MemberSocket = IoSocket<FromBrowser, ToBrowser, Record<string, never>, SocketData>;

/** Members of the incident's desk get frames; holders of a link only receive "newer". */
export const deskRoom = (incident: IncidentId): string => `desk:${incident}`;
export const linkRoom = (incident: IncidentId, link: ShareLinkId): string => `partner:${inIncident(incident, link)}`;
/** Partners with an account. */
export const partnerRoom = (incident: IncidentId): string => `partner:${incident}`;
