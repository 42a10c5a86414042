import { answerReport } from '$lib/server/out/partner/answer';
import type { RequestHandler } from './$types';

/** All ten sections of a report that is shared on two pages. */
export const GET: RequestHandler = (event) =>
	answerReport(event, event.locals.program.partner, Number(event.params.number), 'full');
