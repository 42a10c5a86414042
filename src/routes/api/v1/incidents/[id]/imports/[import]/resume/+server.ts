import { oneImportRequest } from '$lib/server/out/api/file-import';

/** Resumes an import that was stopped or interrupted, as long as the file is kept (a day at most). */
export const POST = oneImportRequest(async ({ incident, id, actor, program }) =>
	Response.json({ import: await program.imports.resume(incident, id, actor) }, { status: 202 })
);
