import type { RequestEvent } from '@sveltejs/kit';
import { openapiJson } from '$lib/server/api/openapi/documentation';

/** The HTTP API as OpenAPI describes it. Everybody may read it: it says what there is, not what is in it. */
export const GET = ({ request, locals: { program } }: Pick<RequestEvent, 'request' | 'locals'>): Promise<Response> =>
	openapiJson(program, request);
