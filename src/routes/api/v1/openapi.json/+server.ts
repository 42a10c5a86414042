import { program } from '$lib/server/host';
import { openapiJson } from '$lib/server/http/api/documentation';

/** The HTTP API as OpenAPI describes it. Everybody may read it: it says what there is, not what is in it. */
export const GET = ({ request }: { request: Request }): Promise<Response> => openapiJson(program(), request);
