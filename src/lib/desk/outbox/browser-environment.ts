import { z } from 'zod';
import { CommandId, type PersonId } from '$lib/domain/core/ids';
import { sendCommand } from './send-command';
import type { Delivery, OutboxEnvironment, TabMessage } from './outbox';
import { openStorage } from './outbox-storage';

const DeliverySchema: z.ZodType<Delivery> = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('saved'), from: z.number(), to: z.number() }),
	z.object({
		kind: z.literal('refused'),
		code: z.string(),
		details: z.record(z.string(), z.union([z.string(), z.number()]))
	}),
	z.object({ kind: z.literal('signedOut') }),
	z.object({ kind: z.literal('unreachable') })
]);
const TabMessageSchema: z.ZodType<TabMessage> = z.object({
	answered: z.object({ id: CommandId, delivery: DeliverySchema }).nullable()
});

/**
 * The outbox's environment in a browser: the device's storage, and one lock and one channel for all tabs of this
 * person.
 */
export async function browserEnvironment(
	person: PersonId,
	receive: (word: TabMessage) => void
): Promise<OutboxEnvironment & { close(): void }> {
	const name = `voelspriet-outbox-${person}`;
	const channel = new BroadcastChannel(name);
	channel.onmessage = ({ data }: MessageEvent<unknown>) => {
		const message = TabMessageSchema.safeParse(data);
		if (message.success) receive(message.data);
	};
	return {
		storage: await openStorage(person),
		deliver: sendCommand,
		// Web Locks need https or localhost; without them two tabs may both send, which the command's id makes harmless.
		lock: (work) => ('locks' in navigator ? navigator.locks.request(name, work) : work()),
		announce: (word) => channel.postMessage(word),
		delay(work, milliseconds) {
			const timer = setTimeout(work, milliseconds);
			return () => {
				clearTimeout(timer);
			};
		},
		close: () => channel.close()
	};
}
