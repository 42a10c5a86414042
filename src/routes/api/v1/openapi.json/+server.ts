import { originOf } from '$lib/server/accounts/accounts';
import { openapiDocument } from '$lib/server/http/api/openapi';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';

/** The HTTP API as OpenAPI describes it. Everybody may read it: it says what there is, not what is in it. */
export function GET(): Response {
	const running = program();
	const organisation = logs.of(running).installation.installation?.organisation ?? null;
	const document = openapiDocument({ origin: originOf(running.host), organisation });
	return Response.json(document, { headers: { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' } });
}
