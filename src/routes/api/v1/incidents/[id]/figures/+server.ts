import { desk } from '$lib/server/http/door';
import { program } from '$lib/server/host';
import { realtime } from '$lib/server/realtime/part';

/** How the incident stands: counts, the queue, every finding. The socket sends the same once a second. */
export const GET = desk(async ({ incident }) => Response.json(await realtime.of(program()).figures(incident)));
