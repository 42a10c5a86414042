import { Pasted } from '$lib/domain/posts/entry/pasted';
import { desk } from '$lib/server/out/api/authorize';
import { readBody } from '$lib/server/out/api/refusal-response';
import { paste } from '$lib/server/ingest/entry/paste';
import { commandLine } from '$lib/server/platform/operations/logger';

/**
 * Stores posts that a user copied: `{ name, platform, posts: [{ text, author, url, when }] }`. Sent twice each is
 * stored once.
 */
export const POST = desk(async ({ incident, state, request, actor, address, program }) => {
	const pasted = await readBody(request, Pasted);
	const into = { execute: program.executor, ingest: program.ingest, incident, state };
	const result = await paste(into, pasted, { actor, origin: address });
	commandLine({
		action: 'posts.paste',
		object: `incident/${incident}`,
		result: 'done',
		origin: address,
		actor: actor.id
	});
	return Response.json(result);
});
