import { oneImportRequest } from '$lib/server/out/api/file-import';

/** The content of a file that was not started yet; of a workbook the largest sheet, or the one in `?sheet=`. */
export const GET = oneImportRequest(async ({ incident, id, url, program }) =>
	Response.json({ preview: await program.imports.preview(incident, id, url.searchParams.get('sheet')) })
);
