import { desk } from '$lib/server/out/api/authorize';

/** The current figures: counts, the queue, every finding. The socket sends the same once a second. */
export const GET = desk(async ({ incident, program }) => Response.json(await program.realtime.figures(incident)));
