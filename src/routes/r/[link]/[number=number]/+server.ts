import { program } from '$lib/server/host';
import { answerReport } from '$lib/server/partner/answer';
import { partner } from '$lib/server/partner/partner';
import type { RequestHandler } from './$types';

/** One released report by its number. */
export const GET: RequestHandler = (event) => answerReport(event, partner.of(program()), Number(event.params.number));
