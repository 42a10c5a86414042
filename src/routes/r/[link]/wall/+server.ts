import { answerWall } from '$lib/server/partner/answer';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** The last report and the figures that the link gives access to, for a wall screen. */
export const GET: RequestHandler = async (event) =>
	responseOf(await answerWall(readerRequestOf(event), event.locals.program.partner));
