import { oneImport } from '$lib/server/http/file-import';
import { program } from '$lib/server/host';
import { imports } from '$lib/server/ingest/imports';

/** Stops after the batch under way. What was stored is kept. */
export const POST = oneImport(async ({ incident, id, actor }) =>
	Response.json({ import: await imports.of(program()).stop(incident, id, actor) })
);
