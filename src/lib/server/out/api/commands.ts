import { z } from 'zod';
import { CommandId, type IncidentId } from '$lib/domain/core/ids';
import type { AuthenticatedRequest } from './authorize';
import { readBody } from './refusal-response';

/** A command as it is sent over HTTP; its input is parsed by its own schema. */
const CommandBody = z.strictObject({ id: CommandId, type: z.string().max(60), input: z.unknown() });

/**
 * Runs the command in the body. 200 with the numbers of its events and the log's position.
 * @throws Refusal, BadInput
 */
export async function handleCommand(
	log: IncidentId,
	{ actor, address, program, request }: AuthenticatedRequest
): Promise<Response> {
	const { id, type, input } = await readBody(request, CommandBody);
	const receipt = await program.executor.execute(log, { id, type, input }, actor, address);
	return Response.json({ ...receipt, head: Math.max(receipt.to, program.logs.seq(log)) });
}
