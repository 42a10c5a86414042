import type { Server as HttpServer } from 'node:http';
import { Gauge } from 'prom-client';
import { INSTALLATION, momentOf, type IncidentId } from '$lib/domain/core/ids';
import type { Figures } from '$lib/domain/overview/figures';
import { HEARTBEAT_EVERY, type DiskState, type PresentPerson } from '$lib/domain/realtime';
import { reportReleased, reportWithdrawn } from '$lib/domain/report/version';
import { isValid, reportLinks, shareLinkRevoked } from '$lib/domain/report/share-link';
import type { LogLine } from '$lib/server/log/lines';
import type { Logs } from '$lib/server/log/tail';
import { metrics } from '$lib/server/platform/operations/metrics';
import type { Stories } from '$lib/server/read/queries/stories/stories';
import { LiveIncident, type Audience } from './live-incident';
import { PresenceBroadcast } from './presence-broadcast';
import { deskRoom, linkRoom, partnerRoom } from './members';
import { Sockets, type SocketAuth } from './sockets';

/** How long an incident that nobody follows any more is kept in memory, in milliseconds: people reload pages. */
const LINGER = 60_000;
const NEWS_EVERY = 1000;

const open = new Gauge({ name: 'voelspriet_sockets', help: 'Sockets that are open.', registers: [metrics] });

/** What people and partners see without asking: frames, figures, presence, and that there is something newer. */
export class Realtime {
	readonly sockets: Sockets;
	readonly #followed = new Map<IncidentId, { followed: LiveIncident; leaves: NodeJS.Timeout | null }>();
	#unlisten: readonly (() => void)[] = [];
	readonly #broadcast: PresenceBroadcast;
	#timers: readonly NodeJS.Timeout[] = [];

	constructor(
		readonly logs: Logs,
		readonly stories: Stories,
		auth: SocketAuth,
		readonly disk: () => DiskState = () => 'enough'
	) {
		this.sockets = new Sockets(auth, {
			follow: (incident, socket, person) => {
				if (!this.logs.state(incident)?.incident) return null;
				this.logs.watch(incident);
				const followed = this.#of(incident, true);
				followed.presence.join(socket, person);
				return Math.max(followed.head, this.logs.seq(incident));
			},
			leave: (incident, socket) => {
				const held = this.#followed.get(incident);
				held?.followed.presence.leave(socket);
				if (held?.followed.presence.size === 0) this.#lingering(incident, held);
			},
			focus: (incident, socket, looking) => this.#followed.get(incident)?.followed.presence.setFocus(socket, looking)
		});
		this.#broadcast = new PresenceBroadcast(logs.sql, (process, incident, people) =>
			this.#followed.get(incident)?.followed.presence.setElsewhere(process, people, performance.now())
		);
	}

	/** Before this nothing is followed, and nobody can connect. */
	async start(http: HttpServer): Promise<void> {
		this.#unlisten = [
			this.logs.listen({
				lines: (log, lines) => this.#receive(log, lines),
				reloaded: (log) => this.#followed.get(log)?.followed.reloaded()
			}),
			this.stories.suggestions?.listen((incident, changed) => this.#followed.get(incident)?.followed.change(changed)) ??
				(() => undefined)
		];
		this.#timers = [
			setInterval(() => {
				open.set(this.sockets.count);
				for (const [incident, { followed }] of this.#followed)
					this.#broadcast.announce(incident, followed.presence.here(), performance.now());
				for (const { followed } of this.#withPeople()) {
					this.logs.watch(followed.incident);
					void followed.sendNews();
				}
				this.#endLinks();
			}, NEWS_EVERY),
			setInterval(() => {
				for (const { followed } of this.#withPeople()) followed.beat(this.disk());
			}, HEARTBEAT_EVERY)
		];
		await this.#broadcast.start();
		this.sockets.attach(http);
	}
	/** The figures of an incident that is in the log. */
	figures(incident: IncidentId): Promise<Figures> {
		return this.#of(incident, false).figures();
	}
	/** Who has an incident open at this process. */
	present(incident: IncidentId): PresentPerson[] {
		return this.#followed.get(incident)?.followed.presence.here() ?? [];
	}
	async stop(): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		for (const unlisten of this.#unlisten) unlisten();
		await this.#broadcast.stop();
		await this.sockets.stop();
		const all = [...this.#followed.values()];
		this.#followed.clear();
		for (const { leaves } of all) if (leaves) clearTimeout(leaves);
		await Promise.all(all.map(({ followed }) => followed.stop()));
	}

	#withPeople(): { followed: LiveIncident }[] {
		return [...this.#followed.values()].filter(({ followed }) => followed.presence.size > 0);
	}

	#of(incident: IncidentId, isFollowed: boolean): LiveIncident {
		const found = this.#followed.get(incident) ?? {
			followed: new LiveIncident(incident, this.stories, this.logs, this.#audience(incident)),
			leaves: null
		};
		this.#followed.set(incident, found);
		if (isFollowed && found.leaves) {
			clearTimeout(found.leaves);
			found.leaves = null;
		} else if (!isFollowed && found.followed.presence.size === 0) this.#lingering(incident, found);
		return found.followed;
	}
	#lingering(incident: IncidentId, held: { followed: LiveIncident; leaves: NodeJS.Timeout | null }): void {
		if (held.leaves) clearTimeout(held.leaves);
		held.leaves = setTimeout(() => {
			this.#followed.delete(incident);
			void held.followed.stop();
		}, LINGER);
		held.leaves.unref();
	}

	#audience(incident: IncidentId): Audience {
		const room = deskRoom(incident);
		const { io } = this.sockets;
		return {
			frame: (message) => io.to(room).emit('frame', message),
			figures: (message) => io.to(room).volatile.emit('figures', message),
			presence: (message) => io.to(room).volatile.emit('presence', message),
			heartbeat: (message) => io.to(room).volatile.emit('heartbeat', message)
		};
	}

	#receive(log: IncidentId, lines: readonly LogLine[]): void {
		if (log === INSTALLATION) {
			this.sockets.checkRoles();
			return;
		}
		this.#followed.get(log)?.followed.receive(lines);
		for (const line of lines) {
			if (line.type === reportReleased.type || line.type === reportWithdrawn.type) this.#announceNewer(log, line.data);
			const revoked = line.type === shareLinkRevoked.type ? shareLinkRevoked.data.safeParse(line.data).data : undefined;
			if (revoked) this.sockets.endLink(revoked.link);
		}
	}

	/** The only thing that ever goes to partners. */
	#announceNewer(log: IncidentId, released: unknown): void {
		const number =
			typeof released === 'object' && released !== null && 'number' in released ? Number(released.number) : NaN;
		if (!Number.isInteger(number)) return;
		const state = this.logs.state(log);
		const links = state ? reportLinks(state).map(({ id }) => linkRoom(id)) : [];
		this.sockets.io.to([...links, partnerRoom(log)]).emit('newer', { number });
	}
	#endLinks(): void {
		const now = momentOf(Date.now());
		for (const { link, incident } of this.sockets.links()) {
			this.logs.watch(incident);
			const found = this.logs.state(incident)?.shareLinks.get(link);
			if (!found || !isValid(found, now)) this.sockets.endLink(link);
		}
	}
}
