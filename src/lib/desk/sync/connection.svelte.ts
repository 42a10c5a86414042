import { Coalescer } from '$lib/concurrency/coalescer';
import { changesEarlierLines } from '$lib/domain/incident/redaction';
import type { Figures } from '$lib/domain/overview/figures';
import type { Moment } from '$lib/domain/core/ids';
import type { DiskState, EventsPage, FollowAnswer, Focus } from '$lib/domain/realtime';
import type { State } from '$lib/domain/core/state';
import type { IncidentClock } from './clock.svelte';
import type { IncidentStore } from './incident-store.svelte';
import { SignedOut } from './request';
import type { OpenTransport, Transport } from './transport';

interface FetchedState {
	readonly state: State;
	readonly seq: number;
	readonly hash: string;
	readonly time: Moment;
}

/** HTTP reads of the whole state and of missing events. @throws SignedOut, or any error without an answer */
export interface ConnectionReads {
	state(): Promise<FetchedState>;
	events(after: number): Promise<EventsPage & { readonly time: Moment | null }>;
	figures(): Promise<Figures>;
}

/** `ended`: the session or the role was revoked; nothing is lost, the person must sign in again. */
type ConnectionState = 'starting' | 'online' | 'catchingUp' | 'offline' | 'ended';

/**
 * Silence after which the connection counts as broken (heartbeats come every two seconds), and the pause between two
 * polls without a socket. Milliseconds, on the monotonic clock.
 */
const silenceTimeout = 5_000;
const pollInterval = 2_000;
/** Figures cost the server more than events: without a socket they are polled less often. Milliseconds. */
const figuresInterval = 6_000;
const watchInterval = 500;
/** A shorter break is shown only by the icon in the bar. Milliseconds since something was received. */
const longBreakAfter = 10_000;

/**
 * Keeps the store up to date and reports the connection's status. It fetches the state first, then opens a socket and
 * fetches the events in between; after a break it continues from its cursor. Where websockets are blocked it polls over
 * HTTP every two seconds. It reconnects by itself.
 */
export class IncidentConnection {
	status: ConnectionState = $state('starting');
	/** When the connection was lost, by the wall clock; null while connected. */
	since: Moment | null = $state(null);
	/** Whether nothing was received for so long that the person must be notified. */
	isLongLost = $state(false);
	/** Whether the server has disk space for incoming posts. */
	disk: DiskState = $state('enough');
	/** The transport in use. */
	transport: 'socket' | 'polling' = $state('polling');

	#socket: Transport | null = null;
	#receivedAt = performance.now();
	#polledAt = -Infinity;
	#figuresAt = -Infinity;
	readonly #catchUps = new Coalescer(() => this.#fetchAll());
	#timer: ReturnType<typeof setInterval> | undefined;
	#focus: Focus | null = null;
	#isStopped = false;
	readonly #stopListening: () => void;

	constructor(
		readonly store: IncidentStore,
		readonly clock: IncidentClock,
		readonly reads: ConnectionReads,
		/** Called when the connection is back: commands may be sent again. */
		readonly back: () => void
	) {
		this.#stopListening = store.listen(({ events }) => {
			if (events.some(({ type }) => changesEarlierLines.has(type))) void this.#refetch();
		});
	}

	/** Fetches the state and polls until a socket is connected. */
	start(): void {
		this.#timer = setInterval(() => this.#watch(), watchInterval);
		this.#polledAt = performance.now();
		void this.#catchUp();
	}
	/** Opens the socket; polling stops once it is connected. */
	connect(open: OpenTransport): void {
		if (this.#isStopped) return;
		this.#socket = open({
			up: () => void this.#follow(),
			down: () => this.#transportDown(),
			frame: (frame) => {
				this.received();
				if (!this.store.takeFrame(frame)) void this.#catchUp();
			},
			figures: (figures) => this.store.takeFigures(figures),
			present: (people) => (this.store.people = people),
			heartbeat: (head, hash, time, disk) => {
				this.disk = disk;
				this.clock.set(time);
				this.received();
				// A head behind ours may mean that an older copy was restored.
				if (head !== this.store.cursor || hash !== this.store.hash) void this.#catchUp();
			},
			ended: (code) => this.#end(code === 'session.ended' || code === 'role.missing')
		});
	}
	stop(): void {
		this.#isStopped = true;
		clearInterval(this.#timer);
		this.#stopListening();
		this.#socket?.close();
	}

	/** Call when anything was received: the connection works. */
	received(): void {
		this.#receivedAt = performance.now();
		if (this.status === 'offline' || this.status === 'ended') void this.#catchUp();
	}
	/** The browser reports that the network is down or back. */
	network(isOnline: boolean): void {
		if (!isOnline) {
			this.#setOffline();
			return;
		}
		this.#socket?.again();
		void this.#poll();
	}
	/**
	 * Shows colleagues where this person is, if connected.
	 * @returns a function that clears the focus unless it was set again since; usable as the cleanup of an effect
	 */
	setFocus(at: Focus | null): () => void {
		this.#focus = at;
		if (this.transport === 'socket') this.#socket?.setFocus(at);
		return () => {
			if (at !== null && this.#focus === at) this.setFocus(null);
		};
	}

	async #follow(): Promise<void> {
		try {
			const answer: FollowAnswer | undefined = await this.#socket?.follow(this.store.cursor);
			if (!answer) return;
			if (!answer.ok) {
				this.#end(true);
				return;
			}
			this.transport = 'socket';
			this.clock.set(answer.time);
			this.#receivedAt = performance.now();
			if (this.#focus) this.#socket?.setFocus(this.#focus);
			await this.#catchUp();
		} catch {
			this.#socket?.again();
		}
	}

	#transportDown(): void {
		this.transport = 'polling';
		if (this.status === 'online') this.status = 'catchingUp';
	}
	#setOffline(): void {
		if (this.status === 'offline' || this.status === 'ended') return;
		this.status = 'offline';
		this.since = this.clock.moment();
	}
	#end(isFinal: boolean): void {
		this.transport = 'polling';
		if (isFinal) this.status = 'ended';
	}

	#watch(): void {
		const now = performance.now();
		if (now - this.#receivedAt > silenceTimeout) {
			if (this.transport === 'socket') {
				this.transport = 'polling';
				this.#socket?.again();
			}
			this.#setOffline();
		}
		this.isLongLost = this.status === 'offline' && now - this.#receivedAt > longBreakAfter;
		// Jitter, so that many desks do not poll at the same moment.
		if (this.transport === 'polling' && now - this.#polledAt > pollInterval * (0.8 + 0.4 * Math.random()))
			void this.#poll();
	}

	async #poll(): Promise<void> {
		this.#polledAt = performance.now();
		await this.#catchUp();
		if (
			this.transport === 'polling' &&
			this.status === 'online' &&
			performance.now() - this.#figuresAt > figuresInterval
		)
			await this.#fetchFigures();
	}
	/** The figures, which a socket sends every second. */
	async #fetchFigures(): Promise<void> {
		this.#figuresAt = performance.now();
		try {
			this.store.takeFigures(await this.reads.figures());
		} catch {
			// Figures are for display only: the next poll fetches them again.
		}
	}

	/** Fetches missing events until there are none. Resolves after a complete run that started after this call. */
	#catchUp(): Promise<void> {
		return this.#catchUps.run();
	}

	async #fetchAll(): Promise<void> {
		try {
			await this.#fetchMissing();
			this.#setOnline();
		} catch (error) {
			if (error instanceof SignedOut) this.status = 'ended';
			else if (this.status === 'online') this.status = 'catchingUp';
		} finally {
			this.#polledAt = performance.now();
		}
	}

	async #fetchMissing(): Promise<void> {
		if (this.store.cursor === 0) await this.#fetchState();
		for (;;) {
			const before = this.store.cursor;
			const { events, head, before: hash, time } = await this.reads.events(before);
			if (time) this.clock.set(time);
			if (hash !== this.store.hash && before === this.store.cursor) {
				await this.#startAgain();
				continue;
			}
			this.#receivedAt = performance.now();
			const isComplete = this.store.takeEvents(events);
			if (this.store.outdated || (isComplete && this.store.cursor >= head)) return;
			// No progress although the log is ahead: this browser's state differs from the log's. Fetch it again.
			if (this.store.cursor === before) await this.#fetchState();
		}
	}
	/** The server restored an older copy of the log. @throws when the process that answers has not read it yet */
	async #startAgain(): Promise<void> {
		const { oldest, cursor, hash: known } = this.store;
		const [{ state, seq, hash, time }, { events }] = await Promise.all([this.reads.state(), this.reads.events(oldest)]);
		if (seq === cursor && hash === known) throw new Error('the server still has the state of before');
		this.clock.set(time);
		this.store.startAgain(state, seq, hash, events);
		void this.#fetchFigures();
	}
	async #fetchState(): Promise<void> {
		const { state, seq, hash, time } = await this.reads.state();
		this.clock.set(time);
		this.#receivedAt = performance.now();
		this.store.become(state, seq, hash);
		void this.#fetchFigures();
	}
	async #refetch(): Promise<void> {
		try {
			await this.#fetchState();
		} catch {
			this.store.cursor = 0; // The next poll fetches it.
		}
		void this.#catchUp();
	}

	#setOnline(): void {
		const wasAway = this.status !== 'online';
		this.status = 'online';
		this.since = null;
		this.isLongLost = false;
		if (wasAway) this.back();
	}
}
