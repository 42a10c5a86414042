import { program } from '$lib/server/host';
import { answerReport } from '$lib/server/partner/answer';
import { partner } from '$lib/server/partner/partner';
import type { RequestHandler } from './$types';

/** The newest released report, for who holds the link. */
export const GET: RequestHandler = (event) => answerReport(event, partner.of(program()), null);
