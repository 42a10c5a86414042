import { answerChanges } from '$lib/server/partner/other-links';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** `{ newest, withdrawn }`: the number of the newest report, and those that were withdrawn; or `{ script }` of the phone desk. */
export const GET: RequestHandler = async (event) =>
	responseOf(await answerChanges(readerRequestOf(event), event.locals.program.partner));
