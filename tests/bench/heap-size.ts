import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { WebSocket } from 'ws';
import type { RunningProgram } from '../running-program';

/** With this in its environment, a program's memory can be inspected: by Node's own inspector, on loopback. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

/** Megabytes of a program that was started with `INSPECTED`, after a garbage collection. */
export async function heapMegabytesOf({ output }: RunningProgram): Promise<number> {
	const address = /^Debugger listening on (ws:\S+)$/m.exec(output)?.[1];
	if (address === undefined) throw new Error('the program was not started with INSPECTED');
	const socket = new WebSocket(address);
	await once(socket, 'open');
	let last = 0;
	const call = async (method: string, params: object = {}): Promise<unknown> => {
		const id = (last += 1);
		socket.send(JSON.stringify({ id, method, params }));
		for (;;) {
			const [raw] = (await once(socket, 'message')) as [Buffer];
			const answer = JSON.parse(raw.toString()) as { id?: number; result?: unknown };
			if (answer.id === id) return answer.result;
		}
	};
	try {
		await call('HeapProfiler.collectGarbage');
		const expression = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())';
		const { result } = (await call('Runtime.evaluate', { expression, returnByValue: true })) as {
			result: { value: number };
		};
		return result.value / 1_048_576;
	} finally {
		socket.close();
	}
}

/** Megabytes of this process, after a garbage collection. */
export function ownHeapMegabytes(): number {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	collect();
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1_048_576;
}
