import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { newId } from '$lib/domain/core/new-id';
import type { Frame } from '$lib/domain/realtime';
import { LiveIncident } from '$lib/server/read/realtime/live-incident';
import { deskRoom } from '$lib/server/read/realtime/members';
import { Realtime } from '$lib/server/read/realtime/realtime';
import { Stories } from '$lib/server/read/queries/stories/stories';
import { Suggestions } from '$lib/server/read/queries/stories/suggestions';
import { BenchProgram, rawPosts } from './bench-program';
import { processor } from './result';

/** Messages of the benchmark to this process, and its answers. */
export type DeskCommand =
	| { ask: 'flood'; perSecond: number; seconds: number; commandsPerSecond?: number }
	| { ask: 'replay'; perSecond: number; seconds: number; by: 'socket' | 'bare' };
export interface DeskMeasurements {
	/** of a flood: when each post was handed over, and its sequence number once stored; milliseconds since 1970 */
	posts: [at: number, seq: number][];
	/** of a flood: how long each command took to be acknowledged, in milliseconds */
	commands: number[];
	/** when each message was sent, milliseconds since 1970 */
	sent: number[];
	bytes: number;
	processor: number;
	/** how long the process was held up: the 99th percentile of a hundred samples, in milliseconds */
	heldUp: number;
}

const now = (): number => performance.timeOrigin + performance.now();

/** A server as it runs, in its own process so that its processor time is separate from that of the desks. */
async function serve(server: string): Promise<void> {
	const bench = await BenchProgram.make(server);
	const { log, source } = await bench.open();
	const { actor } = bench;
	// No person may have more than forty sockets.
	const people = [actor.id, ...(await Promise.all(Array.from({ length: 9 }, () => bench.admit())))];
	let connections = 0;
	const suggestions = new Suggestions(bench.read, bench.logs, bench.analysis);
	bench.logs.listen(suggestions);
	const stories = new Stories(bench.read, suggestions);
	const realtime = new Realtime(bench.logs, stories, {
		origin: null,
		isOurOrigin: (origin) => origin === 'http://bench',
		sessionOf: () => {
			const id = people[(connections += 1) % people.length] ?? actor.id;
			return Promise.resolve({
				person: { id, initials: 'AB' },
				session: { id: 's', expires: new Date(Date.now() + 1e7) }
			});
		},
		validSessions: (ids) => Promise.resolve(new Set(ids)),
		actorFor: (person, incident) => bench.executor.actorFor(person, incident),
		linkOf: () => Promise.resolve(null)
	});
	const http = createServer();
	await realtime.start(http);
	const bare = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
	const clients = new Set<WebSocket>();
	bare.on('connection', (client) => clients.add(client));
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));

	const frames: Frame[] = [];
	const listener = new LiveIncident(log, stories, bench.logs, {
		frame: (frame) => frames.push(frame),
		figures: () => undefined,
		presence: () => undefined,
		heartbeat: () => undefined
	});
	listener.presence.join('recorder', { id: actor.id, initials: 'AB' });
	const stopRecording = bench.logs.listen({ lines: (of, lines) => of === log && listener.receive(lines) });

	/** Work at a fixed pace. */
	const paced = async (perSecond: number, seconds: number, work: (i: number) => void): Promise<void> => {
		const began = performance.now();
		for (let i = 0; i < perSecond * seconds; i += 1) {
			const due = began + (i * 1000) / perSecond;
			if (due > performance.now()) await pause(due - performance.now());
			work(i);
		}
	};
	let seed = 20;
	const flood = async (perSecond: number, seconds: number): Promise<[number, number][]> => {
		const posts = rawPosts(perSecond * seconds, (seed += 1));
		const stored: Promise<[number, number]>[] = [];
		await paced(perSecond, seconds, (i) => {
			const at = now();
			stored.push(bench.ingest.ingest(log, source, posts.slice(i, i + 1)).then(() => [at, bench.logs.seq(log)]));
		});
		return Promise.all(stored);
	};
	/** Sends the frames of a flood again and again: only the sending is measured. */
	const replay = async (perSecond: number, seconds: number, by: 'socket' | 'bare'): Promise<number[]> => {
		const full = frames.filter(({ events }) => events.length > 0).slice(-50);
		const sent: number[] = [];
		await paced(perSecond, seconds, (i) => {
			const frame = full[i % full.length];
			if (!frame) return;
			sent.push(now());
			const numbered = { ...frame, to: i };
			if (by === 'socket') realtime.sockets.io.to(deskRoom(log)).emit('frame', numbered);
			else {
				const text = JSON.stringify(['frame', numbered]);
				for (const client of clients) client.send(text);
			}
		});
		return sent;
	};
	const commands = async (perSecond: number, seconds: number): Promise<number[]> => {
		const took: Promise<number>[] = [];
		await paced(perSecond, seconds, () => {
			const began = performance.now();
			const need = { id: newId(), text: `Gaat school ${newId()} morgen dicht?`, offline: 'telefoon', seenIn: null };
			took.push(bench.send(log, 'need.raise', need).then(() => performance.now() - began));
		});
		return Promise.all(took);
	};
	process.on('message', (command: DeskCommand) => {
		void (async () => {
			const before = processor();
			const loop = monitorEventLoopDelay({ resolution: 2 });
			loop.enable();
			const [posts, acknowledged] =
				command.ask === 'flood'
					? await Promise.all([
							flood(command.perSecond, command.seconds),
							commands(command.commandsPerSecond ?? 0, command.seconds)
						])
					: [[], []];
			const sent = command.ask === 'replay' ? await replay(command.perSecond, command.seconds, command.by) : [];
			const usedProcessor = processor() - before;
			loop.disable();
			const heldUp = loop.percentile(99) / 1e6;
			await pause(300);
			const bytes =
				frames.slice(-50).reduce((sum, frame) => sum + JSON.stringify(frame).length, 0) /
				Math.max(1, Math.min(50, frames.length));
			const answer: DeskMeasurements = { posts, commands: acknowledged, sent, bytes, processor: usedProcessor, heldUp };
			process.send?.(answer);
		})();
	});
	process.once('disconnect', () => {
		void (async () => {
			stopRecording();
			suggestions.stop();
			await listener.stop();
			await realtime.stop();
			bare.close();
			http.close();
			await bench.stop();
			process.exit(0);
		})();
	});
	process.send?.({ port: (http.address() as AddressInfo).port, bare: (bare.address() as AddressInfo).port, log });
}

const server = process.env['BENCH_POSTGRES'];
if (server && process.send) await serve(server);
