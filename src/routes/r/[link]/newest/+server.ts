import { answerNewest } from '$lib/server/partner/answer';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** `{ newest, withdrawn }`: the number of the newest report, and those that were withdrawn. */
export const GET: RequestHandler = async (event) =>
	responseOf(await answerNewest(readerRequestOf(event), event.locals.program.partner));
