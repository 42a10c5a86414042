import type { RequestEvent } from '@sveltejs/kit';
import { openapiJson } from '$lib/server/out/api/openapi/documentation';

/** The OpenAPI description of the HTTP API. It is public: it contains no data. */
export const GET = ({ request, locals: { program } }: Pick<RequestEvent, 'request' | 'locals'>): Promise<Response> =>
	openapiJson(program, request);
