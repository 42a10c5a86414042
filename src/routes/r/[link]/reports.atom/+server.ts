import { answerFeed } from '$lib/server/partner/answer';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** Released reports, for programs: Atom 1.0. */
export const GET: RequestHandler = async (event) =>
	responseOf(await answerFeed(readerRequestOf(event), event.locals.program.partner, 'reports'));
