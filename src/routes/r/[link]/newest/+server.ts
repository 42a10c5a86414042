import { answerChanges } from '$lib/server/out/partner/other-links';
import type { RequestHandler } from './$types';

/** `{ newest, withdrawn }`: the number of the newest report, and those that were withdrawn; or `{ script }` of the phone desk. */
export const GET: RequestHandler = (event) => answerChanges(event, event.locals.program.partner);
