import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IncidentClock } from '$lib/desk/sync/clock.svelte';
import { IncidentConnection } from '$lib/desk/sync/connection.svelte';
import { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import { SignedOut } from '$lib/desk/sync/request';
import type { TransportEvents } from '$lib/desk/sync/transport';
import type { Figures } from '$lib/domain/overview/figures';
import type { Moment } from '$lib/domain/core/ids';
import { setPhase } from '$lib/domain/incident/incident';
import type { Frame } from '$lib/domain/realtime';
import { redactLog } from '$lib/domain/incident/redaction';
import { bram, carla } from '../domain/in-memory-incident';
import { plainState, Server } from './incident';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const noFigures = (at: Moment): Figures => ({
	at,
	posts: 0,
	backlog: 0,
	stories: 0,
	unseen: 0,
	queue: { waiting: 0, oldest: null, help: 0, pinned: 0 },
	recent: [],
	sources: [],
	findings: []
});

/** A desk on a line that can be cut, and where websockets may be blocked. */
class Desk {
	server = new Server();
	readonly store = new IncidentStore(() => bram);
	readonly requests: string[] = [];
	http: 'answers' | 'silent' | 'signedOut' = 'answers';
	sockets: 'open' | 'blocked' = 'open';
	reconnections = 0;
	/** The database was restored and this process has not noticed. */
	isLogBehind = false;
	events: TransportEvents | null = null;
	/** Frames are sent as soon as a client subscribes. */
	#following = false;
	readonly connection = new IncidentConnection(
		this.store,
		new IncidentClock(this.store.state),
		{
			state: async () => {
				await this.#answer('state');
				const { seq, now: time, state } = this.server;
				return { state, seq, hash: this.server.hashOf(seq), time };
			},
			events: async (after) => {
				await this.#answer(`events ${after}`);
				const before = after > this.server.seq || (this.isLogBehind && after > 1) ? null : this.server.hashOf(after);
				return { events: this.server.after(after).slice(0, 3), head: this.server.seq, before, time: null };
			},
			figures: async () => {
				await this.#answer('figures');
				return noFigures(this.server.now);
			}
		},
		() => void (this.reconnections += 1)
	);
	start(): void {
		this.connection.start();
		this.connection.connect((events) => {
			this.events = events;
			const up = (): void => {
				if (this.sockets === 'open' && this.http === 'answers') queueMicrotask(() => events.up());
				else queueMicrotask(() => events.down());
			};
			up();
			return {
				follow: (from) => {
					this.requests.push(`follow ${from}`);
					this.#following = true;
					return Promise.resolve({ ok: true as const, head: this.server.seq, time: this.server.now });
				},
				setFocus: () => undefined,
				again: up,
				close: () => undefined
			};
		});
	}
	async #answer(what: string): Promise<void> {
		this.requests.push(what);
		await Promise.resolve();
		if (this.http === 'silent') throw new TypeError('Failed to fetch');
		if (this.http === 'signedOut') throw new SignedOut();
	}
	/** A person does something; the frame is sent unless it is lost. */
	happen(lost = false): Frame {
		const [event] = this.server.do(setPhase, { phase: this.server.seq % 2 ? 'followUp' : 'acute' }, carla);
		const frame = this.server.frame(event?.seq ?? 0, event?.seq ?? 0);
		if (!lost && this.#following) this.events?.frame(frame);
		return frame;
	}
	cut(): void {
		this.#following = false;
		this.http = 'silent';
		this.events?.down();
	}
}
const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const same = ({ store, server }: Desk) => expect(plainState(store.state)).toEqual(plainState(server.state));

test('starts in a fixed order, and reaches the server’s state though events happen in between', async () => {
	const desk = new Desk();
	desk.start();
	desk.happen();
	await settle();
	desk.happen();
	await settle();
	expect([desk.connection.status, desk.connection.transport, desk.store.cursor]).toEqual(['online', 'socket', 3]);
	same(desk);
});

test('frames that arrive before the state are not lost', async () => {
	const desk = new Desk();
	desk.start();
	desk.events?.up();
	for (let at = 0; at < 5; at++) desk.happen();
	await settle();
	expect(desk.store.cursor).toBe(6);
	same(desk);
});

test('a lost last frame is noticed by the heartbeat and fetched', async () => {
	const desk = new Desk();
	desk.start();
	await settle();
	for (let at = 0; at < 4; at++) desk.happen(true);
	desk.events?.heartbeat(desk.server.seq, desk.server.hashOf(desk.server.seq), desk.server.now, 'enough');
	await settle();
	expect(desk.store.cursor).toBe(5);
	same(desk);
});

test('the heartbeat says whether the server has room to store what comes in', async () => {
	const desk = new Desk();
	desk.start();
	await settle();
	desk.events?.heartbeat(desk.server.seq, desk.server.hashOf(desk.server.seq), desk.server.now, 'noPosts');
	expect(desk.connection.disk).toBe('noPosts');
	desk.events?.heartbeat(desk.server.seq, desk.server.hashOf(desk.server.seq), desk.server.now, 'enough');
	expect(desk.connection.disk).toBe('enough');
});

test('a frame lost in the middle is fetched as soon as the next one arrives', async () => {
	const desk = new Desk();
	desk.start();
	await settle();
	desk.happen(true);
	desk.happen();
	await settle();
	expect(desk.store.cursor).toBe(3);
	same(desk);
});

test('a lost connection is shown within five seconds with its start time; it recovers automatically with everything', async () => {
	const desk = new Desk();
	desk.start();
	await settle();
	const since = desk.reconnections;
	desk.cut();
	await settle(5_600);
	expect(desk.connection.status).toBe('offline');
	expect(desk.connection.since).not.toBeNull();
	for (let at = 0; at < 7; at++) desk.happen();
	desk.http = 'answers';
	await settle(5_000);
	expect([desk.connection.status, desk.connection.since]).toEqual(['online', null]);
	expect(desk.reconnections).toBe(since + 1);
	same(desk);
});

const hour = 3_600_000;
test.each([
	['stays', 0],
	['is set back', -hour],
	['is set ahead', hour]
])('a socket that falls silent counts as broken when the clock of the device %s', async (_, change) => {
	const desk = new Desk();
	desk.start();
	await settle();
	const before = desk.connection.clock.wall();
	vi.setSystemTime(Date.now() + change);
	expect(desk.connection.clock.wall()).toBe(before);
	await settle(4_000);
	expect(desk.connection.status).toBe('online');
	desk.http = 'silent';
	await settle(6_000);
	expect(desk.connection.status).toBe('offline');
	desk.http = 'answers';
	desk.happen(true);
	await settle(5_000);
	expect(desk.connection.status).toBe('online');
	same(desk);
});

test('where websockets are blocked it polls every two seconds: same order, same state', async () => {
	const desk = new Desk();
	desk.sockets = 'blocked';
	desk.start();
	await settle(1_000);
	expect([desk.connection.status, desk.connection.transport]).toEqual(['online', 'polling']);
	const requestCount = desk.requests.length;
	for (let at = 0; at < 10; at++) {
		desk.happen(true);
		await settle(1_000);
	}
	await settle(3_000);
	expect(desk.requests.length - requestCount).toBeGreaterThan(4);
	expect(desk.requests.slice(requestCount).filter((what) => what.startsWith('events')).length).toBeLessThan(15);
	expect(desk.requests).toContain('figures');
	expect(desk.store.figures).not.toBeNull();
	same(desk);
});

test('an ended session is distinguished from a broken connection, and a new session is noticed', async () => {
	const desk = new Desk();
	desk.start();
	await settle();
	desk.http = 'signedOut';
	desk.events?.ended('session.ended');
	await settle(3_000);
	expect(desk.connection.status).toBe('ended');
	desk.http = 'answers';
	desk.happen(true);
	await settle(5_000);
	expect(desk.connection.status).toBe('online');
	same(desk);
});

test('after a redaction the whole state is fetched again', async () => {
	const desk = new Desk();
	desk.start();
	await settle();
	desk.happen();
	desk.requests.length = 0;
	const [redacted] = desk.server.do(redactLog, { numbers: [1], why: 'Uitspraak' }, carla);
	desk.events?.frame(desk.server.frame(redacted?.seq ?? 0, redacted?.seq ?? 0));
	await settle();
	expect(desk.requests).toContain('state');
	same(desk);
});

/** A server that restored a copy up to this line, and wrote these many lines since. */
function restored(desk: Desk, upTo: number, since: number): void {
	const { events } = desk.server;
	const older = new Server();
	older.testIncident.wall = desk.server.testIncident.wall;
	for (let at = 1; at < upTo; at++) older.do(setPhase, { phase: at % 2 ? 'followUp' : 'acute' }, carla);
	older.events.splice(0, Infinity, ...events.slice(0, upTo));
	older.copy = `restored after ${upTo}: `;
	older.restoredUpTo = upTo;
	for (let at = 0; at < since; at++) older.do(setPhase, { phase: older.seq % 2 ? 'followUp' : 'acute' }, bram);
	desk.server = older;
}

test.each([
	['behind', 2, 0],
	['as long, with other lines', 2, 4],
	['longer, with other lines', 2, 9],
	['one line longer', 2, 5],
	['empty but for its first line', 1, 0]
])(
	'a log restored to an earlier point is detected by socket and by polling, whatever its length now: %s',
	async (_, upTo, since) => {
		for (const sockets of ['open', 'blocked'] as const) {
			const desk = new Desk();
			desk.sockets = sockets;
			desk.start();
			await settle();
			for (let at = 0; at < 5; at++) desk.happen();
			await settle(3_000);
			expect(desk.store.cursor).toBe(6);
			restored(desk, upTo, since);
			const { server, events } = desk;
			if (sockets === 'open') events?.heartbeat(server.seq, server.hashOf(server.seq), server.now, 'enough');
			await settle(3_000);
			expect([desk.store.cursor, desk.store.hash]).toEqual([server.seq, server.hashOf(server.seq)]);
			same(desk);
			expect(desk.store.wentBack).toEqual(
				upTo === 1 ? { to: null, lost: null } : { to: server.events[upTo - 1]?.wallAt, lost: 6 - upTo }
			);
			expect(desk.connection.status).toBe('online');
			desk.happen();
			await settle(3_000);
			same(desk);
			desk.connection.stop();
		}
	}
);

test('a frame of another history is not applied, even when its numbers fit', async () => {
	const desk = new Desk();
	desk.start();
	await settle();
	for (let at = 0; at < 5; at++) desk.happen();
	await settle();
	restored(desk, 2, 4);
	desk.happen();
	await settle();
	same(desk);
	expect(desk.store.wentBack).toMatchObject({ lost: 4 });
	desk.connection.stop();
});

test('the page waits as long as the server itself still shows the lost part', async () => {
	const desk = new Desk();
	desk.start();
	await settle();
	desk.happen();
	await settle();
	desk.isLogBehind = true;
	await settle(3_000);
	desk.events?.heartbeat(1, desk.server.hashOf(1), desk.server.now, 'enough');
	await settle(100);
	expect([desk.store.wentBack, desk.connection.status]).toEqual([null, 'catchingUp']);
	expect(desk.requests.filter((what) => what === 'state').length).toBeLessThan(4);
	desk.connection.stop();
});
