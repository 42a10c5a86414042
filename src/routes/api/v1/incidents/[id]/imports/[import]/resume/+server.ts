import { oneImport } from '$lib/server/http/file-import';
import { program } from '$lib/server/host';
import { imports } from '$lib/server/ingest/imports';

/** Goes on where it was stopped or broken off, as long as the file is here (a day at most). */
export const POST = oneImport(async ({ incident, id, actor }) =>
	Response.json({ import: await imports.of(program()).goOn(incident, id, actor) }, { status: 202 })
);
