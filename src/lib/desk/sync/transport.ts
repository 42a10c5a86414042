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

/** The mean of the first pause before reconnecting, and of the longest. Milliseconds. */
const firstPause = 600;
const longestPause = 4_500;
/** The largest deviation of a pause from its mean, as a fraction of the mean. */
const jitter = 0.8;

/**
 * The pause before the next attempt to connect: uniformly random between 20 % and 180 % of a mean that doubles with each
 * failed attempt. The longest pause is random too: after a long outage a fixed one would make all browsers reconnect at
 * the same moment.
 * @param failed how many attempts failed since the last one that succeeded
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function reconnectPause(failed: number, random: number): number {
	const middle = Math.min(longestPause, firstPause * 2 ** Math.min(failed, 10));
	return Math.round(middle * (1 - jitter + 2 * jitter * random));
}

/** What the transport delivers. */
export interface TransportEvents {
	/** The connection is open: follow now. */
	up(): void;
	/** The connection broke; it reconnects by itself. */
	down(): void;
	frame(frame: Frame): void;
	figures(figures: Figures): void;
	present(people: readonly PresentPerson[]): void;
	heartbeat(head: number, hash: string, time: Moment, disk: DiskState): void;
	ended(code: SocketEnded['code']): void;
}
export interface Transport {
	/** Follows the log from this event on; the answer has the log's head. @throws when the connection breaks first */
	follow(from: number): Promise<FollowAnswer>;
	setFocus(at: Focus | null): void;
	/** Drops the connection and reconnects after a random pause, since other browsers may do so at the same moment. */
	again(): void;
	close(): void;
}
export type OpenTransport = (events: TransportEvents) => Transport;

/** How long an attempt to connect, or an answer, may take. Milliseconds. */
const answerTimeout = 4_000;

/** The server's address outside a browser, and the headers that a browser sends by itself. */
interface SocketAddress {
	readonly origin: string;
	readonly headers: Readonly<Record<string, string>>;
}

/**
 * A websocket that follows this incident. The library is imported here, because it must not run on the server. It
 * reconnects after random pauses, so that a restart with many desks causes no burst of requests.
 */
export async function socketTransport(incident: IncidentId, at: SocketAddress | null = null): Promise<OpenTransport> {
	const { io } = await import('socket.io-client');
	return (events) => {
		const options = {
			path: SOCKET_PATH,
			// Lets a proxy route all connections of an incident to the same process (docs/scale.md).
			query: { incident },
			transports: ['websocket'],
			timeout: answerTimeout,
			// The library's longest pause is not random enough: `connectLater` chooses the pauses.
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
		/** Handles valid messages for this incident only; the event numbers reveal any gap. */
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
			// Do not reconnect after a deliberate disconnect by the server or by us.
			if (reason !== 'io server disconnect' && reason !== 'io client disconnect') connectLater();
			events.down();
		});
		socket.on('connect_error', () => {
			// An inactive socket was refused by the server itself: do not retry.
			if (socket.active) connectLater();
			events.down();
		});
		on('frame', Frame, (frame) => events.frame(frame));
		on('figures', FiguresMessage, ({ figures }) => events.figures(figures));
		on('presence', PresenceMessage, ({ people }) => events.present(people));
		on('heartbeat', Heartbeat, ({ head, hash, time, disk }) => events.heartbeat(head, hash, time, disk));
		socket.on('ended', (raw: unknown) => events.ended(SocketEnded.safeParse(raw).data?.code ?? 'protocol'));
		return {
			async follow(from) {
				const answer: unknown = await socket.timeout(answerTimeout).emitWithAck('follow', { incident, from });
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
