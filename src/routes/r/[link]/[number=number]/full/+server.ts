import { answerReport } from '$lib/server/partner/answer';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** All ten sections of a report that is shared on two pages. */
export const GET: RequestHandler = async (event) =>
	responseOf(
		await answerReport(readerRequestOf(event), event.locals.program.partner, Number(event.params.number), 'full')
	);
