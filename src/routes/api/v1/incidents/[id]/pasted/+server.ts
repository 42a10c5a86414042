import { Pasted } from '$lib/domain/pasted';
import { executor } from '$lib/server/execute';
import { desk } from '$lib/server/http/door';
import { readBody } from '$lib/server/http/refused';
import { program } from '$lib/server/host';
import { ingest } from '$lib/server/ingest/ingest';
import { paste } from '$lib/server/ingest/paste';
import { commandLine } from '$lib/server/observe/log';

/** Takes in posts that somebody copied: `{ name, platform, posts: [{ text, author, url, when }] }`. Sent twice each is stored once. */
export const POST = desk(async ({ incident, state, request, actor, address }) => {
	const pasted = await readBody(request, Pasted);
	const into = { execute: executor.of(program()), ingest: ingest.of(program()), incident, state };
	const taken = await paste(into, pasted, { actor, origin: address });
	commandLine({ action: 'posts.paste', object: `incident/${incident}`, result: 'done', origin: address, actor: actor.id });
	return Response.json(taken);
});
