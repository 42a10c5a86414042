import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine, type Socket as Connection } from 'engine.io';
import { Server } from 'socket.io';
import { IncidentId, momentOf, ShareLinkId, type PersonId } from '$lib/domain/core/ids';
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
import { SocketPlaces } from '$lib/server/platform/limits/socket-places';

/** Decides who may connect, as other parts implement it. */
export interface SocketAuth {
	/** The configured one. */
	readonly origin: string | null;
	isOurOrigin(origin: string | undefined): boolean;
	sessionOf(headers: Headers): Promise<SocketPerson | null>;
	/** The person of this session did something at the desk. */
	seen?(session: string): void;
	/** Those of these sessions that still hold. */
	holding(sessions: readonly string[]): Promise<ReadonlySet<string>>;
	actorFor(person: PersonId, incident: IncidentId): Actor;
	/** The incident that a share link opens for the holder of its cookie; null when it opens none. */
	linkOf(headers: Headers, link: ShareLinkId): Promise<IncidentId | null>;
}
interface SocketPerson {
	readonly person: { readonly id: PersonId; readonly initials: string };
	readonly session: { readonly id: string; readonly expires: Date };
}
/** What a desk does in an incident. */
interface Desks {
	/** Null when there is no such incident. @returns how far its log is */
	follow(incident: IncidentId, socket: string, person: { id: PersonId; initials: string }): number | null;
	leave(incident: IncidentId, socket: string): void;
	focus(incident: IncidentId, socket: string, looking: Focus | null): void;
}

/** The largest message a browser may send, in bytes: no command is larger. */
const LARGEST = 64 * 1024;
/** After so many messages that cannot be read the socket is closed. */
const MOST_INVALID = 3;
/**
 * How often sessions are checked again, in milliseconds: a revoked one is closed within two seconds even without a
 * notification.
 */
const RECHECK_EVERY = 1000;
const KNOWN: ReadonlySet<string> = new Set<keyof FromBrowser>(['follow', 'presence']);

const addressOf = ({ headers, socket }: IncomingMessage): string =>
	String(headers['x-client-address'] ?? socket.remoteAddress);

/**
 * The sockets of this process: who may open one, what may come over it, and the end of it. Reads only; writes go over
 * HTTP.
 */
export class Sockets {
	readonly io: Server<FromBrowser, ToBrowser, Record<string, never>, SocketData>;
	readonly #engine: Engine;
	readonly #byAddress = new NetworkLimits({ burst: 1000, perSecond: 100 });
	readonly #meters = new WeakMap<Connection, ConnectionMeter>();
	readonly #asked = new WeakSet<Connection>();
	readonly #slow = new SlowReaders();
	readonly #refused = new RefusedRequests();
	#timer: NodeJS.Timeout | undefined;
	#http: HttpServer | null = null;

	constructor(
		readonly auth: SocketAuth,
		readonly desks: Desks,
		readonly places = new SocketPlaces()
	) {
		this.#engine = new Engine({
			transports: ['websocket'],
			// Compressing for 200 desks would take more processor time than a server has.
			perMessageDeflate: false,
			maxHttpBufferSize: LARGEST,
			pingInterval: 10_000,
			pingTimeout: 10_000
		});
		this.#engine.on('headers', (headers: Record<string, string>) => Object.assign(headers, basicHeaders(auth.origin)));
		this.#engine.on('connection', (connection: Connection) =>
			this.#meters.set(connection, new ConnectionMeter(connection, () => this.#note(connection.request, 429)))
		);
		this.io = new Server({ serveClient: false, connectTimeout: 10_000 });
		this.io.bind(this.#engine);
		this.io.use((socket, next) => {
			// Everybody says once who they are.
			if (this.#asked.has(socket.conn)) {
				socket.conn.request.socket.destroy();
				return;
			}
			this.#asked.add(socket.conn);
			this.#admit(socket).then(
				(member) => {
					if (typeof member === 'string') {
						this.#note(socket.request, member === 'tooMany' ? 429 : 401);
						next(new Error(member));
						// After the refusal, which is sent in a later tick.
						setImmediate(() => socket.conn.close());
						return;
					}
					this.#meters.get(socket.conn)?.admit();
					this.places.makeKnown(socket.conn.request.socket);
					socket.data.member = member;
					next();
				},
				// The database is away. A refusal would keep the browser away for good; after a broken connection it tries
				// again by itself.
				() => socket.conn.request.socket.destroy()
			);
		});
		this.io.on('connection', (socket) => this.#welcome(socket));
	}

	/** Handles the upgrades that are meant for us. */
	attach(http: HttpServer): void {
		this.#http = http;
		this.#timer = setInterval(() => void this.#recheck(), RECHECK_EVERY);
		http.on('upgrade', this.#upgrade);
	}
	readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
		socket.on('error', () => socket.destroy());
		// In development Vite has a socket of its own. Any other upgrade that nobody takes would hang for ever.
		if (request.headers['sec-websocket-protocol']?.startsWith('vite')) return;
		// Socket.IO's `cors` does not stop a websocket from another origin: this does. What its engine would refuse by an
		// answer of its own is refused here.
		if (!SOCKET_ADDRESS.test(request.url ?? '')) refuseConnection(socket, '404 Not Found', this.auth.origin);
		// Frames come after our answer, so that each of them is counted.
		else if (!isHandshake(request) || head.length > 0) refuseConnection(socket, '400 Bad Request', this.auth.origin);
		else if (!this.#isAllowed(request)) {
			this.#note(request, 403);
			refuseConnection(socket, '403 Forbidden', this.auth.origin);
		} else this.#engine.handleUpgrade(request, socket, head);
	};

	/** Closes without telling browsers to stay away: they reconnect by themselves, at spread moments. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		this.#http?.off('upgrade', this.#upgrade);
		await this.io.close();
		this.#engine.close();
	}

	/** Closes all sockets of a session that was ended. */
	endSession(session: string): void {
		for (const socket of this.#all())
			if (socket.data.member.kind === 'person' && socket.data.member.session === session) end(socket, 'session.ended');
	}
	/** Roles changed: members that may no longer follow their incident are disconnected. */
	checkRoles(): void {
		for (const socket of this.#all()) {
			const { member } = socket.data;
			if (member.kind !== 'person') continue;
			const lostDesk = [...member.incidents].some((incident) => !isAtDesk(this.auth.actorFor(member.id, incident)));
			if (lostDesk || (member.report && !this.#hasRole(member.id, member.report))) end(socket, 'role.missing');
		}
	}
	/** A share link was revoked, or ran out. */
	endLink(link: ShareLinkId): void {
		for (const socket of this.#all())
			if (socket.data.member.kind === 'link' && socket.data.member.link === link) end(socket, 'session.ended');
	}
	links(): { link: ShareLinkId; incident: IncidentId }[] {
		return this.#all().flatMap(({ data: { member } }) => (member.kind === 'link' ? [member] : []));
	}
	/** Closes sockets that do not read, before their messages fill our memory. */
	dropSlow(now: number = performance.now()): void {
		this.#slow.drop(this.#all(), now);
	}
	get count(): number {
		return this.io.of('/').sockets.size;
	}

	#all(): MemberSocket[] {
		return [...this.io.of('/').sockets.values()];
	}

	#isAllowed(request: IncomingMessage): boolean {
		if (!this.auth.isOurOrigin(request.headers.origin)) return false;
		const address = addressOf(request);
		return this.#byAddress.take(address) === 0 && this.places.takeFrom(address, request.socket);
	}

	/** A socket that was refused, or cut off, is a line in the program's log. */
	#note(request: IncomingMessage, status: number): void {
		const what = { method: 'GET', route: SOCKET_PATH, params: {}, status, isHidden: () => false };
		this.#refused.note({ ...what, person: null, address: addressOf(request) });
	}

	/** Identifies the client, or says why it is refused. */
	async #admit(socket: MemberSocket): Promise<Member | 'session.missing' | 'tooMany'> {
		const headers = new Headers({ cookie: socket.handshake.headers.cookie ?? '' });
		const auth: Record<string, unknown> = socket.handshake.auth;
		if (auth['link'] !== undefined) {
			const link = ShareLinkId.safeParse(auth['link']);
			const incident = link.success ? await this.auth.linkOf(headers, link.data) : null;
			if (!link.success || !incident) return 'session.missing';
			const hasPlace = this.places.take('link', link.data, socket.conn.request.socket);
			return hasPlace ? { kind: 'link', link: link.data, incident } : 'tooMany';
		}
		const asking = await this.auth.sessionOf(headers);
		if (!asking) return 'session.missing';
		const { person, session } = asking;
		// A partner with an account says at the handshake which incident's report they have open; they need a role there,
		// any.
		const report = IncidentId.safeParse(auth['report']).data ?? null;
		if (!this.places.take('person', person.id, socket.conn.request.socket)) return 'tooMany';
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

	#welcome(socket: MemberSocket): void {
		const { member } = socket.data;
		socket.on('disconnect', (reason) => {
			if (reason === 'ping timeout') dropUnanswering(socket);
		});
		if (member.kind === 'link') {
			void socket.join(linkRoom(member.link));
			socket.onAny(() => end(socket, 'protocol'));
			return;
		}
		if (member.report) void socket.join(partnerRoom(member.report));
		const limits = new Limits({ burst: 60, perSecond: 10 });
		socket.onAny((event: string) => {
			if (!KNOWN.has(event)) end(socket, 'protocol');
			else if (limits.take('') > 0) end(socket, 'tooMany');
		});
		socket.on('follow', (raw, answer) => {
			const input = FollowInput.safeParse(raw);
			if (!input.success || typeof answer !== 'function') {
				invalid(socket, member);
				return;
			}
			(answer as (reply: FollowAnswer) => void)(this.#follow(socket, member, input.data.incident));
		});
		socket.on('presence', (raw) => {
			const input = PresenceInput.safeParse(raw);
			if (!input.success) {
				invalid(socket, member);
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
		const refused = { ok: false as const, code: 'incident.absent' };
		const actor = this.auth.actorFor(member.id, incident);
		if (!isAtDesk(actor)) return actor.roles.length > 0 ? { ok: false, code: 'role.missing' } : refused;
		// First in the room, then how far the log is: whatever comes after that number comes in a frame.
		void socket.join(deskRoom(incident));
		const head = this.desks.follow(incident, socket.id, member);
		if (head === null) {
			void socket.leave(deskRoom(incident));
			return refused;
		}
		member.incidents.add(incident);
		return { ok: true, head, time: momentOf(Date.now()) };
	}

	async #recheck(): Promise<void> {
		this.dropSlow();
		const people = this.#all().flatMap((socket) =>
			socket.data.member.kind === 'person' ? [{ socket, member: socket.data.member }] : []
		);
		if (people.length === 0) return;
		for (const { socket, member } of people) if (member.expires <= Date.now()) end(socket, 'session.ended');
		const holding = await this.auth.holding([...new Set(people.map(({ member }) => member.session))]).catch(() => null);
		// The database is away: sessions are unknown, so nobody is disconnected.
		if (holding)
			for (const { socket, member } of people) if (!holding.has(member.session)) end(socket, 'session.ended');
	}
}

/** A new socket of the one kind that is spoken here: each names its version, and none goes on with an older one. */
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

/** Sends the reason and closes; the browser then does not reconnect. */
function end(socket: MemberSocket, code: SocketEnded['code']): void {
	socket.emit('ended', { code });
	socket.disconnect(true);
}

function invalid(socket: MemberSocket, member: Member & { kind: 'person' }): void {
	member.invalid += 1;
	if (member.invalid >= MOST_INVALID) end(socket, 'protocol');
}
