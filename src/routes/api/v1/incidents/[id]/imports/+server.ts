import { importDoor } from '$lib/server/http/file-import';
import { program } from '$lib/server/host';
import { imports } from '$lib/server/ingest/imports';

/** The files that were brought in, the newest first. */
export const GET = importDoor(async ({ incident }) => Response.json({ imports: await imports.of(program()).list(incident) }));

/** Takes a file of separated values as the body (at most 100 MB), its name as `?name=`. Answers what it holds; nothing is stored yet. */
export const POST = importDoor(async ({ incident, actor, request, url }) => {
	const taken = await imports.of(program()).take(incident, actor, url.searchParams.get('name') ?? '', bodyOf(request));
	return Response.json(taken, { status: 201 });
});

async function* bodyOf({ body }: Request): AsyncGenerator<Uint8Array> {
	if (body) yield* body;
}
