import { answerChanges } from '$lib/server/out/partner/other-links';
import type { RequestHandler } from './$types';

/** `{ newest, withdrawn, phase, made }`: the number of the newest report, those that were withdrawn, the phase of the incident, and the checksums; or `{ script }` of the phone desk. */
export const GET: RequestHandler = (event) => answerChanges(event, event.locals.program.partner);
