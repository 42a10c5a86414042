import { oneImport } from '$lib/server/http/file-import';
import { program } from '$lib/server/host';
import { imports } from '$lib/server/ingest/imports';

/** What a file that was not started yet holds; of a workbook the largest sheet, or the one in `?sheet=`. */
export const GET = oneImport(async ({ incident, id, url }) =>
	Response.json({ preview: await imports.of(program()).preview(incident, id, url.searchParams.get('sheet')) })
);
