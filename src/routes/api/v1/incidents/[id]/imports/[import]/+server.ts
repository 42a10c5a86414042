import { oneImport } from '$lib/server/http/file-import';
import { program } from '$lib/server/host';
import { imports } from '$lib/server/ingest/imports';

/** How far it is, and what became of its rows. */
export const GET = oneImport(async ({ incident, id }) => Response.json({ import: await imports.of(program()).find(incident, id) }));

/** Takes away a file that was not started; stops one that runs. What was stored is kept. */
export const DELETE = oneImport(async ({ incident, id, actor }) =>
	Response.json({ import: await imports.of(program()).stop(incident, id, actor) })
);
