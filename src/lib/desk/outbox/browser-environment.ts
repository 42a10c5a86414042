import { z } from 'zod';
import { CommandId, type PersonId } from '$lib/domain/core/ids';
import type { Delivery, OutboxEnvironment, TabMessage, SendCommand } from './outbox';
import { openStorage } from './outbox-storage';
import { DESK_POST } from '$lib/domain/posts/entry/desk-post';

/** After this long a command counts as unanswered and is sent again with the same id. Milliseconds. */
const commandTimeout = 10_000;

const Receipt = z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() });
/** Problem details (RFC 9457) as this program writes them. */
const ProblemDetails = z.object({
	code: z.string().default('command.invalid'),
	details: z.record(z.string(), z.union([z.string(), z.number()])).default({})
});

/** Statuses after which the same command may still be accepted later. */
const temporaryStatuses: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Sends one command, or a post that was received at a desk, to its endpoint. Never throws: without an answer the
 * result is `unreachable`.
 */
const sendCommand: SendCommand = async ({ log, id, type, input }) => {
	try {
		const response = await fetch(`/api/v1/incidents/${log}/${type === DESK_POST ? 'desk-posts' : 'commands'}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(type === DESK_POST ? { id, input } : { id, type, input }),
			signal: AbortSignal.timeout(commandTimeout)
		});
		return await deliveryOf(response);
	} catch {
		return { kind: 'unreachable' };
	}
};

/** Interprets a response of the command endpoint. @throws when the response breaks off */
export async function deliveryOf(response: Response): Promise<Delivery> {
	if (response.ok) return { kind: 'saved', ...Receipt.parse(await response.json()) };
	if (response.status === 401) return { kind: 'signedOut' };
	if (response.status >= 500 || temporaryStatuses.has(response.status)) return { kind: 'unreachable' };
	const problem = ProblemDetails.safeParse(await response.json().catch(() => ({})));
	return { kind: 'refused', ...(problem.data ?? { code: 'command.invalid', details: {} }) };
}

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
	receive: (message: TabMessage) => void
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
		// Web Locks need https or localhost. Without them two tabs may send the same command; its id makes that harmless.
		lock: (work) => ('locks' in navigator ? navigator.locks.request(name, work) : work()),
		announce: (message) => channel.postMessage(message),
		delay(work, milliseconds) {
			const timer = setTimeout(work, milliseconds);
			return () => {
				clearTimeout(timer);
			};
		},
		close: () => channel.close()
	};
}
