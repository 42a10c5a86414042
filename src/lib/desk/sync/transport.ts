import type { Figures } from '$lib/domain/overview/figures';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import {
	SocketEnded,
	FiguresMessage,
	FollowAnswer,
	Frame,
	type DiskState,
	Heartbeat,
	PresenceMessage,
	SOCKET_PATH,
	type Focus,
	type PresentPerson
} from '$lib/domain/realtime';

/** What the transport delivers. */
export interface TransportEvents {
	/** The connection is open: follow now. */
	up(): void;
	/** It broke; it reconnects by itself. */
	down(): void;
	frame(frame: Frame): void;
	figures(figures: Figures): void;
	present(people: readonly PresentPerson[]): void;
	heartbeat(head: number, time: Moment, disk: DiskState): void;
	ended(code: SocketEnded['code']): void;
}
export interface Transport {
	/** Follows from this number on; the answer says how far the log is. @throws when the connection breaks first */
	follow(from: number): Promise<FollowAnswer>;
	setFocus(at: Focus | null): void;
	/** Drops the connection and tries again at once. */
	again(): void;
	close(): void;
}
export type OpenTransport = (events: TransportEvents) => Transport;

/** How long an attempt may take, and one answer. Milliseconds. */
const patience = 4_000;

/**
 * A websocket to this incident's desk. The library is loaded here and not before: it may not run on a server. It
 * reconnects at random intervals, so that a restart with many desks causes no burst of requests.
 */
export async function socketTransport(incident: IncidentId): Promise<OpenTransport> {
	const { io } = await import('socket.io-client');
	return (events) => {
		const socket = io({
			path: SOCKET_PATH,
			transports: ['websocket'],
			timeout: patience,
			reconnectionDelay: 500,
			reconnectionDelayMax: 5_000,
			randomizationFactor: 0.7
		});
		/** Only valid messages for this incident; others are ignored (the log's numbers will show the gap). */
		const on = <T extends { incident: IncidentId }>(
			name: string,
			read: { safeParse(raw: unknown): { data?: T | undefined } },
			take: (message: T) => void
		) =>
			socket.on(name, (raw: unknown) => {
				const { data } = read.safeParse(raw);
				if (data?.incident === incident) take(data);
			});
		socket.on('connect', () => events.up());
		socket.on('disconnect', () => events.down());
		socket.on('connect_error', () => events.down());
		on('frame', Frame, (frame) => events.frame(frame));
		on('figures', FiguresMessage, ({ figures }) => events.figures(figures));
		on('presence', PresenceMessage, ({ people }) => events.present(people));
		on('heartbeat', Heartbeat, ({ head, time, disk }) => events.heartbeat(head, time, disk));
		socket.on('ended', (raw: unknown) => events.ended(SocketEnded.safeParse(raw).data?.code ?? 'protocol'));
		return {
			async follow(from) {
				const answer: unknown = await socket.timeout(patience).emitWithAck('follow', { incident, from });
				return FollowAnswer.parse(answer);
			},
			setFocus: (looking) => void socket.volatile.emit('presence', { incident, looking }),
			again() {
				socket.disconnect();
				socket.connect();
			},
			close: () => void socket.disconnect()
		};
	};
}
