import { oneImportRequest } from '$lib/server/out/api/file-import';

/** The progress of an import, and the outcome of its rows. */
export const GET = oneImportRequest(async ({ incident, id, program }) =>
	Response.json({ import: await program.imports.find(incident, id) })
);

/** Removes a file that was not started; stops one that runs. What was stored is kept. */
export const DELETE = oneImportRequest(async ({ incident, id, actor, program }) =>
	Response.json({ import: await program.imports.stop(incident, id, actor) })
);
