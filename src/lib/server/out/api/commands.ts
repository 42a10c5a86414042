import { z } from 'zod';
import { MAX_COMMANDS_PER_BATCH } from '$lib/domain/core/command-batch';
import { CommandId, type IncidentId } from '$lib/domain/core/ids';
import type { AuthenticatedRequest } from './authorize';
import { waitOfCaller } from './rate-limits';
import { readBody, refused } from './refusal-response';

/** A command as it is sent over HTTP; its input is parsed by its own schema. */
const CommandBody = z.strictObject({ id: CommandId, type: z.string().max(60), input: z.unknown() });
type CommandBody = z.infer<typeof CommandBody>;
const BatchBody = z.strictObject({ commands: z.array(CommandBody).min(1).max(MAX_COMMANDS_PER_BATCH) });

/** After this long no further command of a batch is started: the sender waits for the answer. Milliseconds. */
const MAX_BATCH_MS = 2_000;

/**
 * Runs the command in the body. 200 with the numbers of its events and the log's position.
 * @throws Refusal, BadInput
 */
export async function handleCommand(log: IncidentId, authenticated: AuthenticatedRequest): Promise<Response> {
	const command = await readBody(authenticated.request, CommandBody);
	return Response.json(await execute(log, command, authenticated));
}

/**
 * Runs the commands in the body one after another, each like a command that is sent alone: a refused one does not stop
 * the next. 200 with a receipt or a problem for at least the first command. Those without an answer were not run, because
 * the time or the sender's limit was over, or because it is unknown whether the one before them was stored.
 * @throws BadInput
 */
export async function handleBatch(log: IncidentId, authenticated: AuthenticatedRequest): Promise<Response> {
	const { commands } = await readBody(authenticated.request, BatchBody);
	const { actor, address } = authenticated;
	const startedAt = performance.now();
	const answers: unknown[] = [];
	for (const command of commands) {
		// The request itself was counted as one.
		const isFirst = answers.length === 0;
		const isOutOfTime = performance.now() - startedAt > MAX_BATCH_MS;
		if (!isFirst && (isOutOfTime || waitOfCaller(actor.id, { address, route: 'POST command' }) > 0)) break;
		try {
			answers.push(await execute(log, command, authenticated));
		} catch (error) {
			const problem = refused(error);
			if (!problem || problem.status >= 500) {
				if (isFirst) throw error;
				break;
			}
			answers.push(await problem.json());
		}
	}
	return Response.json({ answers });
}

async function execute(
	log: IncidentId,
	{ id, type, input }: CommandBody,
	{ actor, address, program }: AuthenticatedRequest
) {
	const receipt = await program.executor.execute(log, { id, type, input }, actor, address);
	return { ...receipt, head: Math.max(receipt.to, program.logs.seq(log)) };
}
