import { DESK_POST, DeskPostRequest } from '$lib/domain/posts/entry/desk-post';
import { desk } from '$lib/server/out/api/authorize';
import { readBody } from '$lib/server/out/api/refusal-response';
import { enterDeskPost } from '$lib/server/ingest/entry/desk-post';
import { commandLine } from '$lib/server/platform/operations/logger';

/** Stores what was received at a desk: `{ id, input: { source, text, place } }`. Sent twice it is stored once. */
export const POST = desk(async ({ incident, state, request, actor, address, program }) => {
	const sent = await readBody(request, DeskPostRequest);
	await enterDeskPost(program.ingest, incident, state, sent);
	commandLine({ action: DESK_POST, object: `incident/${incident}`, result: 'done', origin: address, actor: actor.id });
	const seq = program.logs.seq(incident);
	return Response.json({ from: seq, to: seq });
});
