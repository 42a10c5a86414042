import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { apply, readEvent } from '$lib/domain/events';
import { INSTALLATION, PersonId, type IncidentId, type ShareLinkId } from '$lib/domain/core/ids';
import { Frame, SOCKET_PATH, type FollowAnswer, type WireEvent } from '$lib/domain/realtime';
import type { Role } from '$lib/domain/core/role';
import { emptyState, type State } from '$lib/domain/core/state';
import { Realtime } from '$lib/server/read/realtime/realtime';
import { Stories } from '$lib/server/read/queries/stories/stories';
import { fresh, system } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

export const ORIGIN = 'http://voelspriet.test';

/** A stage with its socket endpoint open on a free port. Sessions are names in a cookie; the test says who has one. */
export class Hall {
	readonly sessions = new Map<string, { person: PersonId; ends: Date }>();
	readonly links = new Map<string, { link: ShareLinkId; incident: IncidentId }>();
	readonly sockets: Socket[] = [];
	/** Sessions cannot be looked up. */
	isAway = false;
	private constructor(
		readonly stage: Stage,
		readonly realtime: Realtime,
		readonly http: Server
	) {}

	/** Another process on the database of the first, when that is given: the same people and sessions. */
	static async open(first?: Hall): Promise<Hall> {
		const stage = first ? await Stage.beside(first.stage.database) : await Stage.set();
		const opened: { hall?: Hall } = {};
		const hall = (): Hall => opened.hall ?? fail();
		const realtime = new Realtime(stage.logs, new Stories(stage.sql), {
			origin: ORIGIN,
			isOurOrigin: (origin) => origin === ORIGIN,
			sessionOf(headers) {
				const name = headers.get('cookie') ?? '';
				if (hall().isAway) return Promise.reject(new Error('the database is away'));
				const found = hall().sessions.get(name);
				return Promise.resolve(
					found
						? {
								person: { id: found.person, initials: name.slice(0, 2).toUpperCase() },
								session: { id: name, expires: found.ends }
							}
						: null
				);
			},
			validSessions: (ids) =>
				hall().isAway
					? Promise.reject(new Error('the database is away'))
					: Promise.resolve(new Set(ids.filter((id) => hall().sessions.has(id)))),
			actorFor: (person, incident) => stage.executor.actorFor(person, incident),
			linkOf: (headers, link) => {
				const found = hall().links.get(headers.get('cookie') ?? '');
				return Promise.resolve(found?.link === link ? found.incident : null);
			}
		});
		const http = createServer();
		await realtime.start(http);
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		opened.hall = new Hall(stage, realtime, http);
		for (const [name, session] of first?.sessions ?? []) opened.hall.sessions.set(name, session);
		return opened.hall;
	}
	async close(): Promise<void> {
		for (const socket of this.sockets) socket.disconnect();
		await this.realtime.stop();
		this.http.closeAllConnections();
		await new Promise((done) => this.http.close(done));
		await this.stage.strike();
	}
	get port(): number {
		return (this.http.address() as AddressInfo).port;
	}

	/** Admits a person and gives them a session with that name. */
	async admit(name: string, role: Role, incident: IncidentId | null): Promise<PersonId> {
		const person = fresh(PersonId);
		await this.stage.send(
			INSTALLATION,
			'person.admit',
			{ person, grants: [{ role, incident }], exerciseOnly: false },
			system
		);
		this.sessions.set(name, { person, ends: new Date(Date.now() + 3_600_000) });
		return person;
	}
	/** A socket; it reconnects by itself only when `again` says so. */
	socket(
		cookie: string,
		{ origin = ORIGIN, auth = {}, again = false }: { origin?: string | null; auth?: object; again?: boolean } = {}
	): Socket {
		const socket = io(`http://127.0.0.1:${this.port}`, {
			path: SOCKET_PATH,
			transports: ['websocket'],
			forceNew: true,
			reconnection: again,
			reconnectionDelay: 50,
			auth,
			extraHeaders: { cookie, ...(origin === null ? {} : { origin }) }
		});
		this.sockets.push(socket);
		return socket;
	}
	/** How an attempt to open a socket ended. */
	knock(socket: Socket): Promise<string> {
		return new Promise((done) => {
			socket.once('connect', () => done('in'));
			socket.once('connect_error', ({ message }) => done(message));
		});
	}
	async desk(cookie: string, incident: IncidentId, from = 0): Promise<Desk> {
		const socket = this.socket(cookie);
		await this.knock(socket);
		return Desk.sit(socket, incident, from);
	}
}
const fail = (): never => {
	throw new Error('not open yet');
};

/** What a browser does with received frames, in a few lines: counts, holds what does not fit, applies. */
export class Desk {
	readonly state: State = emptyState();
	readonly frames: { frame: Frame; at: number }[] = [];
	readonly received: [name: string, message: unknown][] = [];
	cursor = 0;
	answer: FollowAnswer | null = null;
	constructor(
		readonly socket: Socket,
		readonly incident: IncidentId
	) {
		socket.on('frame', (raw: unknown) => this.frames.push({ frame: Frame.parse(raw), at: performance.now() }));
		socket.onAny((name: string, message: unknown) => this.received.push([name, message]));
	}
	static async sit(socket: Socket, incident: IncidentId, from = 0): Promise<Desk> {
		const desk = new Desk(socket, incident);
		desk.answer = (await socket.timeout(4000).emitWithAck('follow', { incident, from })) as FollowAnswer;
		return desk;
	}
	/** Applies what comes next. @throws when there is a gap */
	take(events: readonly WireEvent[]): void {
		for (const event of events) {
			if (event.seq <= this.cursor) continue;
			if (event.seq !== this.cursor + 1) throw new Error(`gap between ${this.cursor} and ${event.seq}`);
			if (!event.redacted) apply(this.state, readEvent({ type: event.type, data: event.data }), event);
			this.cursor = event.seq;
		}
	}
	/** Applies all frames so far. */
	catchUp(): void {
		for (const { frame } of this.frames) this.take(frame.events);
	}
	get cards() {
		return this.frames.flatMap(({ frame }) => frame.stories);
	}
	messages(name: string): unknown[] {
		return this.received.filter(([of]) => of === name).map(([, message]) => message);
	}
	closed(): Promise<string> {
		return new Promise((done) => {
			if (this.socket.disconnected) done('already');
			this.socket.once('disconnect', done);
		});
	}
}
