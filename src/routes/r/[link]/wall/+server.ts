import { program } from '$lib/server/host';
import { answerWall } from '$lib/server/partner/answer';
import { asking } from '$lib/server/partner/asked';
import { partner } from '$lib/server/partner/partner';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** The last report and the figures that are open, for a screen on a wall. */
export const GET: RequestHandler = async (event) => responseOf(await answerWall(asking(event), partner.of(program())));
