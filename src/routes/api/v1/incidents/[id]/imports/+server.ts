import { importRequest } from '$lib/server/out/api/file-import';

/** The imported files, newest first. */
export const GET = importRequest(async ({ incident, program }) =>
	Response.json({ imports: await program.imports.list(incident) })
);

/**
 * Uploads a file of separated values as the body (at most 100 MB), its name as `?name=`. Answers its preview; stores no
 * rows.
 */
export const POST = importRequest(async ({ incident, actor, request, url, program }) => {
	const uploaded = await program.imports.upload(
		incident,
		actor,
		url.searchParams.get('name') ?? '',
		bodyOf(request),
		Number(request.headers.get('content-length') ?? 0)
	);
	return Response.json(uploaded, { status: 201 });
});

async function* bodyOf({ body }: Request): AsyncGenerator<Uint8Array> {
	if (body) yield* body;
}
