import { oneImport } from '$lib/server/http/file-import';
import { program } from '$lib/server/host';
import { imports } from '$lib/server/ingest/imports';

/** What a file that was not started yet holds. */
export const GET = oneImport(async ({ incident, id }) => Response.json({ preview: await imports.of(program()).preview(incident, id) }));
