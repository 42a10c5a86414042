import { ImportStart } from '$lib/domain/file-import';
import { oneImport } from '$lib/server/http/file-import';
import { readBody } from '$lib/server/http/refused';
import { program } from '$lib/server/host';
import { imports } from '$lib/server/ingest/imports';

/** Begins to store the rows: `{ mapping, source }`. Answers at once; GET of the import says how far it is. */
export const POST = oneImport(async ({ incident, id, actor, address, request }) => {
	const { mapping, source } = await readBody(request, ImportStart);
	const begun = await imports.of(program()).start(incident, id, actor, { mapping, into: source, origin: address });
	return Response.json({ import: begun }, { status: 202 });
});
