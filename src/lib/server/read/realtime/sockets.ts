import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine, type Socket as Connection } from 'engine.io';
import { Server } from 'socket.io';
import { IncidentId, inIncident, momentOf, ShareLinkId, type PersonId } from '$lib/domain/core/ids';
import {
	FollowInput,
	PresenceInput,
	SOCKET_ADDRESS,
	SOCKET_PATH,
	type SocketEnded,
	type FollowAnswer,
	type Focus
} from '$lib/domain/realtime';
import type { Actor } from '$lib/domain/core/role';
import { isAtDesk } from '$lib/domain/core/policy';
import { ConnectionMeter } from '$lib/server/platform/limits/connection-meter';
import { Limits } from '$lib/server/platform/limits/limits';
import { NetworkLimits } from '$lib/server/platform/limits/networks';
import { RefusedRequests } from '$lib/server/platform/http/refused-requests';
import { refuseConnection, basicHeaders } from '$lib/server/platform/http/security-headers';
import {
	deskRoom,
	linkRoom,
	partnerRoom,
	type SocketData,
	type FromBrowser,
	type Member,
	type MemberSocket,
	type ToBrowser
} from './members';
import { dropUnanswering, SlowReaders } from './slow-readers';
import { SocketSlots } from '$lib/server/platform/limits/socket-slots';

/** Decides who may connect. */
export interface SocketAuth {
	/** The configured origin. */
	readonly origin: string | null;
	isOurOrigin(origin: string | undefined): boolean;
	sessionOf(headers: Headers): Promise<SocketPerson | null>;
	/** Records that the person of this session did something at the desk. */
	seen?(session: string): void;
	/** The sessions among these that are still valid. */
	validSessions(sessions: readonly string[]): Promise<ReadonlySet<string>>;
	actorFor(person: PersonId, incident: IncidentId): Actor;
	/** The incident that a share link opens for the holder of its cookie; null for none. */
	linkOf(headers: Headers, link: ShareLinkId): Promise<IncidentId | null>;
}
interface SocketPerson {
	readonly person: { readonly id: PersonId; readonly initials: string };
	readonly session: { readonly id: string; readonly expires: Date };
}
/** Follows incidents for desks. */
interface DeskService {
	/** @returns the sequence number of its log; null when there is no such incident */
	follow(incident: IncidentId, socket: string, person: { id: PersonId; initials: string }): number | null;
	leave(incident: IncidentId, socket: string): void;
	focus(incident: IncidentId, socket: string, looking: Focus | null): void;
}

/** The largest message that a browser may send, in bytes. */
const MAX_MESSAGE_BYTES = 64 * 1024;
/** The socket is closed after this many invalid messages. */
const MAX_INVALID_MESSAGES = 3;
/**
 * How often sessions are checked again, in milliseconds: the sockets of a revoked session close within two seconds even
 * when its notification is lost.
 */
const RECHECK_INTERVAL_MS = 1000;
const KNOWN_EVENTS: ReadonlySet<string> = new Set<keyof FromBrowser>(['follow', 'presence']);

const addressOf = ({ headers, socket }: IncomingMessage): string =>
	String(headers['x-client-address'] ?? socket.remoteAddress);

/**
 * The sockets of this process: authenticates them, handles their messages and closes them. Sockets only read; writes go
 * over HTTP.
 */
export class Sockets {
	readonly io: Server<FromBrowser, ToBrowser, Record<string, never>, SocketData>;
	readonly #engine: Engine;
	readonly #byAddress = new NetworkLimits({ burst: 1000, perSecond: 100 });
	readonly #meters = new WeakMap<Connection, ConnectionMeter>();
	readonly #connected = new WeakSet<Connection>();
	readonly #slow = new SlowReaders();
	readonly #refused = new RefusedRequests();
	#timer: NodeJS.Timeout | undefined;
	#http: HttpServer | null = null;

	constructor(
		readonly auth: SocketAuth,
		readonly desks: DeskService,
		readonly slots = new SocketSlots()
	) {
		this.#engine = new Engine({
			transports: ['websocket'],
			// Compression for 200 desks would take too much processor time.
			perMessageDeflate: false,
			maxHttpBufferSize: MAX_MESSAGE_BYTES,
			pingInterval: 10_000,
			pingTimeout: 10_000
		});
		this.#engine.on('headers', (headers: Record<string, string>) => Object.assign(headers, basicHeaders(auth.origin)));
		this.#engine.on('connection', (connection: Connection) =>
			this.#meters.set(connection, new ConnectionMeter(connection, () => this.#logRefused(connection.request, 429)))
		);
		this.io = new Server({ serveClient: false, connectTimeout: 10_000 });
		this.io.bind(this.#engine);
		this.io.use((socket, next) => {
			// A connection may send one handshake.
			if (this.#connected.has(socket.conn)) {
				socket.conn.request.socket.destroy();
				return;
			}
			this.#connected.add(socket.conn);
			this.#admit(socket).then(
				(member) => {
					if (typeof member === 'string') {
						this.#logRefused(socket.request, member === 'tooMany' ? 429 : 401);
						next(new Error(member));
						// After the refusal, which is sent in a later tick.
						setImmediate(() => socket.conn.close());
						return;
					}
					this.#meters.get(socket.conn)?.admit();
					this.slots.makeKnown(socket.conn.request.socket);
					socket.data.member = member;
					next();
				},
				// The database is unreachable. A refusal would stop the browser from reconnecting; after a broken connection it
				// tries again by itself.
				() => socket.conn.request.socket.destroy()
			);
		});
		this.io.on('connection', (socket) => this.#onConnection(socket));
	}

	/** Handles WebSocket upgrades. */
	attach(http: HttpServer): void {
		this.#http = http;
		this.#timer = setInterval(() => void this.#recheck(), RECHECK_INTERVAL_MS);
		http.on('upgrade', this.#upgrade);
	}
	readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
		socket.on('error', () => socket.destroy());
		// In development Vite has its own socket. Any other upgrade must be answered, or it would hang forever.
		if (request.headers['sec-websocket-protocol']?.startsWith('vite')) return;
		// Socket.IO's `cors` does not stop a websocket from another origin: this does. It also refuses what the engine would
		// refuse, with our own headers.
		if (!SOCKET_ADDRESS.test(request.url ?? '')) refuseConnection(socket, '404 Not Found', this.auth.origin);
		// Data before our answer would not be counted by the meter.
		else if (!isHandshake(request) || head.length > 0) refuseConnection(socket, '400 Bad Request', this.auth.origin);
		else if (!this.#isAllowed(request)) {
			this.#logRefused(request, 403);
			refuseConnection(socket, '403 Forbidden', this.auth.origin);
		} else this.#engine.handleUpgrade(request, socket, head);
	};

	/** Closes all sockets without a reason, so that browsers reconnect by themselves, at spread times. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		this.#http?.off('upgrade', this.#upgrade);
		await this.io.close();
		this.#engine.close();
	}

	/** Closes all sockets of an ended session. */
	endSession(session: string): void {
		for (const socket of this.#sockets())
			if (socket.data.member.kind === 'person' && socket.data.member.session === session) end(socket, 'session.ended');
	}
	/** Disconnects members that may no longer follow their incident, after roles changed. */
	checkRoles(): void {
		for (const socket of this.#sockets()) {
			const { member } = socket.data;
			if (member.kind !== 'person') continue;
			const lostAccess = [...member.incidents].some((incident) => !isAtDesk(this.auth.actorFor(member.id, incident)));
			if (lostAccess || (member.report && !this.#hasRole(member.id, member.report))) end(socket, 'role.missing');
		}
	}
	/** Closes the sockets of a share link that was revoked or has expired. */
	endLink(incident: IncidentId, link: ShareLinkId): void {
		for (const socket of this.#sockets()) {
			const { member } = socket.data;
			if (member.kind === 'link' && member.link === link && member.incident === incident) end(socket, 'session.ended');
		}
	}
	links(): { link: ShareLinkId; incident: IncidentId }[] {
		return this.#sockets().flatMap(({ data: { member } }) => (member.kind === 'link' ? [member] : []));
	}
	/** Closes sockets that do not read, before their messages fill the memory. */
	dropSlow(now: number = performance.now()): void {
		this.#slow.drop(this.#sockets(), now);
	}
	get count(): number {
		return this.io.of('/').sockets.size;
	}

	#sockets(): MemberSocket[] {
		return [...this.io.of('/').sockets.values()];
	}

	#isAllowed(request: IncomingMessage): boolean {
		if (!this.auth.isOurOrigin(request.headers.origin)) return false;
		const address = addressOf(request);
		return this.#byAddress.take(address) === 0 && this.slots.takeFrom(address, request.socket);
	}

	/** Logs a socket that was refused or closed for too many messages. */
	#logRefused(request: IncomingMessage, status: number): void {
		this.#refused.note({
			method: 'GET',
			route: SOCKET_PATH,
			params: {},
			status,
			isHidden: () => false,
			person: null,
			address: addressOf(request)
		});
	}

	/** Identifies the client. @returns the member, or why it is refused */
	async #admit(socket: MemberSocket): Promise<Member | 'session.missing' | 'tooMany'> {
		const headers = new Headers({ cookie: socket.handshake.headers.cookie ?? '' });
		const auth: Record<string, unknown> = socket.handshake.auth;
		if (auth['link'] !== undefined) {
			const link = ShareLinkId.safeParse(auth['link']);
			const incident = link.success ? await this.auth.linkOf(headers, link.data) : null;
			if (!link.success || !incident) return 'session.missing';
			const hasSlot = this.slots.take('link', inIncident(incident, link.data), socket.conn.request.socket);
			return hasSlot ? { kind: 'link', link: link.data, incident } : 'tooMany';
		}
		const identity = await this.auth.sessionOf(headers);
		if (!identity) return 'session.missing';
		const { person, session } = identity;
		// A partner with an account sends at the handshake which incident's report they have open; they need any role there.
		const report = IncidentId.safeParse(auth['report']).data ?? null;
		if (!this.slots.take('person', person.id, socket.conn.request.socket)) return 'tooMany';
		return {
			kind: 'person',
			id: person.id,
			initials: person.initials,
			session: session.id,
			expires: session.expires.getTime(),
			incidents: new Set(),
			report: report && this.#hasRole(person.id, report) ? report : null,
			invalid: 0
		};
	}

	#onConnection(socket: MemberSocket): void {
		const { member } = socket.data;
		socket.on('disconnect', (reason) => {
			if (reason === 'ping timeout') dropUnanswering(socket);
		});
		if (member.kind === 'link') {
			void socket.join(linkRoom(member.incident, member.link));
			socket.onAny(() => end(socket, 'protocol'));
			return;
		}
		if (member.report) void socket.join(partnerRoom(member.report));
		const limits = new Limits({ burst: 60, perSecond: 10 });
		socket.onAny((event: string) => {
			if (!KNOWN_EVENTS.has(event)) end(socket, 'protocol');
			else if (limits.take('') > 0) end(socket, 'tooMany');
		});
		socket.on('follow', (raw, answer) => {
			const input = FollowInput.safeParse(raw);
			if (!input.success || typeof answer !== 'function') {
				onInvalid(socket, member);
				return;
			}
			(answer as (reply: FollowAnswer) => void)(this.#follow(socket, member, input.data.incident));
		});
		socket.on('presence', (raw) => {
			const input = PresenceInput.safeParse(raw);
			if (!input.success) {
				onInvalid(socket, member);
				return;
			}
			this.auth.seen?.(member.session);
			if (member.incidents.has(input.data.incident))
				this.desks.focus(input.data.incident, socket.id, input.data.looking);
		});
		socket.on('disconnect', () => {
			for (const incident of member.incidents) this.desks.leave(incident, socket.id);
		});
	}

	#hasRole(person: PersonId, incident: IncidentId): boolean {
		return this.auth.actorFor(person, incident).roles.length > 0;
	}

	#follow(socket: MemberSocket, member: Member & { kind: 'person' }, incident: IncidentId): FollowAnswer {
		const absent = { ok: false as const, code: 'incident.absent' };
		const actor = this.auth.actorFor(member.id, incident);
		if (!isAtDesk(actor)) return actor.roles.length > 0 ? { ok: false, code: 'role.missing' } : absent;
		// Join the room before reading the head, so that every later line arrives in a frame.
		void socket.join(deskRoom(incident));
		const head = this.desks.follow(incident, socket.id, member);
		if (head === null) {
			void socket.leave(deskRoom(incident));
			return absent;
		}
		member.incidents.add(incident);
		return { ok: true, head, time: momentOf(Date.now()) };
	}

	async #recheck(): Promise<void> {
		this.dropSlow();
		const people = this.#sockets().flatMap((socket) =>
			socket.data.member.kind === 'person' ? [{ socket, member: socket.data.member }] : []
		);
		if (people.length === 0) return;
		// eslint-disable-next-line no-restricted-syntax -- a session ends at a moment
		for (const { socket, member } of people) if (member.expires <= Date.now()) end(socket, 'session.ended');
		const sessions = [...new Set(people.map(({ member }) => member.session))];
		const valid = await this.auth.validSessions(sessions).catch(() => null);
		// Null when the database is unreachable: then nobody is disconnected.
		if (valid) for (const { socket, member } of people) if (!valid.has(member.session)) end(socket, 'session.ended');
	}
}

/** Whether the request opens a new WebSocket of Engine.IO version 4, rather than resuming or upgrading one. */
function isHandshake({ url, headers, method }: IncomingMessage): boolean {
	const { searchParams } = new URL(url ?? '/', 'http://localhost');
	return (
		method === 'GET' &&
		headers.upgrade?.toLowerCase() === 'websocket' &&
		searchParams.get('transport') === 'websocket' &&
		searchParams.get('EIO') === '4' &&
		!searchParams.has('sid')
	);
}

/** Sends the reason and closes the socket; the browser then does not reconnect. */
function end(socket: MemberSocket, code: SocketEnded['code']): void {
	socket.emit('ended', { code });
	socket.disconnect(true);
}

function onInvalid(socket: MemberSocket, member: Member & { kind: 'person' }): void {
	member.invalid += 1;
	if (member.invalid >= MAX_INVALID_MESSAGES) end(socket, 'protocol');
}
