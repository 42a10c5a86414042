import { ImportStart } from '$lib/domain/posts/entry/file-import';
import { oneImportRequest } from '$lib/server/out/api/file-import';
import { readBody } from '$lib/server/out/api/refusal-response';

/** Starts to store the rows: `{ mapping, source }`. Answers at once; GET of the import gives the progress. */
export const POST = oneImportRequest(async ({ incident, id, actor, address, request, program }) => {
	const { mapping, source } = await readBody(request, ImportStart);
	const started = await program.imports.start(incident, id, actor, { mapping, into: source, origin: address });
	return Response.json({ import: started }, { status: 202 });
});
