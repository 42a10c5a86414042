import { handleCommand } from '$lib/server/out/api/commands';
import { commander } from '$lib/server/out/api/authorize';

/**
 * Handles a command: `{ id, type, input }`. Sent twice with the same content it has one effect and gets its first
 * answer.
 */
export const POST = commander((request) => handleCommand(request.incident, request));
