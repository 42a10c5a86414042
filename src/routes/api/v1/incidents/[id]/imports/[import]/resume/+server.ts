import { oneImport } from '$lib/server/api/file-import';

/** Goes on where it was stopped or broken off, as long as the file is here (a day at most). */
export const POST = oneImport(async ({ incident, id, actor, program }) =>
	Response.json({ import: await program.imports.resume(incident, id, actor) }, { status: 202 })
);
