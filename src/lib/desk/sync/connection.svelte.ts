import { Coalescer } from '$lib/concurrency/coalescer';
import { changesEarlierLines } from '$lib/domain/incident/masking';
import type { Figures } from '$lib/domain/overview/figures';
import type { Moment } from '$lib/domain/core/ids';
import type { DiskState, EventsPage, FollowAnswer, Focus } from '$lib/domain/realtime';
import type { State } from '$lib/domain/core/state';
import type { IncidentClock } from './clock.svelte';
import type { IncidentStore } from './incident-store.svelte';
import { SignedOut } from './signed-out';
import type { OpenTransport, Transport } from './transport';

/** What is read over HTTP: the whole state, and missing events. @throws SignedOut, or anything when nobody answers */
export interface ConnectionReads {
	state(): Promise<{ readonly state: State; readonly seq: number; readonly time: Moment }>;
	events(after: number): Promise<EventsPage & { readonly time: Moment | null }>;
	figures(): Promise<Figures>;
}

/** `ended`: the session or the role is gone; nothing is lost, the person must sign in again. */
type ConnectionState = 'starting' | 'online' | 'catchingUp' | 'offline' | 'ended';

/**
 * Silence after which the connection counts as broken (heartbeats come every two seconds), and the pause between two
 * polls without a socket. Milliseconds.
 */
const silence = 5_000;
const pollEvery = 2_000;
/** Figures cost the server more than events: without a socket they are polled less often. Milliseconds. */
const figuresEvery = 6_000;
const watchEvery = 500;
/** A break that is shorter is shown by the mark in the bar alone. Milliseconds since something was received. */
const longBreak = 10_000;

/**
 * Keeps the store up to date and reports the connection's state. The state is fetched first; whoever follows a socket
 * then asks for what came in between, and after a break continues from its position. Where websockets are blocked it
 * polls over HTTP every two seconds. It reconnects by itself.
 */
export class IncidentConnection {
	line: ConnectionState = $state('starting');
	/** Since when nothing was received, by the wall clock; null while connected. */
	since: Moment | null = $state(null);
	/** Nothing was received for so long that the person must know. */
	isLongLost = $state(false);
	/** Whether the server has room to store what comes in. */
	disk: DiskState = $state('enough');
	/** The transport in use. */
	way: 'socket' | 'looks' = $state('looks');

	#transport: Transport | null = null;
	#receivedAt = Date.now();
	#polledAt = 0;
	#figuresAt = 0;
	readonly #catchUps = new Coalescer(() => this.#fetchAll());
	#timer: ReturnType<typeof setInterval> | undefined;
	#focus: Focus | null = null;
	#isStopped = false;
	readonly #stopListening: () => void;

	constructor(
		readonly store: IncidentStore,
		readonly clock: IncidentClock,
		readonly reads: ConnectionReads,
		/** The connection is back, or a command may be sent again. */
		readonly back: () => void
	) {
		this.#stopListening = store.listen(({ events }) => {
			if (events.some(({ type }) => changesEarlierLines.has(type))) void this.#refetch();
		});
	}

	/** Fetches the state and polls, until a socket is there. */
	start(): void {
		this.#timer = setInterval(() => this.#watch(), watchEvery);
		this.#polledAt = Date.now();
		void this.#catchUp();
	}
	/** Follows through a socket from now on. */
	connect(open: OpenTransport): void {
		if (this.#isStopped) return;
		this.#transport = open({
			up: () => void this.#follow(),
			down: () => this.#transportDown(),
			frame: (frame) => {
				this.received();
				if (!this.store.takeFrame(frame)) void this.#catchUp();
			},
			figures: (figures) => this.store.takeFigures(figures),
			present: (people) => (this.store.people = people),
			heartbeat: (head, time, disk) => {
				this.disk = disk;
				this.clock.set(time);
				this.received();
				if (head > this.store.cursor) void this.#catchUp();
			},
			ended: (code) => this.#end(code === 'session.ended' || code === 'role.missing')
		});
	}
	stop(): void {
		this.#isStopped = true;
		clearInterval(this.#timer);
		this.#stopListening();
		this.#transport?.close();
	}

	/** Something was received: there is a connection. */
	received(): void {
		this.#receivedAt = Date.now();
		if (this.line === 'offline' || this.line === 'ended') void this.#catchUp();
	}
	/** The browser reports that the network is gone, or back. */
	network(there: boolean): void {
		if (!there) {
			this.#lost();
			return;
		}
		this.#transport?.again();
		void this.#poll();
	}
	/**
	 * Informs colleagues where this person is, if connected.
	 * @returns a function that says that they left, unless they are elsewhere by then; usable as the cleanup of an effect
	 */
	setFocus(at: Focus | null): () => void {
		this.#focus = at;
		if (this.way === 'socket') this.#transport?.setFocus(at);
		return () => {
			if (at !== null && this.#focus === at) this.setFocus(null);
		};
	}

	async #follow(): Promise<void> {
		try {
			const answer: FollowAnswer | undefined = await this.#transport?.follow(this.store.cursor);
			if (!answer) return;
			if (!answer.ok) {
				this.#end(true);
				return;
			}
			this.way = 'socket';
			this.clock.set(answer.time);
			this.#receivedAt = Date.now();
			if (this.#focus) this.#transport?.setFocus(this.#focus);
			await this.#catchUp();
		} catch {
			this.#transport?.again();
		}
	}

	#transportDown(): void {
		this.way = 'looks';
		if (this.line === 'online') this.line = 'catchingUp';
	}
	#lost(): void {
		if (this.line === 'offline' || this.line === 'ended') return;
		this.line = 'offline';
		this.since = this.clock.wall();
	}
	#end(forGood: boolean): void {
		this.way = 'looks';
		if (forGood) this.line = 'ended';
	}

	#watch(): void {
		const now = Date.now();
		if (now - this.#receivedAt > silence) {
			if (this.way === 'socket') {
				this.way = 'looks';
				this.#transport?.again();
			}
			this.#lost();
		}
		this.isLongLost = this.line === 'offline' && now - this.#receivedAt > longBreak;
		// Spread, so that many desks do not poll in the same moment.
		if (this.way === 'looks' && now - this.#polledAt > pollEvery * (0.8 + 0.4 * Math.random())) void this.#poll();
	}

	async #poll(): Promise<void> {
		this.#polledAt = Date.now();
		await this.#catchUp();
		if (this.way === 'looks' && this.line === 'online' && Date.now() - this.#figuresAt > figuresEvery)
			await this.#count();
	}
	/** What a socket brings every second. */
	async #count(): Promise<void> {
		this.#figuresAt = Date.now();
		try {
			this.store.takeFigures(await this.reads.figures());
		} catch {
			// They are for display only: the next poll asks again.
		}
	}

	/** Fetches missing events until there are none; settles when that was done after this call. */
	#catchUp(): Promise<void> {
		return this.#catchUps.run();
	}

	async #fetchAll(): Promise<void> {
		try {
			await this.#fetchMissing();
			this.#online();
		} catch (error) {
			if (error instanceof SignedOut) this.line = 'ended';
			else if (this.line === 'online') this.line = 'catchingUp';
		} finally {
			this.#polledAt = Date.now();
		}
	}

	async #fetchMissing(): Promise<void> {
		if (this.store.cursor === 0) await this.#fetchState();
		for (;;) {
			const before = this.store.cursor;
			const { events, head, time } = await this.reads.events(before);
			if (time) this.clock.set(time);
			this.#receivedAt = Date.now();
			const whole = this.store.takeEvents(events);
			if (this.store.outdated || (whole && this.store.cursor >= head)) return;
			// No progress although the log is ahead: this browser's state differs from the log's. Fetch it again.
			if (this.store.cursor === before) await this.#fetchState();
		}
	}
	async #fetchState(): Promise<void> {
		const { state, seq, time } = await this.reads.state();
		this.clock.set(time);
		this.#receivedAt = Date.now();
		this.store.become(state, seq);
		void this.#count();
	}
	async #refetch(): Promise<void> {
		try {
			await this.#fetchState();
		} catch {
			this.store.cursor = 0; // The next poll fetches it.
		}
		void this.#catchUp();
	}

	#online(): void {
		const wasAway = this.line !== 'online';
		this.line = 'online';
		this.since = null;
		this.isLongLost = false;
		if (wasAway) this.back();
	}
}
