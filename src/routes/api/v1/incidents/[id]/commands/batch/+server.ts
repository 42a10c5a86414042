import { handleBatch } from '$lib/server/out/api/commands';
import { commander } from '$lib/server/out/api/authorize';

/** Handles commands in order: `{ commands: [{ id, type, input }, …] }`. Each has its own answer. */
export const POST = commander((request) => handleBatch(request.incident, request));
