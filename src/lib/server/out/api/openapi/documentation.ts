import { LRUCache } from 'lru-cache';
import { BodyCache } from '$lib/server/platform/http/body-cache';
import type { Program } from '$lib/server/program';
import { openapiDocument, type DescribedInstallation, type OpenapiDocument } from './openapi';
import { readable, type Readable } from './readable';

/**
 * Generating the description takes a tenth of a second: once per name of the organisation, and there is one at a time.
 */
const descriptions = new LRUCache<string, { readonly document: OpenapiDocument; readonly readable: Readable }>({
	max: 4,
	memoMethod: (key) => {
		const document = openapiDocument(JSON.parse(key) as DescribedInstallation);
		return { document, readable: readable(document) };
	}
});
/** Every page of the documentation in two languages, and in the color schemes that are in use. */
const bodies = new BodyCache(400);

const installed = ({ origin, logs }: Program): DescribedInstallation => ({
	origin,
	organisation: logs.installation.installation?.organisation ?? null
});

/** The description of this installation, and the same for people to read. */
export const descriptionOf = (program: Program) => descriptions.memo(JSON.stringify(installed(program)));

/** Pages that are the same for everybody: the person is not looked up. */
export const isDocumentation = (pathname: string): boolean => /^\/api\/v1\/docs(\/\w{1,60})?$/.test(pathname);

/** A documentation page, rendered once per variant. @param variant what it depends on besides its address */
export function documentationPage(
	program: Program,
	{ request, url }: { readonly request: Request; readonly url: URL },
	variant: readonly string[],
	render: () => Promise<Response> | Response
): Promise<Response> {
	return bodies.respond(request, JSON.stringify([url.pathname, installed(program), ...variant]), async () => {
		const response = await render();
		if (response.status !== 200) return response;
		return {
			text: await response.text(),
			headers: {
				'content-type': 'text/html; charset=utf-8',
				'content-security-policy': response.headers.get('content-security-policy') ?? "default-src 'none'",
				'cache-control': 'private, no-cache',
				vary: 'accept-encoding, accept-language, cookie'
			}
		};
	});
}

/** The description as JSON, for everybody. */
export const openapiJson = (program: Program, request: Request): Promise<Response> =>
	bodies.respond(request, JSON.stringify(['openapi.json', installed(program)]), () =>
		Promise.resolve({
			text: JSON.stringify(descriptionOf(program).document),
			headers: {
				'content-type': 'application/json',
				'access-control-allow-origin': '*',
				'cache-control': 'public, max-age=300',
				vary: 'accept-encoding'
			}
		})
	);
