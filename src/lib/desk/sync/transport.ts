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

/** The middle of the first pause, and of the longest. Milliseconds. */
const first = 600;
const longest = 4_500;
/** How far a pause lies from its middle at most, as a part of it. */
const spread = 0.8;

/**
 * The pause before the next attempt to connect, drawn evenly from 20 % to 180 % of a middle that doubles with each
 * attempt that failed. Also the longest is drawn: a fixed one would bring all browsers back in step, in the same moment
 * after a longer outage.
 * @param failed how many attempts failed since the last one that succeeded
 * @param chance from 0 to 1
 * @returns milliseconds
 */
export function reconnectPause(failed: number, chance: number): number {
	const middle = Math.min(longest, first * 2 ** Math.min(failed, 10));
	return Math.round(middle * (1 - spread + 2 * spread * chance));
}

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
	/** Drops the connection and tries again after a short pause: others may have the same reason in the same moment. */
	again(): void;
	close(): void;
}
export type OpenTransport = (events: TransportEvents) => Transport;

/** How long an attempt may take, and one answer. Milliseconds. */
const patience = 4_000;

/** Where the server is, when that is not where the page came from; and what a browser sends by itself. */
interface SocketAddress {
	readonly origin: string;
	readonly headers: Readonly<Record<string, string>>;
}

/**
 * A websocket to this incident's desk. The library is loaded here and not before: it may not run on a server. It
 * reconnects at random intervals, so that a restart with many desks causes no burst of requests.
 */
export async function socketTransport(incident: IncidentId, at: SocketAddress | null = null): Promise<OpenTransport> {
	const { io } = await import('socket.io-client');
	return (events) => {
		const options = {
			path: SOCKET_PATH,
			// A proxy before several processes can send all of an incident to one of them (docs/scale.md).
			query: { incident },
			transports: ['websocket'],
			timeout: patience,
			// The library's longest pause is the same for all: pauses are drawn below.
			reconnection: false
		};
		const socket = at ? io(at.origin, { ...options, forceNew: true, extraHeaders: { ...at.headers } }) : io(options);
		let failed = 0;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const connectLater = (): void => {
			clearTimeout(timer);
			timer = setTimeout(() => socket.connect(), reconnectPause(failed, Math.random()));
			failed += 1;
		};
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
		socket.on('connect', () => {
			clearTimeout(timer);
			events.up();
		});
		socket.on('disconnect', (reason) => {
			// The server's own word that it ends this one, or ours: nobody comes back by themselves.
			if (reason !== 'io server disconnect' && reason !== 'io client disconnect') connectLater();
			events.down();
		});
		socket.on('connect_error', () => {
			// Refused by the server itself, the socket is not active any more.
			if (socket.active) connectLater();
			events.down();
		});
		on('frame', Frame, (frame) => events.frame(frame));
		on('figures', FiguresMessage, ({ figures }) => events.figures(figures));
		on('presence', PresenceMessage, ({ people }) => events.present(people));
		on('heartbeat', Heartbeat, ({ head, time, disk }) => events.heartbeat(head, time, disk));
		socket.on('ended', (raw: unknown) => events.ended(SocketEnded.safeParse(raw).data?.code ?? 'protocol'));
		return {
			async follow(from) {
				const answer: unknown = await socket.timeout(patience).emitWithAck('follow', { incident, from });
				failed = 0;
				return FollowAnswer.parse(answer);
			},
			setFocus: (looking) => void socket.volatile.emit('presence', { incident, looking }),
			again() {
				socket.disconnect();
				connectLater();
			},
			close() {
				clearTimeout(timer);
				socket.disconnect();
			}
		};
	};
}
