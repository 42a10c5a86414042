import { answerReport } from '$lib/server/out/partner/answer';
import type { RequestHandler } from './$types';

/** One released report by its number. */
export const GET: RequestHandler = (event) =>
	answerReport(event, event.locals.program.partner, Number(event.params.number));
