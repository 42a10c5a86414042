import { answerWall } from '$lib/server/out/partner/answer';
import type { RequestHandler } from './$types';

/** The last report and the figures that the link gives access to, for a wall screen. */
export const GET: RequestHandler = (event) => answerWall(event, event.locals.program.partner);
