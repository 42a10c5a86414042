import { program } from '$lib/server/host';
import { answerWall } from '$lib/server/partner/answer';
import { partner } from '$lib/server/partner/partner';
import type { RequestHandler } from './$types';

/** The last report and the figures that are open, for a screen on a wall. */
export const GET: RequestHandler = (event) => answerWall(event, partner.of(program()));
