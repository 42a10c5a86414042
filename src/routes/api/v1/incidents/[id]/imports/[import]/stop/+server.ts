import { oneImportRequest } from '$lib/server/out/api/file-import';

/** Stops after the current batch. What was stored is kept. */
export const POST = oneImportRequest(async ({ incident, id, actor, program }) =>
	Response.json({ import: await program.imports.stop(incident, id, actor) })
);
