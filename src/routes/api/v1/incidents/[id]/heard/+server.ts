import { HEARD, HeardSent } from '$lib/domain/heard';
import { desk } from '$lib/server/http/door';
import { readBody } from '$lib/server/http/refused';
import { program } from '$lib/server/host';
import { hear } from '$lib/server/ingest/desk';
import { ingest } from '$lib/server/ingest/ingest';
import { logs } from '$lib/server/log/tail';
import { commandLine } from '$lib/server/observe/log';

/** Takes in what was heard at a desk: `{ id, input: { source, text, place } }`. Sent twice it is stored once. */
export const POST = desk(async ({ incident, state, request, actor, address }) => {
	const sent = await readBody(request, HeardSent);
	await hear(ingest.of(program()), incident, state, sent);
	commandLine({ action: HEARD, object: `incident/${incident}`, result: 'done', origin: address, actor: actor.id });
	const seq = logs.of(program()).seq(incident);
	return Response.json({ from: seq, to: seq });
});
