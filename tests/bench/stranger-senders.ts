import { connect, type Socket } from 'node:net';
import { SOCKET_PATH } from '$lib/domain/realtime';

/** Where four senders go, and whether they ask for a websocket there, or that they rest. */
export type Target = { readonly port: number; readonly isSocket: boolean } | 'rest';

const SENDERS = 4;
/** Frames that each sender writes in a second when nobody stops it. */
const PER_SECOND = 15_000 / SENDERS;
/** Milliseconds between two writes. */
const TICK = 10;

/** `40{}`, masked as a browser does: a packet that asks to be let in. */
const frame = Buffer.from([0x81, 0x84, 0, 0, 0, 0, ...Buffer.from('40{}')]);
const frames = Buffer.concat(Array.from({ length: (PER_SECOND * TICK) / 1000 }, () => frame));

/** Strangers who send as much as they can, in a process of their own; closed connections are reopened at once. */
function serve(): void {
	let target: Target = 'rest';
	const open = new Set<Socket>();
	let [connections, sent] = [0, 0];
	const openConnection = (): void => {
		if (target === 'rest') return;
		const { port, isSocket } = target;
		const socket = connect(port, '127.0.0.1');
		connections += 1;
		open.add(socket);
		socket.on('error', () => undefined);
		socket.once('close', () => {
			open.delete(socket);
			openConnection();
		});
		if (!isSocket) return;
		const lines = [
			`GET ${SOCKET_PATH}?EIO=4&transport=websocket HTTP/1.1`,
			...[`Host: 127.0.0.1:${port}`, `Origin: http://127.0.0.1:${port}`, 'Upgrade: websocket', 'Connection: Upgrade'],
			...['Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${Buffer.alloc(16, 1).toString('base64')}`, '', '']
		];
		socket.write(lines.join('\r\n'));
		socket.on('data', () => {
			if (socket.writableLength > 0) return;
			sent += frames.length / frame.length;
			socket.write(frames);
		});
	};
	setInterval(() => {
		for (const socket of open) {
			if (
				target === 'rest' ||
				!target.isSocket ||
				socket.connecting ||
				socket.bytesRead === 0 ||
				socket.writableLength > 0
			)
				continue;
			sent += frames.length / frame.length;
			socket.write(frames);
		}
	}, TICK);
	process.on('message', (next: Target) => {
		target = next;
		process.send?.({ connections, sent });
		[connections, sent] = [0, 0];
		for (const socket of open) socket.destroy();
		if (next !== 'rest') for (let i = open.size; i < SENDERS; i += 1) openConnection();
	});
	process.once('disconnect', () => process.exit(0));
	process.send?.('ready');
}

if (process.env['BENCH_STRANGERS'] && process.send) serve();
