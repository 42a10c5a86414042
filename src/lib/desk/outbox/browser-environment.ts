import { z } from 'zod';
import { CommandId, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { DESK_POST } from '$lib/domain/posts/entry/desk-post';
import { asJsonBody, OtherServerAnswered, problemIn, request, RequestRefused, SignedOut } from '../sync/request';
import type { Delivery, OutboxEnvironment, SendCommands, TabMessage } from './outbox';
import { indexedDbStorage, OtherAnswer } from './outbox-storage';

/** After this long a command counts as unanswered and is sent again with the same id. Milliseconds. */
const commandTimeout = 10_000;

/** The maximum number of bytes of commands in one request; the server accepts 64 KB. */
const maxRequestBytes = 48_000;
/** After this long the lock counts as lost, as when a suspended tab has it. Milliseconds. */
const lockTimeout = 5_000;

const Receipt = z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() });
const BatchAnswer = z.object({ answers: z.array(z.unknown()).min(1) });

/** Statuses of the server's refusals; with others the same command may still be accepted later. */
const refusalStatuses: ReadonlySet<number> = new Set([403, 404, 409, 413, 422]);
/** Problems with these statuses that say nothing about the command itself. */
const otherProblems: ReadonlySet<string> = new Set(['address.absent', 'foreignOrigin']);

/**
 * Sends commands, or a post that was received at a desk, to their endpoint. Never throws: without an answer the result
 * is `unreachable`.
 */
export const sendCommands: SendCommands = async (commands) => {
	const [first] = commands;
	if (!first) return [];
	const batch = firstRequest(commands);
	if (batch.length > 1) {
		try {
			const body = { commands: batch.map(({ id, type, input }) => ({ id, type, input })) };
			const answer = BatchAnswer.parse(await post(first.log, 'commands/batch', body));
			return answer.answers.map(deliveryIn);
		} catch (error) {
			const delivery = deliveryOf(error);
			// When the server refuses the whole batch, the first command is sent alone, so that it gets an answer of its own.
			if (delivery.kind !== 'refused') return [delivery];
		}
	}
	const { log, id, type, input } = first;
	try {
		const answer =
			type === DESK_POST ? post(log, 'desk-posts', { id, input }) : post(log, 'commands', { id, type, input });
		return [deliveryIn(await answer)];
	} catch (error) {
		return [deliveryOf(error)];
	}
};

const post = (log: IncidentId, path: string, body: unknown): Promise<unknown> =>
	request(`/api/v1/incidents/${log}/${path}`, { ...asJsonBody(body), signal: AbortSignal.timeout(commandTimeout) });

/** As many of these commands as fit in one request: of one incident, not too long together, and no posts. */
function firstRequest<C extends { readonly log: IncidentId; readonly type: string }>(
	commands: readonly C[]
): readonly C[] {
	let bytes = 0;
	const end = commands.findIndex((command) => {
		bytes += new TextEncoder().encode(JSON.stringify(command)).length;
		return command.log !== commands[0]?.log || command.type === DESK_POST || bytes > maxRequestBytes;
	});
	return end < 0 ? commands : commands.slice(0, end);
}

/** The result in an answer that has the status 200. */
export function deliveryIn(answer: unknown): Delivery {
	const receipt = Receipt.safeParse(answer);
	if (receipt.success) return { kind: 'saved', ...receipt.data };
	const problem = problemIn(answer);
	return deliveryOf(problem ? new RequestRefused(problem) : new OtherServerAnswered(200));
}

/** The result of a request that failed: refused only if our own server refused the command. */
export function deliveryOf(error: unknown): Delivery {
	if (error instanceof SignedOut) return { kind: 'signedOut' };
	if (error instanceof OtherServerAnswered)
		return { kind: 'unreachable', answer: { status: error.status, isOurs: false } };
	if (!(error instanceof RequestRefused)) return { kind: 'unreachable' };
	const { status, code, details } = error;
	if (!refusalStatuses.has(status) || otherProblems.has(code))
		return { kind: 'unreachable', answer: { status, isOurs: true } };
	return { kind: 'refused', code, details };
}

const DeliverySchema: z.ZodType<Delivery> = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('saved'), from: z.number(), to: z.number() }),
	z.object({
		kind: z.literal('refused'),
		code: z.string(),
		details: z.record(z.string(), z.union([z.string(), z.number()]))
	}),
	z.object({ kind: z.literal('signedOut') }),
	z.object({ kind: z.literal('unreachable'), answer: OtherAnswer.optional() })
]);
const TabMessageSchema: z.ZodType<TabMessage> = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('stored') }),
	z.object({ kind: z.literal('answered'), key: z.string(), id: CommandId, delivery: DeliverySchema }),
	z.object({ kind: z.literal('discarded'), keys: z.array(z.string()) })
]);

/**
 * The outbox's environment in a browser: the device's storage, and one lock and one channel for all tabs of this
 * person.
 * @param lost as for {@link indexedDbStorage}
 */
export function browserEnvironment(
	person: PersonId,
	receive: (message: TabMessage) => void,
	lost: () => void
): OutboxEnvironment & { close(): void } {
	const name = `voelspriet-outbox-${person}`;
	const channel = openChannel(name);
	channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
		const message = TabMessageSchema.safeParse(data);
		if (message.success) receive(message.data);
	});
	return {
		storage: indexedDbStorage(person, lost),
		deliver: sendCommands,
		lock: (work) => withLock(name, work),
		announce: (message) => channel?.postMessage(message),
		delay(work, milliseconds) {
			const timer = setTimeout(work, milliseconds);
			return () => {
				clearTimeout(timer);
			};
		},
		close: () => channel?.close()
	};
}

/** Null in a browser that does not allow it. */
function openChannel(name: string): BroadcastChannel | null {
	try {
		return new BroadcastChannel(name);
	} catch {
		return null;
	}
}

/**
 * Runs the work while this tab has the lock, or without it where the browser gives none: web locks need https or
 * localhost. Two tabs may then send the same command; its id makes that harmless.
 */
async function withLock(name: string, work: () => Promise<void>): Promise<void> {
	const run = { hasStarted: false };
	const start = (): Promise<void> => {
		run.hasStarted = true;
		return work();
	};
	try {
		await navigator.locks.request(name, { signal: AbortSignal.timeout(lockTimeout) }, start);
	} catch (error) {
		if (run.hasStarted) throw error;
		await work();
	}
}
