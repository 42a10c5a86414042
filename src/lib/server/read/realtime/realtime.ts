import type { Server as HttpServer } from 'node:http';
import { Gauge } from 'prom-client';
import { INSTALLATION, momentOf, type IncidentId } from '$lib/domain/core/ids';
import type { Figures } from '$lib/domain/overview/figures';
import { HEARTBEAT_EVERY, type DiskState, type PresentPerson } from '$lib/domain/realtime';
import { lastVersion, reportReleased, reportWithdrawn, type ReportVersion } from '$lib/domain/report/version';
import { isValid, reportLinks, shareLinkRevoked } from '$lib/domain/report/share-link';
import type { LogLine } from '$lib/server/log/lines';
import type { Logs } from '$lib/server/log/logs';
import { metrics } from '$lib/server/platform/operations/metrics';
import type { Stories } from '$lib/server/read/queries/stories/stories';
import { LiveIncident, type Audience } from './live-incident';
import { PresenceBroadcast } from './presence-broadcast';
import { deskRoom, linkRoom, partnerRoom } from './members';
import { Sockets, type SocketAuth } from './sockets';

/** How long an incident stays in memory after its last follower left, because people reload pages; in milliseconds. */
const LINGER_MS = 60_000;
/** How often figures and presence are sent, in milliseconds. */
const NEWS_INTERVAL_MS = 1000;

const openSockets = new Gauge({
	name: 'voelspriet_sockets',
	help: 'Sockets that are open.',
	registers: [metrics]
});

interface FollowedIncident {
	readonly live: LiveIncident;
	/** Set while nobody follows the incident. */
	removalTimer: NodeJS.Timeout | null;
}

/** Pushes updates to people and partners: frames, figures, presence, and that a newer report was released. */
export class Realtime {
	readonly sockets: Sockets;
	readonly #followed = new Map<IncidentId, FollowedIncident>();
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
				const live = this.#getOrCreate(incident, true);
				live.presence.join(socket, person);
				return Math.max(live.head.seq, this.logs.seq(incident));
			},
			leave: (incident, socket) => {
				const entry = this.#followed.get(incident);
				entry?.live.presence.leave(socket);
				if (entry?.live.presence.size === 0) this.#removeLater(incident, entry);
			},
			focus: (incident, socket, looking) => this.#followed.get(incident)?.live.presence.setFocus(socket, looking)
		});
		this.#broadcast = new PresenceBroadcast(logs.sql, (process, incident, people) =>
			this.#followed.get(incident)?.live.presence.setElsewhere(process, people, performance.now())
		);
	}

	/** Starts listening to the log and accepting sockets. */
	async start(http: HttpServer): Promise<void> {
		this.#unlisten = [
			this.logs.listen({
				lines: (log, lines) => this.#receive(log, lines),
				reloaded: (log, isRolledBack) => this.#reloaded(log, isRolledBack)
			}),
			this.stories.suggestions?.listen((incident, changed) => this.#followed.get(incident)?.live.change(changed)) ??
				(() => undefined)
		];
		this.#timers = [
			setInterval(() => {
				openSockets.set(this.sockets.count);
				for (const [incident, { live }] of this.#followed)
					this.#broadcast.announce(incident, live.presence.here(), performance.now());
				for (const { live } of this.#withPeople()) {
					this.logs.watch(live.incident);
					void live.sendNews();
				}
				this.#endLinks();
			}, NEWS_INTERVAL_MS),
			setInterval(() => {
				for (const { live } of this.#withPeople()) live.beat(this.disk());
			}, HEARTBEAT_EVERY)
		];
		await this.#broadcast.start();
		this.sockets.attach(http);
	}
	/** The figures of an existing incident. */
	figures(incident: IncidentId): Promise<Figures> {
		return this.#getOrCreate(incident, false).figures();
	}
	/** The people at this process who have an incident open. */
	present(incident: IncidentId): PresentPerson[] {
		return this.#followed.get(incident)?.live.presence.here() ?? [];
	}
	async stop(): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		for (const unlisten of this.#unlisten) unlisten();
		await this.#broadcast.stop();
		await this.sockets.stop();
		const all = [...this.#followed.values()];
		this.#followed.clear();
		for (const { removalTimer } of all) if (removalTimer) clearTimeout(removalTimer);
		await Promise.all(all.map(({ live }) => live.stop()));
	}

	#withPeople(): { live: LiveIncident }[] {
		return [...this.#followed.values()].filter(({ live }) => live.presence.size > 0);
	}

	#getOrCreate(incident: IncidentId, keep: boolean): LiveIncident {
		const entry: FollowedIncident = this.#followed.get(incident) ?? {
			live: new LiveIncident(incident, this.stories, this.logs, this.#audience(incident)),
			removalTimer: null
		};
		this.#followed.set(incident, entry);
		if (keep && entry.removalTimer) {
			clearTimeout(entry.removalTimer);
			entry.removalTimer = null;
		} else if (!keep && entry.live.presence.size === 0) this.#removeLater(incident, entry);
		return entry.live;
	}
	#removeLater(incident: IncidentId, entry: FollowedIncident): void {
		if (entry.removalTimer) clearTimeout(entry.removalTimer);
		entry.removalTimer = setTimeout(() => {
			this.#followed.delete(incident);
			void entry.live.stop();
		}, LINGER_MS);
		entry.removalTimer.unref();
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
		this.#followed.get(log)?.live.receive(lines);
		for (const line of lines) {
			if (line.type === reportReleased.type || line.type === reportWithdrawn.type) this.#announceNewer(log, line.data);
			const revoked = line.type === shareLinkRevoked.type ? shareLinkRevoked.data.safeParse(line.data).data : undefined;
			if (revoked) this.sockets.endLink(log, revoked.link);
		}
	}

	#reloaded(log: IncidentId, isRolledBack: boolean): void {
		if (log === INSTALLATION) this.sockets.checkRoles();
		const followed = this.#followed.get(log);
		if (isRolledBack && !this.logs.has(log)) {
			this.#followed.delete(log);
			void followed?.live.stop();
		} else followed?.live.reloaded(isRolledBack);
		if (isRolledBack) this.#announceChanged(log);
	}

	/** Tells partners that there is a newer report; they receive nothing else. */
	#announceNewer(log: IncidentId, released: unknown): void {
		const number =
			typeof released === 'object' && released !== null && 'number' in released ? Number(released.number) : NaN;
		if (!Number.isInteger(number)) return;
		const state = this.logs.state(log);
		const links = state ? reportLinks(state).map(({ id }) => linkRoom(log, id)) : [];
		this.sockets.io.to([...links, partnerRoom(log)]).emit('newer', { number });
	}
	/** Tells partners to fetch the report again, because a rollback may have removed reports. */
	#announceChanged(log: IncidentId): void {
		const last = lastVersion(this.logs.state(log)?.versions ?? new Map<number, ReportVersion>());
		this.#announceNewer(log, { number: last?.number ?? 1 });
	}
	#endLinks(): void {
		const now = momentOf(Date.now());
		for (const { link, incident } of this.sockets.links()) {
			this.logs.watch(incident);
			const shareLink = this.logs.state(incident)?.shareLinks.get(link);
			if (!shareLink || !isValid(shareLink, now)) this.sockets.endLink(incident, link);
		}
	}
}
