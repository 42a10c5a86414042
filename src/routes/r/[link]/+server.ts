import { answerReport } from '$lib/server/partner/answer';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** The newest released report, for the holder of the link. */
export const GET: RequestHandler = async (event) =>
	responseOf(await answerReport(readerRequestOf(event), event.locals.program.partner, null));
